// A grid that is flung: its elements in the mirror come late, and nothing is pressed or missed because of that.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { open_page_for } from './lib/driver.mjs';
import { many } from './lib/many.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

async function grid_of_many(session) {
  assert.equal(await session.open_by_script(many(20_000, 10, { share: 0.2 }).files), null);
  await go_to_place(session, 'Review');
  await session.click('radio', 'All examples');
  await session.press('g');
  await session.until((state) => state.grid, 'the grid');
  await session.click('radio', 'One list');
  await session.press('Home');
  await session.settle();
}
// The wheel turns in each frame until it is stopped, or for so many frames.
const fling = (session, frames = 1e9) => session.page.evaluate((most) => {
  window.flung = 0;
  window.stopped = false;
  const turn = () => {
    if (window.stopped || window.flung >= most) return;
    window.flung += 1;
    document.getElementById('canvas').dispatchEvent(new WheelEvent('wheel', { deltaY: 400, bubbles: true, cancelable: true }));
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
}, frames);
// What was turned last is on the screen in the next frame, and the mirror has it in the one after that.
const stop = (session) => session.page.evaluate(async () => {
  window.stopped = true;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
});
const is_behind = (session) => session.page.evaluate(() => document.querySelector('.mirror.scrolling') !== null);
async function until_behind(session) {
  for (let left = 100; !await is_behind(session); left -= 1) {
    assert.ok(left > 0, 'the mirror stays behind a list that is flung');
    await new Promise((done) => setTimeout(done, 20));
  }
}
// What lies at a point: the element's words and whether it is selected.
const at = (session, x, y) => session.page.evaluate(([left, top]) => {
  const element = document.elementFromPoint(left, top);
  return { role: element.getAttribute('role'), selected: element.getAttribute('aria-selected'), row: Number(element.getAttribute('aria-posinset')) };
}, [x, y]);

for (const [browser, open] of browsers) test(`${browser}: a press after it means what is to be seen there; let go elsewhere, it means nothing`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await grid_of_many(session);
  const cells = (await session.boxes_of('option')).filter((box) => box && box.width > 60);
  const x = cells[0].x + cells[0].width / 2;
  let y = 450;
  await session.page.mouse.move(x, y);
  const { row: before } = await at(session, x, y);
  await fling(session);
  await until_behind(session);
  await stop(session);
  assert.equal(await is_behind(session), false, 'it has caught up, without a rest');
  let { row } = await at(session, x, y);
  for (; row === 0; y += 20) ({ row } = await at(session, x, y + 20)); // between two
  await session.page.mouse.move(x, y);
  await session.page.mouse.down();
  await session.page.mouse.up();
  assert.ok(row > before, `rows were passed: ${before} to ${row}`);
  await session.until((state) => state.selected === 1, 'what was pressed is selected');
  await session.settle();
  assert.deepEqual(await at(session, x, y), { role: 'option', selected: 'true', row });

  // Pressed there, let go elsewhere: nothing.
  await fling(session);
  await until_behind(session);
  await stop(session);
  await session.page.mouse.down();
  const tab = await session.place_of('tab', 'Overview');
  await session.page.mouse.move(tab.x, tab.y);
  await session.page.mouse.up();
  await session.settle();
  assert.equal((await session.state()).place, 'review');
}, { seconds: 90 });

for (const [browser, open] of browsers) test(`${browser}: when it rests, the elements are where the canvas shows them`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await grid_of_many(session);
  await session.page.mouse.move(700, 450);
  await fling(session, 40);
  await session.page.waitForFunction(() => window.flung === 40);
  await session.settle(400);
  assert.equal(await is_behind(session), false);
  const { x, y } = (await session.boxes_of('option')).filter((box) => box && box.y > 200 && box.width > 60)[0];
  const { row } = await at(session, x + 20, y + 20);
  assert.ok(row > 500, `far down: ${row}`);
  // By its number, as the list counts: what is opened is what the element said.
  await session.page.mouse.click(x + 20, y + 20, { clickCount: 1 });
  await session.until((state) => state.selected === 1, 'selected');
  assert.equal((await session.state()).position, row - 1);
  // A key in the middle of it.
  await fling(session, 3);
  await session.page.waitForFunction(() => window.flung === 3);
  await session.press('Home');
  await session.until_there(() => Math.min(...[...document.querySelectorAll('#mirror [role=option]')].map((one) => Number(one.getAttribute('aria-posinset')))) === 1);
}, { seconds: 90 });

test('by finger: a tap on a list that runs on stops it and presses nothing; the next one does', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { touch: true, width: 1024, height: 700 });
  await grid_of_many(session);
  const { x } = (await session.boxes_of('option')).filter((box) => box && box.width > 60)[0];
  await session.touch(Array.from({ length: 6 }, (_, i) => [x + 30, 480 - 60 * i]));
  await session.page.touchscreen.tap(x + 30, 400);
  const frames = async () => (await session.timings()).frames;
  await session.settle();
  assert.equal((await session.state()).selected, 0, 'nothing was pressed');
  const stopped = await frames();
  await new Promise((done) => setTimeout(done, 500));
  assert.ok(await frames() - stopped <= 1, 'it has stopped');
  const { row } = await at(session, x + 30, 400);
  assert.ok(row > 8, `it ran: ${row}`);
  await session.page.touchscreen.tap(x + 30, 400);
  await session.until((state) => state.selected === 1, 'a tap selects again');
}, { seconds: 60 });
