// axe-core finds nothing to object to: on every place, in every sheet, in what is there only at times (a problem, a
// message, an empty list, work that is not kept), on small screens, and in a review file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { check_with_axe } from './lib/axe.mjs';
import { browsers } from './lib/browsers.mjs';
import { sample } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { many } from './lib/many.mjs';
import { given, good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

// The name of the sheet that is open; null: none is.
const sheet_of = (session) => session.page.evaluate(() => document.querySelector('#mirror > [role=dialog]')?.getAttribute('aria-label') ?? null);

// Opens a sheet, looks at it, closes it.
async function check_sheet(session, name, open) {
  await open();
  await session.until_there(() => document.querySelector('#mirror > [role=dialog]') !== null);
  await session.settle();
  const opened = await sheet_of(session);
  assert.ok(name instanceof RegExp ? name.test(opened) : name === opened, `the sheet ${opened}`);
  await check_with_axe(session, `the sheet ${opened}`);
  await session.press('Escape');
  await session.settle();
  if (await sheet_of(session)) await session.press('Escape'); // the first left a text field
  await session.settle();
  assert.equal(await sheet_of(session), null);
}

for (const [browser, open] of browsers) test(`axe-core, ${browser}: every place and every sheet`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await check_with_axe(session, 'Open');
  await check_sheet(session, 'Nothing leaves this computer', () => session.click('button', 'How to check that'));
  await check_sheet(session, 'Third-party notices', () => session.click('button', 'Third-party notices'));
  await open_dataset(session, sample());
  for (const place of ['Overview', 'Impact', 'Share', 'Open', 'Review']) {
    await go_to_place(session, place);
    await check_with_axe(session, place);
  }
  await session.press('w');
  await session.until((now) => now.decided === 1, 'a decision');
  await check_with_axe(session, 'Review after a decision');
  await session.click('button', 'Show the numbers');
  await check_with_axe(session, 'Review with the numbers');
  for (const [key, heading] of [['?', 'All keys'], ['Control+k', 'Find an action'], ['/', 'Which class is it?'],
    ['l', 'Which labels are listed, and in which order'], [',', 'Settings']]) {
    await check_sheet(session, heading, () => session.press(key));
  }
  await session.press('m');
  await session.until_there(() => document.activeElement?.tagName === 'TEXTAREA');
  await check_with_axe(session, 'the note');
  await session.press('Escape', 'g');
  await session.until((now) => now.grid, 'the grid');
  await check_with_axe(session, 'the grid');
  await session.press('Control+a');
  await check_with_axe(session, 'the grid with a selection');
  await check_sheet(session, /^Exclude [\d,]+ examples\?$/, () => session.press('e'));
  await session.press('g');
  await session.control('textbox', 'Search by name, number or class').first().fill('no such name');
  await session.until((now) => now.shown === 0, 'an empty list');
  await check_with_axe(session, 'an empty list');
  await go_to_place(session, 'Share');
  await check_sheet(session, 'More formats', () => session.click('button', 'More formats'));
  await check_sheet(session, 'Ask somebody', () => session.click('button', 'Write a review file'));
}, { seconds: 180 });

test('axe-core: what is there only at times', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const [labels, probabilities] = good_files();
  // Files that are not enough, one that cannot be read, and what was open before.
  await session.open_by_script([labels]);
  await check_with_axe(session, 'a checklist that waits for probabilities');
  assert.notEqual(await session.open_by_script([labels, { ...probabilities, bytes: probabilities.bytes.subarray(0, 1000) }]), null);
  await check_with_axe(session, 'a problem');
  const table = { name: 'labels.csv', bytes: `path,label,crowd\n${given.map((label, i) => `${i}.png,${label},${i % 3}\n`).join('')}` };
  assert.equal(await session.open_by_script([table, probabilities]), null);
  await go_to_place(session, 'Open');
  await check_with_axe(session, 'the checklist of what is open');
  await check_sheet(session, /\?$/, () => session.click('button', /^Change: /));
  await session.new_tab();
  await session.go();
  await check_with_axe(session, 'what was open before');
  await session.click('button', /^Forget /);
  await session.control('button', /^Yes, forget /).first().waitFor();
  await check_with_axe(session, 'the question before forgetting');
  await session.click('button', /^No, keep /);
  await session.click('button', /^Resume /);
  await session.until((now) => now.flagged > 0 && !now.busy, 'the audit');
  // Nothing is kept.
  await go_to_place(session, 'Review');
  await session.page.evaluate(() => { IDBObjectStore.prototype.add = () => { throw new DOMException('no room', 'QuotaExceededError'); }; });
  await session.press('w');
  await session.control('button', 'What you decide is not being kept').first().waitFor();
  await check_with_axe(session, 'work that is not being kept');
  session.problems.length = 0; // the browser says on its console what it refused
}, { seconds: 90 });

test('axe-core: a matrix of many classes, splits, a column upright and narrow', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const made = many(1500, 60, { share: 0.2, names: true });
  const csv = ['path,label,split', ...[...made.labels].map((label, i) => `${made.name_of(i)},${made.class_names[label]},${i % 3 ? 'train' : 'test'}`)].join('\n');
  assert.equal(await session.open_by_script([{ name: 'labels.csv', bytes: csv }, ...made.files.filter(({ name }) => name !== 'manifest.csv')]), null);
  await check_with_axe(session, 'the matrix of 60 classes');
  await session.press('ArrowDown', 'ArrowRight', '+', '+');
  await check_with_axe(session, 'a cell of it');
  await go_to_place(session, 'Review');
  await check_with_axe(session, 'splits');
  for (const [width, height] of [[1024, 700], [820, 1180], [600, 900]]) {
    await session.page.setViewportSize({ width, height });
    await session.settle();
    const size = `${width} x ${height}`;
    for (const place of ['Overview', 'Impact', 'Share', 'Open', 'Review']) {
      await go_to_place(session, place);
      await check_with_axe(session, `${place}, ${size}`);
    }
    await session.press('g');
    await check_with_axe(session, `the grid, ${size}`);
    await session.press('g');
    if (width > 1000) continue;
    await check_sheet(session, 'Filters', () => session.click('button', 'Filters'));
    await check_sheet(session, /^History/, () => session.click('button', /History and usefulness of the list$/));
  }
}, { seconds: 120 });

test('axe-core: a review file, with suggestions and without', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await open_dataset(session, sample());
  for (const hidden of [false, true]) {
    await go_to_place(session, 'Share');
    await session.click('button', 'Write a review file');
    if (hidden) await session.click('radio', 'Hidden');
    const file = await session.downloaded(() => session.click('button', 'Save review file'));
    const folder = mkdtempSync(path.join(os.tmpdir(), 'review-'));
    cleanup(() => rmSync(folder, { recursive: true }));
    const at = path.join(folder, file.name);
    writeFileSync(at, file.bytes);
    const reviewer = await open_page_for(cleanup, { url: pathToFileURL(at).href });
    const which = hidden ? 'a blind review' : 'a review';
    await check_with_axe(reviewer, `the welcome of ${which}`);
    await reviewer.click('textbox', 'Your name');
    await reviewer.type('Ada');
    await reviewer.click('button', 'Begin');
    await check_with_axe(reviewer, which);
    await reviewer.press(hidden ? '2' : 'w', 'g');
    await reviewer.until((now) => now.decided === 1 && now.grid, 'an answer');
    await check_with_axe(reviewer, `the grid of ${which}`);
    await reviewer.press('g');
    await check_sheet(reviewer, 'Send back', () => reviewer.click('button', 'Send back'));
  }
}, { seconds: 120 });
