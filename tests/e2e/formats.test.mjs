// The same small dataset in the formats people have it in, packed and written by Python's zipfile, json and csv: the page
// and the command line find the same three wrong labels in each.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open_page_for } from './lib/driver.mjs';
import { finds_the_same, program, python, temporary_folder } from './lib/finds_the_same.mjs';
import { write_npy } from './lib/npy.mjs';
import { examples, given, good_files, probabilities } from './lib/small.mjs';
import { test } from './lib/test.mjs';

const rows = Array.from({ length: examples }, (_, i) => probabilities().slice(3 * i, 3 * i + 3));

const sets = {
  'a zip archive of a folder': (folder) => {
    good_files().forEach(({ name, bytes }) => writeFileSync(path.join(folder, name), bytes));
    python(`import zipfile
with zipfile.ZipFile("run.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for name in ("labels.npy", "pred_probs.npy"): z.write(name, "run 7/" + name)`, folder);
    return ['run.zip'];
  },
  'an .npz, stored as numpy.savez does': (folder) => {
    good_files().forEach(({ name, bytes }) => writeFileSync(path.join(folder, name), bytes));
    python(`import zipfile
with zipfile.ZipFile("run.npz", "w") as z:
    for name in ("labels.npy", "pred_probs.npy"):
        with z.open(name, "w", force_zip64=True) as out: out.write(open(name, "rb").read())`, folder);
    return ['run.npz'];
  },
  'JSON Lines with scores by class': (folder) => {
    writeFileSync(path.join(folder, 'rows.json'), JSON.stringify(rows));
    writeFileSync(path.join(folder, 'given.json'), JSON.stringify(given));
    python(`import json
rows, given = json.load(open("rows.json")), json.load(open("given.json"))
names = ["Katze", "犬", "owl"]
with open("predictions.jsonl", "w") as out:
    for i, row in enumerate(rows): print(json.dumps({"path": f"{i}.png", "probs": dict(zip(names, row))}), file=out)
with open("labels.json", "w") as out:
    json.dump({"classes": names, "labels": {f"{i}.png": label for i, label in reversed(list(enumerate(given)))}}, out)`, folder);
    return ['predictions.jsonl', 'labels.json'];
  },
  'folds with their indices': (folder) => {
    const files = ['labels.npy'];
    writeFileSync(path.join(folder, 'labels.npy'), good_files()[0].bytes);
    for (const fold of [0, 1, 2]) {
      const indices = Array.from({ length: examples }, (_, i) => i).filter((i) => (i * 7) % 3 === fold);
      writeFileSync(path.join(folder, `oof_${fold}.npy`), write_npy('<f4', [indices.length, 3], indices.flatMap((i) => rows[i])));
      writeFileSync(path.join(folder, `idx_${fold}.npy`), write_npy('<i8', [indices.length], indices));
      files.push(`oof_${fold}.npy`, `idx_${fold}.npy`);
    }
    return files;
  },
  'a table with numbered rows, its columns in another order': (folder) => {
    writeFileSync(path.join(folder, 'labels.npy'), good_files()[0].bytes);
    writeFileSync(path.join(folder, 'rows.json'), JSON.stringify(rows));
    python(`import csv, json
rows = json.load(open("rows.json"))
with open("probs.csv", "w", newline="") as out:
    table = csv.writer(out)
    table.writerow(["index", "prob_2", "prob_0", "prob_1"])
    for i in reversed(range(len(rows))): table.writerow([i, rows[i][2], rows[i][0], rows[i][1]])`, folder);
    return ['labels.npy', 'probs.csv'];
  },
};

test('formats: page and command line find the same in each', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  for (const [name, make] of Object.entries(sets)) {
    await finds_the_same(session, cleanup, name, make);
  }
}, { seconds: 120 });

test('formats: the doctor on the command line', ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  mkdirSync(path.join(folder, 'd'));
  const doctor = (labels, probs, ...options) => {
    writeFileSync(path.join(folder, 'd', 'labels.npy'), write_npy('<i8', [labels.length], labels));
    writeFileSync(path.join(folder, 'd', 'pred_probs.npy'), write_npy('<f8', [probs.length / 3, 3], probs));
    const { status, stdout, stderr } = spawnSync(program, ['doctor', path.join(folder, 'd'), '--format', 'json', ...options], { encoding: 'utf8' });
    const { usable, diagnoses } = JSON.parse(stdout);
    assert.equal(status, usable ? 0 : 1);
    assert.equal(stderr === '', usable);
    for (const one of diagnoses) for (const field of ['found', 'matters', 'fix']) assert.match(one[field], /^[A-Z0-9"a-z].*[.!]$/);
    return diagnoses.map(({ check }) => check);
  };
  // The two other classes are not equally likely: that alone would be worth a note.
  const good = probabilities().map((p, at) => p + [0.01, -0.01, 0][at % 3]);
  assert.deepEqual(doctor(given, good), []);
  assert.deepEqual(doctor(given, good.map((p) => Math.log(p))), ['logits']);
  assert.deepEqual(doctor(given, good.map((p) => Math.log(p)), '--softmax'), []);
  assert.deepEqual(doctor(given, good.map((p) => 100 * p)), ['percent']);
  assert.deepEqual(doctor(given, good.map((p) => 100 * p), '--percent'), []);
  assert.deepEqual(doctor(given.map((label) => label + 1), good), ['labels-from-1']);
  assert.deepEqual(doctor(given.slice(1), good), ['row-count']);
  assert.deepEqual(doctor(given.map((label) => (label + 1) % 3), good), ['class-order']);
}, { seconds: 60 });
