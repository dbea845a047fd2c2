// Examples that are read: texts and rows of a table, in the files people have.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { write_npy } from './lib/npy.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

// Two classes; every tenth label is wrong, and the model knows.
function made(n) {
  const truth = Array.from({ length: n }, (_, i) => i % 2);
  const given = truth.map((y, i) => (i % 10 === 3 ? 1 - y : y));
  const sure = (i) => 0.8 + 0.15 * ((i * 7919) % 100) / 100;
  return { truth, given, probabilities: write_npy('<f4', [n, 2], truth.flatMap((y, i) => (y ? [1 - sure(i), sure(i)] : [sure(i), 1 - sure(i)]))) };
}
const found = (session) => session.until((now) => (now.flagged > 0 && !now.busy) || now.message, 'findings');

for (const [browser, open] of browsers) {
  test(`texts, ${browser}: what is shown is the text of the example, and a word in it is found`, async ({ cleanup }) => {
    const { given, probabilities } = made(60);
    const texts = given.map((_, i) => `Review number ${i}, with a comma,\nand a "quoted" word. ${i === 3 ? `${'Words and more words. '.repeat(60)}The needle is here; a Needle, again.` : ''}`);
    const csv = ['id,review,label', ...texts.map((text, i) => `${i},"${text.replaceAll('"', '""')}",${['neg', 'pos'][given[i]]}`)].join('\r\n');
    const session = await open(cleanup);
    assert.equal(await session.open_by_script([{ name: 'reviews.csv', bytes: csv }, { name: 'pred_probs.npy', bytes: probabilities }]), null);
    await found(session);
    await go_to_place(session, 'Review');
    await session.click('radio', 'All examples');
    await session.until((now) => now.shown === 60, 'all examples');
    for (let step = 0; step < 4; step += 1) {
      const { example } = await session.state();
      await session.text(new RegExp(`^Review number ${example.index}, with a comma`)).first().waitFor({ state: 'attached', timeout: 10_000 });
      await session.text(new RegExp(`^id: ${example.index}$`)).first().waitFor({ state: 'attached', timeout: 10_000 });
      await session.press('ArrowRight');
      await session.until((now) => now.example.index !== example.index, 'the next one');
    }
    await session.press('Control+k');
    await session.type('3');
    await session.press('Enter');
    await session.until((now) => now.example.index === 3, 'example 3');
    const field = session.control('textbox', 'Find in this text').first();
    await field.fill('NEEDLE');
    await session.text(/^2 places$/).first().waitFor({ state: 'attached', timeout: 10_000 });
    await field.fill('haystack');
    await session.text(/^Not in this text$/).first().waitFor({ state: 'attached', timeout: 10_000 });
    // Written in a field, letters are letters; back among the examples they decide.
    assert.equal((await session.state()).decided, 0);
    await field.blur();
    await session.press('e');
    await session.until((now) => now.decided === 1, 'excluded');
  });
}

test('rows of a table: cells by name, the odd ones with why', async ({ cleanup }) => {
  const { given, probabilities } = made(400);
  const rows = given.map((label, i) => [i === 3 ? 999 : 30 + (i % 17), i % 3 ? 'clerk' : 'nurse', label].join(';'));
  const [, open] = browsers[0];
  const session = await open(cleanup);
  assert.equal(await session.open_by_script([{ name: 'people.csv', bytes: ['age;job;label', ...rows].join('\n') }, { name: 'pred_probs.npy', bytes: probabilities }]), null);
  await found(session);
  await go_to_place(session, 'Review');
  await session.press('Control+k');
  await session.type('3');
  await session.press('Enter');
  await session.until((now) => now.example.index === 3, 'example 3');
  await session.text(/^age: 999 \(far above the others \(mean /).first().waitFor({ state: 'attached', timeout: 10_000 });
  await session.text(/^job: nurse$/).first().waitFor({ state: 'attached', timeout: 10_000 });
});
