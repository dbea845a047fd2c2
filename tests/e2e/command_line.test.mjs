// What only the command line does: paths as a person types them, and files that it writes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
