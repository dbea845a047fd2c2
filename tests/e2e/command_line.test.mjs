// What only the command line does: paths as a person types them, and files that it writes.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { program, temporary_folder } from './lib/finds_the_same.mjs';
import { test } from './lib/test.mjs';

const run = (folder, ...words) => spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
const labels = 'id,label\n0,cat\n1,dog\n2,cat\n3,dog\n';
const probs = 'id,cat,dog\n0,0.9,0.1\n1,0.2,0.8\n2,0.7,0.3\n3,0.6,0.4\n';

test('command line: paths with dots, and below hidden folders', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  mkdirSync(path.join(folder, '.cache', 'set'), { recursive: true });
  mkdirSync(path.join(folder, 'here'));
  const there = path.join(folder, '.cache', 'set');
  writeFileSync(path.join(there, 'labels.csv'), labels);
  writeFileSync(path.join(there, 'probs.csv'), probs);
  for (const [from, to] of [[there, '.'], [path.join(folder, 'here'), '../.cache/set'], [folder, there], [folder, './.cache/../.cache/set']]) {
    const { status, stderr } = run(from, 'doctor', `${to}/labels.csv`, `${to}/probs.csv`);
    assert.equal(status, 0, stderr);
    assert.equal(run(from, 'doctor', to).status, 0);
  }
});

test('command line: convert writes over nothing that it reads', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  mkdirSync(path.join(folder, 'set'));
  const manifest = 'path,label,note\na.png,cat,mine\nb.png,dog,\n';
  writeFileSync(path.join(folder, 'set', 'manifest.csv'), manifest);
  writeFileSync(path.join(folder, 'set', 'probs.csv'), 'path,cat,dog\na.png,0.9,0.1\nb.png,0.2,0.8\n');
  for (const given of [['set'], ['set/manifest.csv', 'set/probs.csv']]) {
    const { status, stderr } = run(folder, 'convert', ...given, '-o', 'set');
    assert.equal(status, 1);
    assert.equal(stderr, 'label-inspector: set/manifest.csv: this file is one of those that are read, and would be written over. Choose another folder with -o.\n');
    assert.equal(readFileSync(path.join(folder, 'set', 'manifest.csv'), 'utf8'), manifest);
  }
  assert.deepEqual(readdirSync(path.join(folder, 'set')).sort(), ['manifest.csv', 'probs.csv']);
  for (let i = 0; i < 2; i += 1) { // its own files it may replace
    const { status, stderr } = run(folder, 'convert', 'set', '-o', 'out');
    assert.equal(status, 0, stderr);
  }
  assert.equal(readFileSync(path.join(folder, 'out', 'classes.txt'), 'utf8'), 'cat\ndog\n');
});

// Under a terminal of Python's, since Node has none. Prints what came to it, how it ended and its largest memory.
const in_terminal = `
import json, os, pty, re, resource, select, signal, sys, time
interrupt, words = sys.argv[1] == "interrupt", sys.argv[2:]
child, terminal = pty.fork()
if child == 0: os.execv(words[0], words)
seen, sent, took = b"", None, None
while True:
    try: piece = os.read(terminal, 65536)
    except OSError: break
    if not piece: break
    seen += piece
    if interrupt and sent is None and b"left" in seen:
        sent = time.monotonic()
        os.kill(child, signal.SIGINT)
_, status, usage = os.wait4(child, 0)
print(json.dumps({"seen": seen.decode(), "ms": None if sent is None else (time.monotonic() - sent) * 1000,
    "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, "status": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None, "peak": usage.ru_maxrss * 1024}))
`;
const rows = 1_500_000;

// Zeros, which take no room on the disk, with some bytes at a place of their own.
function sparse_set(folder, bytes_at_end = null, [count, classes] = [rows, 1000]) {
  const header = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${`{'descr': '<f4', 'fortran_order': False, 'shape': (${count}, ${classes}), }`.padEnd(117)}\n`, 'latin1');
  const probs_path = path.join(folder, 'pred_probs.npy');
  writeFileSync(probs_path, header);
  truncateSync(probs_path, header.length + count * classes * 4);
  if (bytes_at_end) {
    const file = openSync(probs_path, 'r+');
    writeSync(file, bytes_at_end, 0, bytes_at_end.length, header.length + count * classes * 4 - bytes_at_end.length);
    closeSync(file);
  }
  const labels_path = path.join(folder, 'labels.npy');
  const labels_header = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${`{'descr': '|u1', 'fortran_order': False, 'shape': (${count},), }`.padEnd(117)}\n`, 'latin1');
  writeFileSync(labels_path, Buffer.concat([labels_header, Buffer.from(Uint8Array.from({ length: count }, (_, i) => i % Math.min(classes, 250)))]));
  return [labels_path, probs_path];
}
const under_terminal = (folder, how, ...words) => JSON.parse(execFileSync('python3', ['-c', in_terminal, how, program, ...words], { cwd: folder, encoding: 'utf8' }));

test('command line: a progress line on a terminal only, and Ctrl+C ends it at once with nothing half done', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  const files = sparse_set(folder);
  const ended = under_terminal(folder, 'interrupt', 'detect', ...files, '--rank-by', 'confidence_weighted_entropy', '--threads', '1', '-o', 'out.txt');
  assert.match(ended.seen, /\r\x1b\[K {0,2}\d+ % {2}[\d,]+ examples {2}[\d.]+ [MG]B of [\d.]+ GB {2}\d+ s left/);
  assert.ok(ended.seen.endsWith('\r\x1b[K'), 'the line is gone');
  assert.equal(ended.signal, 2);
  console.log(`  ended ${ended.ms.toFixed(0)} ms after Ctrl+C`);
  assert.deepEqual(readdirSync(folder).sort(), ['labels.npy', 'pred_probs.npy']);
  const piped = run(folder, 'detect', ...files, '--format', 'csv', '-o', 'out.csv');
  assert.equal(piped.status, 0, piped.stderr);
  assert.doesNotMatch(piped.stderr, /left|\x1b/);
}, { seconds: 120 });

test('command line: a problem met late stands on a line of its own', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  const nan = Buffer.alloc(4);
  nan.writeFloatLE(NaN);
  const files = sparse_set(folder, nan);
  const ended = under_terminal(folder, 'wait', 'detect', ...files, '--rank-by', 'confidence_weighted_entropy', '--threads', '1');
  assert.equal(ended.status, 1);
  assert.match(ended.seen, /left\r\x1b\[Klabel-inspector: .*pred_probs\.npy, row 1499999, column 999: .*\r\n$/);
}, { seconds: 120 });

// README, "Speed and memory": bytes that do not depend on the number of classes, plus a fixed amount.
test('command line: memory stays within the stated formula', ({ cleanup }) => {
  const peaks = [10, 1000].map((classes) => {
    const folder = temporary_folder(cleanup);
    const files = sparse_set(folder, null, [1_000_000, classes]);
    return under_terminal(folder, 'wait', 'detect', ...files, '--threads', '2', '-o', 'out.txt').peak;
  });
  const [n, m] = [1_000_000, 4];
  [10, 1000].forEach((k, i) => {
    const most = n * (8 + 8 * m) + 70 * n + 40 * (n + k);
    const itself = 40e6; // the program, its libraries, and half a megabyte for each thread
    console.log(`  ${k} classes: ${(peaks[i] / 1e6).toFixed(0)} MB, of at most ${((most + itself) / 1e6).toFixed(0)} MB`);
    assert.ok(peaks[i] <= most + itself, `${peaks[i]} bytes with ${k} classes`);
  });
}, { seconds: 120 });

test('command line: lists of numbers that do not fit are refused with what would', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  writeFileSync(path.join(folder, 'labels.csv'), labels);
  writeFileSync(path.join(folder, 'probs.csv'), probs);
  for (const [words, wanted] of [
    [['--thresholds', '0.5,0.5,0.5'], '--thresholds: there are 3 thresholds, but 2 are needed, one for each class. Give that many, or one number for all classes.'],
    [['--num-to-remove-per-class', '1'], '--num-to-remove-per-class: there is 1 number, but 2 are needed: one for each class. Give that many, with commas between them, or a file that holds them.'],
    [['--num-to-remove-per-class', '1,0.5'], '--num-to-remove-per-class: number 2 is not a whole number from 0 up. These are numbers of examples: round them, and leave out what is below 0.'],
  ]) {
    const { status, stderr } = run(folder, 'detect', 'labels.csv', 'probs.csv', ...words);
    assert.equal(status, 1);
    assert.equal(stderr, `label-inspector: ${wanted}\n`);
  }
});

test('command line: what is a little outside 0..1 is used, and said', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  writeFileSync(path.join(folder, 'labels.csv'), labels);
  writeFileSync(path.join(folder, 'probs.csv'), probs.replace('0.9,0.1', '1.00005,-0.00005'));
  for (const words of [['detect'], ['stats'], ['scores'], ['scores', '--adjust'], ['explain']]) {
    const { status, stderr } = run(folder, words[0], 'labels.csv', 'probs.csv', ...(words[0] === 'explain' ? ['0'] : []), ...words.slice(1));
    assert.equal(status, 0, stderr);
    assert.equal(stderr, 'note: probs.csv: 1 row has a number that is below 0 or above 1 by at most 0.0001 (first: row 0). They were used as they are.\n', words.join(' '));
  }
});
