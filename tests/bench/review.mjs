#!/usr/bin/env node
// How the review keeps up with a million examples, and with pictures: tests/bench/review.mjs [N [million|pictures]]
//
// In headless Chromium, the built page, graphics in software. N (1,000,000) synthetic examples x 10 classes are made,
// seeded, in a folder that is deleted again; pictures are those of ../shared/data/cifar10_imagefolder_1000 where it is
// there. Timings are of this machine, and decide nothing; where there is a reference in the same tab, a ratio is given.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { close_browser, open_page } from '../e2e/lib/driver.mjs';
import { many } from '../e2e/lib/many.mjs';
import { root } from '../e2e/lib/paths.mjs';
import { close_servers } from '../e2e/lib/server.mjs';
import { memory_of_tab } from './tab_memory.mjs';

const n = Number(process.argv[2] ?? 1_000_000);
const rows = [];
const row = (what, figure, note = '') => rows.push([what, figure, note]);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const ms = (value) => `${value.toFixed(1)} ms`;
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN;

// In the page, before it loads: how long each frame's work on the main thread takes, when it began, and how long each
// event's handlers took. The page's own listeners are wrapped, nothing of it is changed.
const record = () => {
  const original = window.requestAnimationFrame.bind(window);
  window.frames_drawn = [];
  window.requestAnimationFrame = (callback) => original((now) => {
    const started = performance.now();
    callback(now);
    window.frames_drawn.push([started, performance.now() - started]);
  });
};

// From the event to its effect and the picture of it: what the handler takes, and the frame after it.
async function timed(session, act) {
  await session.page.evaluate(() => { window.frames_drawn.length = 0; window.event_took = null; });
  await act();
  await session.settle(150);
  return session.page.evaluate(() => ({ event: window.event_took, frames: window.frames_drawn }));
}

// An event dispatched and timed inside of the page: what the hand of a person would wait for.
const in_page = (session, source, ...values) => session.page.evaluate(async ([text, given]) => {
  const act = new Function('values', text);
  window.frames_drawn.length = 0;
  const started = performance.now();
  act(given);
  const handled = performance.now();
  await new Promise((done) => { const look = () => { if (window.frames_drawn.some(([began]) => began >= started)) done(); else setTimeout(look, 2); }; look(); });
  const [began, took] = window.frames_drawn.find(([when]) => when >= started);
  return { event: handled - started, frame: took, shown: began + took - started };
}, [source, values]);

const click = (session, role, name) => in_page(session, `
  const [role, name] = values;
  const found = [...document.querySelectorAll('#mirror button')].find((e) => (e.getAttribute('role') ?? 'button') === role && (name.startsWith('^') ? new RegExp(name).test(e.textContent) : e.textContent === name));
  if (!found) throw new Error('no ' + role + ' ' + name);
  found.click();`, role, name);
const type = (session, text) => in_page(session, `
  const field = [...document.querySelectorAll('#mirror input')].find((e) => e.getAttribute('aria-label')?.startsWith('Search by name'));
  field.focus(); field.value = values[0]; field.dispatchEvent(new Event('input'));`, text);
// Where the keyboard is, as a real key: taking the focus away each time would make the page give it back, which costs
// more than the key.
const press = (session, key) => in_page(session, `
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: values[0], bubbles: true, cancelable: true }));`, key);

async function a_million() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-'));
  try {
    const made = many(n, 10, { names: true });
    const paths = made.files.map(({ name, bytes }) => { writeFileSync(path.join(folder, name), bytes); return path.join(folder, name); });
    const session = await open_page({ before_load: record, height: 1200 });
    const empty = memory_of_tab();
    await session.choose('Open files', paths);
    await session.until((state) => state.examples === n && !state.busy, 'findings', 300_000);
    row(`${n.toLocaleString('en')} examples, from the files to findings`, `${((await session.timings()).totalMs / 1000).toFixed(1)} s`, 'a manifest with a name for each');
    row('  memory of the tab', `${(memory_of_tab() - empty).toFixed(0)} MB`, `beyond ${empty.toFixed(0)} MB of the empty page`);
    await session.click('tab', 'Review');
    await session.settle();

    const tell = async (what, act) => {
      const { event, frame } = await act();
      await session.settle(100);
      const { shown } = await session.state();
      row(`filter: ${what}`, ms(event), `${shown.toLocaleString('en')} shown; the frame after it ${ms(frame)}`);
    };
    await tell('all examples', () => click(session, 'radio', 'All examples'));
    const pair = await session.page.evaluate(() => [...document.querySelectorAll('#mirror button')].find((e) => e.textContent.startsWith('Only ') && e.textContent !== 'Only one class').textContent);
    await tell('a pair', () => click(session, 'button', pair));
    await tell('without it', () => click(session, 'button', pair));
    for (const text of ['i', 'im', 'img', 'img_0', 'img_00123', 'class_3/img_07', '77']) await tell(`text "${text}"`, () => type(session, text));
    await tell('no text', () => type(session, ''));
    await press(session, 'q');
    await session.settle(100); // its own work is told below
    await tell('status: to do', () => click(session, 'radio', '^To do'));
    await tell('status: all', () => click(session, 'radio', '^All [0-9]'));
    await press(session, 'l');
    await session.settle();
    for (const [what, name] of [['rule: the model disagrees', '^The model disagrees'], ['rule: least likely', '^Least likely\\.'], ['all examples, by the list', '^All examples\\.'],
      ['order: normalised margin', '^By margin\\.'], ['order: as in the file', '^As in the file'], ['order: self-confidence', '^By probability\\.'], ['order: shuffled', '^Shuffled']]) {
      if (what.endsWith('shuffled')) { // further down
        await session.page.mouse.move(720, 700);
        await session.page.mouse.wheel(0, 2000);
        await session.settle();
      }
      await tell(what, () => click(session, 'radio', name));
    }
    await press(session, 'Escape');
    await session.settle();
    const { box } = await session.place_of('img', /^Histogram of the score/);
    await session.page.mouse.move(box.x + 2, box.y + 20);
    await session.page.mouse.down();
    await session.page.mouse.move(box.x + box.width * 0.4, box.y + 20, { steps: 4 });
    await session.settle(60);
    const brushed = await timed(session, () => session.page.mouse.up());
    row('filter: a range of scores (brush)', ms(at(brushed.frames.map(([, took]) => took), 1)), `${(await session.state()).shown.toLocaleString('en')} shown; its slowest frame`);
    await session.click('button', /^Remove the filter Score/);
    await session.settle();

    const keys = [];
    for (let i = 0; i < 60; i += 1) {
      await pause(150); // one after the other, as hands do: what was drawn before is on the screen
      keys.push(await press(session, i % 3 === 0 ? 'w' : 'ArrowRight'));
    }
    row('key to the next example: its work', ms(at(keys.map(({ event }) => event), 0.5)), `median of 60; worst ${ms(at(keys.map(({ event }) => event), 1))}; deciding and moving`);
    row('  to the end of the frame that shows it', ms(at(keys.map(({ shown }) => shown), 0.5)), `median; worst ${ms(at(keys.map(({ shown }) => shown), 1))}; a frame has 16.7 ms, and waiting for it is part of this`);

    await press(session, 'g');
    await session.settle();
    const scroll = async (what, x, y) => {
      await session.page.mouse.move(x, y);
      await session.page.evaluate(() => { window.frames_drawn.length = 0; });
      for (let i = 0; i < 120; i += 1) { await session.page.mouse.wheel(0, 400); await pause(8); }
      await session.settle();
      const work = (await session.page.evaluate(() => window.frames_drawn)).map(([, took]) => took);
      row(`scrolling ${what}: work in a frame`, ms(at(work, 0.5)), `median of ${work.length} frames; 99% ${ms(at(work, 0.99))}, worst ${ms(at(work, 1))}; a frame has 16.7 ms`);
    };
    await scroll('the grid', 700, 450);
    await scroll('the list of pairs', 130, 480);
    await press(session, 'End');
    await session.settle();
    const everything = await in_page(session, "window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true, cancelable: true }));");
    row('selecting all of them', ms(everything.event), `the frame after it ${ms(everything.frame)}`);
    await scroll('the grid, all selected', 700, 450);
    await press(session, 'Escape');
    row('memory of the tab after all this', `${(memory_of_tab() - empty).toFixed(0)} MB`);
    await session.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pictures() {
  const folder = path.join(root, '../shared/data/cifar10_imagefolder_1000');
  if (!existsSync(folder)) return row('pictures', 'skipped', '../shared is not there');
  const session = await open_page({ before_load: `(${record})(); window.Worker = class extends Worker { postMessage(message, ...rest) { if (message?.kind === 'picture') window.engine = this; super.postMessage(message, ...rest); } };` });
  const empty = memory_of_tab();
  await session.choose('Open folder', folder);
  await session.until((state) => state.examples >= 1000 && !state.busy, 'findings');
  await session.click('tab', 'Review');
  await session.click('radio', 'All examples');
  await session.settle();
  // Decoding: the page's own worker is asked for all pictures, one after the other in flight as the page does it, against
  // the browser's decoder on the same files. The page ignores what it did not ask for.
  const ours = await session.page.evaluate(async () => {
    const worker = window.engine; // the one that the page asks: others only wait for what is opened next
    const count = labelInspector.state().examples;
    const began = performance.now();
    let next = 0;
    let done = 0;
    await new Promise((resolve) => {
      const ask = () => { if (next < count) worker.postMessage({ kind: 'picture', example: next++, longestSide: 1600 }); };
      worker.addEventListener('message', ({ data }) => {
        if (data.kind !== 'picture') return;
        done += 1;
        if (done === count) resolve(); else ask();
      });
      for (let i = 0; i < 3; i += 1) ask();
    });
    return count / ((performance.now() - began) / 1000);
  });
  await session.page.evaluate(() => { const input = document.createElement('input'); input.type = 'file'; input.webkitdirectory = true; input.id = 'bench'; input.style.display = 'none'; document.body.append(input); });
  await session.page.setInputFiles('#bench', folder);
  const theirs = await session.page.evaluate(async () => {
    const files = [...document.getElementById('bench').files].filter(({ name }) => /\.(png|jpe?g)$/i.test(name));
    const began = performance.now();
    let next = 0;
    await Promise.all(Array.from({ length: 3 }, async () => { while (next < files.length) (await createImageBitmap(files[next++])).close(); }));
    return files.length / ((performance.now() - began) / 1000);
  });
  row('pictures decoded', `${ours.toFixed(0)} a second`, `of 32 x 32, from the files to pixels on the page; createImageBitmap, 3 at a time: ${theirs.toFixed(0)} a second, ${(theirs / ours).toFixed(1)} x`);
  await session.settle();
  const shown = await session.timings();
  await session.page.evaluate(() => { window.frames_drawn.length = 0; });
  for (let i = 0; i < 300; i += 1) { await session.page.keyboard.down('ArrowRight'); await pause(25); }
  await session.page.keyboard.up('ArrowRight');
  await session.settle();
  const held = await session.timings();
  const work = (await session.page.evaluate(() => window.frames_drawn)).map(([, took]) => took);
  const count = held.examplesShown - shown.examplesShown;
  row('right arrow held: shown at once', `${(100 * (held.shownAtOnce - shown.shownAtOnce) / count).toFixed(1)}%`, `of ${count} examples; work in a frame ${ms(at(work, 0.5))} median, ${ms(at(work, 0.99))} 99%`);
  row('memory of the tab', `${(memory_of_tab() - empty).toFixed(0)} MB`, 'with 1,000 pictures; beyond the empty page');
  await session.close();
}

let problem = null;
const only = process.argv[3]; // 'million' or 'pictures'
try {
  if (only !== 'pictures') await a_million();
  if (only !== 'million') await pictures();
} catch (error) { problem = error; } // what was measured by then is told all the same
await close_browser();
await close_servers();
const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => cells[column].length)));
for (const [what, figure, note] of rows) console.log(`${what.padEnd(widths[0])}  ${figure.padStart(widths[1])}  ${note}`);
if (problem) console.error(problem);
process.exit(problem ? 1 : 0);
