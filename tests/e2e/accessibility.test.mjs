// Without eyes, without a mouse, with little contrast, without motion: lists by keyboard to their end, what is said of
// every example, and what the system asks for, followed while the page is open. axe-core: axe.test.mjs.
import assert from 'node:assert/strict';
import { check_with_axe } from './lib/axe.mjs';
import { sample } from './lib/datasets.mjs';
import { browsers } from './lib/browsers.mjs';
import { open_page_for } from './lib/driver.mjs';
import { many } from './lib/many.mjs';
import { files, scripts } from './lib/many_scripts.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

test('rows that are scrolled out of sight are reached by Tab, and say which of how many they are', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { height: 700 });
  assert.equal(await session.open_by_script(files()), null);
  await go_to_place(session, 'Overview');
  await session.settle();
  const list = session.page.getByRole('list', { name: 'Classes' });
  const rows = list.getByRole('listitem');
  assert.ok(await rows.count() < scripts.length, 'not all of them are there');
  assert.equal(await rows.first().getAttribute('aria-setsize'), String(scripts.length));
  const focused = () => session.page.evaluate(() => {
    const { activeElement: element } = document;
    const box = element.getBoundingClientRect();
    return {
      name: element.textContent,
      row: Number(element.parentElement.getAttribute('aria-posinset')),
      beyond: element.classList.contains('beyond'),
      inside: box.top >= 0 && box.bottom <= innerHeight && box.height > 10,
    };
  });
  const in_sight = async () => {
    let now;
    for (let i = 0; i < 50; i += 1) {
      now = await focused();
      if (now.inside && !now.beyond) break;
      await session.settle(60);
    }
    return now;
  };
  const met = new Set();
  await rows.first().getByRole('button').first().focus();
  for (let row = 1; row <= scripts.length; row += 1) {
    const now = await in_sight();
    assert.equal(now.row, row, `after ${row - 1} times Tab: ${JSON.stringify(now)}`);
    assert.ok(now.inside && !now.beyond, `in sight: ${JSON.stringify(now)}`);
    met.add(now.row);
    // A row may hold two: what was given wrongly, and what was missed.
    do await session.press('Tab'); while ((await focused()).row === row);
  }
  assert.equal(met.size, scripts.length, 'every class was met');
  await session.press('Shift+Tab');
  for (let row = scripts.length; row >= 1; row -= 1) {
    assert.equal((await in_sight()).row, row, 'and back');
    do await session.press('Shift+Tab'); while ((await focused()).row === row);
  }
}, { seconds: 120 });

test('a sheet is a dialog with a name: it has the focus, and gives it back', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await open_dataset(session, sample());
  await go_to_place(session, 'Review');
  const dialog = (name) => session.page.getByRole('dialog', { name });
  const focused = () => session.page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
  assert.equal(await session.page.getByRole('dialog').count(), 0);
  for (const [key, name] of [['l', 'Which labels are listed, and in which order'], ['?', 'All keys']]) {
    await session.press(key);
    await session.settle();
    assert.equal(await dialog(name).count(), 1, name);
    assert.equal(await dialog(name).getAttribute('aria-modal'), 'true');
    assert.equal(await focused(), name);
    await session.press('Tab');
    assert.equal(await focused(), 'Close');
    await session.press('Escape');
    await session.settle();
    assert.equal(await session.page.getByRole('dialog').count(), 0);
  }
  // By keyboard from a button: back on it.
  await session.page.evaluate(() => [...document.querySelectorAll('#mirror button')].find((e) => e.textContent.startsWith('Change which labels')).focus({ focusVisible: true }));
  await session.press('Enter');
  await session.settle();
  assert.equal(await focused(), 'Which labels are listed, and in which order');
  // The range of scores, by key.
  const before = (await session.state()).shown;
  await session.control('slider', 'Score to').focus();
  await session.press('Home', ...Array.from({ length: 5 }, () => 'ArrowRight'));
  await session.until((now) => now.shown > 0 && now.shown < before, 'fewer examples');
  assert.equal(await session.control('slider', 'Score to').getAttribute('aria-valuetext'), '0.05');
  await session.press('End');
  await session.until((now) => now.shown === before, 'all of them');
  await session.press('Escape');
  await session.settle();
  assert.match(await focused(), /^Change which labels/);
  // A question about many is said.
  await session.press('g', 'Control+a', 'q');
  await session.settle();
  assert.equal(await dialog(/^Keep .* labels as they are given\?$/).count(), 1);
  assert.match(await session.page.locator('#live').textContent(), /Keep [\d,]+ labels as they are given\? .+, \d+/);
  await session.press('Escape');
}, { seconds: 60 });

for (const [browser, open] of browsers) test(`${browser}: a note is whole when Ctrl+K follows it at once`, async ({ cleanup }) => {
  const session = await open(cleanup);
  assert.equal(await session.open_by_script(many(300, 5, { share: 0.2 }).files), null);
  await go_to_place(session, 'Review');
  await session.press('m');
  await session.settle();
  await session.type('half a th');
  await session.press('Control+k');
  await session.until((now) => now.example.note === 'half a th', 'the note');
  await session.press('Escape');
}, { seconds: 60 });

test('the order of reading is the order of the screen, wherever it was scrolled to', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { height: 700 });
  assert.equal(await session.open_by_script(files()), null);
  await go_to_place(session, 'Review');
  await session.press('Control+k');
  await session.settle();
  const order = () => session.page.getByRole('option').evaluateAll((all) => all.map((element) => Number(element.getAttribute('aria-posinset'))));
  const ascending = (numbers) => numbers.every((number, i) => i === 0 || number === numbers[i - 1] + 1);
  for (const key of ['ArrowDown', 'ArrowUp']) {
    for (let i = 0; i < 25; i += 1) await session.press(key);
    await session.settle();
    const numbers = await order();
    assert.ok(numbers.length > 3 && ascending(numbers), `after 25 times ${key}: ${numbers}`);
  }
});

for (const [browser, open] of browsers) test(`${browser}: every example that comes under review is said: given, suggested, score, which of how many`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await open_dataset(session, sample());
  const said = () => session.page.evaluate(() => document.getElementById('live').textContent);
  const check = async (after) => {
    await session.settle(80);
    const { example, position, shown } = await session.state();
    const percent = example.score < 0.01 ? 'less than 1%' : `${Math.round(example.score * 100)}%`;
    const text = await said();
    const words = `${example.given}, suggested ${example.suggested}, ${percent}, ${position + 1} of ${shown}`;
    assert.ok(text.includes(words), `after ${after}: "${text}", not "${words}"`);
    const told = text.slice(text.lastIndexOf(words) + words.length); // how it was decided, if it was
    assert.match(told, example.decision === null ? /^$/ : /^, (kept|excluded|both fit|not sure|now .*)$/, `after ${after}`);
    assert.ok(text.includes(`${example.given}, suggested ${example.suggested}, `), `after ${after}: "${text}"`);
  };
  await go_to_place(session, 'Review');
  await check('going there');
  for (const key of ['w', 'q', 'ArrowRight', 'e', 'n', 'Control+z', 'ArrowLeft', 'b', 'k', 'j']) {
    await session.press(key);
    await check(key);
  }
  assert.equal(await session.page.evaluate(() => document.getElementById('live').getAttribute('aria-live')), 'polite');
});

const corner = async (session) => read_png(await session.page.screenshot()).at(4, 690); // the ground, left of everything

test('more contrast is followed while the page is open, and forced colours leave the canvas visible', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { height: 700 });
  assert.equal(await session.open_by_script(files()), null);
  await session.settle();
  const ordinary = await corner(session);
  assert.deepEqual(ordinary, [0xf5, 0xf6, 0xf8]);
  await session.page.emulateMedia({ contrast: 'more' });
  await session.settle();
  assert.deepEqual(await corner(session), [0xf1, 0xf3, 0xf6]);
  await session.page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
  await session.settle();
  assert.deepEqual(await corner(session), [0, 0, 0]);
  await session.page.emulateMedia({ contrast: 'no-preference', colorScheme: 'light' });
  await session.settle();
  assert.deepEqual(await corner(session), ordinary);

  await session.page.emulateMedia({ contrast: 'more', forcedColors: 'none' });
  await go_to_place(session, 'Review');
  await session.page.mouse.move(2, 690);
  await session.settle();
  const before = await session.page.screenshot();
  await session.page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
  await session.settle();
  const picture = read_png(await session.page.screenshot());
  const expected = read_png(before);
  let other = 0;
  for (let y = 0; y < picture.height; y += 3) {
    for (let x = 0; x < picture.width; x += 3) if (String(picture.at(x, y)) !== String(expected.at(x, y))) other += 1;
  }
  // Only the text field, which is the browser's own, may look a little different.
  assert.ok(other < 400, `of ${Math.round(picture.height * picture.width / 9)} pixels looked at, ${other} are painted over`);
  await check_with_axe(session, 'Review with forced colours');
});

test('with reduced motion a list stops when the finger leaves it', async ({ cleanup }) => {
  for (const reduced_motion of [false, true]) {
    const session = await open_page_for(cleanup, { reduced_motion, touch: true, width: 1024, height: 700 });
    await open_dataset(session, sample());
    const heading = async () => (await session.control('heading', 'Classes').first().boundingBox()).y;
    const before = await heading();
    await session.touch(Array.from({ length: 7 }, (_, i) => [500, 600 - i * 20]));
    await session.settle();
    const moved = before - await heading();
    if (reduced_motion) assert.ok(Math.abs(moved - 120) <= 15, `moved by ${moved}, the finger by 120`);
    else assert.ok(moved > 140, `runs on: moved by ${moved}, the finger by 120`);
  }
});

for (const [browser, open] of browsers) test(`${browser}: a row that has the focus keeps it while the wheel scrolls it away`, async ({ cleanup }) => {
  const session = await open(cleanup);
  assert.equal(await session.open_by_script(many(3000, 30, { share: 0.2 }).files), null);
  await go_to_place(session, 'Review');
  await session.settle();
  const [name, x, y] = await session.page.evaluate(() => {
    const row = [...document.querySelectorAll('#mirror button')].filter((e) => e.textContent.startsWith('Only class_'))[1];
    row.focus({ focusVisible: true });
    const { left, bottom } = row.getBoundingClientRect();
    return [row.textContent, left + 40, bottom + 40];
  });
  await session.page.mouse.move(x, y);
  await session.settle();
  for (let i = 0; i < 6; i += 1) {
    await session.page.evaluate(() => document.getElementById('root').dispatchEvent(new WheelEvent('wheel', { deltaY: 400, bubbles: true, cancelable: true })));
    await session.settle(60);
  }
  await session.settle(400);
  const now = await session.page.evaluate(() => ({ name: document.activeElement.textContent, beyond: document.activeElement.classList.contains('beyond') }));
  assert.deepEqual(now, { name, beyond: true });
  await session.press('Enter');
  const [, count] = name.match(/, (\d+)$/);
  await session.until((state) => state.shown === Number(count), 'Enter still means that row');
}, { seconds: 60 });
