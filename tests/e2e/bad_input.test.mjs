// Issue 2, "How it is shown", 3: each unusable input gives one plain sentence with the place and the remedy, in the
// page and on the command line, and nothing already loaded or decided is lost.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { open_page_for } from './lib/driver.mjs';
import { root } from './lib/paths.mjs';
import { bad_inputs, examples, given, good_files, png, probabilities, wrong } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { write_npy } from './lib/npy.mjs';
import { go_to_place, go_to_position } from './lib/walk.mjs';

function temporary_folder(cleanup) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-'));
  cleanup(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write_files(folder, files) {
  return files.map(({ name, bytes }) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return file;
  });
}

// One or two or three sentences for a person: no programmer's words, no line breaks.
function check_sentence(text, must_say) {
  assert.ok(text, 'there is a message');
  assert.doesNotMatch(text, /\n|exception|undefined|null|\[object|assert|errno|stack|std::|0x[0-9a-f]/i);
  assert.match(text, /[.!]$/, `ends as a sentence: ${text}`);
  assert.match(text, /^[A-Z"“]|^[\w.-]+\.\w+[,:]/, `begins as a sentence or with the file: ${text}`);
  const sentences = text.split(/(?<=[a-z)”"'0-9][.!])\s+(?=[A-Z])/);
  assert.ok(sentences.length <= 3 && text.length <= 320, `short: ${text}`);
  assert.ok(text.split(/\s+/).length >= 6, `says what would help: ${text}`);
  for (const pattern of must_say) assert.match(text, pattern);
}

const audit_of = ({ examples: n, classes, flagged, shown, position, decided, canUndo, example }) =>
  ({ n, classes, flagged, shown, position, decided, canUndo, example });

test('in the page: what is loaded and decided stays', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  assert.equal(await session.open_by_script(good_files()), null);
  await go_to_place(session, 'Review');
  await session.press('w', 'e');
  const before = await session.until((state) => state.decided === 2, 'two decisions');
  assert.equal(before.flagged, wrong.length);

  for (const { name, files, must_say } of bad_inputs) {
    const refusal = await session.open_by_script(files);
    try {
      check_sentence(refusal, must_say);
      const after = await session.state();
      assert.deepEqual(audit_of(after), audit_of(before), 'the audit that was open');
      // The page shows the same words.
      assert.ok((await session.page.getByText(refusal, { exact: false }).count()) > 0, `the page shows: ${refusal}`);
    } catch (error) {
      error.message = `${name}: ${error.message}`;
      throw error;
    }
  }

  // And the work goes on where it was.
  await go_to_place(session, 'Review');
  await session.press('Control+z');
  await session.until((state) => state.decided === 1, 'undone');
}, { seconds: 120 });

test('in the page, on a first visit: the message, then good files', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  for (const { files, must_say } of bad_inputs) {
    check_sentence(await session.open_by_script(files), must_say);
    assert.equal((await session.state()).examples, 0);
  }
  await session.drop(good_files());
  await session.until((state) => state.examples === examples && !state.busy, 'the good files');
  assert.equal((await session.state()).flagged, wrong.length);
}, { seconds: 120 });

test('in the page: a picture that does not decode is one picture less', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const folder = temporary_folder(cleanup);
  const rows = given.map((label, i) => `images/${String(i).padStart(3, '0')}.png,class ${label}`);
  write_files(folder, [
    { name: 'manifest.csv', bytes: Buffer.from(`path,label\n${rows.join('\n')}\n`) },
    { name: 'pred_probs.npy', bytes: write_npy('<f8', [examples, 3], probabilities()) },
    { name: 'classes.txt', bytes: Buffer.from('class 0\nclass 1\nclass 2\n') },
    ...given.map((_, i) => ({
      name: `images/${String(i).padStart(3, '0')}.png`,
      bytes: i === wrong[1] ? png.subarray(0, 45) : png,
    })),
  ]);
  await session.choose('Open folder', folder);
  await session.until((state) => state.examples === examples && !state.busy, 'the folder');
  await go_to_place(session, 'Review');
  for (let position = 0; position < wrong.length; position += 1) {
    const { example } = await go_to_position(session, position);
    await session.settle();
    const words = (await session.page.locator('body').innerText()).concat(
      ...(await session.page.getByRole('img').evaluateAll((all) => all.map((e) => `\n${e.ariaLabel ?? ''}`))));
    const says_so = /023\.png/.test(words) && /cannot|could not|damaged|broken|not be (read|shown|decoded)|cut off|truncated/i.test(words);
    assert.equal(says_so, example.index === wrong[1], `example ${example.index}: ${words}`);
  }
  await session.press('w'); // it can still be decided
  await session.until((state) => state.decided === 1, 'a decision');
}, { seconds: 120 });

const command_lines = [
  ['native', [path.join(root, 'build/cli/label-inspector')]],
  ['Node', [process.execPath, path.join(root, 'build/cli/label-inspector.mjs')]],
];
for (const [name, command] of command_lines) {
  test(`on the command line, ${name}`, ({ cleanup }) => {
    assert.ok(existsSync(command.at(-1)), `${command.at(-1)} is not there`);
    const folder = temporary_folder(cleanup);
    const [labels, probs] = write_files(folder, good_files());
    const found = JSON.parse(execFileSync(command[0], [...command.slice(1), 'detect', labels, probs, '--format', 'json']));
    assert.deepEqual([...found.indices].sort((a, b) => a - b), wrong);
    for (const { name: input, files, must_say } of bad_inputs) {
      const [bad_labels, bad_probs] = write_files(folder, files);
      const { status, stdout, stderr } = spawnSync(command[0], [...command.slice(1), 'detect', bad_labels, bad_probs], { encoding: 'utf8' });
      try {
        assert.equal(status, 1);
        assert.equal(stdout, '');
        assert.match(stderr, /^[^\n]+\n$/, 'one line on stderr');
        check_sentence(stderr.trim().replace(/^label-inspector: /, '').replaceAll(`${folder}/`, ''), must_say);
      } catch (error) {
        error.message = `${input}: ${error.message} (${stderr.trim()})`;
        throw error;
      }
    }
    const usage = spawnSync(command[0], [...command.slice(1), 'detect', labels], { encoding: 'utf8' });
    assert.equal(usage.status, 2, 'wrong usage');
  }, { seconds: 60 });
}
