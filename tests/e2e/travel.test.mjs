// Going through the queue: with the arrow held the example is always there, and nothing is drawn once it rests.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { cifar, mnist } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
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

for (const [browser, open] of browsers) test(`${browser}: a key shows the next example in the next frame`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await open_dataset(session, mnist());
  await go_to_place(session, 'Review');
  for (const key of ['ArrowRight', 'w', 'q', 'ArrowLeft', 'e']) {
    await session.settle();
    const [before, now, frames] = await session.page.evaluate((pressed) => {
      const { position } = labelInspector.state();
      const drawn = labelInspector.timings().frames;
      window.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
      return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done([position, labelInspector.state().position, labelInspector.timings().frames - drawn]))));
    }, key);
    assert.notEqual(now, before, key);
    assert.ok(frames >= 1, `${key}: drawn in the next frame`);
  }
}, { seconds: 60 });
