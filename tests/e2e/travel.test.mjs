// Going through the queue: with the arrow held the example is always there, and nothing is drawn once it rests.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { cifar, mnist } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

for (const [name, dataset] of [['CIFAR-10 in folders', cifar], ['MNIST', mnist]]) {
  test(`the right arrow held through ${name}: no example without its picture, and then no frame`, async ({ cleanup }) => {
    const session = await open_page_for(cleanup);
    await open_dataset(session, dataset());
    await go_to_place(session, 'Review');
    await session.settle();
    const before = await session.timings();
    const { flagged } = await session.state();
    const steps = Math.min(flagged - 1, 90);
    for (let i = 0; i < steps; i += 1) { // as a keyboard repeats: 30 a second
      await session.page.keyboard.down('ArrowRight');
      await new Promise((done) => setTimeout(done, 33));
    }
    await session.page.keyboard.up('ArrowRight');
    await session.until((now) => now.position === steps, 'the end of the way');
    await session.settle(400);
    const after = await session.timings();
    const shown = after.examplesShown - before.examplesShown;
    assert.ok(shown >= 2, `${shown} examples were drawn`);
    const there = after.shownAtOnce - before.shownAtOnce + after.shownSmallFirst - before.shownSmallFirst;
    assert.equal(there, shown, 'each had its picture, or a smaller one, in its first frame');
    const { frames } = await session.timings();
    await new Promise((done) => setTimeout(done, 1500));
    assert.equal((await session.timings()).frames, frames, 'nothing is drawn while nothing changes');
  }, { seconds: 90 });
}

// The middle of the example's place on the canvas, and its pixels as they stay, RGB.
const example_place = (session) => session.page.evaluate(() => {
  const boxes = [...document.querySelectorAll('#mirror [role=img]')].map((element) => element.getBoundingClientRect());
  const { x, y, width, height } = boxes.reduce((a, b) => (a.width * a.height > b.width * b.height ? a : b));
  return { x: Math.round(x + width / 2) - 80, y: Math.round(y + height / 2) - 80, width: 160, height: 160 };
});
async function at_rest(session, clip) {
  const { width, height, at } = read_png(Buffer.from(await session.page.screenshot({ clip })));
  return Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))).flat();
}
const largest_difference = (a, b) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

for (const [browser, open] of browsers) test(`${browser}: a key shows the next example in the next frame, with its picture`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await open_dataset(session, mnist());
  await go_to_place(session, 'Review');
  await session.settle(400);
  const clip = await example_place(session);
  let shown_before = await at_rest(session, clip);
  for (const key of ['ArrowRight', 'w', 'q', 'ArrowLeft', 'e']) {
    await session.settle(400); // the pictures next in the queue are there
    const [before, now, frames, pixels] = await session.page.evaluate(([pressed, { x, y, width, height }]) => {
      const { position } = labelInspector.state();
      const drawn = labelInspector.timings().frames;
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
      // The page has asked for its frame already: this comes after it, in the same frame.
      return new Promise((done) => requestAnimationFrame(() => {
        const canvas = document.getElementById('canvas');
        const gl = canvas.getContext('webgl2');
        const bytes = new Uint8Array(4 * width * height);
        gl.readPixels(x, canvas.height - y - height, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
        const rgb = [];
        for (let row = height - 1; row >= 0; row -= 1) for (let column = 0; column < width; column += 1) { const i = 4 * (row * width + column); rgb.push(bytes[i], bytes[i + 1], bytes[i + 2]); }
        done([position, labelInspector.state().position, labelInspector.timings().frames - drawn, rgb]);
      }));
    }, [key, clip]);
    assert.notEqual(now, before, key);
    assert.equal(frames, 1, `${key}: drawn in the next frame`);
    await session.settle(400);
    const shown_now = await at_rest(session, clip);
    assert.ok(largest_difference(shown_now, shown_before) > 60, `${key}: another picture`);
    assert.ok(largest_difference(pixels, shown_now) <= 3, `${key}: the next frame has the picture as it stays`);
    shown_before = shown_now;
  }
}, { seconds: 90 });

test('a key to the next example draws the canvas once: not for what settles unseen, nor for pictures made ahead', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await open_dataset(session, cifar());
  await go_to_place(session, 'Review');
  await session.page.mouse.move(2, 890); // over nothing
  await session.page.evaluate(() => {
    const of_context = WebGL2RenderingContext.prototype;
    const { clear } = of_context; // of all of it once for each picture of the page; of parts for large areas of one colour
    window.canvas_drawn = 0;
    of_context.clear = function counted(...given) {
      if (!this.isEnabled(this.SCISSOR_TEST)) window.canvas_drawn += 1;
      return clear.apply(this, given);
    };
  });
  // Others, in another order: many are made ahead, long after those that are seen.
  await session.press('Control+k');
  await session.type('random sample');
  await session.settle();
  const drawn_and_made = () => session.page.evaluate(() => [window.canvas_drawn, labelInspector.timings().picturesDecoded]);
  const [drawn_before, made_before] = await drawn_and_made();
  await session.press('Enter');
  await session.until((now) => now.shown === 1000, 'all examples');
  await session.settle(1000);
  const [drawn_ahead, made_ahead] = await drawn_and_made();
  assert.ok(made_ahead > made_before + 40, `${made_ahead - made_before} were made`);
  assert.ok(drawn_ahead < drawn_before + 8, `the canvas was drawn ${drawn_ahead - drawn_before} times`);
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
    const [before] = await drawn_and_made();
    await session.press(key);
    await session.settle(500);
    const [after] = await drawn_and_made();
    assert.equal(after - before, 1, key);
  }
}, { seconds: 60 });
