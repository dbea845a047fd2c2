// What holds for the page as a whole: it rests when nothing happens, talks to nobody, is sharp, can be used without a
// mouse and without seeing the canvas, and says so where it cannot run.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { open_page_for } from './lib/driver.mjs';
import { read_png } from './lib/png.mjs';
import { good_files, wrong } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

for (const [browser, open_page] of browsers) test(`${browser}: no frame is drawn while nothing happens`, async ({ cleanup }) => {
  const session = await open_page(cleanup);
  for (const open of [false, true]) {
    if (open) {
      await session.open_by_script(good_files());
      await go_to_place(session, 'Review');
    }
    await session.settle(1000);
    const before = (await session.timings()).frames;
    await pause(open ? 10_000 : 3000);
    assert.equal((await session.timings()).frames - before, 0);
  }
}, { seconds: 60 });

test('once loaded, the page asks nobody for anything', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.settle();
  const loaded = Date.now();
  await session.open_by_script(good_files());
  for (const place of ['Overview', 'Review', 'Impact', 'Share', 'Open']) await go_to_place(session, place);
  await session.settle();
  assert.deepEqual(session.requests.filter(({ at }) => at > loaded), []);
});

test('the places are tabs, the controls have names, nothing is nameless', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  for (const name of ['Open files', 'Open folder', 'Try the sample']) await session.place_of('button', name);
  await session.open_by_script(good_files());
  await session.place_of('tab', 'Open');
  assert.deepEqual(await session.page.getByRole('tab').evaluateAll((all) => all.map((e) => e.ariaLabel ?? e.textContent)),
    ['Open', 'Overview', 'Review', 'Impact', 'Share']);
  await go_to_place(session, 'Review');
  const { example } = await session.state();
  for (const name of [`Keep "${example.given}"`, `Use "${example.suggested}"`, 'Exclude', 'Undo', 'Redo']) {
    await session.place_of('button', name);
  }
  for (const place of ['Open', 'Overview', 'Review', 'Impact', 'Share']) {
    await go_to_place(session, place);
    const nameless = await session.page.evaluate(() => [...document.querySelectorAll('#mirror button, #mirror input, #mirror textarea, #mirror [role]')]
      .filter((e) => !e.ariaLabel && !e.textContent.trim() && e.getAttribute('role') !== 'listitem').map((e) => e.outerHTML));
    assert.deepEqual(nameless, [], place);
  }
}, { seconds: 90 });

test('the mirror lies over the canvas, whatever the window and the pixel ratio', async ({ cleanup }) => {
  for (const [width, height, dpr] of [[1440, 900, 1], [1024, 700, 2], [1280, 800, 1.5]]) {
    const session = await open_page_for(cleanup, { width, height, dpr });
    await session.settle();
    const canvas = await session.page.evaluate(() => {
      const { width: w, height: h } = document.querySelector('canvas');
      return { w, h };
    });
    assert.deepEqual(canvas, { w: Math.round(width * dpr), h: Math.round(height * dpr) }, 'canvas in device pixels');
    await session.open_by_script(good_files());
    await session.page.setViewportSize({ width: width - 100, height: height - 60 });
    await session.settle();
    // The mouse finds every place where the mirror says it is.
    for (const place of ['Review', 'Share', 'Overview', 'Open']) await go_to_place(session, place);
  }
}, { seconds: 90 });

test('the whole job without a mouse', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  // By Tab; the places are one stop, and arrows go from one to the next.
  const focus = async (name, key = 'Tab') => {
    for (let i = 0; i < 60; i += 1) {
      await session.press(key);
      const at = await session.page.evaluate(() => {
        const e = document.activeElement;
        return e.ariaLabel ?? e.textContent?.trim().slice(0, 80);
      });
      if (at === name) return;
    }
    throw new Error(`${key} never reaches "${name}"`);
  };
  await focus('Overview');
  await focus('Review', 'ArrowRight');
  await session.press('Enter');
  await session.until((state) => state.place === 'review', 'the review');
  const { example } = await session.state();
  await focus(`Use "${example.suggested}"`);
  await session.press('Enter');
  await session.until((state) => state.decided === 1, 'a decision by Tab and Enter');
  await focus('Review');
  await focus('Share', 'ArrowRight');
  await session.press('Enter');
  await session.until((state) => state.place === 'share', 'Share');
  await focus('Export labels');
  const saved = await session.downloaded(() => session.press('Enter'));
  assert.equal(saved.name, 'labels.npy');
}, { seconds: 60 });

for (const [browser, open] of browsers) test(`${browser}: note, command palette, list of keys, text that is not a command`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.press('m');
  await session.control('textbox', /note/i).first().waitFor();
  await session.settle();
  await session.type('we wait, queer'); // letters that are keys elsewhere
  await session.press('Escape');
  let state = await session.until((now) => now.example.note === 'we wait, queer', 'the note');
  assert.equal(state.decided, 0);
  await session.press('?');
  await session.control('heading', /keys/i).first().waitFor({ state: 'attached' });
  await session.press('Escape', 'Control+k');
  await session.control('textbox', /action|command/i).first().waitFor();
  await session.settle();
  await session.type('share');
  await session.settle();
  await session.press('Enter');
  state = await session.until((now) => now.place === 'share', 'Share through the palette');
  assert.equal(state.decided, 0);
}, { seconds: 60 });

test('the colours follow the system', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const brightness = async () => {
    await session.settle();
    return read_png(await session.page.screenshot()).at(4, 700)[1]; // the ground, left of everything
  };
  const light = await brightness();
  await session.page.emulateMedia({ colorScheme: 'dark' });
  const dark = await brightness();
  assert.ok(light > 200 && dark < 80, `light ${light}, dark ${dark}`);
});

test('without WebGL2 the page can be read and says what is missing', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, {
    go: false,
    expect_problems: true,
    before_load: () => {
      HTMLCanvasElement.prototype.getContext = () => null;
      if (globalThis.OffscreenCanvas) OffscreenCanvas.prototype.getContext = () => null;
    },
  });
  await session.page.goto(session.options.url);
  await session.page.getByText(/WebGL/).first().waitFor({ timeout: 15_000 });
  assert.match(await session.page.locator('body').innerText(), /browser/i);
});

test('flagged labels are the known wrong ones', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  const seen = [];
  for (let i = 0; i < wrong.length; i += 1) {
    seen.push((await session.state()).example.index);
    await session.press('ArrowRight');
    await session.settle(60);
  }
  assert.deepEqual(seen.sort((a, b) => a - b), wrong);
});

test('a second tab with the same audit says so and leaves the journal alone', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.press('w');
  await session.until((state) => state.decided === 1, 'a decision in the first tab');
  const first = session.page;
  const second = await session.context.newPage();
  session.page = second;
  await session.go();
  await session.open_by_script(good_files());
  const state = await session.until((now) => now.flagged === wrong.length && now.message, 'the second tab');
  assert.match(state.message, /another tab/);
  assert.equal(state.decided, 1, 'what was decided is there');
  await go_to_place(session, 'Review');
  await session.press('q', 'q');
  await session.until((now) => now.decided > 1, 'decisions in the second tab');
  await session.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await session.until((now) => now.message !== state.message, 'another message');
  assert.equal(await session.control('button', 'What you decide is not being kept').count(), 1, 'it is told all the same');
  await session.settle(500);
  await second.close();
  session.page = first;
  await session.reload();
  await session.until((now) => now.flagged === wrong.length && !now.busy, 'the first tab again');
  assert.equal((await session.state()).decided, 1);
}, { seconds: 60 });

test('a second tab keeps what was decided in it once the first one is closed, with what that one decided', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  const first = session.page;
  const second = await session.context.newPage();
  session.page = second;
  await session.go();
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.press('q', 'q');
  await session.until((now) => now.decided === 2, 'two decisions in the second tab');
  session.page = first;
  await session.press('ArrowRight', 'ArrowRight', 'w');
  await session.until((now) => now.decided === 1, 'one in the first');
  await session.settle(500);
  await first.close();
  session.page = second;
  await session.press('ArrowLeft', 'b'); // whatever is decided next tries again
  await session.until((now) => now.decided === 3 && /kept again/.test(now.message ?? ''), 'all of it, kept');
  assert.equal(await session.control('button', 'What you decide is not being kept').count(), 0);
  const before = (await session.exported('changes')).toString();
  await session.reload();
  await session.until((now) => now.flagged === wrong.length && !now.busy, 'after a reload');
  assert.equal((await session.state()).decided, 3);
  assert.equal((await session.exported('changes')).toString(), before);
}, { seconds: 60 });

test('a browser that keeps nothing is told of for as long as it does not, and what waits is written once it does', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.page.evaluate(() => {
    globalThis.add_to_store = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  });
  await session.press('w');
  await session.until((now) => /does not let the page keep/.test(now.message ?? ''), 'the message');
  await session.press('q', 'w');
  await session.until((now) => now.decided === 3, 'three decisions');
  await session.settle();
  assert.equal(await session.control('button', 'What you decide is not being kept').count(), 1);
  const asks = () => session.page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  assert.equal(await asks(), true, 'leaving asks first');
  await session.page.evaluate(() => { IDBObjectStore.prototype.add = globalThis.add_to_store; });
  await session.click('button', 'What you decide is not being kept');
  await session.until((now) => /kept again/.test(now.message ?? ''), 'kept again');
  assert.equal(await asks(), false);
  session.problems.length = 0; // the browser says on its console what it refused
  await session.reload();
  await session.until((now) => now.flagged === wrong.length && !now.busy, 'after a reload');
  assert.equal((await session.state()).decided, 3);
}, { seconds: 60 });

test('a frame that would look the same is not drawn again', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { before_load: () => {
    window.draws = 0;
    const draw = WebGL2RenderingContext.prototype.drawElements;
    WebGL2RenderingContext.prototype.drawElements = function (...all) { window.draws += 1; return draw.apply(this, all); };
  } });
  await session.open_by_script(good_files());
  await session.settle(300);
  const { page } = session;
  const look = async (from, to) => {
    await page.mouse.move(...from);
    await session.settle(300);
    const before = { draws: await page.evaluate(() => window.draws), frames: (await session.timings()).frames };
    await page.mouse.move(...to);
    await session.settle(300);
    return { draws: await page.evaluate(() => window.draws) - before.draws, frames: (await session.timings()).frames - before.frames };
  };
  const ground = await look([3, 400], [4, 500]); // nothing is there
  assert.ok(ground.frames > 0, 'the page looked at it');
  assert.equal(ground.draws, 0);
  const box = await session.control('button', /^Review the/).boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  const button = await look([3, 400], middle); // it looks different below the pointer
  assert.ok(button.draws > 0);
  const before = await page.screenshot();
  const inside = await look(middle, [middle[0] + 3, middle[1]]);
  assert.ok(inside.frames > 0);
  assert.equal(inside.draws, 0);
  assert.ok(before.equals(await page.screenshot()), 'what was drawn stays');
});
