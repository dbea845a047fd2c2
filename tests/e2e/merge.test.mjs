// Answers of others: merged by dropping them, agreement told, conflicts settled, other datasets refused; other models.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cifar } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { read_npy, write_npy } from './lib/npy.mjs';
import { shared } from './lib/paths.mjs';
import { test } from './lib/test.mjs';

async function opened(cleanup) {
  const data = cifar();
  const session = await open_page_for(cleanup);
  await data.open(session);
  await session.until((s) => s.place === 'overview', 'the overview');
  return { data, session };
}

// A file as a reviewer would send it back: template is one that the page itself wrote.
function answers(template, reviewer, decisions) {
  return { name: `answers-${reviewer}.json`, bytes: Buffer.from(JSON.stringify({ ...template, reviewer, decisions })) };
}

// What the page says about its audit, taken from the change log as JSON.
async function template_of(session, data) {
  const log = JSON.parse((await session.exported('changes.json')).toString());
  return { kind: 'label-inspector-decisions', version: 1, fingerprint: log.fingerprint, title: log.title, examples: data.labels.length,
    classes: data.class_names.length, time: Date.now() };
}

test('answers of two reviewers are merged, their conflict is settled, and the labels follow', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  const template = await template_of(session, data);
  const worst = data.found.indices.slice(0, 4);
  const accept = (i) => ({ index: i, decision: 'accept', class: data.found.predicted[i], time: 1e12 });
  const keep = (i) => ({ index: i, decision: 'keep', class: data.labels[i], time: 1e12 });
  const evil = '<img src=x onerror=alert(1)>';
  await session.drop([
    answers(template, 'Ada', [accept(worst[0]), accept(worst[1]), keep(worst[2]), { index: worst[3], decision: 'exclude', time: 1e12 }]),
    answers(template, evil, [accept(worst[0]), { ...keep(worst[1]), note: 'looks right to me' }, keep(worst[2])]),
  ]);
  let state = await session.until((s) => s.place === 'share' && s.decided === 3, 'the answers merged');
  assert.match(state.message, /7 answers of .*Ada.* merged\. 1 example waits to be settled\./);
  const told = await session.page.locator('#mirror .told').allTextContents();
  assert.ok(told.some((text) => /Of 3 examples that both answered, 2 got the same answer/.test(text)), told.join('\n'));
  assert.ok(told.some((text) => /Cohen's kappa: -?0\.\d\d \(/.test(text)), told.join('\n'));
  assert.ok(told.some((text) => text.startsWith(evil)), 'a name of markup is text');
  await session.screenshot('share-answers');

  // The same again is nothing new; a merge is one step back.
  await session.drop([answers(template, 'Ada', [accept(worst[0]), accept(worst[1]), keep(worst[2]), { index: worst[3], decision: 'exclude', time: 1e12 }])]);
  await session.until((s) => /Nothing new/.test(s.message), 'that it is nothing new');
  await session.press('Control+z');
  await session.until((s) => s.decided === 0, 'the merge taken back');
  await session.press('Control+Shift+Z');
  await session.until((s) => s.decided === 3, 'the merge again');
  await session.click('tab', 'Share');

  await session.click('button', 'Settle 1 conflict');
  state = await session.until((s) => s.place === 'review' && s.shown === 1, 'the conflict');
  assert.equal(state.example.index, worst[1]);
  const said = (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  assert.match(said, new RegExp(`Ada: ${data.class_names[data.found.predicted[worst[1]]]}`));
  assert.match(said, /looks right to me/);
  await session.screenshot('review-conflict');
  await session.press('w');
  await session.until((s) => s.decided === 4, 'the conflict settled');
  await session.click('tab', 'Share');
  assert.equal(await session.control('button', 'Nothing to settle').count(), 1);
  const saved = await session.downloaded(() => session.click('button', 'Export labels'));
  assert.ok(saved.bytes.equals(data.corrected({ [worst[0]]: data.found.predicted[worst[0]], [worst[1]]: data.found.predicted[worst[1]] })));

  // One person's word.
  await session.click('radio', "One person's word");
  await session.click('radio', 'Ada');
  const log = JSON.parse((await session.exported('changes.json')).toString());
  assert.equal(log.changes.find(({ index }) => index === worst[0]).reviewer, `${evil}; Ada`);
  assert.equal(log.changes.find(({ index }) => index === worst[1]).votes.length, 2);

  // All of it is there again after a reload.
  await session.reload();
  await session.until((s) => s.decided === 4, 'the decisions after a reload');
  await session.click('tab', 'Share');
  assert.equal(await session.control('button', 'Nothing to settle').count(), 1);
});

test('what counts where answers differ is chosen by keyboard: majority, all, one person', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  const template = await template_of(session, data);
  const [one, two] = data.found.indices;
  const say = (i, decision) => ({ index: i, decision, ...(decision === 'keep' ? { class: data.labels[i] } : decision === 'accept' ? { class: data.found.predicted[i] } : {}), time: 1e12 });
  await session.drop([
    answers(template, 'Ada', [say(one, 'accept'), say(two, 'keep')]),
    answers(template, 'Boris', [say(one, 'accept'), say(two, 'keep')]),
    answers(template, 'Chen', [say(one, 'exclude'), say(two, 'keep')]),
  ]);
  await session.until((s) => s.place === 'share' && s.decided === 2, 'the majority');
  const told = (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  assert.match(told, /Fleiss' kappa/);
  const decision = async () => JSON.parse((await session.exported('changes.json')).toString()).changes.find(({ index }) => index === one).decision;
  const choose = async (name) => { await session.control('radio', name).first().focus(); await session.press('Enter'); await session.settle(); };
  assert.equal(await decision(), 'accept');
  await choose('Only if all agree');
  await session.until((s) => s.decided === 1, 'only what all agree on');
  assert.equal(await session.control('button', 'Settle 1 conflict').count(), 1);
  await choose("One person's word");
  await choose('Chen');
  assert.equal(await decision(), 'exclude');
  await choose('The majority');
  assert.equal(await decision(), 'accept');
});

test('answers about another dataset, and damaged ones, are refused with the reason', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  const template = await template_of(session, data);
  await session.drop([answers({ ...template, fingerprint: '0'.repeat(32), title: 'Cats & dogs' }, 'Ada', [])]);
  await session.until((s) => /answers-Ada\.json.*another dataset, “Cats & dogs”.*fingerprint 00000000/.test(s.message ?? ''), 'the reason');
  await session.drop([{ name: 'half.json', bytes: Buffer.from(JSON.stringify({ ...template, decisions: [] }).slice(0, -3)) }]);
  await session.until((s) => /half\.json.*not valid JSON/.test(s.message ?? ''), 'the reason');
  assert.equal((await session.state()).examples, data.labels.length);
});

test('Impact answers in words, and shows what happens to examples without a right label', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  await session.click('tab', 'Review');
  for (const key of ['w', 'w', 'e', 'b']) await session.press(key);
  await session.until((s) => s.decided === 4, 'four decisions');
  await session.click('tab', 'Impact');
  const told = async () => (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  assert.match(await told(), /What should be fixed first\?\n.*if models are judged by them/);
  assert.match(await told(), /Is correcting the training set worth it\?\n.*about \d/);
  assert.match(await told(), /What not to conclude\n/);
  assert.match(await told(), /2 examples that were looked at have no settled label \(1 excluded and 1 ambiguous \(more than one class fits\)\): they are left out of both figures, so that both are measured on the same examples/);
  assert.match(await told(), /Each class counted alike: \d\d\.\d\d% \(/);
  assert.match(await told(), /Among the five likeliest: \d\d\.\d\d% \(/);
  const out = new Set(data.found.indices.slice(2, 4));
  const right = data.labels.filter((label, i) => !out.has(i) && data.found.predicted[i] === label).length;
  assert.match(await told(), new RegExp(`Accuracy on the labels as given: .*, ${right} of 998`));
  await session.click('radio', 'Keep given label');
  await session.settle();
  assert.match(await told(), /Accuracy on the labels as given: .* of 1,000/);
  assert.match(await told(), /they keep their given label in both figures/);
  await session.screenshot('impact-words');
});

test('Forget reaches the audit that is open: it is closed, and nothing of it is kept', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  await session.click('tab', 'Review');
  await session.press('w');
  await session.until((s) => s.decided === 1, 'a decision');
  await session.click('tab', 'Open');
  await session.click('button', /^Forget /);
  await session.click('button', /^Yes, forget /);
  await session.until((s) => s.examples === 0 || s.examples === undefined || s.examples === null, 'the first screen');
  const kept = () => session.page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open('label-inspector');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const base = request.result;
      const stores = ['audits', 'files', 'journal'];
      const transaction = base.transaction(stores);
      Promise.all(stores.map((store) => new Promise((done) => { transaction.objectStore(store).count().onsuccess = (event) => done(event.target.result); })))
        .then((counts) => { base.close(); resolve(counts); });
    };
  }));
  await session.until((s) => /^Forgotten/.test(s.message ?? ''), 'that it is forgotten');
  assert.deepEqual(await kept(), [0, 0, 0]);
  await session.reload();
  assert.equal((await session.state()).place, 'open');
  assert.deepEqual(await kept(), [0, 0, 0]);
  // It opens again, as new.
  await data.open(session);
  await session.until((s) => s.place === 'overview' && s.decided === 0, 'the overview');
});

test('answers that come together with their dataset are merged once it is open', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  const template = await template_of(session, data);
  const [one, two] = data.found.indices;
  const say = (who, i) => answers(template, who, [{ index: i, decision: 'exclude', time: 1e12 }]);
  // A file beside them that is nothing: the answers count all the same, and it is said.
  await session.drop([say('Ada', one), { name: 'stray.json', bytes: Buffer.from('{"a": 1}') }, say('Boris', two)]);
  await session.until((s) => s.decided === 2 && /2 answers of .* merged/.test(s.message ?? ''), 'both answers', 30_000);
  assert.equal((await session.state()).examples, data.labels.length);
  // Nor one that is broken, which is told.
  await session.drop([{ name: 'broken.npy', bytes: Buffer.from('\x93NUMPY broken', 'latin1') }, say('Chen', data.found.indices[2])]);
  await session.until((s) => s.decided === 3 && /1 answer of .* merged.*Of the other files nothing could be opened: .*broken\.npy/.test(s.message ?? ''), 'the answer, and what was wrong beside it', 30_000);

  // Everything at once, in a tab that has nothing open: the dataset, and the answers about it.
  const files = [
    { name: 'labels.npy', bytes: write_npy('<i8', [data.labels.length], data.labels) },
    { name: 'pred_probs.npy', bytes: readFileSync(path.join(shared('data/cifar10_imagefolder_1000'), 'pred_probs.npy')) },
  ];
  const fresh = await open_page_for(cleanup);
  await fresh.drop([files[0], say('Ada', one), files[1], say('Boris', two)]);
  const state = await fresh.until((s) => s.decided === 2 && s.place === 'share', 'the answers', 30_000);
  assert.match(state.message, /2 answers of .* merged/);
  const log = JSON.parse((await fresh.exported('changes.json')).toString());
  assert.deepEqual(log.changes.map(({ index, reviewer }) => [index, reviewer]), [[one, 'Ada'], [two, 'Boris']].sort(([a], [b]) => a - b));
  // By script, too; a refusal of the answers is told though the dataset is open.
  const other = await open_page_for(cleanup);
  const refused = await other.open_by_script([...files, answers({ ...template, fingerprint: '0'.repeat(32) }, 'Ada', [])]);
  assert.match(refused, /another dataset|other probabilities/);
  assert.equal((await other.state()).examples, data.labels.length);
}, { seconds: 90 });

test('answers dropped before anything is open say what to do', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const message = await session.open_by_script([{ name: 'a.json', bytes: Buffer.from('{"kind": "label-inspector-decisions"}') }]);
  assert.match(message, /Open the dataset they are about first/);
});

test('other models are added on Impact, and their places before and after are told', async ({ cleanup }) => {
  const { data, session } = await opened(cleanup);
  const { values, shape } = read_npy(readFileSync(path.join(shared('data/cifar10_imagefolder_1000'), 'pred_probs.npy')));
  // A model that repeats the given labels: the best by them, not by corrected ones.
  const parrot = Array.from({ length: shape[0] * shape[1] }, (_, at) => (data.labels[Math.floor(at / shape[1])] === at % shape[1] ? 1 : 0));
  await session.click('tab', 'Review');
  for (let i = 0; i < 12; i += 1) await session.press('w');
  await session.until((s) => s.decided === 12, 'twelve corrections');
  await session.click('tab', 'Impact');
  await session.drop([{ name: 'parrot.npy', bytes: write_npy('<f4', shape, parrot) }]);
  await session.until((s) => /parrot\.npy added/.test(s.message ?? ''), 'the model');
  const told = (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  assert.match(told, /parrot\.npy, Place 1, As given 100\.00%/);
  const right = 1000 - 12;
  assert.match(told, new RegExp(`Corrected ${(right / 10).toFixed(2)}%`));
  const own = data.labels.filter((label, i) => data.found.predicted[i] === (data.found.indices.indexOf(i) >= 0 && data.found.indices.indexOf(i) < 12 ? data.found.predicted[i] : label)).length;
  assert.match(told, new RegExp(`Corrected ${(own / 10).toFixed(2)}%`));
  await session.screenshot('impact-models');

  // A table that names its columns comes into the order of the classes; one with other classes is refused.
  const row = (at) => Array.from({ length: shape[1] }, (_, c) => values[at * shape[1] + c]);
  const table = (names, order) => Buffer.from([order.map((c) => names[c]).join(','), ...data.labels.map((_, at) => { const numbers = row(at); return order.map((c) => numbers[c]).join(','); })].join('\n') + '\n');
  const order = Array.from({ length: shape[1] }, (_, c) => c).reverse();
  await session.drop([{ name: 'reversed.csv', bytes: table(data.class_names, order) }]);
  await session.until((s) => /reversed\.csv added/.test(s.message ?? ''), 'the model with columns in another order');
  const both = (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  assert.match(both, new RegExp(`reversed\\.csv, [^\\n]*Corrected ${(own / 10).toFixed(2)}%`));
  await session.drop([{ name: 'others.csv', bytes: table(data.class_names.map((name) => `${name}s`), order) }]);
  await session.until((s) => /its columns are called/.test(s.message ?? ''), 'the reason');

  // It is there again after a reload, until it is taken away.
  const place = () => session.page.locator('#mirror .told').allTextContents().then((all) => all.find((text) => text.startsWith('parrot.npy, Place')));
  const before = await place();
  await session.reload();
  await session.until((s) => s.decided === 12, 'the audit after a reload');
  await session.click('tab', 'Impact');
  assert.equal(await place(), before);
  await session.page.mouse.move(700, 600);
  await session.page.mouse.wheel(0, 400);
  await session.settle();
  await session.click('button', 'Remove the model parrot.npy');
  await session.settle();
  await session.reload();
  await session.until((s) => s.decided === 12, 'the audit after a reload');
  await session.click('tab', 'Impact');
  assert.equal(await place(), undefined);
  await session.drop([{ name: 'short.npy', bytes: write_npy('<f4', [2, 10], values.slice(0, 20)) }]);
  await session.until((s) => /short\.npy.*2 rows of 10 numbers/.test(s.message ?? ''), 'the reason');
});
