#!/usr/bin/env node
// How fast the page finds wrong labels, against reading the same file in the same tab and throwing it away.
//
//   tests/bench/page_reading.mjs [B] [C] [--runs N] [--page-only]
//
// Sizes as in detect.py (made by it: run that first for a size); without any: B. In turn, N times each: the page from
// the files to its findings, and every way found to read a File. The table has the fastest of each, as a ratio to the
// fastest way of all; "peak" is what the tab's process holds at most beyond the program itself (RssAnon, every 20 ms)
// while the files are opened for the first time. Where others are open, these stay until the new ones are there.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { close_browser, open_page } from '../e2e/lib/driver.mjs';
import { root } from '../e2e/lib/paths.mjs';
import { close_servers } from '../e2e/lib/server.mjs';
import { memory_of_tab } from './tab_memory.mjs';

const words = process.argv.slice(2);
const page_only = words.includes('--page-only'); // no other way to read: for memory
if (page_only) words.splice(words.indexOf('--page-only'), 1);
const runs_at = words.indexOf('--runs');
const runs = runs_at >= 0 ? Number(words.splice(runs_at, 2)[1]) : 5;
const sizes = words.length > 0 ? words : ['B'];

// workers, way, slice in MB, slices in flight
const ways = [
  [1, 'stream'], [2, 'stream'], [1, 'byob', 1], [2, 'byob', 1], [1, 'byob', 16], [2, 'byob', 16],
  [1, 'sync', 16], [1, 'sync', 64], [2, 'sync', 16],
  [1, 'async', 16, 2], [1, 'async', 64, 2], [2, 'async', 16, 1], [2, 'async', 16, 2],
];
const name_of = ([workers, way, megabytes, flight]) =>
  `${{ stream: 'stream()', byob: `stream(), ${megabytes} MB buffer of our own`, sync: `FileReaderSync, ${megabytes} MB`, async: `slices of ${megabytes} MB, ${flight} in flight` }[way]}, ${workers} worker${workers > 1 ? 's' : ''}`;

// In the page: reads window.benchFile in one of the ways; milliseconds.
async function read_away([workers, way, megabytes, flight]) {
  const source = `
    onmessage = async ({ data: { file, way, slice, flight, from, to } }) => {
      let size = 0;
      const part = file?.slice(from, to);
      const source = part?.stream();
      self.kept = { file, part, source }; // Chromium clears away what nothing refers to, in the middle of reading (web/engine/30_block.js)
      if (way === 'stream') for (const reader = self.kept.reader = source.getReader();;) { const { done, value } = await reader.read(); if (done) break; size += value.length; }
      if (way === 'byob') { const reader = self.kept.reader = source.getReader({ mode: 'byob' }); let buffer = new ArrayBuffer(slice); for (;;) { const { done, value } = await reader.read(new Uint8Array(buffer)); if (done) break; size += value.length; buffer = value.buffer; } }
      if (way === 'sync') for (let at = from; at < to; at += slice) size += new FileReaderSync().readAsArrayBuffer(file.slice(at, Math.min(to, at + slice))).byteLength;
      if (way === 'async') { let at = from; await Promise.all(Array.from({ length: flight }, async () => { while (at < to) { const begin = at; at += slice; const got = (await file.slice(begin, Math.min(to, begin + slice)).arrayBuffer()).byteLength; size += got; } })); }
      postMessage(size);
    };`;
  const url = URL.createObjectURL(new Blob([source]));
  const file = window.benchFiles[1];
  const all = Array.from({ length: workers }, () => new Worker(url));
  const ask = (worker, message) => new Promise((done) => { worker.onmessage = ({ data }) => done(data); worker.postMessage(message); });
  await Promise.all(all.map((worker) => ask(worker, {}))); // started, as the page's engine is compiled before
  const each = Math.ceil(file.size / workers);
  const began = performance.now();
  const sizes = await Promise.all(all.map((worker, i) => ask(worker, { file, way, slice: (megabytes ?? 0) * 2 ** 20, flight, from: i * each, to: Math.min(file.size, (i + 1) * each) })));
  const taken = performance.now() - began;
  for (const worker of all) worker.terminate();
  URL.revokeObjectURL(url);
  if (sizes.reduce((a, b) => a + b) !== file.size) throw new Error('not all was read');
  return taken;
}

for (const size of sizes) {
  const folder = path.join(root, 'build/bench');
  const files = ['labels', 'pred_probs'].map((what) => path.join(folder, `${size}_${what}.npy`));
  if (!files.every(existsSync)) throw new Error(`tests/bench/detect.py ${size} makes the files`);
  execFileSync('cat', files, { stdio: ['ignore', 'ignore', 'inherit'], maxBuffer: 1 }); // warm
  const session = await open_page();
  const { page } = session;
  await page.evaluate(() => { const input = document.createElement('input'); input.type = 'file'; input.multiple = true; input.id = 'bench'; input.style.display = 'none'; document.body.append(input); });
  await page.setInputFiles('#bench', files);
  await page.evaluate(() => { window.benchFiles = [...document.getElementById('bench').files]; });
  const at_rest = memory_of_tab();
  const results = new Map();
  const note = (name, taken) => results.set(name, [...(results.get(name) ?? []), taken]);
  const open_once = () => page.evaluate(async () => {
    const began = performance.now();
    await labelInspector.open(window.benchFiles);
    return performance.now() - began;
  });
  // First for the memory, in a tab where nothing was open before: looking takes a tenth of a processor from what is
  // measured.
  let peak = 0;
  const poll = setInterval(() => { peak = Math.max(peak, memory_of_tab()); }, 20);
  await open_once();
  clearInterval(poll);
  let timings;
  for (let run = 0; run < runs; run += 1) {
    note('the page, from files to findings', await open_once());
    timings = await session.timings();
    for (const way of page_only ? [] : ways) note(name_of(way), await page.evaluate(read_away, way));
  }
  const bytes = await page.evaluate(() => window.benchFiles[1].size);
  const fastest_of = (all) => Math.min(...all);
  const fastest = Math.min(...[...results].slice(1).map(([, all]) => fastest_of(all)));
  console.log(`\n${size}, ${(bytes / 1e6).toFixed(0)} MB, best of ${runs}`);
  for (const [name, all] of results) {
    const best = fastest_of(all);
    console.log(`  ${name.padEnd(52)} ${(best / 1000).toFixed(3).padStart(7)} s ${page_only ? '' : `${(best / fastest).toFixed(2).padStart(6)}x`} ${(bytes / best / 1e6).toFixed(2).padStart(6)} GB/s   ${all.map((one) => (one / 1000).toFixed(2)).join(' ')}`);
  }
  const { openMs, collectMs, findMs, rowsReadAgain } = timings;
  console.log(`  last run: opening ${openMs.toFixed(0)} ms, reading ${collectMs.toFixed(0)} ms, the rest ${findMs.toFixed(0)} ms; ${rowsReadAgain} rows were asked for twice`);
  console.log(`  peak of the tab ${peak.toFixed(0)} MB, at rest ${at_rest.toFixed(0)} MB`);
  await session.close({ expect_problems: true });
}
await close_browser();
await close_servers();
