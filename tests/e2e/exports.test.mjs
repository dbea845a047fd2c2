// What goes out, in every format, read back by readers that are not ours: Python's csv, json, gzip, struct and zipfile, and
// numpy.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browsers } from './lib/browsers.mjs';
import { cifar } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { open_firefox_for } from './lib/firefox.mjs';
import { zipped } from './lib/media.mjs';
import { write_npy } from './lib/npy.mjs';
import { root, shared } from './lib/paths.mjs';
import { test } from './lib/test.mjs';

const n = 60;
const names = ['cat', 'dog, "big"', '犬', 'owl', 'ant', 'bee', 'elk', 'fox', 'gnu', 'hen'];
const wrong = [7, 23, 41];
const truth = (i) => i % 3;
const given = Array.from({ length: n }, (_, i) => (wrong.includes(i) ? (truth(i) + 1) % 3 : truth(i)));
const probabilities = write_npy('<f4', [n, 10], Array.from({ length: n * 10 }, (_, at) => {
  const sure = 0.9 - (Math.floor(at / 10) % 7) * 0.01;
  return truth(Math.floor(at / 10)) === at % 10 ? sure : (1 - sure) / 9;
}));

function folder_for(cleanup) {
  const folder = mkdtempSync(path.join(tmpdir(), 'exports-'));
  cleanup(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
// Debian's own, which has numpy.
const python = (script, folder) => execFileSync('/usr/bin/python3', ['-c', script], { cwd: folder, encoding: 'utf8' });

// Python that writes label files in a folder with given.json and names.json, and Python that reads one back: rows(file)
// gives [[what tells the row, label], ...], check() what else must be true of it.
const formats = {
  'big-endian .npy': {
    file: 'labels.npy',
    write: `import numpy as np; np.save("labels.npy", np.array(given, ">u2"))`,
    rows: `import numpy as np
array = np.load(file)
assert array.dtype == np.dtype(">u2"), array.dtype
return [[None, int(label)] for label in array]`,
  },
  'idx.gz': {
    file: 'labels-idx1-ubyte.gz',
    write: `import gzip, struct
with gzip.open("labels-idx1-ubyte.gz", "wb") as out: out.write(struct.pack(">HBBI", 0, 8, 1, len(given)) + bytes(given))`,
    rows: `import gzip, struct
content = gzip.open(file).read()
zero, kind, dimensions, count = struct.unpack(">HBBI", content[:8])
assert (zero, kind, dimensions) == (0, 8, 1) and count == len(content) - 8
return [[None, label] for label in content[8:]]`,
  },
  'CSV with semicolons, quotes and other columns': {
    file: 'labels.csv',
    write: `import csv
with open("labels.csv", "w", newline="", encoding="utf-8-sig") as out:
    table = csv.writer(out, delimiter=";", lineterminator="\\r\\n")
    table.writerow(["id", "label", "note"])
    for i, label in enumerate(given): table.writerow([i, names[label], f'note; "{i}"'])`,
    rows: `import csv
raw = open(file, "rb").read()
assert raw.startswith(b"\\xef\\xbb\\xbf") and raw.endswith(b"\\r\\n")
table = list(csv.DictReader(open(file, newline="", encoding="utf-8-sig"), delimiter=";"))
assert all(row["note"] == f'note; "{row["id"]}"' for row in table)
return [[int(row["id"]), names.index(row["label"])] for row in table]`,
  },
  'a JSON list': {
    file: 'labels.json',
    write: `import json; json.dump([names[label] for label in given], open("labels.json", "w"))`,
    rows: `import json
return [[None, names.index(label)] for label in json.load(open(file))]`,
  },
  'JSON Lines': {
    file: 'labels.jsonl',
    write: `import json
with open("labels.jsonl", "w") as out:
    for i, label in enumerate(given): print(json.dumps({"id": i, "label": label, "tags": ["x", {"label": 5}]}), file=out)`,
    rows: `import json
records = [json.loads(line) for line in open(file)]
assert all(record["tags"] == ["x", {"label": 5}] for record in records)
return [[record["id"], record["label"]] for record in records]`,
  },
  "Hugging Face's metadata.jsonl": {
    file: 'metadata.jsonl',
    write: `import json
with open("metadata.jsonl", "w", encoding="utf-8") as out:
    for i, label in enumerate(given): print(json.dumps({"file_name": f"images/{i:03}.png", "label": names[label], "width": 32}, ensure_ascii=False), file=out)`,
    rows: `import json
records = [json.loads(line) for line in open(file, encoding="utf-8")]
assert all(record["width"] == 32 for record in records)
return [[int(record["file_name"][7:10]), names.index(record["label"])] for record in records]`,
  },
  "FiftyOne's image classification": {
    file: 'labels.json',
    write: `import json
json.dump({"classes": names, "labels": {f"{i:03}": label for i, label in enumerate(given)}}, open("labels.json", "w"))`,
    rows: `import json
document = json.load(open(file))
assert document["classes"] == names
return [[int(path), label] for path, label in document["labels"].items()]`,
  },
  'FiftyOne samples': {
    file: 'samples.json',
    write: `import json
json.dump({"name": "set", "samples": [{"filepath": f"{i}.png", "ground_truth": {"_cls": "Classification", "label": names[label], "confidence": None}}
    for i, label in enumerate(given)]}, open("samples.json", "w"))`,
    rows: `import json
document = json.load(open(file))
assert document["name"] == "set"
return [[int(sample["filepath"][:-4]), names.index(sample["ground_truth"]["label"])] for sample in document["samples"]]`,
  },
  'Label Studio': {
    file: 'tasks.json',
    write: `import json
json.dump([{"id": i, "data": {"image": f"{i}.png"}, "annotations": [{"id": 7, "result": [{"type": "choices", "value": {"choices": [names[label]]}}]}]}
    for i, label in enumerate(given)], open("tasks.json", "w"), indent=1)`,
    rows: `import json
tasks = json.load(open(file))
assert all(task["annotations"][0]["id"] == 7 for task in tasks)
return [[task["id"], names.index(task["annotations"][0]["result"][0]["value"]["choices"][0])] for task in tasks]`,
  },
  'Cleanlab Studio CSV': {
    file: 'cleanlab.csv',
    write: `import csv
with open("cleanlab.csv", "w", newline="") as out:
    table = csv.writer(out)
    table.writerow(["cleanlab_row_ID", "label", "is_label_issue", "label_issue_score", "suggested_label", "suggested_label_confidence_score", "corrected_label", "cleanlab_action"])
    for i, label in enumerate(given): table.writerow([i, names[label], i % 7 == 0, 0.25, names[(label + 1) % 10], 0.5, "", ""])`,
    rows: `import csv
table = list(csv.DictReader(open(file, newline="")))
assert all(row["suggested_label"] == names[(given[int(row["cleanlab_row_ID"])] + 1) % 10] and row["label_issue_score"] == "0.25" for row in table)
return [[int(row["cleanlab_row_ID"]), names.index(row["label"])] for row in table]`,
  },
  'CIFAR-10 binary, two batches': {
    file: 'corrected-batches.zip',
    files: ['data_batch_1.bin', 'data_batch_2.bin', 'batches.meta.txt'],
    write: `import random
random.seed(3)
for number, some in ((1, given[:40]), (2, given[40:])):
    with open(f"data_batch_{number}.bin", "wb") as out:
        for label in some: out.write(bytes([label]) + random.randbytes(3072))
open("batches.meta.txt", "w").write("\\n".join(names) + "\\n")`,
    rows: `import zipfile
rows, at = [], 0
originals = {}
for number in (1, 2):
    raw = open(f"data_batch_{number}.bin", "rb").read()
    for begin in range(0, len(raw), 3073): originals[raw[begin + 1:begin + 3073]] = len(originals)
with zipfile.ZipFile(file) as archive:
    assert archive.testzip() is None
    assert archive.namelist() == ["data_batch_1.bin", "data_batch_2.bin"]
    for name in archive.namelist():
        raw = archive.read(name)
        assert len(raw) % 3073 == 0
        for begin in range(0, len(raw), 3073): rows.append([originals[raw[begin + 1:begin + 3073]], raw[begin]])
return rows`,
  },
  'CIFAR-10 binary, two batches in an archive': {
    file: 'corrected-batches.zip',
    files: ['cifar.zip', 'batches.meta.txt'],
    write: `import random, zipfile
random.seed(4)
with zipfile.ZipFile("cifar.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for number, some in ((1, given[:40]), (2, given[40:])):
        archive.writestr(f"cifar/data_batch_{number}.bin", b"".join(bytes([label]) + random.randbytes(3072) for label in some))
open("batches.meta.txt", "w").write("\\n".join(names) + "\\n")`,
    rows: `import zipfile
def records(name):
    with zipfile.ZipFile(name) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["cifar/data_batch_1.bin", "cifar/data_batch_2.bin"]
        raw = b"".join(archive.read(one) for one in archive.namelist())
    assert len(raw) % 3073 == 0
    return [(raw[at], raw[at + 1:at + 3073]) for at in range(0, len(raw), 3073)]
originals = {pixels: i for i, (_, pixels) in enumerate(records("cifar.zip"))}
return [[originals[pixels], label] for label, pixels in records(file)]`,
  },
};

const head = 'import json\ngiven, names = json.load(open("given.json")), json.load(open("names.json"))\n';
const indented = (text) => text.replace(/^/gm, '    ');

// Opens the files, accepts the first that is flagged, excludes the second, calls the third ambiguous; which those are.
async function decided(session, files) {
  const refusal = await session.open_by_script(files);
  assert.equal(refusal, null);
  await session.click('tab', 'Review');
  const examples = [];
  for (const key of ['w', 'e', 'b']) {
    const { example } = await session.until((s) => s.place === 'review' && s.example && !examples.includes(s.example.index), 'the next one');
    examples.push(example.index);
    await session.press(key);
  }
  await session.until((s) => s.decided === 3, 'three decisions');
  assert.deepEqual([...examples].sort((a, b) => a - b), wrong);
  await session.click('tab', 'Share');
  return { accepted: examples[0], excluded: examples[1], ambiguous: examples[2] };
}
// The same choices are there for each kind of example.
async function choose(session, what, how) {
  await session.control('radio', how).first().waitFor();
  await session.page.evaluate(([name, nth]) => [...document.querySelectorAll('#mirror [role=radio]')].filter((e) => (e.getAttribute('aria-label') ?? e.textContent) === name)[nth].click(),
    [how, ['Excluded', 'Ambiguous', 'Flagged'].indexOf(what)]);
}

const in_firefox = ['idx.gz', 'JSON Lines', 'CIFAR-10 binary, two batches'];
const runs = [...Object.keys(formats).map((name) => [name, 'Chromium', open_page_for]), ...in_firefox.map((name) => [name, 'Firefox', open_firefox_for])];
for (const [name, browser, open] of runs) {
  const { file, files = [file], write, rows } = formats[name];
  test(`corrected labels go out as they came: ${name}, ${browser}`, async ({ cleanup }) => {
    const folder = folder_for(cleanup);
    writeFileSync(path.join(folder, 'given.json'), JSON.stringify(given));
    writeFileSync(path.join(folder, 'names.json'), JSON.stringify(names));
    python(head + write, folder);
    const session = await open(cleanup);
    const opened = [...files.map((one) => ({ name: one, bytes: readFileSync(path.join(folder, one)) })), { name: 'pred_probs.npy', bytes: probabilities }];
    if (!files.includes('batches.meta.txt')) opened.push({ name: 'classes.txt', bytes: Buffer.from(`${names.join('\n')}\n`) });
    const { accepted, excluded, ambiguous } = await decided(session, opened);
    const read = (bytes, as) => {
      writeFileSync(path.join(folder, as), bytes);
      return JSON.parse(python(`${head}def rows(file):\n${indented(rows)}\nprint(json.dumps(rows(${JSON.stringify(as)})))`, folder));
    };
    const ending = file.slice(file.indexOf('.'));

    // As it is: every row in its place.
    const saved = await session.downloaded(() => session.click('button', 'Export labels'));
    assert.equal(saved.name, file);
    const all = read(saved.bytes, `all${ending}`);
    const expected = given.map((label, i) => (i === accepted ? truth(i) : label));
    assert.deepEqual(all.map(([, label]) => label), expected);
    all.forEach(([id], i) => { if (id !== null) assert.equal(id, i); });

    // Excluded ones left out, ambiguous ones with weight 0.
    await session.click('button', 'More formats');
    await choose(session, 'Excluded', 'Leave out');
    await choose(session, 'Ambiguous', 'Weight 0');
    const stays = given.map((_, i) => i).filter((i) => i !== excluded);
    await session.text(/^59 examples stay, 1 of them with another label; 1 left out; 1 with weight 0\.$/).first().waitFor({ state: 'attached' });
    const fewer = await session.downloaded(() => session.click('button', 'Save the labels as they came'));
    assert.equal(fewer.name, file);
    const left = read(fewer.bytes, `fewer${ending}`);
    assert.deepEqual(left.map(([, label]) => label), stays.map((i) => expected[i]));
    left.forEach(([id], at) => { if (id !== null) assert.equal(id, stays[at]); });
    assert.ok((await session.exported('labels')).equals(fewer.bytes));
    writeFileSync(path.join(folder, 'weights.npy'), (await session.downloaded(() => session.click('button', 'Save weights.npy'))).bytes);
    writeFileSync(path.join(folder, 'kept.npy'), (await session.downloaded(() => session.click('button', 'Save kept_indices.npy'))).bytes);
    const [weights, kept] = JSON.parse(python('import json, numpy as np; print(json.dumps([np.load("weights.npy").tolist(), np.load("kept.npy").tolist()]))', folder));
    assert.deepEqual(weights, stays.map((i) => (i === ambiguous ? 0 : 1)));
    assert.deepEqual(kept, stays.filter((i) => i !== ambiguous));
    const table = await session.downloaded(() => session.click('button', 'Save corrected.csv'));
    writeFileSync(path.join(folder, 'corrected.csv'), table.bytes);
    const listed = JSON.parse(python(`${head}import csv
table = list(csv.DictReader(open("corrected.csv", newline="")))
print(json.dumps([[int(row["index"]), names.index(row["given"]), names.index(row["label"]), int(row["weight"])] for row in table]))`, folder));
    assert.deepEqual(listed, stays.map((i) => [i, given[i], expected[i], i === ambiguous ? 0 : 1]));
    await session.press('Escape');
  }, { seconds: 120 });
}

test('before anything is saved the page says what will change, by class and by split', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const rows = given.map((label, i) => `${i},${label},${i < 40 ? 'train' : 'test'}`);
  await decided(session, [{ name: 'labels.csv', bytes: Buffer.from(`id,label,split\n${rows.join('\n')}\n`) }, { name: 'pred_probs.npy', bytes: probabilities }]);
  await session.click('button', 'More formats');
  await choose(session, 'Excluded', 'Leave out');
  await session.press('Escape');
  const told = await session.page.locator('#mirror .told').allTextContents();
  assert.ok(told.some((text) => text === '59 rows, 1 label changed'), told.join('\n'));
  const splits = told.filter((text) => /^(train|test), As given/.test(text));
  assert.equal(splits.length, 2, told.join('\n'));
  const sum = (heading) => splits.reduce((total, text) => total + Number(new RegExp(`${heading} (\\d+)`).exec(text)[1]), 0);
  assert.deepEqual(['As given', 'Changed', 'Left out', 'Weight 0', 'As saved'].map(sum), [60, 1, 1, 0, 59]);
  assert.ok(told.some((text) => /1 row is left out\./.test(text)), told.join('\n'));
  await session.screenshot('share-splits');
});

for (const [browser, open] of browsers) test(`pictures go out in the folders of their corrected labels, as a zip archive and by the saved script, ${browser}`, async ({ cleanup }) => {
  const data = cifar();
  const session = await open(cleanup);
  // Without the manifest: labels are the names of the folders.
  const source = shared('data/cifar10_imagefolder_1000');
  const files = python(`import json, pathlib
print(json.dumps(sorted(str(p) for p in pathlib.Path(".").rglob("*") if p.suffix.lower() in (".png", ".jpg"))))`, source);
  const pictures = JSON.parse(files);
  assert.equal(pictures.length, data.labels.length);
  const folder = folder_for(cleanup);
  python(`import os, pathlib, shutil
source = pathlib.Path(${JSON.stringify(source)})
for p in source.rglob("*"):
    if p.suffix.lower() in (".png", ".jpg") or p.name in ("pred_probs.npy", "classes.txt"):
        to = pathlib.Path("set") / p.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(p, to)`, folder);
  // A folder where the browser can be given one by a test; else the same in an archive.
  if (browser === 'Chromium') await session.choose('Open folder', path.join(folder, 'set'));
  else assert.equal(await session.open_by_script([zipped(path.join(folder, 'set'))]), null);
  const state = await session.until((s) => s.place === 'overview' || s.message, 'the overview');
  assert.equal(state.place, 'overview', state.message);
  await session.click('tab', 'Review');
  const changes = new Map();
  for (const key of ['w', 'w', 'e']) {
    const { example } = await session.until((s) => s.example && !changes.has(s.example.name), 'the next one');
    changes.set(example.name, key === 'w' ? example.suggested : null);
    await session.press(key);
  }
  await session.until((s) => s.decided === 3, 'three decisions');
  await session.click('tab', 'Share');
  await session.click('button', 'More formats');
  await choose(session, 'Excluded', 'Leave out');
  await session.text(/^every picture in the folder of its corrected label, about \d+\.\d MB$/).first().waitFor({ state: 'attached' });
  await session.screenshot('share-formats');
  const script = await session.downloaded(() => session.click('button', 'Save move_pictures.py'));
  assert.equal(script.name, 'move_pictures.py');
  writeFileSync(path.join(folder, script.name), script.bytes);
  const saved = await session.downloaded(() => session.click('button', 'Save pictures.zip'));
  assert.match(saved.name, /corrected\.zip$/);
  writeFileSync(path.join(folder, 'pictures.zip'), saved.bytes);
  writeFileSync(path.join(folder, 'changes.json'), JSON.stringify([...changes]));
  const told = JSON.parse(python(`import json, zipfile, pathlib
changes = dict(json.load(open("changes.json")))
with zipfile.ZipFile("pictures.zip") as archive:
    assert archive.testzip() is None
    assert all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())
    inside = {name: archive.read(name) for name in archive.namelist()}
expected = {}
for p in pathlib.Path("set").rglob("*"):
    if p.suffix.lower() not in (".png", ".jpg"): continue
    name = next((name for name in changes if str(p).endswith(name)), None)
    where = p.relative_to("set")
    if name is not None:
        if changes[name] is None: continue
        where = where.parent.parent / changes[name] / where.name
    expected[str(where)] = p.read_bytes()
strip = lambda name: name.removeprefix("set/")
print(json.dumps([len(inside), {strip(name): 0 for name in inside} == {name: 0 for name in expected}, all(expected.get(strip(name)) == bytes for name, bytes in inside.items())]))`, folder));
  assert.deepEqual(told, [999, true, true]);

  // The script as it was saved: shows, moves, takes back.
  const listing = () => python('import pathlib; print(sorted(str(p) for p in pathlib.Path(".").rglob("*") if p.suffix.lower() in (".png", ".jpg")))', folder);
  const before = listing();
  const run = (...words) => execFileSync('/usr/bin/python3', ['move_pictures.py', 'set', ...words], { cwd: folder, encoding: 'utf8' });
  assert.match(run(), /3 of 3 pictures would be moved; --go does it/);
  assert.equal(listing(), before);
  assert.match(run('--go'), /3 of 3 pictures/);
  const moved = listing();
  for (const [name, to] of changes) {
    const from = `set/${name.replace(/^set\//, '')}`;
    const file = from.slice(from.lastIndexOf('/') + 1);
    assert.ok(!moved.includes(`'${from}'`), `${from} is moved`);
    assert.ok(moved.includes(to === null ? 'left_out/' : `'set/${to}/${file}'`), `${from} is where it belongs`);
  }
  assert.match(run('--undo'), /3 of 3 pictures/);
  assert.equal(listing(), before);
}, { seconds: 120 });

test('archives of many or far entries are zip64, and Python reads them', async ({ cleanup }) => {
  const folder = folder_for(cleanup);
  const source = readFileSync(path.join(root, 'web/page/73_zip_writer.js'), 'utf8');
  const zipped = new Function(`${source}; return zipped;`)();
  const gathered = async (entries, limits) => {
    const pieces = [];
    for await (const piece of zipped(entries, limits)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const entries = function* entries(count) {
    for (let i = 0; i < count; i += 1) yield { name: `cl\u00e4ss/${i}.txt`, bytes: Buffer.from(`entry ${i}`) };
  };
  writeFileSync(path.join(folder, 'many.zip'), await gathered(entries(66_000)));
  // As if 200 bytes were 4 GB.
  writeFileSync(path.join(folder, 'far.zip'), await gathered([...entries(20), { name: 'large', bytes: Buffer.alloc(1000, 7) }, ...entries(1)].map((one, i) => ({ ...one, name: `${i} ${one.name}` })), { most: 200 }));
  writeFileSync(path.join(folder, 'empty.zip'), await gathered([]));
  const told = JSON.parse(python(`import json, zipfile
told = []
for name in ("many.zip", "far.zip", "empty.zip"):
    with zipfile.ZipFile(name) as archive:
        assert archive.testzip() is None
        told.append([len(archive.namelist()), sum(len(archive.read(entry)) for entry in archive.namelist()[-3:])])
        if name == "many.zip": assert archive.read("cl\\u00e4ss/65999.txt") == b"entry 65999"
print(json.dumps(told))`, folder));
  assert.deepEqual(told, [[66_000, 33], [22, 1015], [0, 0]]);
}, { seconds: 90 });

// ---- where it goes ------------------------------------------------------------------------------------------------
// A browser with a dialog that this answers: window.saved, window.answer ('file' or 'cancel').
const with_picker = () => {
  Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
  window.answer = 'file';
  window.asked = [];
  window.saved = {};
  window.showSaveFilePicker = async ({ suggestedName }) => {
    window.asked.push({ suggestedName, active: navigator.userActivation.isActive });
    if (window.answer === 'cancel') throw new DOMException('The user aborted a request.', 'AbortError');
    const parts = [];
    return {
      name: `mine-${suggestedName}`,
      createWritable: async () => ({
        write: async (part) => { parts.push(part instanceof Blob ? await part.arrayBuffer() : part.slice()); },
        close: async () => { window.saved[`mine-${suggestedName}`] = [...new Uint8Array(await new Blob(parts).arrayBuffer())]; },
        abort: async () => {},
      }),
    };
  };
};

test('where the browser can ask where a file goes, it is asked within the click; saying no is no error', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { before_load: with_picker });
  let downloads = 0;
  session.page.on('download', () => { downloads += 1; });
  await decided(session, [{ name: 'labels.npy', bytes: write_npy('<i8', [n], given) }, { name: 'pred_probs.npy', bytes: probabilities }]);
  await session.click('button', 'Export labels');
  await session.until((s) => /^Saved mine-labels\.npy\. Some rows should not count: save weights\.npy as well, in More formats\.$/.test(s.message ?? ''), 'that it is saved');
  const saved = await session.page.evaluate(() => window.saved['mine-labels.npy']);
  assert.ok((await session.exported('labels')).equals(Buffer.from(saved)));
  await session.click('button', 'Save the report');
  await session.until((s) => /^Saved mine-.*-label-report\.html( \(\d+ KB\))?\.$/.test(s.message ?? ''), 'that the report is saved');
  await session.page.evaluate(() => { window.answer = 'cancel'; });
  await session.click('button', 'Save the report');
  await session.until((s) => s.message === 'Nothing was saved.', 'that nothing was saved');
  await session.click('button', 'Export labels');
  await session.settle();
  const asked = await session.page.evaluate(() => window.asked);
  assert.equal(asked.length, 4);
  for (const { active } of asked) assert.equal(active, true);
  assert.equal(asked[0].suggestedName, 'labels.npy');
  assert.equal(downloads, 0);
  const { message } = await session.state();
  assert.doesNotMatch(message ?? '', /could not/);
});

// The same, but what is written waits until window.release().
const with_slow_picker = () => {
  Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
  Object.assign(window, { ends: [], release: null });
  window.showSaveFilePicker = async ({ suggestedName }) => ({
    name: suggestedName,
    createWritable: async () => ({
      write: () => new Promise((done) => { window.release = done; }),
      close: async () => { window.ends.push('closed'); },
      abort: async () => { window.ends.push('aborted'); },
    }),
  });
};

test('a file that is being written ends when it is stopped, and with the audit it is about', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { before_load: with_slow_picker });
  const files = [{ name: 'labels.npy', bytes: write_npy('<i8', [n], given) }, { name: 'pred_probs.npy', bytes: probabilities }];
  await decided(session, files);
  const until = async (check, what) => {
    for (const end = Date.now() + 10_000; Date.now() < end; await session.settle(60)) if (await session.page.evaluate(check)) return;
    throw new Error(`waited in vain until ${what}`);
  };
  const begin = async () => {
    await session.page.evaluate(() => { window.release = null; });
    await session.click('button', 'Save the report');
    await until(() => window.release !== null, 'it is being written');
  };
  await begin();
  await session.click('button', 'Save the report');
  await session.until((s) => /still being written/.test(s.message ?? ''), 'that one is on its way');
  await session.press('Escape');
  await session.until((s) => s.message === 'Stopped. Nothing was saved.', 'that it is stopped');
  await session.page.evaluate(() => window.release());
  await until(() => window.ends.length === 1, 'the file is let go');
  await begin();
  assert.equal(await session.open_by_script([{ name: 'labels.npy', bytes: write_npy('<i8', [n], given.map((label, i) => (i === 0 ? (label + 1) % 3 : label))) }, files[1]]), null);
  await session.page.evaluate(() => window.release());
  await until(() => window.ends.length === 2, 'the other, too');
  assert.deepEqual(await session.page.evaluate(() => window.ends), ['aborted', 'aborted']);
  assert.doesNotMatch((await session.state()).message ?? '', /^Saved/);
}, { seconds: 60 });
