// A WebGL context can be lost at any time, with a driver that is restarted, or a laptop that wakes up. What was decided
// and chosen is all there, keys go on to mean what they mean while there is nothing to draw on, and the picture returns.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { sample } from './lib/datasets.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function lose(session) {
  await session.page.evaluate(async () => {
    const gl = document.querySelector('canvas').getContext('webgl2');
    globalThis.context_loss = gl.getExtension('WEBGL_lose_context');
    globalThis.context_loss.loseContext();
    while (!gl.isContextLost()) await new Promise((done) => setTimeout(done, 20));
  });
  await pause(200);
}
async function restore(session) {
  await session.page.evaluate(async () => {
    const gl = document.querySelector('canvas').getContext('webgl2');
    globalThis.context_loss.restoreContext();
    while (gl.isContextLost()) await new Promise((done) => setTimeout(done, 20));
  });
  await pause(300);
  await session.settle();
}

// Once the pointer hovers nothing and pictures have arrived: all left of the history, whose "3 s ago" goes on.
async function picture(session) {
  await session.page.mouse.move(2, 890);
  await session.settle(400);
  const { width, height } = session.options;
  return Buffer.from(await session.page.screenshot({ clip: { x: 0, y: 0, width: width - 288, height } }));
}

for (const [browser, open] of browsers) test(`a lost WebGL context comes back with everything, ${browser}`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await open_dataset(session, sample());
  await go_to_place(session, 'Review');
  await session.press('w', 'q', 'e');
  await session.until((now) => now.decided === 3, 'three decided');
  await session.press('m');
  await session.until_there(() => document.activeElement?.tagName === 'TEXTAREA');
  await session.type('lost, and found');
  await session.press('Enter');
  await session.until((now) => now.example.note === 'lost, and found', 'the note');
  const { shown } = await session.state();
  await session.click('radio', /^To do /);
  await session.until((now) => now.shown === shown - 3, 'what is to do');
  await session.control('textbox', 'Search by name, number or class').first().fill('shirt');
  await session.until((now) => now.shown < shown - 3 && now.shown > 20, 'fewer by text');
  await session.control('textbox', 'Search by name, number or class').first().blur();
  await session.press('j', 'j', '+', '+', '+', '+');
  await session.until((now) => now.position === 2 && now.zoom > 2.4, 'zoomed in');

  const state = await session.until((now) => now.message === null, 'no message');
  const changes = await session.exported('changes');
  const before = await picture(session);
  await lose(session);
  assert.deepEqual(await session.state(), state, 'the state while it is lost');
  await restore(session);
  assert.deepEqual(await session.state(), state, 'the state once it is back');
  assert.ok((await picture(session)).equals(before), 'the same picture as before');
  assert.ok((await session.exported('changes')).equals(changes), 'the same change log');

  // Decided while there is nothing to draw on: it counts, is kept, and is shown afterwards.
  await lose(session);
  await session.press('w');
  await session.until((now) => now.decided === 4 && now.position === 3, 'a decision while it is lost');
  await session.press('Control+z');
  await session.until((now) => now.decided === 3, 'taken back');
  await session.press('Control+Shift+z');
  await session.until((now) => now.decided === 4, 'and done again');
  await restore(session);
  await session.press('j', 'q');
  await session.until((now) => now.decided === 5, 'deciding goes on');
  assert.ok(!(await picture(session)).equals(before), 'what is drawn has changed');

  // In the grid, with a selection.
  await session.press('g');
  await session.until((now) => now.grid, 'the grid');
  await session.press('End', 'Shift+ArrowLeft', 'Shift+ArrowLeft'); // nothing is decided there, so nothing is asked
  await session.until((now) => now.selected === 3, 'three selected');
  await session.until((now) => now.message === null, 'no message');
  const grid = await picture(session);
  const selected = await session.state();
  await lose(session);
  await restore(session);
  assert.deepEqual(await session.state(), selected, 'the grid and its selection');
  assert.ok((await picture(session)).equals(grid), 'the grid as it was');
  await session.press('e');
  const { decided } = await session.until((now) => now.selected === 0, 'decided for the three');
  assert.ok(decided === 8, `${decided} decided`);
  await session.reload();
  await session.until((now) => now.decided === decided && !now.busy, 'all of it after a reload');
}, { seconds: 120 });
