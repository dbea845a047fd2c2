// The grid, by mouse and keys: select, decide for many, undo, and it is all there after a reload.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { sample } from './lib/datasets.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset, reload } from './lib/walk.mjs';

for (const [browser, open] of browsers) test(`grid, ${browser}: click, Shift+click, drag, keys, a question before many, undo, reload`, async ({ cleanup }) => {
  const dataset = sample();
  const session = await open(cleanup);
  await open_dataset(session, dataset);
  await go_to_place(session, 'Review');
  await session.press('g');
  await session.until((now) => now.grid, 'the grid');
  await session.settle();

  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const boxes = await session.boxes_of('option');
  assert.ok(boxes.length > 20, `${boxes.length} cells in sight`);
  await session.page.mouse.click(...middle(boxes[1]));
  await session.until((now) => now.selected === 1, 'one selected by a click');
  await session.page.keyboard.down('Shift');
  await session.page.mouse.click(...middle(boxes[4]));
  await session.page.keyboard.up('Shift');
  await session.until((now) => now.selected === 4, 'four by a range');
  await session.press('w');
  let state = await session.until((now) => now.decided === 4, 'four decided at once');
  assert.equal(state.selected, 0);
  await session.press('Control+z');
  await session.until((now) => now.decided === 0, 'one undo for all four');

  await session.settle();
  await session.page.mouse.move(...middle(boxes[0]));
  await session.page.mouse.down();
  for (const share of [0.3, 0.6, 1]) {
    const [[x0, y0], [x1, y1]] = [middle(boxes[0]), middle(boxes[2])];
    await session.page.mouse.move(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share);
    await session.settle(60);
  }
  await session.page.mouse.up();
  await session.until((now) => now.selected === 3, 'three by a rectangle');
  await session.press('e');
  await session.until((now) => now.decided === 3, 'three excluded');

  await session.press('Control+a', 'q');
  await session.click('button', 'Cancel');
  assert.equal((await session.state()).decided, 3);
  // The three that were decided otherwise stay as they are, unless it is said to change them, too.
  const all = dataset.found.indices.length;
  await session.press('q');
  await session.click('button', `Yes, the other ${all - 3}`);
  await session.until((now) => now.decided === all && /Left as they were: 3 excluded/.test(now.message ?? ''), 'the others kept');
  await session.press('Control+z');
  await session.until((now) => now.decided === 3, 'the others taken back');
  await session.press('Control+a', 'q');
  await session.click('radio', 'Change those, too');
  await session.click('button', `Yes, all ${all}`);
  await session.until((now) => now.decided === all && /Before: 3 excluded/.test(now.message ?? ''), 'all kept');
  await session.press('Control+z');
  await session.until((now) => now.decided === 3, 'all but the three taken back');
  await session.settle(1000);
  await reload(session);
  state = await session.state();
  assert.equal(state.decided, 3, 'after a reload');
}, { seconds: 90 });

for (const [browser, open] of browsers) test(`lists, ${browser}: rules, orders and scores show what the plain reference counts`, async ({ cleanup }) => {
  const dataset = sample();
  const session = await open(cleanup);
  await open_dataset(session, dataset);
  await go_to_place(session, 'Review');
  const { labels, found } = dataset;
  const disagrees = labels.filter((label, i) => found.predicted[i] !== label).length;
  await session.press('l');
  await session.click('radio', /^The model disagrees/);
  await session.until((now) => now.shown === disagrees, `${disagrees} where the model disagrees`);
  await session.click('radio', /^All examples/);
  await session.until((now) => now.shown === labels.length, 'all examples');
  await session.click('radio', /^As in the file/);
  await session.press('Escape');
  await session.until((now) => now.position === now.example.index, 'the order of the file, still at the same example');
  await session.press('l');
  await session.click('radio', /^Clear mix-ups/);
  await session.click('radio', /^By probability\./);
  await session.press('Escape');
  await session.until((now) => now.shown === found.indices.length && now.example.index === found.indices[0], 'the worst of the usual list');

  // The histogram is a brush: its left half.
  const { box } = await session.place_of('img', /^Histogram of the score/);
  await session.page.mouse.move(box.x + 2, box.y + 20);
  await session.page.mouse.down();
  for (const share of [0.2, 0.4]) {
    await session.page.mouse.move(box.x + box.width * share, box.y + 20);
    await session.settle(60);
  }
  await session.page.mouse.up();
  const state = await session.until((now) => now.shown < found.indices.length, 'fewer by score');
  assert.ok(state.shown > 0);
  await session.click('button', /^Remove the filter Score/);
  await session.until((now) => now.shown === found.indices.length, 'all again');
}, { seconds: 60 });
