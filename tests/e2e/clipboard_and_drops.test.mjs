// What comes in by a drag from the desktop and by pasting, and what goes out by copying.
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { open_page_for } from './lib/driver.mjs';
import { site } from './lib/paths.mjs';
import { given, good_files, wrong } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

for (const [where, url] of [['the site', undefined], ['the one file on disk', pathToFileURL(path.join(site, 'label-inspector.html')).href]]) {
  test(`files dragged from the desktop, ${where}`, async ({ cleanup }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-drop-'));
    cleanup(() => rmSync(folder, { recursive: true }));
    for (const { name, bytes } of good_files()) writeFileSync(path.join(folder, name), bytes);
    const session = await open_page_for(cleanup, { url });
    await session.drop_from_desktop(good_files().map(({ name }) => path.join(folder, name)));
    const state = await session.until((now) => (now.flagged > 0 && !now.busy) || now.message, 'the dropped files');
    assert.equal(state.message, null);
    assert.deepEqual([state.examples, state.flagged], [given.length, wrong.length]);
  });

  test(`a folder dragged from the desktop, ${where}`, async ({ cleanup }) => {
    const top = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-drop-'));
    cleanup(() => rmSync(top, { recursive: true }));
    const folder = path.join(top, 'from Ann');
    mkdirSync(path.join(folder, 'answers'), { recursive: true });
    const [labels, probabilities] = good_files();
    writeFileSync(path.join(folder, labels.name), labels.bytes);
    writeFileSync(path.join(folder, 'answers', probabilities.name), probabilities.bytes);
    const session = await open_page_for(cleanup, { url });
    await session.drop_from_desktop([folder]);
    const state = await session.until((now) => (now.flagged > 0 && !now.busy) || now.message, 'the dropped folder');
    assert.equal(state.message, null);
    assert.deepEqual([state.examples, state.flagged], [given.length, wrong.length]);
  });
}

test('what cannot be opened in a dropped folder is left out, and named', async ({ cleanup }) => {
  const top = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-drop-'));
  cleanup(() => rmSync(top, { recursive: true }));
  const folder = path.join(top, 'run');
  mkdirSync(path.join(folder, 'pictures'), { recursive: true });
  for (const { name, bytes } of good_files()) writeFileSync(path.join(folder, name), bytes);
  writeFileSync(path.join(folder, 'pictures', 'locked.txt'), 'of somebody else');
  const session = await open_page_for(cleanup, { before_load: () => {
    const get = FileSystemFileHandle.prototype.getFile;
    FileSystemFileHandle.prototype.getFile = function () {
      return this.name === 'locked.txt' ? Promise.reject(new DOMException('no', 'NotReadableError')) : get.call(this);
    };
  } });
  await session.drop_from_desktop([folder]);
  const state = await session.until((now) => now.flagged === wrong.length && !now.busy && now.message, 'the folder without it');
  assert.match(state.message, /^Left out, because it cannot be read: run\/pictures\/locked\.txt\./);
});

test('copying takes what the place shows, pasting takes files', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const paste = (files) => session.page.evaluate((list) => {
    const data = new DataTransfer();
    for (const { name, encoded } of list) data.items.add(new File([Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))], name));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, files.map(({ name, bytes }) => ({ name, encoded: Buffer.from(bytes).toString('base64') })));
  await paste(good_files());
  await session.until((now) => now.flagged === wrong.length && !now.busy, 'the pasted files');

  await session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async () => {
    await session.press('Control+c');
    return session.page.evaluate(() => navigator.clipboard.readText());
  };
  await go_to_place(session, 'Review');
  const { example } = await session.state();
  const [heads, values] = (await copied()).split('\n').map((line) => line.split('\t'));
  assert.deepEqual(heads.slice(0, 4), ['index', 'name', 'given', 'suggested']);
  assert.deepEqual([values[0], values[2], values[3]], [String(example.index), example.given, example.suggested]);
  await go_to_place(session, 'Overview');
  assert.match(await copied(), /^class\tissues\tgiven wrongly\tmissed\tquality$/m);
}, { seconds: 60 });
