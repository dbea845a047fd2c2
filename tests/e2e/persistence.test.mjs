// Ten thousand decisions, then the browser is killed as by a power cut: what was shown as decided is there again. Many
// at once and taken back; and one by one to the last moment.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { open_page_for, open_page_in_profile } from './lib/driver.mjs';
import { open_firefox_in_profile } from './lib/firefox.mjs';
import { many } from './lib/many.mjs';
import { good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const size = 10_400;
const singles = 300;

// Keys as fast as the page takes them, each one a real event, with a frame now and then; returns how many are shown as
// decided in the frame of the last one.
const press_fast = (session, keys, in_a_frame = 10) => session.page.evaluate(async ([list, every]) => {
  for (let i = 0; i < list.length; i += 1) {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: list[i], bubbles: true, cancelable: true }));
    if (i % every === every - 1 || i + 1 === list.length) await new Promise((done) => requestAnimationFrame(done));
  }
  return labelInspector.state().decided;
}, [keys, in_a_frame]);

const in_profiles = [['Chromium', open_page_in_profile], ['Firefox', open_firefox_in_profile]];

async function opened(open, folder, size) {
  const session = await open(folder);
  assert.equal(await session.open_by_script(many(size, 8, { share: 0.1 }).files), null);
  await go_to_place(session, 'Review');
  await session.click('radio', 'All examples');
  await session.until((now) => now.shown === size, 'all examples');
  return session;
}
async function resumed(open, folder, url, size) {
  const session = await open(folder, { url });
  await session.click('button', /^Resume /);
  const state = await session.until((now) => now.examples === size && !now.busy, 'the audit, resumed', 60_000);
  return { session, state };
}
function profile(cleanup, kill) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-profile-'));
  cleanup(() => { kill(); rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); });
  return folder;
}

for (const [browser, open] of in_profiles) test(`10,000 decisions, one by one and many at once, survive ${browser} being killed`, async ({ cleanup }) => {
  let session = null;
  const folder = profile(cleanup, () => session?.kill());
  session = await opened(open, folder, size);

  // One by one, in turn.
  const cycle = ['q', 'w', 'e', 'b', '2'];
  await press_fast(session, Array.from({ length: singles }, (_, i) => cycle[i % cycle.length]));
  await session.until((now) => now.decided === singles, `${singles} one by one`, 60_000);
  // Many at once: what is still to do of each half.
  await session.click('radio', /^To do /);
  await session.press('g');
  await session.until((now) => now.grid, 'the grid');
  await session.press('Control+a', 'w');
  await session.click('button', `Yes, all ${(size - singles).toLocaleString('en')}`);
  await session.until((now) => now.decided === size, 'all decided', 30_000);
  // Some of it taken back and done again, and a few more one by one; the last ones right before the end.
  await session.press('Control+z');
  await session.until((now) => now.decided === singles, 'taken back');
  await session.press('Control+Shift+z');
  await session.until((now) => now.decided === size, 'done again');
  await session.press('g');
  await session.click('radio', /^All [\d,]+$/);
  await press_fast(session, Array.from({ length: 50 }, (_, i) => (i % 2 ? 'e' : 'q')));
  const last = await session.until((now) => now.decided === size && now.position >= 50, 'the last ones');
  const shown = (await session.exported('changes')).toString();
  await session.kill();

  assert.equal(shown.trim().split('\r\n').length, size + 1, 'every example is in the change log');
  let state;
  ({ session, state } = await resumed(open, folder, session.options.url, size));
  assert.equal(state.decided, last.decided);
  assert.equal((await session.exported('changes')).toString(), shown, 'every decision as it was shown');
  await session.close();
}, { seconds: 240 });

for (const [browser, open] of in_profiles) test(`10,000 decisions, each by a key of its own, survive ${browser} being killed a moment after the last`, async ({ cleanup }) => {
  let session = null;
  const folder = profile(cleanup, () => session?.kill());
  const all = 10_000;
  session = await opened(open, folder, all + 50);
  // A small window, which has less to draw ten thousand times.
  const small = { width: 640, height: 480 };
  await (session.page.setViewportSize ? session.page.setViewportSize(small) : session.page.setViewport(small));
  await session.settle();
  const keys = Array.from({ length: all }, (_, i) => ['q', 'w', 'e', 'b', '2'][i % 5]);
  const began = performance.now();
  await press_fast(session, keys.slice(0, -60), 40);
  const decided = await press_fast(session, keys.slice(-60), 1); // the last second, a key in each frame
  const seconds = (performance.now() - began) / 1000;
  // No question to the page, no export: only as long as a hand takes from the key to the plug.
  await new Promise((done) => setTimeout(done, 200));
  await session.kill();
  assert.equal(decided, all);

  let state;
  ({ session, state } = await resumed(open, folder, session.options.url, all + 50));
  if (process.env.SAY) console.log(`        ${decided} decided in ${seconds.toFixed(1)} s, ${state.decided} there again`);
  assert.equal(state.decided, decided, 'decisions that were shown as decided are lost');
  // Each as it was decided, in its order.
  const decisions = (await session.exported('changes')).toString().trim().split('\r\n').slice(1).map((line) => line.split(',')[5]);
  const counts = Object.fromEntries(['exclude', 'both'].map((word) => [word, decisions.filter((one) => one === word).length]));
  assert.deepEqual(counts, { exclude: all / 5, both: all / 5 });
  await session.close();
}, { seconds: 240 });

for (const [browser, open] of [['Chromium', open_page_in_profile], ['Firefox', open_firefox_in_profile]]) test(`a review file from disk keeps its own progress when ${browser} is killed`, async ({ cleanup }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-review-'));
  cleanup(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const sender = await open_page_for(cleanup);
  assert.equal(await sender.open_by_script(good_files()), null);
  await go_to_place(sender, 'Share');
  await sender.click('button', 'Write a review file');
  await sender.click('radio', 'A random sample');
  const file = await sender.downloaded(() => sender.click('button', 'Save review file'));
  const at = path.join(folder, file.name);
  writeFileSync(at, file.bytes);

  const url = pathToFileURL(at).href;
  const profile = path.join(folder, 'profile');
  mkdirSync(profile);
  let reviewer = await open(profile, { url });
  cleanup(() => reviewer.kill());
  await reviewer.click('textbox', 'Your name');
  await reviewer.type('Ada');
  await reviewer.press('Enter');
  const answers = ['q', 'w', 'e', 'b', 'q', 'q', 'e', 'q', 'q', 'b'];
  const seen = [];
  for (const [i, key] of answers.entries()) {
    const { example } = await reviewer.until((s) => s.position === i, `example ${i}`);
    seen.push(example.index);
    await reviewer.press(key);
  }
  await reviewer.until((s) => s.decided === 10 && s.position === 10, 'ten answers');
  await reviewer.settle(600);
  await reviewer.kill();

  reviewer = await open(profile, { url });
  const state = await reviewer.until((s) => s.decided === 10, 'the answers after it was killed');
  assert.equal(state.position, 10);
  await reviewer.press('e');
  await reviewer.until((s) => s.decided === 11, 'one more');
  await reviewer.press('Control+z');
  await reviewer.until((s) => s.decided === 10, 'one less');
  await reviewer.click('button', 'Send back');
  await reviewer.control('button', 'Save my answers').waitFor({ state: 'attached' });
  assert.equal(await reviewer.control('button', 'Save my answers').first().getAttribute('aria-disabled'), null, 'the name is known');
  await reviewer.close();
}, { seconds: 150 });
