// Probabilities large enough for a second worker to help reading: the answers are those of the command line, whether it
// helps to the end, ends on the way, or never was there; and a row that cannot be used is named wherever it stands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { open_page_for } from './lib/driver.mjs';
import { write_npy } from './lib/npy.mjs';
import { root } from './lib/paths.mjs';
import { test } from './lib/test.mjs';

const [rows, classes] = [28_000, 500]; // 56 MB

// A folder with labels.npy and pred_probs.npy; spoil(numbers) may change the numbers before they are written.
function large_set(cleanup, spoil = () => {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-large-'));
  cleanup(() => rmSync(folder, { recursive: true }));
  let state = 7;
  const chance = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };
  const labels = [];
  const numbers = new Float32Array(rows * classes);
  for (let i = 0; i < rows; i += 1) {
    const truth = Math.floor(chance() * classes);
    const other = (truth + 1 + Math.floor(chance() * 3)) % classes;
    labels.push(chance() < 0.05 ? other : truth);
    const sure = 0.3 + 0.6 * chance();
    let rest = 0;
    for (let j = 0; j < classes; j += 1) rest += (numbers[i * classes + j] = chance() ** 4);
    for (let j = 0; j < classes; j += 1) numbers[i * classes + j] *= (1 - sure) / rest;
    numbers[i * classes + truth] += sure * 0.7;
    numbers[i * classes + other] += sure * 0.3;
  }
  spoil(numbers);
  const files = { labels: path.join(folder, 'labels.npy'), probabilities: path.join(folder, 'pred_probs.npy') };
  writeFileSync(files.labels, write_npy('<i4', [rows], labels));
  const start = write_npy('<f4', [0, classes], []).toString('latin1').replace(`(0, ${classes})`, `(${rows}, ${classes})`);
  const text = start.slice(10).trimEnd();
  const size = Math.ceil((10 + text.length + 1) / 64) * 64;
  const header = Buffer.concat([Buffer.from(start.slice(0, 8), 'latin1'), Buffer.from([(size - 10) & 255, (size - 10) >> 8]), Buffer.from(`${text.padEnd(size - 11)}\n`, 'latin1')]);
  writeFileSync(files.probabilities, Buffer.concat([header, Buffer.from(numbers.buffer)]));
  return files;
}

const ways = {
  'with a second worker': null,
  'with a second worker that ends at once': () => {
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(...all) {
        super(...all);
        window.workers = (window.workers ?? 0) + 1;
        if (window.workers === 2) setTimeout(() => { this.terminate(); this.onerror(new ErrorEvent('error', { message: 'ended' })); }, 0);
      }
    };
  },
  'with a second worker that ends on the way': () => {
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(...all) {
        super(...all);
        window.workers = (window.workers ?? 0) + 1;
        if (window.workers === 2) setTimeout(() => { this.terminate(); this.onerror(new ErrorEvent('error', { message: 'ended' })); }, 180);
      }
    };
  },
  'on one core': () => { Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 1 }); },
};

for (const [way, before_load] of Object.entries(ways)) {
  test(`a large file, ${way}: the answers of the command line`, async ({ cleanup }) => {
    const files = large_set(cleanup);
    const answer = path.join(path.dirname(files.labels), 'answer.json');
    execFileSync(path.join(root, 'build/cli/label-inspector'), ['detect', files.labels, files.probabilities, '--format', 'json', '-o', answer]);
    const { indices } = JSON.parse(readFileSync(answer, 'utf8'));
    assert.ok(indices.length > 500, `${indices.length} flagged`);
    const session = await open_page_for(cleanup, before_load ? { before_load } : {});
    await session.choose('Open files', Object.values(files));
    const state = await session.until((now) => (now.flagged > 0 && !now.busy) || now.message, 'findings', 60_000);
    assert.equal(state.message, null);
    assert.equal(state.flagged, indices.length);
    assert.ok((await session.timings()).rowsReadAgain > 0, 'rows were asked for again');
    await session.page.evaluate(() => document.activeElement?.blur());
    await session.click('tab', 'Review');
    for (let i = 0; i < 25; i += 1) {
      const { position, example } = await session.until((now) => now.position === i, `position ${i}`);
      assert.equal(example.index, indices[position]);
      await session.press('ArrowRight');
    }
  }, { seconds: 120 });
}

// A file of zeros takes no room on the disk and as long to read as any other.
function zeros(folder, rows_of_zeros) {
  const start = write_npy('<f4', [0, 1000], []).toString('latin1').replace('(0, 1000)', `(${rows_of_zeros}, 1000)`);
  const text = start.slice(10).trimEnd();
  const size = Math.ceil((10 + text.length + 1) / 64) * 64;
  const probabilities = path.join(folder, 'pred_probs.npy');
  writeFileSync(probabilities, Buffer.concat([Buffer.from(start.slice(0, 8), 'latin1'), Buffer.from([(size - 10) & 255, (size - 10) >> 8]), Buffer.from(`${text.padEnd(size - 11)}\n`, 'latin1')]));
  truncateSync(probabilities, size + rows_of_zeros * 4000);
  const labels = path.join(folder, 'labels.npy');
  writeFileSync(labels, write_npy('<i4', [rows_of_zeros], Array.from({ length: rows_of_zeros }, (_, i) => i % 1000)));
  return [labels, probabilities];
}

test('a large file: progress in examples, bytes and time, and Esc ends it at once', async ({ cleanup }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-large-'));
  cleanup(() => rmSync(folder, { recursive: true }));
  const session = await open_page_for(cleanup);
  await session.click('button', 'Try the sample');
  const { flagged } = await session.until((now) => now.flagged > 0 && !now.busy, 'findings', 60_000);
  const files = zeros(folder, 1_500_000); // 6 GB
  await session.click('tab', 'Open');
  await session.choose('Open files', files);
  const told = /^[\d,]+ of 1,500,000 examples, [\d.]+ [MG]B of [\d.]+ GB(, about \d+ (seconds?|minutes) left)?$/;
  const lines = new Set();
  const line = () => session.page.evaluate((pattern) => {
    const all = [...document.querySelectorAll('[role=progressbar]')].map((one) => one.getAttribute('aria-valuetext') ?? '');
    return all.find((text) => new RegExp(pattern).test(text)) ?? null;
  }, told.source);
  for (const begun = Date.now(); Date.now() - begun < 60_000;) {
    const now = await line();
    if (now) lines.add(now);
    if (now?.includes('left')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(lines.size > 2, [...lines].join('\n'));
  assert.ok([...lines].some((text) => text.includes('left')), [...lines].join('\n'));
  assert.equal((await session.state()).busy, true);
  const took = await session.page.evaluate(async () => {
    const began = performance.now();
    document.querySelector('canvas').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }));
    while (labelInspector.state().busy) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - began;
  });
  console.log(`  ended ${took.toFixed(0)} ms after Esc`);
  assert.equal((await session.state()).flagged, flagged, 'what was open is still open');
  await session.click('tab', 'Review');
  await session.press('q');
  await session.until((now) => now.decided === 1, 'a decision in it');
}, { seconds: 180 });

test('a large file in an archive: stored, it is streamed by both workers; packed, it is read all the same', async ({ cleanup }) => {
  const files = large_set(cleanup);
  const folder = path.dirname(files.labels);
  const { indices } = JSON.parse(execFileSync(path.join(root, 'build/cli/label-inspector'), ['detect', files.labels, files.probabilities, '--format', 'json']));
  for (const method of ['ZIP_STORED', 'ZIP_DEFLATED']) {
    execFileSync('python3', ['-c', `import zipfile
with zipfile.ZipFile("run.npz", "w", zipfile.${method}, compresslevel=1) as z:
    for name in ("labels.npy", "pred_probs.npy"): z.write(name)`], { cwd: folder });
    const session = await open_page_for(cleanup);
    await session.choose('Open files', [path.join(folder, 'run.npz')]);
    const state = await session.until((now) => (now.flagged > 0 && !now.busy) || now.message, 'findings', 90_000);
    assert.equal(state.message, null);
    assert.equal(state.flagged, indices.length, method);
  }
}, { seconds: 200 });

test('a large file: the first row that cannot be used is named, whichever worker meets it', async ({ cleanup }) => {
  for (const wrong of [[27_990, 12_345], [20_000, 19_999], [3]]) {
    const files = large_set(cleanup, (numbers) => { for (const row of wrong) numbers[row * classes + 7] = NaN; });
    const session = await open_page_for(cleanup);
    await session.choose('Open files', Object.values(files));
    const { message } = await session.until((now) => now.message, 'the message', 60_000);
    assert.match(message, new RegExp(`\\b${Math.min(...wrong)}\\b`));
    assert.match(message, /pred_probs\.npy/);
  }
}, { seconds: 180 });

// The engine of a large set is ended as soon as it has answered; pictures come from another.
test('a large file: pictures come from an engine that only opens the files', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, {
    before_load: () => {
      const Plain = window.Worker;
      window.sent = []; // kinds of messages by worker
      window.Worker = class extends Plain {
        constructor(...all) { super(...all); this.number = window.sent.push([]) - 1; }
        set onmessage(hear) {
          super.onmessage = (event) => {
            window.sent[this.number].push(event.data.kind);
            if (event.data.kind === 'found') event.data.timings.peakBytes = 2 ** 30;
            hear(event);
          };
        }
        terminate() { window.sent[this.number].push('ended'); super.terminate(); }
      };
    },
  });
  await session.click('button', 'Try the sample');
  await session.until((now) => now.flagged > 0 && !now.busy, 'findings', 60_000);
  await session.click('tab', 'Review');
  await session.page.waitForFunction(() => window.sent[1]?.includes('picture'), null, { timeout: 20_000 });
  const [first, second] = await session.page.evaluate(() => window.sent);
  assert.equal(first.at(-1), 'ended');
  assert.ok(!first.includes('picture'));
  assert.ok(second.every((kind) => kind === 'picture' || kind === 'progress'), second.join(' '));
});
