// Issue 2, "How it is shown", 2: the main job on real input, on the built site, in headless Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cifar, mnist, sample } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { single_file, single_file_url } from './lib/paths.mjs';
import { test } from './lib/test.mjs';
import { open_dataset, walk_main_path } from './lib/walk.mjs';

// From the list of recent audits: nothing has to be chosen again.
async function resume(session) {
  await session.click('button', /^Resume /);
  await session.until((state) => state.flagged > 0 && !state.busy, 'the resumed audit', 60_000);
}

test('MNIST through "Open files"', async ({ cleanup }) => {
  const dataset = mnist();
  assert.equal(dataset.found.indices.length, 15);
  const session = await open_page_for(cleanup);
  await walk_main_path(session, dataset, { screenshots: true });
}, { seconds: 180 });

test('CIFAR-10 folder with a manifest through "Open folder"', async ({ cleanup }) => {
  const dataset = cifar();
  const session = await open_page_for(cleanup, { dpr: 2 });
  await walk_main_path(session, dataset, { reopen: resume, screenshots: true });
}, { seconds: 180 });

test('the sample with one click', async ({ cleanup }) => {
  const dataset = sample();
  const session = await open_page_for(cleanup, { color_scheme: 'dark' });
  await walk_main_path(session, dataset, { screenshots: true });
}, { seconds: 180 });

for (const [name, make] of [['MNIST', mnist], ['the sample', sample]]) {
  test(`the single file from disk: ${name}`, async ({ cleanup }) => {
    assert.ok(existsSync(single_file), 'build/web/label-inspector.html is not there');
    const session = await open_page_for(cleanup, { url: single_file_url });
    await walk_main_path(session, make());
    // One file is all it needs: nothing else was loaded, not even from the disk.
    assert.deepEqual([...new Set(session.requests.map(({ url }) => url))], [single_file_url]);
  }, { seconds: 180 });
}

test('dropped files open like chosen ones, and a second dataset replaces the first', async ({ cleanup }) => {
  const dataset = sample();
  const session = await open_page_for(cleanup);
  await open_dataset(session, dataset);
  const other = mnist();
  await session.click('tab', 'Open');
  await open_dataset(session, other);
}, { seconds: 120 });
