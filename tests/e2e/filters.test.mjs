// Each filter shows as many as a plain count over the data says.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { find_label_issues } from './lib/confident_learning.mjs';
import { many } from './lib/many.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, reload, resume_in_new_tab } from './lib/walk.mjs';

const size = 3000;

async function opened(open, cleanup) {
  const made = many(size, 6, { share: 0.12 });
  const found = find_label_issues([...made.labels], made.probabilities, made.k, 'float32');
  const session = await open(cleanup);
  assert.equal(await session.open_by_script(made.files), null);
  await go_to_place(session, 'Review');
  const state = await session.state();
  assert.equal(state.shown, found.indices.length, 'flagged');
  return { session, made, found };
}

for (const [browser, open] of browsers) test(`filters, ${browser}: class, pair, score, status, text and their combinations count what is there`, async ({ cleanup }) => {
  const { session, made, found } = await opened(open, cleanup);
  const flagged = new Set(found.indices);
  const everything = [...made.labels.keys()];
  const count = (among, test_of) => [...among].filter(test_of).length;
  const shows = (expected, what) => session.until((now) => now.shown === expected, `${expected}: ${what}`);
  const name = (c) => made.class_names[c];

  // Pairs, from the list beside: the three largest.
  const pairs = new Map();
  for (const i of found.indices) {
    const key = `${made.labels[i]} ${found.predicted[i]}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const largest = [...pairs].sort((a, b) => b[1] - a[1]).slice(0, 3);
  for (const [key, number] of largest) {
    const [given, suggested] = key.split(' ').map(Number);
    const row = `Only ${name(given)} to ${name(suggested)}, ${number}`;
    await session.click('button', row);
    await shows(number, row);
    await session.click('button', row);
    await shows(found.indices.length, 'without it');
  }
  // Text: a class by its name, given or suggested; a number; nothing.
  const search = session.control('textbox', 'Search by name, number or class').first();
  for (const text of ['class_3', 'CLASS_5', '4', String(found.indices[2]), 'nowhere']) {
    await search.fill(text);
    const needle = text.toLowerCase();
    await shows(count(flagged, (i) => name(made.labels[i]).includes(needle) || name(found.predicted[i]).includes(needle) || String(i) === text), `text ${text}`);
  }
  await search.fill('');
  await shows(found.indices.length, 'no text');
  await search.blur();

  // All examples, by text.
  await session.click('radio', 'All examples');
  await shows(size, 'all');
  await search.fill('class_2');
  await shows(count(everything, (i) => made.labels[i] === 2 || found.predicted[i] === 2), 'all of class_2');
  await search.fill('');
  await search.blur();
  await session.click('radio', 'Probably wrong');
  await shows(found.indices.length, 'flagged again');

  // Status: seven decided, one of them unsure, which stays to do.
  await session.press('q', 'w', 'e', 'b', 'n', 'q', 'w');
  const decided = 6;
  await session.until((now) => now.decided === decided, 'six decided');
  await session.click('radio', `Decided ${decided}`);
  await shows(decided, 'decided');
  await session.click('radio', /^To do /);
  await shows(found.indices.length - decided, 'to do');
  await session.click('radio', /^All [\d,]+$/);
  await shows(found.indices.length, 'all of them');

  // The class table of the overview leads to the flagged ones of a class.
  await go_to_place(session, 'Overview');
  const row = session.control('button', /^Class class_1, /).first();
  await row.click();
  await shows(count(flagged, (i) => made.labels[i] === 1), 'given class_1');
  await session.click('button', /^Remove the filter .*class_1/);
  await shows(found.indices.length, 'without it');
}, { seconds: 120 });

for (const [browser, open] of browsers) test(`splits, ${browser}: a column says which, each counts what it would show`, async ({ cleanup }) => {
  const made = many(600, 4, { share: 0.15 });
  const split = (i) => ['train', 'test', 'validation'][i % 5 < 3 ? 0 : i % 5 - 2];
  const csv = ['label,split', ...[...made.labels].map((label, i) => `${label},${split(i)}`)].join('\n');
  const session = await open(cleanup);
  assert.equal(await session.open_by_script([{ name: 'labels.csv', bytes: csv }, made.files.find(({ name }) => name === 'pred_probs.npy')]), null);
  await go_to_place(session, 'Review');
  await session.click('radio', 'All examples');
  for (const name of ['train', 'validation', 'test']) {
    const expected = [...made.labels.keys()].filter((i) => split(i) === name).length;
    await session.click('radio', `Only ${name} ${expected}`);
    const state = await session.until((now) => now.shown === expected, name);
    assert.equal(split(state.example.index), name);
  }
  await session.click('radio', 'All splits');
  await session.until((now) => now.shown === 600, 'all');
});

for (const [browser, open] of browsers) test(`coming back, ${browser}: a reload, and another day, find the same list, the same example and the same view`, async ({ cleanup }) => {
  const { session, made, found } = await opened(open, cleanup);
  const checked = async (name) => (await session.control('radio', name).first().getAttribute('aria-checked')) === 'true';
  await session.press('q', 'w', 'e');
  await session.until((now) => now.decided === 3, 'three decided');
  const write = async (text) => {
    const search = session.control('textbox', 'Search by name, number or class').first();
    await search.fill(text);
    await search.blur();
  };
  await write('class_3');
  await session.click('radio', /^To do /);
  const in_class = found.indices.slice(3).filter((i) => made.labels[i] === 3 || found.predicted[i] === 3);
  await session.until((now) => now.shown === in_class.length, 'to do, with class_3');
  await session.press('g');
  await session.until((now) => now.grid, 'the grid');
  await session.press('End');
  const { example, position } = await session.until((now) => now.position > 0, 'another example');
  await session.settle(400);
  await reload(session);
  const same = (what) => session.until((now) => now.shown === in_class.length && now.grid && now.place === 'review' && now.example.index === example.index && now.position === position, what);
  await same('after a reload');
  assert.ok(await checked(/^To do /), 'the status');
  assert.equal(await session.page.evaluate(() => document.querySelector('#mirror input[aria-label="Search by name, number or class"]').value), 'class_3');
  await resume_in_new_tab(session);
  await same('from the list of recent ones');
  await session.click('radio', 'One by one');
  await write('');
  await session.until((now) => now.shown === found.indices.length - 3, 'all that is to do');
}, { seconds: 120 });
