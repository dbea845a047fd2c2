// A tablet: taps, lists that follow the finger and run on, two fingers on the example, two fingers elsewhere.
import assert from 'node:assert/strict';
import { sample } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

// Places from one point to another, in steps.
const path = ([x0, y0], [x1, y1], steps = 12) => Array.from({ length: steps + 1 }, (_, i) => [x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps]);

test('by finger: taps, scrolling, zooming', async ({ cleanup }) => {
  const dataset = sample();
  const session = await open_page_for(cleanup, { touch: true, width: 1024, height: 700 });
  const tap = async (role, name) => {
    const { x, y } = await session.place_of(role, name);
    await session.page.touchscreen.tap(x, y);
  };
  await tap('button', 'Try the sample');
  await session.until((now) => now.flagged === dataset.found.indices.length && !now.busy, 'the sample', 60_000);
  await session.settle();

  // Overview is taller than this screen: a finger that moves up brings what is below, and is no tap on what it lies on.
  const heading = async () => (await session.control('heading', 'Classes').first().boundingBox());
  const before = (await heading()).y;
  await session.touch([...path([500, 600], [500, 400]), ...Array(8).fill([500, 400])]); // held still at the end: no running on
  await session.settle();
  const after = (await heading()).y;
  assert.ok(Math.abs(before - after - 200) <= 12, `moved by ${before - after}, the finger by 200`);
  assert.equal((await session.state()).place, 'overview', 'a scroll is not a tap');
  await session.touch(path([500, 600], [500, 420], 5)); // flicked: runs on after the finger has left
  await session.settle();
  assert.ok(after - (await heading()).y > 180, 'a flicked list runs on');

  await tap('tab', 'Review');
  await session.until((now) => now.place === 'review', 'Review by a tap');
  await session.settle();
  const { example } = await session.state();
  await tap('button', `Use "${example.suggested}"`);
  await session.until((now) => now.decided === 1, 'a decision by a tap');
  await session.settle();

  // A finger to the side over the picture turns to the next one and back; a short or a slanted way is none.
  const spot = await session.place_of('img', (await session.state()).example.name);
  const { position } = await session.state();
  const swiped = async (dx, dy) => { await session.touch(path([spot.x, spot.y], [spot.x + dx, spot.y + dy], 5)); await session.settle(); return (await session.state()).position; };
  assert.equal(await swiped(-120, 10), position + 1, 'to the next one');
  assert.equal(await swiped(120, -10), position, 'and back');
  assert.equal(await swiped(-30, 0), position, 'too short');
  assert.equal(await swiped(-90, 80), position, 'not to the side');

  // Two fingers apart on the picture: twice as large; dragging moves it and decides nothing.
  const picture = await session.place_of('img', (await session.state()).example.name);
  await session.touch(path([picture.x - 40, picture.y], [picture.x - 80, picture.y]), path([picture.x + 40, picture.y], [picture.x + 80, picture.y]));
  await session.settle();
  const { zoom } = await session.state();
  assert.ok(zoom > 1.8 && zoom < 2.2, `zoom ${zoom}`);
  const still = await session.page.screenshot();
  await session.touch([...path([picture.x, picture.y], [picture.x + 60, picture.y + 30])]);
  await session.settle();
  assert.ok(!(await session.page.screenshot()).equals(still), 'the picture moved');
  assert.equal((await session.state()).decided, 1);
  assert.equal(await session.page.evaluate(() => visualViewport.scale), 1, 'the page itself was not zoomed');
}, { seconds: 90 });

test('two fingers beside the example zoom the page, which stays sharp', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { touch: true, width: 1024, height: 700 });
  await open_dataset(session, sample());
  await go_to_place(session, 'Overview');
  await session.settle();
  const canvas_width = () => session.page.evaluate(() => document.querySelector('canvas').width);
  assert.equal(await canvas_width(), 1024);
  await session.touch(path([480, 300], [380, 300]), path([540, 300], [640, 300]));
  await session.page.waitForFunction(() => visualViewport.scale > 1.5, null, { timeout: 5000 });
  await new Promise((done) => setTimeout(done, 400));
  await session.settle();
  const scale = await session.page.evaluate(() => visualViewport.scale);
  assert.ok(Math.abs(await canvas_width() - Math.round(1024 * Math.min(scale, 4))) <= 1, `${await canvas_width()} pixels at a scale of ${scale}`);
}, { seconds: 60 });

test('the grid by finger: tap one, hold another, and all between are selected; next and previous by their buttons', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { touch: true, width: 1024, height: 700 });
  await open_dataset(session, sample());
  await go_to_place(session, 'Review');
  const tap = async (role, name) => {
    const { x, y } = await session.place_of(role, name);
    await session.page.touchscreen.tap(x, y);
  };
  await tap('button', 'Next example');
  await tap('button', 'Next example');
  await session.until((now) => now.position === 2, 'two further');
  await tap('button', 'Previous example');
  await session.until((now) => now.position === 1, 'one back');
  await tap('radio', 'Grid');
  await session.until((now) => now.grid, 'the grid');
  await tap('radio', 'One list');
  await session.settle();
  let cells = [];
  for (let left = 40; cells.length < 4; left -= 1) { // until the grid is drawn
    assert.ok(left > 0, 'four cells in sight');
    await new Promise((done) => setTimeout(done, 250));
    cells = (await session.boxes_of('option')).filter((box) => box && box.width > 60);
  }
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
  const [first, last] = [middle(cells[0]), middle(cells[3])];
  await session.page.touchscreen.tap(...first);
  await session.until((now) => now.selected === 1, 'one');
  const to_browser = await session.context.newCDPSession(session.page);
  await to_browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ id: 0, x: last[0], y: last[1] }] });
  await session.until((now) => now.selected === 4, 'all between, while the finger rests');
  await to_browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.settle();
  assert.equal((await session.state()).selected, 4, 'lifting it is no tap');
  await session.page.touchscreen.tap(...first);
  await session.until((now) => now.selected === 3, 'a tap takes one out');
}, { seconds: 60 });
