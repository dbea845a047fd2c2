// Measures the built page in headless Chromium and prints a table: sizes, start, MNIST from drop to findings, idle
// frames, frame times. Run it twice: node tests/bench/page.mjs
//
// Timings are of this machine, with its graphics in software (SwiftShader); they decide nothing. Times that only make
// sense next to another are given as a ratio to a reference measured in the same run.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import path from 'node:path';
import { close_browser, open_page } from '../e2e/lib/driver.mjs';
import { root, site } from '../e2e/lib/paths.mjs';

const rows = [];
const row = (what, figure, note = '') => rows.push([what, figure, note]);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;
const milliseconds = (value) => `${value.toFixed(0)} ms`;

function sizes() {
  const packed = (names) => names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(path.join(site, name))).length, 0);
  const first = ['index.html', 'page.css', 'page.js', 'page.wasm'];
  for (const name of first) row(`  ${name}`, kilobytes(packed([name])), `${kilobytes(readFileSync(path.join(site, name)).length)} raw`);
  row('download until the first screen (brotli)', kilobytes(packed(first)), 'aim: under 600 KB');
  row('  engine, loaded beside it', kilobytes(packed(['engine.js', 'engine.wasm'])));
  row('  sample, loaded after it', kilobytes(packed(readdirSync(path.join(site, 'sample')).map((name) => `sample/${name}`))));
  row('the one file', kilobytes(readFileSync(path.join(site, 'label-inspector.html')).length), 'as it is');
}

// Records how long each frame's work takes, and how far frames are apart.
const record_frames = () => {
  const original = window.requestAnimationFrame.bind(window);
  window.frameTimes = [];
  window.requestAnimationFrame = (callback) => original((now) => {
    const started = performance.now();
    callback(now);
    window.frameTimes.push([now, performance.now() - started]);
  });
};

async function start() {
  // An empty page on the same server, in the same browser, is the reference for what starting costs at least.
  const starts = [];
  for (let i = 0; i < 5; ++i) {
    const session = await open_page({});
    starts.push((await session.timings()).startMs);
    await session.close();
  }
  starts.sort((a, b) => a - b);
  row('navigation to first screen', milliseconds(starts[2]), `median of 5 fresh profiles; ${milliseconds(starts[0])} to ${milliseconds(starts[4])}`);
}

async function mnist() {
  const folder = path.join(root, '../shared/data/mnist_test');
  if (!existsSync(folder)) return row('MNIST', 'skipped', '../shared is not there');
  const session = await open_page({});
  const names = readdirSync(folder).map((name) => path.join(folder, name));
  const times = [];
  for (let i = 0; i < 3; ++i) {
    if (i > 0) await session.click('tab', 'Open');
    await session.choose('Open files', names);
    await session.until((state) => !state.busy && state.place === 'overview', 'findings');
    times.push(await session.timings());
  }
  // The plainest thing a tab can do with the same bytes: read them and throw them away.
  const reference = await session.page.evaluate(async () => {
    const base = await new Promise((done) => { const request = indexedDB.open('label-inspector'); request.onsuccess = () => done(request.result); });
    const [entry] = await new Promise((done) => { const request = base.transaction('files').objectStore('files').getAll(); request.onsuccess = () => done(request.result); });
    const times = [];
    for (let i = 0; i < 5; ++i) {
      const started = performance.now();
      for (const { file } of entry.files) await file.arrayBuffer();
      times.push(performance.now() - started);
    }
    return Math.min(...times);
  });
  const best = Math.min(...times.map(({ totalMs }) => totalMs));
  row('MNIST, from the files to findings', milliseconds(best), `best of 3; first ${milliseconds(times[0].totalMs)}; ${(best / reference).toFixed(1)} x reading its files and throwing them away (${milliseconds(reference)})`);
  row('  of which reading and matching files', milliseconds(times[1].openMs), 'unpacks the gzipped pictures');
  row('  of which probabilities to findings', milliseconds(times[1].detectMs), '10,000 x 10 float64');
  await session.settle();
  const before = (await session.timings()).frames;
  await pause(10_000);
  row('frames drawn in 10 idle seconds', String((await session.timings()).frames - before), 'aim: 0');
  await session.close();
}

async function arrow_key() {
  const folder = path.join(root, '../shared/data/cifar10_imagefolder_1000');
  const session = await open_page({ before_load: record_frames });
  if (existsSync(folder)) await session.choose('Open folder', folder);
  else await session.click('button', 'Try the sample');
  await session.until((state) => state.examples >= 1000, 'findings');
  await session.click('tab', 'Review');
  await session.click('radio', 'All examples');
  await session.settle();
  await session.page.evaluate(() => { window.frameTimes.length = 0; });
  // A held key repeats about 30 times a second: one press, then repeats.
  for (let i = 0; i < 500; ++i) {
    await session.page.keyboard.down('ArrowRight');
    await pause(25);
  }
  await session.page.keyboard.up('ArrowRight');
  await session.settle();
  const { position } = await session.state();
  const frames = await session.page.evaluate(() => window.frameTimes);
  const work = frames.map(([, time]) => time).sort((a, b) => a - b);
  const gaps = frames.slice(1).map(([now], i) => now - frames[i][0]).filter((gap) => gap < 1000).sort((a, b) => a - b);
  const at = (list, share) => list[Math.min(list.length - 1, Math.floor(list.length * share))];
  row('right arrow held through 500 examples', `${position} moved, ${frames.length} frames`, existsSync(folder) ? 'CIFAR-10 folder' : 'sample');
  row('  worst frame, work on the main thread', `${at(work, 1).toFixed(1)} ms`, `median ${at(work, 0.5).toFixed(1)} ms, 99% ${at(work, 0.99).toFixed(1)} ms; a frame has 16.7 ms`);
  row('  between frames, drawn in software', `${at(gaps, 0.5).toFixed(1)} ms`, `median; 99% ${at(gaps, 0.99).toFixed(1)} ms, worst ${at(gaps, 1).toFixed(1)} ms`);
  await session.close();
}

sizes();
await start();
await mnist();
await arrow_key();
await close_browser();
const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => cells[column].length)));
for (const [what, figure, note] of rows) console.log(`${what.padEnd(widths[0])}  ${figure.padStart(widths[1])}  ${note}`);
process.exit(0);
