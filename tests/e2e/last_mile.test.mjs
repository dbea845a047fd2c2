// The whole way with the 10,000 pictures of CIFAR-10's test set: decide, export, ask two people, merge what they answer,
// settle where they differ, export again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { find_label_issues } from './lib/confident_learning.mjs';
import { open_page_for } from './lib/driver.mjs';
import { open_firefox_for } from './lib/firefox.mjs';
import { read_npy, with_values } from './lib/npy.mjs';
import { python, root, shared } from './lib/paths.mjs';
import { test } from './lib/test.mjs';

const folder = () => shared('data/cifar10_test');
const at = (name) => path.join(folder(), name);
const record = 3073;

function cifar10() {
  const original = readFileSync(at('labels.npy'));
  const { values: labels } = read_npy(original);
  const { values, shape, descr } = read_npy(readFileSync(at('pred_probs.npy')));
  return { original, labels, found: find_label_issues(labels, values, shape[1], descr === '<f4' ? 'float32' : 'float64') };
}

for (const [browser, open] of [['Chromium', open_page_for], ['Firefox', open_firefox_for]]) {
  test(`CIFAR-10 there and back, ${browser}`, async ({ cleanup }) => {
    const { original, labels, found } = cifar10();
    const session = await open(cleanup);
    await session.choose('Open files', ['test_batch.bin', 'labels.npy', 'pred_probs.npy', 'classes.txt'].map(at));
    await session.until((s) => s.place === 'overview' && !s.busy, 'the overview', 60_000);
    assert.equal((await session.state()).flagged, found.indices.length);
    await session.click('tab', 'Share');
    await session.click('button', 'Write a review file');
    const began = Date.now();
    const file = await session.downloaded(() => session.click('button', 'Save review file'));
    console.log(`        review file of ${Math.min(300, found.indices.length)} pictures: ${(file.bytes.length / 1e6).toFixed(2)} MB, ${((Date.now() - began) / 1000).toFixed(1)} s`);
    assert.ok(file.bytes.length < 3e6, `${file.bytes.length} bytes`);
    const review = path.join(mkdtempSync(path.join(tmpdir(), 'review-')), file.name);
    writeFileSync(review, file.bytes);

    // Two people, each in a profile of their own; they differ about the third.
    const keys = { Ada: ['w', 'w', 'w', 'q', 'q', 'w', 'e', 'w', 'b', 'w'], Boris: ['w', 'w', 'q', 'q', 'q', 'w', 'e', 'w', 'b', 'w'] };
    const sent = [];
    for (const [who, answers] of Object.entries(keys)) {
      const reviewer = await open(cleanup, { url: pathToFileURL(review).href });
      await reviewer.click('textbox', 'Your name');
      await reviewer.type(who);
      await reviewer.press('Enter');
      for (let i = 0; i < answers.length; i += 1) {
        await reviewer.until((s) => s.position === i, `example ${i}`);
        if (who === 'Ada' && i === 1) { // a note that no careless reader of CSV gets right
          await reviewer.press('m');
          await reviewer.type('=a, "b";');
          await reviewer.press('Shift+Enter');
          await reviewer.type('c');
          await reviewer.press('Enter');
          await reviewer.until((s) => s.example.note === '=a, "b";\nc', 'the note');
        }
        await reviewer.press(answers[i]);
      }
      await reviewer.until((s) => s.decided === answers.length, 'ten answers');
      if (who === 'Ada') await reviewer.screenshot(`review-file-${browser.toLowerCase()}`);
      await reviewer.click('button', 'Send back');
      sent.push(await reviewer.downloaded(() => reviewer.click('button', 'Save my answers')));
      assert.ok(sent.at(-1).bytes.length < 20_000, `${sent.at(-1).bytes.length} bytes`);
    }
    assert.equal(await session.open_by_script(sent), null);
    const merged = await session.until((s) => s.place === 'share' && s.decided === 9, 'the answers');
    assert.match(merged.message, /1 example waits to be settled/);
    await session.click('button', 'Settle 1 conflict');
    await session.until((s) => s.place === 'review' && s.shown === 1 && s.example.index === found.indices[2], 'the conflict');
    await session.press('w');
    await session.until((s) => s.decided === 10, 'the conflict settled');

    await session.click('tab', 'Share');
    await session.click('button', 'Say who you are, for the change log and the report');
    await session.click('textbox', 'Your name');
    await session.type('Grace');
    await session.press('Enter');
    const changes = Object.fromEntries(keys.Ada.map((key, i) => [found.indices[i], key]).filter(([, key]) => key === 'w').map(([i]) => [i, found.predicted[i]]));
    const saved = await session.downloaded(() => session.click('button', 'Export labels'));
    assert.ok(saved.bytes.equals(with_values(original, changes)), 'the labels, byte for byte');

    // Every button of More formats, each file read by Python's csv, json and struct.
    const home = mkdtempSync(path.join(tmpdir(), 'exports-'));
    cleanup(() => rmSync(home, { recursive: true, force: true }));
    await session.click('button', 'More formats');
    const buttons = ['Save the labels as they came', 'Save weights.npy', 'Save kept_indices.npy', 'Save corrected.csv', 'Save changes.csv', 'Save changes.json'];
    await session.control('button', buttons[0]).first().waitFor({ state: 'attached' });
    const there = await session.page.evaluate(() => [...document.querySelectorAll('#mirror button')].map((e) => (e.getAttribute('aria-label') ?? e.textContent).trim()).filter((name) => /^Save .*(\.|labels as)/.test(name)));
    assert.deepEqual(there, buttons, 'the buttons that are there');
    for (const button of buttons) {
      const one = await session.downloaded(() => session.click('button', button));
      writeFileSync(path.join(home, one.name), one.bytes);
    }
    await session.press('Escape');
    const words = { w: 'accept', q: 'keep', e: 'exclude', b: 'both' };
    const decided = Object.fromEntries(keys.Ada.map((key, i) => [found.indices[i], {
      decision: words[key], label: key === 'w' ? found.predicted[found.indices[i]] : key === 'q' ? labels[found.indices[i]] : null,
      reviewer: i === 2 ? 'Grace' : 'Ada; Boris', note: i === 1 ? 'Ada: =a, "b";\nc' : '',
    }]));
    const names = readFileSync(at('classes.txt'), 'utf8').trim().split('\n');
    writeFileSync(path.join(home, 'expected.json'), JSON.stringify({ labels: [...labels], predicted: [...found.predicted], names, excluded: [found.indices[6]], decided }));
    const checked = JSON.parse(execFileSync(python, [path.join(root, 'tests/e2e/lib/check_exports.py'), home], { encoding: 'utf8' }));
    assert.deepEqual(checked, ['changes.csv', 'changes.json', 'corrected.csv', 'kept_indices.npy', 'labels.npy', 'weights.npy']);
    const report = await session.downloaded(() => session.click('button', 'Save the report'));
    const html = report.bytes.toString();
    assert.ok(html.length < 300e3, `${html.length} bytes`);
    assert.match(html, /Corrected to \u201c[a-z]+\u201d, by Ada and Boris\./);
    assert.match(html, /Corrected to \u201c[a-z]+\u201d, by Grace\./);
    assert.match(html, /<em>Ada: =a, &quot;b&quot;;\nc<\/em>/);
    assert.match(html, /Grace \(holder of the audit\)|<th scope="row">Ada<\/th>/);
    // Impact counts what an independent count counts: without the excluded and the ambiguous one.
    await session.click('tab', 'Impact');
    const out = new Set([found.indices[6], found.indices[8]]);
    const right = (of) => of.filter((label, i) => !out.has(i) && found.predicted[i] === label).length;
    const corrected = labels.map((label, i) => changes[i] ?? label);
    const told = (await session.page.evaluate(() => [...document.querySelectorAll('#mirror .told')].map((e) => e.textContent))).join('\n');
    const thousands = (count) => count.toLocaleString('en');
    assert.match(told, new RegExp(`Accuracy on the labels as given: .*, ${thousands(right(labels))} of 9,998`));
    assert.match(told, new RegExp(`Accuracy on the corrected labels: .*, ${thousands(right(corrected))} of 9,998`));
    const balanced = Array.from({ length: 10 }, (_, c) => c).map((c) => {
      const of = corrected.map((label, i) => [label, i]).filter(([label, i]) => label === c && !out.has(i));
      return of.filter(([label, i]) => found.predicted[i] === label).length / of.length;
    }).reduce((sum, share) => sum + share / 10, 0);
    assert.ok(told.includes(`Each class counted alike: ${(balanced * 100).toFixed(2)}% (`), told);
  }, { seconds: 240 });
}

test('a CIFAR batch alone goes out as a batch, read back by numpy', async ({ cleanup }) => {
  const { labels, found } = cifar10();
  const session = await open_page_for(cleanup);
  await session.choose('Open files', ['test_batch.bin', 'pred_probs.npy', 'classes.txt'].map(at));
  await session.until((s) => s.place === 'overview' && !s.busy, 'the overview', 60_000);
  await session.click('tab', 'Review');
  await session.press('w', 'w', 'e');
  await session.until((s) => s.decided === 3, 'three decisions');
  await session.click('tab', 'Share');
  const saved = await session.downloaded(() => session.click('button', 'Export labels'));
  assert.equal(saved.name, 'test_batch.bin');
  const expected = Buffer.from(readFileSync(at('test_batch.bin')));
  for (const i of found.indices.slice(0, 2)) expected[i * record] = found.predicted[i];
  assert.ok(saved.bytes.equals(expected), 'byte for byte');
  const made = path.join(mkdtempSync(path.join(tmpdir(), 'batch-')), saved.name);
  writeFileSync(made, saved.bytes);
  const differ = JSON.parse(execFileSync('/usr/bin/python3', ['-c', `import json, numpy as np
a, b = (np.fromfile(name, np.uint8).reshape(-1, ${record}) for name in (${JSON.stringify(at('test_batch.bin'))}, ${JSON.stringify(made)}))
assert (a[:, 1:] == b[:, 1:]).all()
print(json.dumps([[int(i), int(b[i, 0])] for i in np.flatnonzero(a[:, 0] != b[:, 0])]))`], { encoding: 'utf8' }));
  assert.deepEqual(differ, found.indices.slice(0, 2).sort((x, y) => x - y).map((i) => [i, found.predicted[i]]));
  assert.equal(labels.length, 10_000);
}, { seconds: 90 });
