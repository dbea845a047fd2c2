// What other tools write: the page and the command line find the same three wrong labels in each. Files are made as
// those tools make them, by Python's standard library or byte by byte, never by our own writers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open_page_for } from './lib/driver.mjs';
import { finds_the_same, program, python, temporary_folder } from './lib/finds_the_same.mjs';
import { write_npy } from './lib/npy.mjs';
import { python as numpys_python } from './lib/paths.mjs';
import { examples, given, good_files, probabilities, wrong } from './lib/small.mjs';
import { test } from './lib/test.mjs';

const rows = Array.from({ length: examples }, (_, i) => probabilities().slice(3 * i, 3 * i + 3));
const names = ['cat', 'dog', 'owl'];

const load = `import csv, gzip, json, struct, zipfile, zlib
rows, given, names = json.loads(${JSON.stringify(JSON.stringify([rows, given, names]))})
`;
// In the order of the examples.
const probabilities_beside = (folder) => writeFileSync(path.join(folder, 'pred_probs.npy'), good_files()[1].bytes);

const by_numpy = (script, folder) => execFileSync(numpys_python, ['-c', script], { cwd: folder });

// A PNG of one grey pixel, by Python.
const grey = `
def png(value):
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(bytes([0, value]))) + chunk(b"IEND", b"")
`;

const sets = {
  'an export of Label Studio': (folder) => {
    probabilities_beside(folder);
    python(`${load}
tasks = [{"id": 100 + i, "data": {"image": f"/data/upload/1/{i:03}.png"}, "annotations": [{"id": i, "was_cancelled": False, "result": [
    {"from_name": "choice", "to_name": "image", "type": "choices", "value": {"choices": [names[label]]}}]}], "predictions": []} for i, label in enumerate(given)]
json.dump(tasks, open("project-1-at-2026.json", "w"))`, folder);
    return ['project-1-at-2026.json', 'pred_probs.npy'];
  },
  'an export of FiftyOne': (folder) => {
    probabilities_beside(folder);
    python(`${load}
samples = [{"filepath": f"/home/me/fiftyone/{i:03}.jpg", "tags": [], "ground_truth": {"_cls": "Classification", "tags": [], "label": names[label], "confidence": None}} for i, label in enumerate(given)]
json.dump({"samples": samples}, open("samples.json", "w"))`, folder);
    return ['samples.json', 'pred_probs.npy'];
  },
  'a CSV as Cleanlab Studio takes it and gives it back': (folder) => {
    probabilities_beside(folder);
    python(`${load}
with open("cleanlab_export.csv", "w", newline="") as out:
    table = csv.writer(out)
    table.writerow(["cleanlab_row_ID", "text", "label", "is_label_issue", "label_issue_score", "suggested_label", "corrected_label"])
    for i, label in enumerate(given): table.writerow([i + 1, f"a text, {i}", names[label], "False", 0.5, "", ""])`, folder);
    return ['cleanlab_export.csv', 'pred_probs.npy'];
  },
  "timm's table of the likeliest classes": (folder) => {
    python(`${load}
with open("results.csv", "w", newline="") as out, open("labels.csv", "w", newline="") as given_out:
    table, labels = csv.writer(out), csv.writer(given_out)
    table.writerow(["filename"] + [f"label_{j}" for j in range(3)] + [f"prob_{j}" for j in range(3)])
    labels.writerow(["filename", "label"])
    for i, row in enumerate(rows):
        order = sorted(range(3), key=lambda j: -row[j])
        table.writerow([f"{i:03}.png"] + [names[j] for j in order] + [row[j] for j in order])
        labels.writerow([f"{i:03}.png", names[given[i]]])`, folder);
    return ['labels.csv', 'results.csv'];
  },
  'a table with a list in each cell': (folder) => {
    python(`${load}
with open("all.csv", "w", newline="") as out:
    table = csv.writer(out)
    table.writerow(["path", "label", "probs"])
    for i, row in enumerate(rows): table.writerow([f"{i:03}.png", given[i], row])`, folder);
    return ['all.csv'];
  },
  'tables separated by tabs, a column for each class by name': (folder) => {
    python(`${load}
with open("probs.tsv", "w", newline="") as out, open("given.tsv", "w", newline="") as given_out:
    table, labels = csv.writer(out, "excel-tab"), csv.writer(given_out, "excel-tab")
    table.writerow(["image"] + [names[j] for j in (2, 0, 1)])
    labels.writerow(["image", "class"])
    for i in reversed(range(len(rows))): table.writerow([f"d/{i:03}.png"] + [rows[i][j] for j in (2, 0, 1)])
    for i in reversed(range(len(rows))): labels.writerow([f"d/{i:03}.png", names[given[i]]])`, folder);
    // Rows are in the order of the table: the last example comes first.
    return { files: ['given.tsv', 'probs.tsv'], expected: wrong.map((i) => examples - 1 - i) };
  },
  'parts, in the order of their numbers': (folder) => {
    writeFileSync(path.join(folder, 'labels.npy'), good_files()[0].bytes);
    const files = ['labels.npy'];
    for (const [part, [from, to]] of [[0, 25], [25, 50], [50, 60]].entries()) {
      files.push(`pred_probs-0000${part}-of-00003.npy`);
      writeFileSync(path.join(folder, files.at(-1)), write_npy('<f4', [to - from, 3], rows.slice(from, to).flat()));
    }
    return files;
  },
  'pictures in class folders, in a zip archive': (folder) => {
    // Rows are in the order of torchvision's ImageFolder: by class, then by name.
    python(`${load}${grey}
order = sorted(range(len(given)), key=lambda i: (names[given[i]], f"{i:03}.png"))
with zipfile.ZipFile("pets.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for i in reversed(order): z.writestr(f"pets/{names[given[i]]}/{i:03}.png", png(i))
    z.writestr("pets/pred_probs.csv", "\\n".join(",".join(map(repr, rows[i])) for i in order) + "\\n")`, folder);
    const order = given.map((label, i) => [label, i]).sort(([a, i], [b, j]) => a - b || i - j).map(([, i]) => i);
    return { files: ['pets.zip'], expected: wrong.map((i) => order.indexOf(i)) };
  },
  'class folders in train and test, in a zip archive': (folder) => {
    python(`${load}${grey}
path = lambda i: f"{'train' if i % 4 else 'test'}/{names[given[i]]}/{i:03}.png"
with zipfile.ZipFile("splits.zip", "w") as z:
    for i in range(len(given)): z.writestr(path(i), png(i))
    z.writestr("probs.jsonl", "\\n".join(json.dumps({"path": path(i), "probs": rows[i]}) for i in range(len(rows))))`, folder);
    return ['splits.zip'];
  },
  'a binary batch of CIFAR': (folder) => {
    probabilities_beside(folder);
    python(`${load}
open("data_batch_1.bin", "wb").write(b"".join(bytes([label]) + bytes([i] * 3072) for i, label in enumerate(given)))`, folder);
    return ['data_batch_1.bin', 'pred_probs.npy'];
  },
  'a binary batch of CIFAR-100': (folder) => {
    probabilities_beside(folder);
    python(`${load}
open("train.bin", "wb").write(b"".join(bytes([label // 2, label]) + bytes([i] * 3072) for i, label in enumerate(given)))
open("fine_label_names.txt", "w").write("\\n".join(names) + "\\n")`, folder);
    return ['train.bin', 'fine_label_names.txt', 'pred_probs.npy'];
  },
  'pictures in an array of numpy, splits in a column, names in JSON': (folder) => {
    probabilities_beside(folder);
    by_numpy(`${load}
import numpy
numpy.save("images.npy", numpy.arange(len(given) * 12, dtype=numpy.uint8).reshape(len(given), 2, 2, 3))
with open("labels.csv", "w", newline="") as out:
    table = csv.writer(out)
    table.writerow(["label", "split"])
    for i, label in enumerate(given): table.writerow([label, ("train", "val", "test")[i % 3]])
json.dump({"class_names": names}, open("meta.json", "w"))`, folder);
    return ['images.npy', 'labels.csv', 'meta.json', 'pred_probs.npy'];
  },
  'idx files of pictures and labels, compressed': (folder) => {
    probabilities_beside(folder);
    python(`${load}
with gzip.open("train-labels-idx1-ubyte.gz", "wb") as out: out.write(struct.pack(">HBBI", 0, 8, 1, len(given)) + bytes(given))
with gzip.open("train-images-idx3-ubyte.gz", "wb") as out: out.write(struct.pack(">HBBIII", 0, 8, 3, len(given), 2, 2) + bytes(4 * len(given)))`, folder);
    return ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz', 'pred_probs.npy'];
  },
};

test('formats of tools: page and command line find the same in each', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  for (const [name, make] of Object.entries(sets)) await finds_the_same(session, cleanup, name, make);
}, { seconds: 240 });

test('large folders: 100,000 pictures are listed without reading them', async ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  python(`import os, struct
count, names = 100_000, [f"class {c:03}" for c in range(100)]
for name in names: os.makedirs("pictures/" + name)
for i in range(count): open(f"pictures/{names[i % 100]}/{i:06}.png", "wb").write(b"\\x89PNG\\r\\n\\x1a\\n")
given = [c for c in range(100) for _ in range(count // 100)]
with open("pictures/pred_probs.npy", "wb") as out:
    head = str.encode("{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 100), }" % count).ljust(117) + b"\\n"
    out.write(b"\\x93NUMPY\\x01\\x00" + struct.pack("<H", len(head)) + head)
    for i, c in enumerate(given):
        row = [0.001] * 100
        row[(c + 1) % 100 if i % 1000 == 7 else c] = 0.901
        out.write(struct.pack("<100f", *row))`, folder);
  const session = await open_page_for(cleanup);
  const [chooser] = await Promise.all([session.page.waitForEvent('filechooser'), session.click('button', 'Open folder')]);
  await chooser.setFiles(path.join(folder, 'pictures'), { timeout: 120_000 });
  const state = await session.until(({ examples: count }) => count === 100_000, 'the folder is open', 90_000);
  if (state.flagged !== 100) throw new Error(`100 labels are wrong, ${state.flagged} were found`);
  // The labels come from the folders and the probabilities from one file: no picture was opened for that.
  const { bytesRead } = await session.timings();
  if (bytesRead > 42e6) throw new Error(`${bytesRead} bytes were read to open the folder`);
}, { seconds: 240 });

test('large archives: a zip of more than 2 GB is listed from its directory', async ({ cleanup }) => {
  const folder = temporary_folder(cleanup);
  good_files().forEach(({ name, bytes }) => writeFileSync(path.join(folder, name), bytes));
  // Nothing but zeros, of which a file system keeps none: what the archive holds besides takes no disk.
  python(`import io, zipfile
zeros = bytes(1 << 24)
class Sparse(io.FileIO):
    def write(self, part):
        if len(part) < len(zeros) or bytes(part) != zeros: return super().write(part)
        self.seek(len(part), 1)
        return len(part)
with zipfile.ZipFile(Sparse("run.zip", "w+"), "w") as z:
    with z.open("run/video.bin", "w", force_zip64=True) as out:
        for i in range(2300 * (1 << 20) // len(zeros)): out.write(zeros)
    for name in ("labels.npy", "pred_probs.npy"): z.write(name, "run/" + name)`, folder);
  const archive = path.join(folder, 'run.zip');
  assert.ok(statSync(archive).size > 2.2e9);
  const found = JSON.parse(execFileSync(program, ['detect', archive, archive, '--format', 'json']));
  assert.deepEqual([...found.indices].sort((a, b) => a - b), wrong);
  const session = await open_page_for(cleanup);
  await session.choose('Open files', [archive]);
  const state = await session.until((now) => (now.flagged > 0 && !now.busy) || now.message, 'findings', 60_000);
  assert.equal(state.message, null);
  assert.equal(state.flagged, wrong.length);
  assert.ok((await session.timings()).bytesRead < 2_000_000, 'of the archive, next to nothing is read');
}, { seconds: 120 });
