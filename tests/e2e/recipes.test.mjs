// The recipes of docs/recipes are run as they stand there, and what they write is opened. Each gets a small model and data
// with three wrong labels. scikit-learn and PyTorch are the real ones where they are installed (else that is said); for
// Keras, Hugging Face and timm, which Debian does not have, objects with the same interface stand in.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { open_page_for } from './lib/driver.mjs';
import { python, root } from './lib/paths.mjs';
import { test } from './lib/test.mjs';

const names = ['cat', 'dog', 'owl'];
const wrong = [7, 23, 41];
// Sixty examples in three clusters; three have the next class as their label.
const data = `
import sys, json, random
sys.path.insert(0, ${JSON.stringify(path.join(root, 'docs/recipes'))})
names, wrong, n = ${JSON.stringify(names)}, ${JSON.stringify(wrong)}, 60
random.seed(3)
truth = [i % 3 for i in range(n)]
given = [(t + 1) % 3 if i in wrong else t for i, t in enumerate(truth)]
points = [[random.gauss(8 * (t == 0), 1), random.gauss(8 * (t == 1), 1), random.gauss(8 * (t == 2), 1)] for t in truth]
`;
const torch_model = `
import torch
class Pairs(torch.utils.data.Dataset):
    def __len__(self): return n
    def __getitem__(self, i): return torch.tensor(points[i]), given[i]
model = torch.nn.Identity()
`;

const recipes = {
  scikit_learn: { needs: 'sklearn', run: `
from scikit_learn import save_for_label_inspector
from sklearn.linear_model import LogisticRegression
import numpy as np
save_for_label_inspector(LogisticRegression(max_iter=1000), np.array(points), np.array([names[g] for g in given]))` },
  pytorch: { needs: 'torch', run: `${torch_model}
from pytorch import save_for_label_inspector
pairs = Pairs()
pairs.classes = names
save_for_label_inspector(model, pairs, batch_size=16)` },
  'pytorch with an ImageFolder': { needs: 'torch', run: `${torch_model}
from pytorch import save_for_label_inspector
folder = Pairs()
folder.classes = names
folder.samples = [(f"{names[g]}/{i}.png", g) for i, g in enumerate(given)]
save_for_label_inspector(model, folder)` },
  timm: { needs: 'torch', run: `${torch_model}
from timm import save_for_label_inspector
class Reader: class_to_idx = {name: i for i, name in enumerate(names)}
class ImageDataset(Pairs):
    reader = Reader()
    def filenames(self, basename=False, absolute=False): return [f"{names[g]}/{i}.png" for i, g in enumerate(given)]
save_for_label_inspector(model, ImageDataset())` },
  keras: { needs: 'numpy', run: `
import numpy as np
from keras import save_for_label_inspector
class Model:
    def predict(self, x, verbose="auto"):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
class Dataset(list): pass
batches = Dataset((np.array(points[i:i + 16]), np.array(given[i:i + 16])) for i in range(0, n, 16))
batches.class_names = names
batches.file_paths = [f"data/{names[g]}/{i}.png" for i, g in enumerate(given)]
save_for_label_inspector(Model(), batches)` },
  hugging_face: { needs: 'json', run: `
from hugging_face import save_for_label_inspector
import math
class ClassLabel: pass
feature = ClassLabel()
feature.names = names
class Dataset(list): features = {"label": feature}
rows = Dataset({"text": f"text number {i}", "label": g} for i, g in enumerate(given))
def classify(text, top_k=1, truncation=False):
    e = [math.exp(x) for x in points[int(text.split()[-1])]]
    scores = [{"label": f"LABEL_{k}", "score": v / sum(e)} for k, v in enumerate(e)]
    return sorted(scores, key=lambda one: -one["score"])
save_for_label_inspector(classify, rows)` },
  'hugging_face with pictures in Parquet': { needs: 'json', run: `
from hugging_face import save_pictures_for_label_inspector
import math, shutil
class ClassLabel: pass
feature = ClassLabel()
feature.names = names
class Dataset(list):
    features = {"label": feature}
    def to_parquet(self, name): shutil.copy(${JSON.stringify(path.join(root, 'tests/io/fixtures/parquet/recipe.parquet'))}, name)
rows = Dataset({"image": i, "label": g} for i, g in enumerate(given))
def classify(image, top_k):
    e = [math.exp(x) for x in points[image]]
    return sorted(({"label": names[k], "score": v / sum(e)} for k, v in enumerate(e)), key=lambda one: -one["score"])[:top_k]
save_pictures_for_label_inspector(classify, rows)` },
};

for (const [name, { needs, run }] of Object.entries(recipes)) {
  const missing = spawnSync(python, ['-c', `import ${needs}`]).status !== 0;
  if (missing) console.log(`        skipped: the recipe for ${name}, as Python has no ${needs} here`);
  else test(`the recipe for ${name} writes files that open`, async ({ cleanup }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-'));
    cleanup(() => rmSync(folder, { recursive: true, force: true }));
    execFileSync(python, ['-B', '-c', data + run], { cwd: folder });
    const files = readdirSync(folder).map((file) => path.join(folder, file));
    assert.ok(files.length >= 2, files.join());

    const session = await open_page_for(cleanup);
    await session.choose('Open files', files);
    const state = await session.until((now) => now.flagged > 0 && now.place === 'overview', 'findings');
    assert.equal(state.examples ?? 60, 60);
    const found = JSON.parse(execFileSync(path.join(root, 'build/cli/label-inspector'), ['detect', folder, folder, '--format', 'json'], { encoding: 'utf8' }));
    assert.deepEqual([...found.indices].sort((a, b) => a - b), wrong);
    assert.equal(state.flagged, wrong.length);
    await session.click('tab', 'Review');
    await session.until((now) => now.example && names.includes(now.example.given), 'classes by their names');
  }, { seconds: 60 });
}
