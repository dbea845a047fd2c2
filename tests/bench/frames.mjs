#!/usr/bin/env node
// What a frame costs, while the grid is scrolled and while keys turn the pages: tests/bench/frames.mjs [WIDTHxHEIGHT]
//
// In headless Chromium, graphics in software. Two figures: frames that reach the screen in a second, against a page with
// an empty canvas of the same size that is cleared in each frame (what this machine can show at most); and the processor
// time that the main thread needs for one, all of it: the page, and what the browser does for its elements. The second is
// what is left where a graphics card draws. Pictures are those of ../shared/data/cifar10_imagefolder_1000.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { close_browser, open_page } from '../e2e/lib/driver.mjs';
import { many } from '../e2e/lib/many.mjs';
import { root } from '../e2e/lib/paths.mjs';
import { close_servers } from '../e2e/lib/server.mjs';

const folder = path.join(root, '../shared/data/cifar10_imagefolder_1000');
if (!existsSync(folder)) {
  console.log('skipped: ../shared is not there');
  process.exit(0);
}
const [width, height] = (process.argv[2] ?? '1440x900').split('x').map(Number);
const seconds = 5;
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN;

// Something happens in each frame, for some seconds: frames a second.
const frames_of = (session, what) => session.page.evaluate(async ([act, length]) => {
  const canvas = document.getElementById('canvas');
  const acts = {
    scroll: () => canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: 40, bubbles: true, cancelable: true })),
    fling: () => canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: 400, bubbles: true, cancelable: true })),
    keys: (n) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: n % 40 < 20 ? 'ArrowRight' : 'ArrowLeft', bubbles: true, cancelable: true })),
  };
  let n = 0;
  const began = performance.now();
  await new Promise((done) => {
    const frame = () => {
      acts[act](n);
      n += 1;
      if (performance.now() - began < length * 1000) requestAnimationFrame(frame); else done();
    };
    requestAnimationFrame(frame);
  });
  return n / ((performance.now() - began) / 1000);
}, [what, seconds]);

// The same, traced: processor time of the main thread for each frame, milliseconds.
async function main_thread(session, what) {
  const browser = session.context.browser();
  await browser.startTracing(session.page, { categories: ['cc', 'devtools.timeline'] });
  await frames_of(session, what);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  return traceEvents.filter(({ ph, name, tdur }) => ph === 'X' && name === 'ProxyMain::BeginMainFrame' && tdur > 0).map(({ tdur }) => tdur / 1000);
}

// What the machine shows at most: a canvas of that size that is only cleared.
async function cleared(session) {
  const page = await session.context.newPage();
  await page.setContent(`<style>body{margin:0}canvas{position:absolute;inset:0;width:100%;height:100%}</style><canvas width=${width} height=${height}></canvas>`);
  const rate = await page.evaluate(async (length) => {
    const gl = document.querySelector('canvas').getContext('webgl2', { alpha: false, antialias: false, depth: false });
    let n = 0;
    const began = performance.now();
    await new Promise((done) => {
      const frame = () => {
        n += 1;
        gl.clearColor((n % 100) / 100, 0.5, 0.5, 1);
        gl.clear(gl.COLOR_BUFFER_BIT);
        if (performance.now() - began < length * 1000) requestAnimationFrame(frame); else done();
      };
      requestAnimationFrame(frame);
    });
    return n / ((performance.now() - began) / 1000);
  }, seconds);
  await page.close();
  return rate;
}

let session = await open_page({ width, height });
const most = await cleared(session);
console.log(`an empty canvas of ${width} x ${height}, cleared in each frame: ${most.toFixed(1)} frames a second`);
await session.choose('Open folder', folder);
await session.until((state) => state.examples >= 1000 && !state.busy, 'findings');
await session.click('tab', 'Review');
await session.click('radio', 'All examples');
await session.settle();
const tell = async (what, act) => {
  const rate = await frames_of(session, act);
  const work = await main_thread(session, act);
  console.log(`${what}: ${rate.toFixed(1)} frames a second, ${(most / rate).toFixed(1)} x slower than that; main thread ${at(work, 0.5).toFixed(1)} ms of processor time a frame, 90% ${at(work, 0.9).toFixed(1)}, 99% ${at(work, 0.99).toFixed(1)} (of ${work.length})`);
};
const in_the_grid = async (what, act) => {
  await session.page.mouse.move(width / 2, height / 2);
  await tell(what, act);
  await session.press('Home', 'Control+a');
  await session.settle(500);
  await tell(`${what}, all selected`, act);
};
await tell('keys, to the next example and back', 'keys');
await session.press('g');
await session.settle();
await session.press('Home');
await session.settle(500);
await in_the_grid('scrolling the grid', 'scroll');
await session.close();

session = await open_page({ width, height });
const made = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-'));
await session.choose('Open files', many(1_000_000, 10, { names: true }).files.map(({ name, bytes }) => {
  writeFileSync(path.join(made, name), bytes);
  return path.join(made, name);
}));
await session.until((state) => state.examples === 1_000_000 && !state.busy, 'findings', 200_000);
await session.click('tab', 'Review');
await session.click('radio', 'All examples');
await session.press('g', 'Home');
await session.settle(500);
await in_the_grid('flinging the grid of a million', 'fling');
await session.close();
rmSync(made, { recursive: true });
await close_browser();
await close_servers();
