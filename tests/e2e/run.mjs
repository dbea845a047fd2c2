#!/usr/bin/env node
// Runs the browser tests: tests/e2e/run.mjs [--jobs N] [WORD...]
//
// All tests/e2e/*.test.mjs, or only tests whose file or name contains one of the words. Prints each test with its
// time and ends with "N passed, N failed"; exit status 1 if one failed or none ran.
//
// With --jobs 2 two files at a time, each in a process with browsers of its own, which takes a tenth less time on two
// cores (both draw in software); files with a test that needs the machine for itself come after the others then.
import { fork } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { close_browser } from './lib/driver.mjs';
import { screenshots } from './lib/paths.mjs';
import { close_screen } from './lib/screen.mjs';
import { close_servers } from './lib/server.mjs';
import { Skip, set_current_file, tests } from './lib/test.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const jobs = words[0] === '--jobs' ? Math.max(1, Number(words.splice(0, 2)[1]) || 1) : 1;
const matches = (entry) => words.length === 0 || words.some((word) => `${entry.file}: ${entry.name}`.includes(word));

const counts = { passed: 0, failed: 0, skipped: 0 };

// In one piece: two processes print.
function report(word, name, started, details = '') {
  const line = `${word.padEnd(7)} ${name}  ${((performance.now() - started) / 1000).toFixed(1)} s\n`;
  process.stdout.write(details ? line + `${details.replace(/^/gm, '        ')}\n` : line);
}

async function run(entry) {
  const cleanups = [];
  const started = performance.now();
  const name = `${entry.file}: ${entry.name}`;
  const seconds = jobs > 1 && !entry.alone ? 2 * entry.seconds : entry.seconds; // it shares the machine
  let timer;
  let error = null;
  try {
    const too_long = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${seconds} s`)), seconds * 1000);
    });
    const body = Promise.resolve(entry.body({ cleanup: (action) => cleanups.push(action) }));
    body.catch(() => {}); // what it throws after its time is up is no failure of its own
    await Promise.race([body, too_long]);
  } catch (caught) {
    error = caught ?? new Error('threw nothing');
  }
  clearTimeout(timer);
  for (const action of cleanups.reverse()) {
    try {
      await action(error);
    } catch (caught) {
      error ??= caught;
    }
  }
  if (error instanceof Skip) {
    counts.skipped += 1;
    report('skipped', name, started, error.message);
  } else if (error) {
    counts.failed += 1;
    report('FAILED', name, started, error.stack ?? String(error));
  } else {
    counts.passed += 1;
    report('ok', name, started);
  }
}

async function load(file) {
  set_current_file(file);
  try {
    await import(path.join(here, `${file}.test.mjs`));
  } catch (error) {
    counts.failed += 1;
    console.log(`FAILED  ${file}.test.mjs cannot be loaded\n${error.stack}`);
  }
}

process.on('unhandledRejection', (error) => {
  counts.failed += 1;
  console.log(`FAILED  outside of a test: ${error?.stack ?? error}`);
});

async function close() {
  await close_browser();
  await close_servers();
  await close_screen();
}

// One of the processes: runs the files it is told, one after the other, and tells what came of it.
async function work() {
  for await (const file of told()) {
    await load(file);
    for (const entry of tests) if (entry.file === file && matches(entry)) await run(entry);
    process.send(counts);
  }
  await close();
  process.send(counts, () => process.exit(0));
}
async function* told() {
  const waiting = [];
  let wake = () => {};
  process.on('message', (file) => { waiting.push(file); wake(); });
  for (;;) {
    while (waiting.length === 0) await new Promise((done) => { wake = done; });
    const file = waiting.shift();
    if (file === null) return;
    yield file;
  }
}

// Takes file after file from the list, with a process of its own; with another one if that ends on the way.
async function worker(files) {
  const child = fork(fileURLToPath(import.meta.url), ['--jobs', String(jobs), '--worker', ...words]);
  let last = { passed: 0, failed: 0, skipped: 0 };
  let file = null;
  const ended = new Promise((done) => {
    child.on('exit', (code, signal) => done(signal ?? code));
    child.on('error', done); // it could not be started, or was gone when it was told the next file
  });
  const next = () => {
    file = files.shift() ?? null;
    child.send(file, () => {});
  };
  child.on('message', (now) => {
    last = now;
    if (file !== null) next();
  });
  next();
  const how = await ended;
  for (const word of Object.keys(counts)) counts[word] += last[word];
  if (how === 0 && file === null) return;
  counts.failed += 1;
  console.log(`FAILED  the process of the tests ended ${file === null ? 'at its end' : `in ${file}`}: ${how}`);
  if (files.length > 0) await worker(files);
}

async function main() {
  // Pictures of what failed in an earlier run would pass for those of this one.
  for (const file of readdirSync(screenshots)) if (/^failed-.*\.png$/.test(file)) rmSync(path.join(screenshots, file));
  const all = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => name.replace(/\.test\.mjs$/, ''));
  for (const file of all) await load(file);
  const chosen = all.filter((file) => tests.some((entry) => entry.file === file && matches(entry)));
  const needs_machine = (file) => tests.some((entry) => entry.file === file && entry.alone);
  const [together, alone] = [chosen.filter((file) => !needs_machine(file)), chosen.filter(needs_machine)];
  // Those that may take longest first, so that no process is left with a long one at the end.
  const seconds = (file) => tests.filter((entry) => entry.file === file).reduce((sum, entry) => sum + entry.seconds, 0);
  together.sort((a, b) => seconds(b) - seconds(a));
  await Promise.all(Array.from({ length: Math.min(jobs, together.length) }, () => worker(together)));
  if (alone.length > 0) await worker(alone);
  // Each test that was chosen has an end: what a process took with it is missing.
  const [all_chosen, all_ended] = [tests.filter(matches).length, counts.passed + counts.failed + counts.skipped];
  if (all_ended < all_chosen) {
    counts.failed += all_chosen - all_ended;
    console.log(`FAILED  ${all_chosen - all_ended} of the ${all_chosen} tests did not come to an end`);
  }
  if (counts.skipped) console.log(`(${counts.skipped} skipped)`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
}

await (words[0] === '--worker' ? (words.shift(), work()) : main());
