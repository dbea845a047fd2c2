// How the files were understood, seen and corrected by hand: another column, scores that are no probabilities yet, a file
// that was taken for something else; remembered for the same files.
import assert from 'node:assert/strict';
import { open_page_for } from './lib/driver.mjs';
import { write_npy } from './lib/npy.mjs';
import { examples, given, good_files, probabilities, wrong } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const names = ['cat', 'dog', 'owl'];
const truth = (i) => i % 3;
const text_file = (name, text) => ({ name, bytes: Buffer.from(text) });

// Column "label" is right, column "crowd" has the three wrong ones.
const two_columns = () => [
  text_file('labels.csv', `path,label,crowd\n${given.map((g, i) => `${i}.png,${names[truth(i)]},${names[g]}\n`).join('')}`),
  text_file('classes.txt', `${names.join('\n')}\n`),
  good_files()[1],
];

test('the checklist: another column is chosen, ten matched rows are shown, the same files remember it', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  assert.equal(await session.open_by_script(two_columns()), null);
  assert.equal((await session.state()).flagged, 0);

  await go_to_place(session, 'Open');
  await session.click('button', 'Change: Labels');
  await session.type('crowd');
  await session.press('Enter');
  await session.until((now) => now.flagged === wrong.length && !now.opening?.active, 'the three of the other column');
  assert.equal((await session.state()).place, 'open', 'the corrected checklist stays in sight');
  await session.control('heading', 'Do these belong together?').waitFor({ state: 'attached' });
  const rows = session.control('button', /^Number \d+, .*: label .*, the model says /);
  assert.equal(await rows.count(), 10);
  for (const row of await rows.all()) {
    const words = await row.textContent();
    const [, number, name, label, said] = /^Number (\d+), (.*): label (.*), the model says (.*)$/.exec(words);
    const i = Number(number);
    assert.equal(name, `${i}.png`);
    assert.equal(label, names[given[i]]);
    const sure = 0.9 - (i % 7) * 0.01;
    assert.ok(said.startsWith(`${names[truth(i)]} ${Math.round(sure * 100)}%`), words);
  }
  await session.click('button', 'See the findings');
  await session.until((now) => now.place === 'overview');

  // A new tab, the same files: as chosen, without asking. The other order of dropping them is no other set.
  await session.new_tab();
  await session.go();
  await session.until((now) => now.place === 'open' || now.flagged === wrong.length);
  assert.equal(await session.open_by_script(two_columns().reverse()), null);
  assert.equal((await session.state()).flagged, wrong.length);
  await go_to_place(session, 'Open');
  await session.click('button', 'Forget what I chose for these files');
  await session.until((now) => now.flagged === 0, 'as understood at first');

  // From a row of the preview to the example.
  await session.click('button', /^Number 9, /);
  await session.until((now) => now.place === 'review' && now.example?.index === 9);
}, { seconds: 60 });

test('the checklist: scores of a network open with one click; so do percentages', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const [labels] = good_files();
  const scores = probabilities().map((p) => 3 * Math.log(p) + 5);
  const message = await session.open_by_script([labels, { name: 'scores.npy', bytes: write_npy('<f8', [examples, 3], scores) }]);
  assert.match(message, /logits/);
  await session.click('button', 'Apply softmax to each row');
  await session.until((now) => now.flagged === wrong.length, 'the three wrong labels');
  await session.text(/softmax was applied to each row/).first().waitFor({ state: 'attached' });

  const hundred = probabilities().map((p) => 100 * p);
  assert.match(await session.open_by_script([labels, { name: 'percent.npy', bytes: write_npy('<f8', [examples, 3], hundred) }]), /percentages/);
  await session.click('button', 'Divide them by 100');
  await session.until((now) => now.flagged === wrong.length && now.place === 'open', 'the three wrong labels');
}, { seconds: 60 });

test('the checklist: where reading stops, what stopped it can be changed', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const [labels, probs] = good_files();
  const files = [
    { name: 'old_labels.npy', bytes: write_npy('<i8', [40], given.slice(0, 40)) },
    { ...labels, name: 'given.npy' },
    probs,
    text_file('classes.txt', 'cat\ndog\nowl\nbat\n'),
  ];
  const message = await session.open_by_script(files);
  assert.match(message, /classes\.txt: this file has 4 class names, but pred_probs\.npy has 3 columns/);
  await session.click('button', /^(Change|Choose): Class names$/);
  await session.click('option', /^no names/);
  await session.until((now) => now.flagged === wrong.length, 'the three wrong labels');
}, { seconds: 60 });
