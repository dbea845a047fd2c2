// Parquet files by an independent writer open in the page and on the command line, and what is exported is read by an
// independent reader.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { open_page_for } from './lib/driver.mjs';
import { finds_the_same } from './lib/finds_the_same.mjs';
import { parquet_metadata, read_parquet, with_list, write_hugging_face, write_parquet } from './lib/parquet.mjs';
import { examples, given, good_files, png, probabilities, wrong } from './lib/small.mjs';
import { test } from './lib/test.mjs';

const names = ['cat', 'dog', 'owl'];
const rows = Array.from({ length: examples }, (_, i) => probabilities().slice(3 * i, 3 * i + 3));
const pets = given.map((label, i) => ({ bytes: png, path: `${i}.png`, label }));
const lists = () => write_parquet(with_list([], 'probs', rows, 'FLOAT'));
const indices = rows.map((_, i) => (i * 7) % examples);

const sets = {
  'shards of Hugging Face, lists of probabilities': {
    'train-00000-of-00003.parquet': write_hugging_face(pets.slice(0, 20), names),
    'train-00001-of-00003.parquet': write_hugging_face(pets.slice(20, 45), names, { rowGroupSize: 10 }),
    'train-00002-of-00003.parquet': write_hugging_face(pets.slice(45), names),
    'pred_probs.parquet': lists(),
  },
  'a column for each class, rows numbered and in another order': {
    'labels.npy': good_files()[0].bytes,
    'pred_probs.parquet': write_parquet({ columnData: [
      { name: 'index', type: 'INT32', data: indices },
      ...[2, 0, 1].map((c) => ({ name: `prob_${c}`, type: 'DOUBLE', data: indices.map((i) => rows[i][c]) }))] }),
  },
  'labels by name, texts and probabilities in one file': {
    'reviews.parquet': write_parquet({ columnData: [
      { name: 'text', type: 'STRING', data: rows.map((_, i) => `This is what somebody wrote about number ${i}.`) },
      { name: 'label', type: 'STRING', data: given.map((label) => names[label]) },
      ...names.map((name, c) => ({ name, type: 'FLOAT', data: rows.map((row) => row[c]) }))] }),
  },
};

test('parquet: page and command line find the same in each', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  for (const [name, files] of Object.entries(sets))
    await finds_the_same(session, cleanup, name, (folder) => {
      for (const [file, bytes] of Object.entries(files)) writeFileSync(path.join(folder, file), bytes);
      return Object.keys(files);
    });
}, { seconds: 120 });

// Accepts the first suggestion, and returns what is in force then for every example.
async function correct_one(session) {
  await session.click('tab', 'Review');
  const { example } = await session.until((now) => now.example, 'an example');
  await session.press('w');
  await session.until((now) => now.decided === 1, 'a decision');
  assert.ok(wrong.includes(example.index));
  return given.map((label, i) => (i === example.index ? names.indexOf(example.suggested) : label));
}

test('parquet: pictures are shown, and corrected labels are read by hyparquet', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const original = write_hugging_face(pets, names, { rowGroupSize: 25 });
  assert.equal(await session.open_by_script([{ name: 'pets.parquet', bytes: original }, { name: 'probs.parquet', bytes: lists() }]), null);
  assert.deepEqual(Buffer.from(await session.exported('labels')), original);
  await session.screenshot('parquet-overview');
  const corrected = await correct_one(session);
  await session.until_there(() => labelInspector.timings().picturesDecoded > 0);
  await session.screenshot('parquet-review');
  const exported = await session.exported('labels');
  const [before, after] = [await read_parquet(original), await read_parquet(exported)];
  assert.deepEqual(after.map(({ label }) => Number(label)), corrected);
  assert.deepEqual(after.map(({ image }) => image), before.map(({ image }) => image));
  assert.deepEqual(parquet_metadata(exported).key_value_metadata, parquet_metadata(original).key_value_metadata);
  assert.deepEqual(parquet_metadata(exported).schema, parquet_metadata(original).schema);
}, { seconds: 60 });

test('parquet: labels of a large file, of which only the end is in memory', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  let seed = 1;
  const noise = (count) => Uint8Array.from({ length: count }, () => (seed = (seed * 48271) % 2147483647) >>> 11);
  const original = write_parquet({ columnData: [
    { name: 'noise', type: 'BYTE_ARRAY', data: given.map(() => noise(160_000)) },
    { name: 'label', type: 'STRING', data: given.map((label) => names[label]) }] });
  assert.ok(original.length > 9_000_000, `${original.length} bytes`);
  assert.equal(await session.open_by_script([{ name: 'large.parquet', bytes: original }, { name: 'probs.parquet', bytes: lists() }]), null);
  const corrected = await correct_one(session);
  const { name, bytes } = await session.downloaded(async () => {
    await session.click('tab', 'Share');
    await session.click('button', 'Export labels');
  });
  assert.equal(name, 'large.parquet');
  const after = await read_parquet(bytes);
  assert.deepEqual(after.map(({ label }) => names.indexOf(typeof label === 'string' ? label : new TextDecoder().decode(label))), corrected);
  assert.deepEqual(after[59].noise, (await read_parquet(original))[59].noise);
}, { seconds: 60 });
