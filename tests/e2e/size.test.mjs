// How large everything is: by the window on a large screen, or as chosen. Canvas, pointer, fingers and mirror agree.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { sample } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

const magnified = (session) => session.page.evaluate(() => Number(getComputedStyle(document.getElementById('root')).getPropertyValue('--magnified')) || 1);
const until_magnified = async (session, factor, what) => {
  for (const end = Date.now() + 10_000; Date.now() < end && await magnified(session) !== factor;) await session.settle(100);
  assert.equal(await magnified(session), factor, what);
};
const height_of = async (session, role, name) => (await session.place_of(role, name)).box.height;

// What the mirror says of a button is where the canvas has it: filled inside of its edges, and not outside.
async function canvas_agrees(session, name) {
  const { box } = await session.place_of('button', name);
  await session.page.mouse.move(2, 2);
  await session.settle(400);
  const picture = read_png(Buffer.from(await session.page.screenshot()));
  const y = Math.round(box.y + box.height / 2);
  const [inside, also_inside, outside, also_outside] = [box.x + 6, box.x + box.width - 6, box.x - 4, box.x + box.width + 4].map((x) => String(picture.at(Math.round(x), y).slice(0, 3)));
  assert.equal(inside, also_inside, 'both ends of the button are filled alike');
  assert.notEqual(outside, inside, 'left of it is something else');
  assert.notEqual(also_outside, inside, 'right of it is something else');
}

for (const [browser, open] of browsers) test(`size, ${browser}: a large window shows everything larger; another size is chosen by hand, works by mouse, and stays`, async ({ cleanup }) => {
  const session = await open(cleanup, { width: 2560, height: 1300 });
  await open_dataset(session, sample());
  await go_to_place(session, 'Review');
  await until_magnified(session, 1.25);
  await session.settle();
  const use = /^Use "/;
  assert.equal(await height_of(session, 'button', use), 50, '40 units of 1.25 pixels');
  await canvas_agrees(session, use);

  await session.press(',');
  for (const [percent, factor] of [['150%', 1.5], ['90%', 0.9], ['Automatic', 1.25], ['150%', 1.5]]) {
    await session.click('radio', percent); // where it is now: the sheet has grown
    await until_magnified(session, factor, percent);
    await session.settle();
  }
  await session.press('Escape');
  await session.settle();
  assert.ok(Math.abs(await height_of(session, 'button', use) - 60) < 0.01);
  await canvas_agrees(session, use);

  // What follows the pointer itself: a brush over the histogram, and a button that only the canvas knows to be hovered.
  const { shown } = await session.state();
  const { box } = await session.place_of('img', /^Histogram of the score/);
  await session.page.mouse.move(box.x + 3, box.y + 20);
  await session.page.mouse.down();
  await session.page.mouse.move(box.x + box.width * 0.4, box.y + 20, { steps: 5 });
  await session.page.mouse.up();
  const narrowed = await session.until((now) => now.shown < shown && now.shown > 0, 'the list narrowed by the brush');
  await session.click('button', /^Remove the filter Score 0/);
  await session.until((now) => now.shown === shown, 'all of it again');
  assert.ok(narrowed.shown > shown * 0.2, 'about the lower half of the scores');

  await session.settle(600);
  await session.reload();
  await session.until((now) => now.examples > 0 && !now.busy, 'the audit after a reload');
  await until_magnified(session, 1.5);
}, { seconds: 120 });

test('size: fingers and text fields at 150%', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { touch: true, width: 1600, height: 1000, before_load: () => localStorage.setItem('label-inspector.size', '150') });
  await open_dataset(session, sample());
  await go_to_place(session, 'Review');
  await until_magnified(session, 1.5);
  const { position, example } = await session.state();
  const { x, y } = await session.place_of('img', example.name);
  await session.touch(Array.from({ length: 6 }, (_, i) => [x - 24 * i, y]));
  await session.until((now) => now.position === position + 1, 'the next one, by a finger to the side');
  // A field of the browser's own lies where its frame is drawn, with letters of that size.
  await session.click('textbox', /^Search by name/);
  await session.type('sneaker');
  await session.until((now) => now.shown < 119, 'what was typed narrows the list');
  const [font, drawn] = await session.page.evaluate(() => {
    const field = document.activeElement;
    return [parseFloat(getComputedStyle(field).fontSize), field.getBoundingClientRect().height / field.offsetHeight];
  });
  assert.equal(font * drawn, 13 * 1.5);
}, { seconds: 90 });

test("size: the browser's own zoom comes on top, and is not taken back by a window that got smaller", async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { width: 2560, height: 1300 });
  await until_magnified(session, 1.25);
  const devtools = await session.context.newCDPSession(session.page);
  // What a page sees of it: another density, and a window of fewer (or more) CSS pixels.
  for (const zoom of [1.5, 0.5, 1]) {
    await devtools.send('Emulation.setDeviceMetricsOverride', { width: Math.round(2560 / zoom), height: Math.round(1300 / zoom), deviceScaleFactor: zoom, mobile: false });
    await session.page.waitForFunction((density) => devicePixelRatio === density, zoom);
    await session.settle(300);
    assert.equal(await magnified(session), 1.25, `zoomed to ${zoom}`);
    if (zoom !== 1.5) continue;
    await session.reload();
    await session.settle(300);
    assert.equal(await magnified(session), 1.25, 'after a reload, too');
  }
}, { seconds: 60 });

test('size: an ordinary window is as it was', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { width: 1920, height: 1080 });
  assert.equal(await magnified(session), 1);
  assert.equal(await session.page.evaluate(() => getComputedStyle(document.getElementById('mirror')).transform), 'none');
});
