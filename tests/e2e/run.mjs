#!/usr/bin/env node
// Runs the browser tests: tests/e2e/run.mjs [WORD...]
//
// All tests/e2e/*.test.mjs, or only tests whose file or name contains one of the words. Prints each test with its
// time and ends with "N passed, N failed"; exit status 1 if one failed or none ran.
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

let passed = 0;
let failed = 0;
let skipped = 0;

function report(word, name, started, details = '') {
  console.log(`${word.padEnd(7)} ${name}  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (details) console.log(details.replace(/^/gm, '        '));
}

async function run(entry) {
  const cleanups = [];
  const started = performance.now();
  const name = `${entry.file}: ${entry.name}`;
  let timer;
  let error = null;
  try {
    const too_long = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${entry.seconds} s`)), entry.seconds * 1000);
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
    skipped += 1;
    report('skipped', name, started, error.message);
  } else if (error) {
    failed += 1;
    report('FAILED', name, started, error.stack ?? String(error));
  } else {
    passed += 1;
    report('ok', name, started);
  }
}

process.on('unhandledRejection', (error) => {
  failed += 1;
  console.log(`FAILED  outside of a test: ${error?.stack ?? error}`);
});

// Pictures of what failed in an earlier run would pass for those of this one.
for (const file of readdirSync(screenshots)) if (/^failed-.*\.png$/.test(file)) rmSync(path.join(screenshots, file));

for (const file of readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort()) {
  set_current_file(file.replace(/\.test\.mjs$/, ''));
  try {
    await import(path.join(here, file));
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${file} cannot be loaded\n${error.stack}`);
  }
}
for (const entry of tests) {
  if (words.length === 0 || words.some((word) => `${entry.file}: ${entry.name}`.includes(word))) await run(entry);
}
await close_browser();
await close_servers();
await close_screen();
if (skipped) console.log(`(${skipped} skipped)`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
