// Every key of the map does what it says, and nothing else.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { find_label_issues } from './lib/confident_learning.mjs';
import { many } from './lib/many.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

// Twelve classes, and room for nine of them on the screen.
async function opened(open, cleanup) {
  const made = many(3000, 12, { share: 0.12 });
  const found = find_label_issues([...made.labels], made.probabilities, made.k, 'float32');
  const session = await open(cleanup, { height: 960 });
  assert.equal(await session.open_by_script(made.files), null);
  await go_to_place(session, 'Review');
  assert.equal((await session.state()).shown, found.indices.length, 'flagged');
  return { session, found };
}

// Presses a key that decides, and goes back to look at what it did; leaves the list where the key led to.
async function decided_by(session, key) {
  const { position } = await session.state();
  await session.press(key);
  await session.until((now) => now.position === position + 1, `${key} goes on`);
  await session.press('ArrowLeft');
  const { example } = await session.until((now) => now.position === position, 'back');
  await session.press('ArrowRight');
  await session.until((now) => now.position === position + 1, 'and on');
  return example;
}

for (const [browser, open] of browsers) test(`keys, ${browser}: those that decide, 1 to 9 among them`, async ({ cleanup }) => {
  const { session, found } = await opened(open, cleanup);
  let definite = 0;
  for (const [key, decision] of [['q', 'keep'], ['w', 'accept'], ['Enter', 'accept'], ['e', 'exclude'], ['b', 'both'], ['n', 'unsure']]) {
    assert.equal((await decided_by(session, key)).decision, decision, key);
    definite += decision === 'unsure' ? 0 : 1;
  }
  assert.equal((await session.state()).decided, definite);
  // The classes by likelihood: all nine.
  const picked = new Set();
  for (let digit = 1; digit <= 9; digit += 1) {
    const example = await decided_by(session, String(digit));
    const nth = found.likeliest(example.index)[digit - 1];
    assert.equal(example.labelClass, nth, `key ${digit} on example ${example.index}`);
    const decision = nth === example.givenClass ? 'keep' : nth === example.suggestedClass ? 'accept' : 'pick';
    assert.equal(example.decision, decision, `key ${digit}`);
    picked.add(nth);
  }
  assert.ok(picked.size > 4, `${picked.size} different classes were picked`);
  assert.equal((await session.state()).decided, definite + 9);
  // A class by typing.
  const { position } = await session.state();
  await session.press('/');
  await session.control('textbox', 'Find a class').first().fill('class_07');
  await session.press('Enter');
  await session.until((now) => now.position === position + 1, 'picked by typing');
  await session.press('k');
  assert.equal((await session.until((now) => now.position === position, 'K goes back')).example.label, 'class_07');
  // A note.
  await session.press('m');
  await session.until_there(() => document.activeElement?.tagName === 'TEXTAREA');
  await session.type('blurred');
  await session.press('Enter');
  await session.until((now) => now.example.note === 'blurred', 'the note');
  assert.equal((await session.state()).position, position, 'Enter ends the note, and decides nothing');
}, { seconds: 120 });

for (const [browser, open] of browsers) test(`keys, ${browser}: undo, redo, moving about, zoom, messages, sheets`, async ({ cleanup }) => {
  const { session } = await opened(open, cleanup);
  const { shown } = await session.state();
  const goes_to = (position, what) => session.until((now) => now.position === position, what);
  for (const [key, position] of [['ArrowRight', 1], ['j', 2], ['j', 3], ['ArrowLeft', 2], ['k', 1], ['k', 0]]) {
    await session.press(key);
    await goes_to(position, `${key} to ${position}`);
  }
  // Before the first there is none, which is said; Escape takes the message away.
  for (const key of ['ArrowLeft', 'k']) {
    await session.press(key);
    assert.match((await session.until((now) => now.message !== null, 'a message')).message, /first one in the list/);
    await session.press('Escape');
    const state = await session.until((now) => now.message === null, 'no message after Escape');
    assert.deepEqual([state.position, state.decided, state.shown], [0, 0, shown]);
  }
  // Undo and redo, and the other key for redo.
  await session.press('w', 'q');
  await session.until((now) => now.decided === 2, 'two decided');
  for (const redo of ['Control+Shift+z', 'Control+y']) {
    await session.press('Control+z');
    await session.until((now) => now.decided === 1 && now.canRedo, 'undone');
    await session.press('Control+z');
    await session.until((now) => now.decided === 0 && !now.canUndo, 'both undone');
    await session.press(redo);
    await session.until((now) => now.decided === 1 && now.canRedo, `${redo} does it again`);
    assert.equal((await session.state()).example.decision, 'accept');
    await session.press(redo);
    await session.until((now) => now.decided === 2 && !now.canRedo, `${redo} does both again`);
  }
  // Zoom: each press a step, and 0 is all of it.
  const zooms = async (key, zoom) => {
    await session.press(key);
    await session.until((now) => Math.abs(now.zoom - zoom) < 1e-6, `${key} to ${zoom}`, 5000);
  };
  for (const [key, zoom] of [['+', 1.25], ['+', 1.5625], ['-', 1.25], ['-', 1], ['-', 0.8], ['-', 0.64], ['0', 1], ['=', 1.25], ['0', 1]]) await zooms(key, zoom);
  await zooms('+', 1.25);
  await session.press('j');
  assert.equal((await session.until((now) => now.position !== 0, 'the next one')).zoom, 1, 'the next example is fitted in');
  // Sheets, and the palette from within one.
  await session.press('f');
  await session.until_there(() => document.activeElement?.getAttribute('aria-label') === 'Search by name, number or class');
  await session.type('fa');
  assert.equal(await session.page.evaluate(() => document.activeElement.value), 'fa', 'the key itself is not written');
  await session.press('Escape', 'Escape');
  for (const [key, heading] of [['Control+k', 'Find an action'], ['?', 'All keys'], ['l', 'Which labels are listed, and in which order'], [',', 'Settings']]) {
    await session.press(key);
    await session.control('heading', heading).first().waitFor({ state: 'attached', timeout: 10_000 });
    if (key !== 'Control+k') {
      await session.press('Control+k');
      await session.control('heading', 'Find an action').first().waitFor({ state: 'attached', timeout: 10_000 });
    }
    await session.press('Escape');
    await session.control('heading', 'Find an action').first().waitFor({ state: 'detached', timeout: 10_000 });
    await session.control('heading', heading).first().waitFor({ state: 'detached', timeout: 10_000 });
  }
  assert.equal((await session.state()).decided, 2, 'nothing else was decided');
}, { seconds: 120 });

for (const [browser, open] of browsers) test(`keys, ${browser}: the grid`, async ({ cleanup }) => {
  const { session } = await opened(open, cleanup);
  const { shown } = await session.state();
  await session.press('g');
  await session.until((now) => now.grid, 'the grid');
  await session.click('radio', 'One list'); // rows without gaps: a row up is as many examples back
  await session.press('Home');
  await session.until((now) => now.position === 0, 'the first');
  await session.settle();
  const columns = async () => {
    const tops = (await session.boxes_of('option')).map(({ y }) => Math.round(y));
    return tops.filter((top) => top === tops[0]).length;
  };
  const across = await columns();
  assert.ok(across >= 4, `${across} columns`);
  let position = 0;
  const moves = async (key, to) => {
    await session.press(key);
    position = to;
    await session.until((now) => now.position === to && now.selected === 0, `${key} to ${to}`);
  };
  await moves('ArrowRight', 1);
  await moves('ArrowDown', 1 + across);
  await moves('ArrowUp', 1);
  await moves('ArrowLeft', 0);
  await moves('j', 1);
  await moves('k', 0);
  await moves('End', shown - 1);
  await moves('Home', 0);
  await session.press('PageDown');
  const { position: page } = await session.until((now) => now.position > 0, 'a page on');
  assert.ok(page % across === 0 && page >= 2 * across, `a page is ${page} examples of ${across} a row`);
  await moves('PageUp', 0);

  // Selecting: one, a range by each arrow, a range to the end, all, none.
  const selects = async (key, selected) => {
    await session.press(key);
    await session.until((now) => now.selected === selected, `${key} selects ${selected}`);
  };
  await selects('x', 1);
  await selects('x', 0);
  await selects('x', 1);
  await selects('Shift+ArrowRight', 2);
  await selects('Shift+ArrowRight', 3);
  await selects('Shift+ArrowLeft', 2);
  await selects('Shift+ArrowDown', 2 + across);
  await selects('Shift+ArrowDown', 2 + 2 * across);
  await selects('Shift+ArrowUp', 2 + across);
  await selects('Shift+PageDown', 2 + across + page);
  await selects('Shift+End', shown);
  await selects('Shift+Home', 1);
  await selects('Escape', 0);
  await selects('Control+a', shown);
  await selects('Escape', 0);
  assert.ok((await session.state()).grid, 'Escape takes the selection away, not the grid');

  // Size of the pictures.
  const width = async () => {
    await session.settle();
    return (await session.boxes_of('option'))[0].width;
  };
  const before = await width();
  await session.press('+', '+', '+');
  const larger = await width();
  assert.ok(larger > before * 1.2 && await columns() < across, `+ makes ${before} to ${larger}`);
  await session.press('-', '-', '-', '-', '-');
  const smaller = await width();
  assert.ok(smaller < before && await columns() > across, `- makes ${larger} to ${smaller}`);
  // The keys that decide are for what is selected.
  await session.press('Home', 'x', 'Shift+ArrowRight', 'e');
  await session.until((now) => now.decided === 2 && now.selected === 0, 'two excluded');
  await session.press('Control+y');
  assert.equal((await session.state()).decided, 2, 'there is nothing to do again');
  await session.press('g');
  await session.until((now) => !now.grid, 'one by one');
}, { seconds: 120 });
