// Issue 2, "How it is shown", 2: the main job on real input, on the built site, in headless Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cifar, mnist, sample } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { single_file, single_file_url } from './lib/paths.mjs';
import { good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_again, open_dataset, resume_in_new_tab, walk_main_path } from './lib/walk.mjs';

test('MNIST through "Open files"', async ({ cleanup }) => {
  const dataset = mnist();
  assert.equal(dataset.found.indices.length, 15);
  const session = await open_page_for(cleanup);
  await walk_main_path(session, dataset, { screenshots: true });
}, { seconds: 300 });

test('CIFAR-10 folder with a manifest through "Open folder"', async ({ cleanup }) => {
  const dataset = cifar();
  const session = await open_page_for(cleanup, { dpr: 2, width: 1200, height: 760 });
  await walk_main_path(session, dataset, { come_back: resume_in_new_tab, screenshots: true });
}, { seconds: 300 });

test('the sample with one click', async ({ cleanup }) => {
  const dataset = sample();
  const session = await open_page_for(cleanup, { color_scheme: 'dark' });
  await walk_main_path(session, dataset, { come_back: open_again, screenshots: true });
}, { seconds: 300 });

for (const [name, make] of [['MNIST', mnist], ['the sample', sample]]) {
  test(`the single file from disk: ${name}`, async ({ cleanup }) => {
    assert.ok(existsSync(single_file), 'build/web/label-inspector.html is not there');
    const session = await open_page_for(cleanup, { url: single_file_url });
    await walk_main_path(session, make());
    // One file is all it needs: nothing else was loaded, not even from the disk.
    assert.deepEqual([...new Set(session.requests.map(({ url }) => url))], [single_file_url]);
  }, { seconds: 300 });
}

test('a second dataset takes the place of the first, each keeps its decisions', async ({ cleanup }) => {
  const first = sample();
  const second = mnist();
  const session = await open_page_for(cleanup);
  for (const [dataset, before] of [[first, 0], [second, 0], [first, 1], [second, 1]]) {
    const state = await open_dataset(session, dataset);
    assert.equal(state.decided, before);
    if (before > 0) continue;
    await go_to_place(session, 'Review');
    await session.press('e');
    await session.until((now) => now.decided === 1, 'one decision');
  }
}, { seconds: 300 });

// Decisions faster than anything that waits for a pause, then a reload without one.
test('decisions made in a hurry are there after a reload', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  for (let i = 0; i < 12; i += 1) {
    await session.press(i % 2 === 0 ? 'w' : 'Control+z');
    await new Promise((done) => setTimeout(done, 80));
  }
  await session.press('w');
  await new Promise((done) => setTimeout(done, 150)); // less than a pause of the hand, enough for the disk
  await session.reload();
  await session.until((state) => state.examples > 0 && !state.busy, 'the audit after a reload', 10_000);
  assert.equal((await session.state()).decided, 1);
}, { seconds: 60 });
