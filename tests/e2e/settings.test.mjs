// Settings: keys that people choose themselves, and light or dark; all of it there after a reload.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const has = (session, role, name) => session.control(role, name).first().waitFor({ state: 'attached', timeout: 10_000 });

for (const [browser, open] of browsers) test(`keys, ${browser}: change one, meet a conflict, swap, reset, and a reload keeps them`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.press(',');
  await has(session, 'heading', 'Settings');

  await session.click('button', 'Change the key Q of Keep the given label');
  await has(session, 'button', 'Change the key Press a key of Keep the given label');
  await session.press('5'); // taken for good
  await session.text(/^1 to 9 pick the likeliest classes/).first().waitFor({ state: 'attached', timeout: 10_000 });
  await session.press('a');
  await has(session, 'button', 'Change the key A of Keep the given label');
  await session.press('Escape');
  const before = await session.state();
  await session.press('q');
  assert.equal((await session.state()).decided, 0, 'Q means nothing any more');
  await session.press('a');
  await session.until((now) => now.decided === 1, 'A keeps');
  await session.press('ArrowLeft');
  assert.equal((await session.state()).example.decision, 'keep');
  assert.equal((await session.state()).example.index, before.example.index);
  assert.equal(await session.control('button', /^Keep "/).first().getAttribute('aria-keyshortcuts'), 'A');

  // By keyboard: E is taken; Enter swaps. Exclude then has what Keep had.
  await session.press(',');
  await session.control('button', 'Change the key A of Keep the given label').focus();
  await session.press('Enter', 'e');
  await has(session, 'button', 'Swap');
  await session.press('Enter');
  await has(session, 'button', 'Change the key E of Keep the given label');
  await has(session, 'button', 'Change the key A of Exclude: none of the classes fits');
  // And left: nothing changes.
  await session.click('button', 'Add a key for Both fit: ambiguous');
  await session.press('w');
  await has(session, 'button', 'Take it');
  await session.press('Escape');
  await has(session, 'button', 'Change the key W of Use the suggested label');
  // Taken away.
  await session.click('button', 'Change the key M of Write a note on this example');
  await session.press('Backspace');
  await session.control('button', 'Change the key M of Write a note on this example').waitFor({ state: 'detached', timeout: 10_000 });
  await session.press('Escape');

  await session.settle(600);
  await session.reload();
  await session.until((now) => now.examples > 0 && !now.busy, 'the audit after a reload');
  await go_to_place(session, 'Review');
  await session.press('ArrowRight', 'a');
  await session.until((now) => now.decided === 2, 'A, after a reload');
  await session.press('ArrowLeft');
  assert.equal((await session.state()).example.decision, 'exclude');
  await session.press('?');
  await has(session, 'heading', 'All keys');
  await session.text(/^Keep the given label: E$/).first().waitFor({ state: 'attached', timeout: 10_000 });
  await session.click('button', 'Change keys');
  await session.click('button', 'Reset the keys of Write a note on this example');
  await has(session, 'button', 'Change the key M of Write a note on this example');
  await session.click('button', 'Reset all keys');
  await has(session, 'button', 'Change the key Q of Keep the given label');
  await session.press('Escape', 'ArrowRight', 'q');
  await session.until((now) => now.decided === 3, 'Q again');
}, { seconds: 90 });

for (const [browser, open] of browsers) test(`${browser}: a keyboard without Latin letters works by the place of its keys`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  const cyrillic = (key, code, modifiers = {}) => session.page.evaluate(({ key: k, code: c, modifiers: m }) => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: k, code: c, bubbles: true, cancelable: true, ...m }));
  }, { key, code, modifiers });
  await cyrillic('\u0439', 'KeyQ');
  await session.until((now) => now.decided === 1, 'the key in the place of Q');
  await cyrillic('\u044f', 'KeyZ', { ctrlKey: true });
  await session.until((now) => now.decided === 0, 'Ctrl and the key in the place of Z');
});

for (const [browser, open] of browsers) test(`${browser}: light or dark is chosen in the settings and kept`, async ({ cleanup }) => {
  const session = await open(cleanup);
  const is_dark = () => session.page.evaluate(() => document.documentElement.classList.contains('dark'));
  await session.click('button', 'Settings');
  await session.click('radio', 'Dark');
  assert.equal(await is_dark(), true);
  await session.reload();
  assert.equal(await is_dark(), true);
  await session.press(',');
  assert.equal(await session.control('radio', 'Dark').first().getAttribute('aria-checked'), 'true');
  await session.click('radio', 'As the system');
  assert.equal(await is_dark(), false);
});

for (const [browser, open] of browsers) test(`${browser}: a name typed in the settings signs the change log, and is kept`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.press('w');
  await session.until((now) => now.decided === 1, 'a decision');
  const who = async () => JSON.parse((await session.exported('changes.json')).toString()).changes[0].reviewer;
  assert.equal(await who(), '');
  await go_to_place(session, 'Share');
  await session.click('button', 'Say who you are, for the change log and the report');
  await session.click('textbox', 'Your name');
  await session.type('Ada L. <b>');
  await session.press('Enter');
  await has(session, 'button', 'Change your name');
  await session.text(/^You sign as \u201cAda L\. <b>\u201d\.$/).first().waitFor({ state: 'attached', timeout: 10_000 });
  assert.equal(await who(), 'Ada L. <b>');
  await session.settle(600);
  await session.screenshot(`share-signed-${browser.toLowerCase()}`);
  await session.reload();
  await session.until((now) => now.decided === 1 && !now.busy, 'the audit after a reload');
  assert.equal(await who(), 'Ada L. <b>');
  assert.match((await session.exported('changes')).toString(), /,Ada L\. <b>,20\d\d-/);
});
