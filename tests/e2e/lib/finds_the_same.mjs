// A small dataset (small.mjs) in files of some format: the page and the command line find the same wrong labels in it,
// and what `convert` makes of it is the same dataset.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';
import { examples, wrong } from './small.mjs';

export const program = path.join(root, 'build/cli/label-inspector');

export function temporary_folder(cleanup) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-'));
  cleanup(() => execFileSync('rm', ['-rf', folder])); // rmSync() is slow where there are many files
  return folder;
}

// Python writes these formats for most people; its standard library does here.
export const python = (script, folder) => execFileSync('python3', ['-c', script], { cwd: folder });

// make(folder) writes files into a folder and returns their names, or { files, expected } where the examples stand in
// another order: `expected` are the flagged ones.
export async function finds_the_same(session, cleanup, name, make) {
  const folder = temporary_folder(cleanup);
  const made = make(folder);
  const { files: names, expected } = Array.isArray(made) ? { files: made, expected: wrong } : made;
  const files = names.map((file) => path.join(folder, file));
  const refusal = await session.open_by_script(files.map((file) => ({ name: path.basename(file), bytes: readFileSync(file) })));
  assert.equal(refusal, null, name);
  const state = await session.state();
  assert.equal(state.examples, examples, name);
  assert.equal(state.flagged, expected.length, name);

  const report = JSON.parse(execFileSync(program, ['doctor', ...files, '--format', 'json']));
  assert.equal(report.usable, true, name);
  const two = files.length === 1 ? [files[0], files[0]] : files.length === 2 ? files : [folder, folder];
  const direct = JSON.parse(execFileSync(program, ['detect', ...two, '--format', 'json']));
  const out = path.join(folder, 'converted');
  execFileSync(program, ['convert', ...files, '-o', out]);
  const found = JSON.parse(execFileSync(program, ['detect', path.join(out, 'labels.npy'), path.join(out, 'pred_probs.npy'), '--format', 'json']));
  assert.deepEqual(direct.indices, found.indices, name);
  assert.deepEqual([...found.indices].sort((a, b) => a - b), [...expected].sort((a, b) => a - b), name);
  return state;
}
