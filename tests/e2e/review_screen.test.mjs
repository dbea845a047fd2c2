// What people come back to: a status, a class, a step of the history, a list by chance that a protocol prescribes; and
// names found as people type them.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { sample } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { many } from './lib/many.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset, reload } from './lib/walk.mjs';

for (const [browser, open] of browsers) {
  test(`come back, ${browser}: by status, by class, by step, by seed`, async ({ cleanup }) => {
    const made = many(2000, 12, { share: 0.12 });
    const session = await open(cleanup);
    assert.equal(await session.open_by_script(made.files), null);
    await go_to_place(session, 'Review');
    const { flagged } = await session.state();
    await session.press('n', 'n', 'b', 'e', 'q', 'w');
    await session.until((now) => now.decided === 4, 'four decided');
    for (const [name, count] of [['Not sure 2', 2], ['Both fit 1', 1], ['Excluded 1', 1]]) {
      await session.click('radio', name);
      await session.until((now) => now.shown === count, name);
      await session.click('radio', name);
      await session.until((now) => now.shown === flagged, 'all of them');
    }
    await session.click('button', 'Only one class');
    await session.control('textbox', 'Find a class').first().fill('07');
    await session.press('Enter');
    const narrowed = await session.until((now) => now.shown < flagged, 'one class');
    assert.equal(narrowed.example.given, 'class_07');
    await session.click('button', 'Remove the filter Given: class_07');
    await session.until((now) => now.shown === flagged, 'all of them');

    await session.click('button', 'Everything you did');
    await session.click('button', /^both fit.*go back to here$/);
    await session.until((now) => now.decided === 1 && now.canRedo, 'back to the third step');
    await session.click('button', /up to here$/);
    await session.until((now) => now.decided === 4 && !now.canRedo, 'and forward to the last');
    await session.press('Escape');

    await session.press('l');
    await session.control('textbox', 'Seed of the shuffle').first().fill('42');
    await session.press('Escape');
    const at_first = async () => {
      for (;;) {
        const { position, example } = await session.state();
        if (position === 0) return example.index;
        await session.press('ArrowLeft');
      }
    };
    await session.press('Control+k');
    await session.type('List: all examples');
    await session.press('Enter');
    await session.until((now) => now.shown === 2000, 'all of them');
    await session.click('radio', 'Not sure 2');
    await session.until((now) => now.shown === 2, 'two, in the order of chance');
    const first = await at_first();
    await session.settle(800);
    await reload(session);
    await session.until((now) => now.shown === 2, 'the same list after a reload');
    assert.equal(await at_first(), first, 'in the same order');
  }, { seconds: 300 });

  test(`names, ${browser}: found in other scripts, in large and small letters, however their marks were written`, async ({ cleanup }) => {
    const made = many(400, 4, { share: 0.15 });
    const words = ['КОШКА', 'café'.normalize('NFD'), 'Ärger'.normalize('NFD'), '고양이'.normalize('NFD'), '短毛猫', 'Γάτος'];
    const name = (i) => `${words[i % words.length]}_${i}.jpg`;
    const csv = ['image,label', ...[...made.labels].map((label, i) => `${name(i)},${made.class_names[label]}`)].join('\n');
    const session = await open(cleanup);
    assert.equal(await session.open_by_script([{ name: 'labels.csv', bytes: csv }, made.files.find((file) => file.name === 'pred_probs.npy')]), null);
    await go_to_place(session, 'Review');
    await session.click('radio', 'All examples');
    await session.until((now) => now.shown === 400, 'all of them');
    const search = session.control('textbox', 'Search by name, number or class').first();
    for (const [typed, which] of [['кошка', 0], ['Кош', 0], ['café', 1], ['CAFÉ_', 1], ['ärger', 2], ['고양이', 3], ['短毛', 4], ['ΓΆΤΟΣ', 5]]) {
      await search.fill(typed);
      const expected = Array.from({ length: 400 }, (_, i) => i).filter((i) => i % words.length === which).length;
      await session.until((now) => now.shown === expected, `${expected} of ${typed}`);
    }
  }, { seconds: 90 });
}

test('the palette opens files and folders, as their buttons do', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  for (const words of ['open files', 'open folder']) {
    const chooser = session.page.waitForEvent('filechooser', { timeout: 10_000 });
    await session.press('Control+k');
    await session.type(words);
    await session.press('Enter');
    await chooser;
  }
  const chooser = session.page.waitForEvent('filechooser', { timeout: 10_000 });
  await session.press('Control+k');
  await session.type('open files');
  await session.click('option', 'Open files');
  await chooser;
}, { seconds: 60 });

for (const [browser, open] of browsers) {
  test(`steady, ${browser}: one point of the screen is one decision, and a look at the grid keeps the place`, async ({ cleanup }) => {
    const session = await open(cleanup);
    await open_dataset(session, sample());
    await go_to_place(session, 'Review');
    await session.settle();
    const first = (await session.state()).example.index;
    await session.press('g');
    await session.until((now) => now.grid, 'the grid');
    await session.press('g');
    assert.equal((await session.until((now) => !now.grid, 'one by one')).example.index, first);
    await session.settle();
    const { box } = await session.place_of('button', /^Use "/);
    const edge = [box.x + 2, box.y + box.height / 2];
    for (let position = 0; position < 12; position += 1) {
      await session.page.mouse.click(...edge);
      await session.until((now) => now.position === position + 1, `the step from ${position}`);
    }
    for (let position = 11; position >= 0; position -= 1) {
      await session.press('ArrowLeft');
      const { example } = await session.until((now) => now.position === position, `back at ${position}`);
      assert.equal(example.decision, 'accept', `by the same click, ${position}`);
    }
  });
}
