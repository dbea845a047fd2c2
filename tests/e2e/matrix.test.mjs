// The matrix of many classes: by keyboard and by mouse a way into the queue, with the count that it shows.
import assert from 'node:assert/strict';
import { open_page_for } from './lib/driver.mjs';
import { many } from './lib/many.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

test('matrix of 60 classes: cells by keyboard and by mouse, zoom, both orders, the pairs beside it', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const made = many(3000, 60, { share: 0.2 });
  assert.equal(await session.open_by_script(made.files), null);
  const cell = session.control('button', /^given class_\d+, suggested class_\d+: \d+ examples?$/).first();
  await cell.waitFor({ state: 'attached', timeout: 10_000 });
  const count_in = (name) => Number(/: (\d+) example/.exec(name)[1]);

  // Arrows go from cell to cell, and the focus goes with them; Enter opens the one it is on.
  const names = new Set();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
    await session.press(key);
    await session.settle(100);
    const focused = await session.page.evaluate(() => document.activeElement.textContent);
    assert.match(focused, /^given class_\d+, suggested class_\d+: \d+ examples?$/);
    names.add(focused);
  }
  assert.ok(names.size >= 3, `${names.size} different cells`);
  const name = await cell.textContent();
  await session.press('Enter');
  await session.until((now) => now.place === 'review' && now.shown === count_in(name), name);
  const { example } = await session.state();
  assert.ok(name.startsWith(`given ${example.given}, suggested ${example.suggested}:`));
  await session.click('button', /^Remove the filter class_\d+ . class_\d+$/);

  // Zoomed in, by button and by wheel, the cell stays where it is found; a click opens it.
  await go_to_place(session, 'Overview');
  await session.click('button', 'Zoom in the matrix');
  await session.click('button', 'Zoom out of the matrix');
  await session.press('ArrowUp', '+', '+', '+');
  await session.settle();
  const larger = await cell.boundingBox();
  assert.ok(larger.width > 14, `a cell of ${larger.width} pixels`);
  const picked = await cell.textContent();
  const pointer = { x: larger.x + larger.width / 2, y: larger.y + larger.height / 2 };
  await session.page.mouse.move(pointer.x, pointer.y);
  await session.page.mouse.wheel(0, -100);
  await session.settle();
  const box = await cell.boundingBox();
  assert.ok(box.width > larger.width, 'the wheel zooms');
  assert.ok(
    pointer.x >= box.x && pointer.x <= box.x + box.width && pointer.y >= box.y && pointer.y <= box.y + box.height,
    `the cell stays under the pointer: ${JSON.stringify({ pointer, box })}`,
  );
  await session.page.mouse.click(pointer.x, pointer.y);
  await session.until((now) => now.place === 'review' && now.shown === count_in(picked), picked);

  // The other order holds the same; the pairs beside it lead to the same places.
  await go_to_place(session, 'Overview');
  await session.click('button', 'Put classes that are mixed up side by side');
  await session.control('button', 'Classes in their own order').first().waitFor({ state: 'attached' });
  assert.equal(await cell.textContent(), picked);
  const pair = session.control('button', /^Given class_\d+, suggested class_\d+: \d+$/).first();
  const words = await pair.textContent();
  await session.click('button', words);
  await session.until((now) => now.place === 'review' && now.shown === Number(words.split(': ')[1]), words);
}, { seconds: 90 });
