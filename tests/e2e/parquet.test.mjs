// Parquet files by an independent writer open in the page and on the command line, and what is exported is read by an
// independent reader.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  const before = await read_parquet(original);
  assert.deepEqual(after[59].noise, before[59].noise);

  await session.click('tab', 'Review');
  const { example } = await session.until((now) => now.example && now.example.decision === null, 'an open example');
  await session.press('e');
  await session.until((now) => now.decided === 2, 'two decisions');
  await leave_out_excluded(session);
  const fewer = await read_parquet((await session.downloaded(() => session.click('button', 'Save the labels as they came'))).bytes);
  const stays = (_, i) => i !== example.index;
  assert.deepEqual(fewer.map(({ noise }) => noise), before.map(({ noise }) => noise).filter(stays));
  assert.deepEqual(fewer.map(({ label }) => label), after.map(({ label }) => label).filter(stays));
}, { seconds: 60 });

// ---- rows left out ----
// The radio buttons are the same for each kind of example; the first are those of excluded ones.
async function leave_out_excluded(session) {
  await session.click('tab', 'Share');
  await session.click('button', 'More formats');
  await session.control('radio', 'Leave out').first().waitFor();
  await session.page.evaluate(() => [...document.querySelectorAll('#mirror [role=radio]')].find((e) => (e.getAttribute('aria-label') ?? e.textContent) === 'Leave out').click());
}
// Accepts the first suggestion and excludes the second; which these are.
async function accept_and_exclude(session) {
  await session.click('tab', 'Review');
  const which = [];
  for (const key of ['w', 'e']) {
    const { example } = await session.until((s) => s.example && !which.some(({ index }) => index === s.example.index), 'the next one');
    which.push(example);
    await session.press(key);
  }
  await session.until((now) => now.decided === 2, 'two decisions');
  const [accepted, excluded] = which;
  return { excluded: excluded.index, corrected: given.map((label, i) => (i === accepted.index ? accepted.suggestedClass : label)) };
}

// Maps, lists of lists and of structures, texts with gaps, pictures; label in the middle.
function nested_set(more) {
  const of = given.map((_, i) => i);
  return write_parquet({
    columnData: [
      { name: 'image', data: of.map((i) => ({ bytes: new Uint8Array([...png, i]), path: `${i}.png` })) },
      { name: 'map', data: of.map((i) => (i % 5 === 4 ? null : Object.fromEntries(Array.from({ length: i % 4 }, (_, j) => [`key ${j}`, i * 10 + j])))) },
      { name: 'label', data: given.map((label) => BigInt(label)) },
      { name: 'lists', data: of.map((i) => Array.from({ length: i % 3 }, (_, j) => Array.from({ length: (i + j) % 4 }, (__, k) => i + j + k))) },
      { name: 'boxes', data: of.map((i) => Array.from({ length: i % 4 }, (_, j) => ({ what: j === 1 ? null : ['犬', 'b'][i % 2], x: i / 2 }))) },
      { name: 'note', data: of.map((i) => (i % 3 === 1 ? null : `note ${i % 6}`)) },
      { name: 'yes', data: of.map((i) => i % 7 < 3) },
    ],
    schema: [
      { name: 'schema', num_children: 7 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'map', num_children: 1, converted_type: 'MAP', repetition_type: 'OPTIONAL' },
      { name: 'key_value', num_children: 2, repetition_type: 'REPEATED' },
      { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'value', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT64', repetition_type: 'REQUIRED' },
      { name: 'lists', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 'boxes', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'what', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'x', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      { name: 'note', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'yes', type: 'BOOLEAN', repetition_type: 'REQUIRED' },
    ],
    kvMetadata: [{ key: 'mine', value: 'a note of mine' }],
    ...more,
  });
}
for (const [how, more] of Object.entries({ 'row groups and small pages': { rowGroupSize: 25, pageSize: 200 }, 'not packed': { codec: 'UNCOMPRESSED' } }))
  test(`parquet: rows left out, every column of the others read by hyparquet: ${how}`, async ({ cleanup }) => {
    const session = await open_page_for(cleanup);
    const original = nested_set(more);
    assert.equal(await session.open_by_script([{ name: 'nested.parquet', bytes: original }, { name: 'probs.parquet', bytes: lists() }]), null);
    const { excluded, corrected } = await accept_and_exclude(session);
    await leave_out_excluded(session);
    await session.text(/^59 examples stay, 1 of them with another label; 1 left out\.$/).first().waitFor({ state: 'attached' });
    await session.screenshot('parquet-formats');
    const saved = await session.downloaded(() => session.click('button', 'Save the labels as they came'));
    assert.equal(saved.name, 'nested.parquet');
    const expected = (await read_parquet(original)).map((row, i) => ({ ...row, label: BigInt(corrected[i]) })).filter((_, i) => i !== excluded);
    assert.deepEqual(await read_parquet(saved.bytes), expected);
    const [before, after] = [original, saved.bytes].map(parquet_metadata);
    assert.equal(Number(after.num_rows), 59);
    assert.deepEqual(after.schema, before.schema);
    assert.deepEqual(after.key_value_metadata, before.key_value_metadata);
    assert.ok((await session.exported('labels')).equals(saved.bytes));
  }, { seconds: 60 });

// ---- several files ----
const unzipped = (bytes, folder) => {
  writeFileSync(path.join(folder, 'out.zip'), bytes);
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', `import base64, json, zipfile
with zipfile.ZipFile("out.zip") as archive:
    assert archive.testzip() is None
    print(json.dumps([[name, base64.b64encode(archive.read(name)).decode()] for name in archive.namelist()]))`], { cwd: folder, encoding: 'utf8' }))
    .map(([name, encoded]) => [name, Buffer.from(encoded, 'base64')]);
};
test('parquet: labels of shards go back into them, in one archive, with rows left out or not', async ({ cleanup }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'shards-'));
  cleanup(() => rmSync(folder, { recursive: true, force: true }));
  const session = await open_page_for(cleanup);
  const shards = [[0, 20], [20, 45], [45, 60]].map(([from, to], k) => ({ name: `train-0000${k}-of-00003.parquet`, bytes: write_hugging_face(pets.slice(from, to), names, { rowGroupSize: 10 }) }));
  assert.equal(await session.open_by_script([...shards, { name: 'probs.parquet', bytes: lists() }]), null);
  const { excluded, corrected } = await accept_and_exclude(session);
  await session.click('tab', 'Share');
  await session.text(/^The way they came in: 3 files, train-00000-of-00003\.parquet and what follows it, in one archive\./).first().waitFor({ state: 'attached' });
  await session.screenshot('share-shards');
  const all = await session.downloaded(() => session.click('button', 'Export labels'));
  assert.equal(all.name, 'corrected-labels.zip');
  const whole = unzipped(all.bytes, folder);
  assert.deepEqual(whole.map(([name]) => name), shards.map(({ name }) => name));
  const rows_of = async (files) => (await Promise.all(files.map((bytes) => read_parquet(bytes)))).flat();
  const original = await rows_of(shards.map(({ bytes }) => bytes));
  const expected = original.map((row, i) => ({ ...row, label: BigInt(corrected[i]) }));
  assert.deepEqual(await rows_of(whole.map(([, bytes]) => bytes)), expected);
  assert.ok(whole.some(([, bytes], k) => bytes.equals(shards[k].bytes)), 'a shard where nothing differs is what it was');
  await leave_out_excluded(session);
  const fewer = unzipped((await session.downloaded(() => session.click('button', 'Save the labels as they came'))).bytes, folder);
  assert.deepEqual(await rows_of(fewer.map(([, bytes]) => bytes)), expected.filter((_, i) => i !== excluded));
  assert.deepEqual(unzipped(await session.exported('labels'), folder), fewer);
}, { seconds: 60 });
