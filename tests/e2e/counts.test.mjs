// What each list holds, held against a plain count over the data: the seven rules, the three rankings, the range of
// scores by brush and by slider, filters on top of each other, and the counts on the screen after each letter typed.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { many } from './lib/many.mjs';
import { rules_and_scores } from './lib/rules_and_scores.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const size = 1200;
const splits = ['train', 'test', 'validation'];
const split_of = (i) => splits[i % 5 < 3 ? 0 : i % 5 - 2];

// Seven classes, names, splits. order(indices, score): worst first, ties to the lower index.
async function opened(open, cleanup) {
  const made = many(size, 7, { share: 0.15, names: true });
  const labels = [...made.labels];
  const csv = ['path,label,split', ...labels.map((label, i) => `${made.name_of(i)},${made.class_names[label]},${split_of(i)}`)].join('\n');
  const session = await open(cleanup);
  assert.equal(await session.open_by_script([{ name: 'labels.csv', bytes: csv }, ...made.files.filter(({ name }) => name !== 'manifest.csv')]), null);
  await go_to_place(session, 'Review');
  const found = rules_and_scores(labels, made.probabilities, made.k, 'float32');
  const order = (indices, score) => [...indices].sort((a, b) => found.scores[score][a] - found.scores[score][b] || a - b);
  const place_of = new Map(labels.map((_, i) => [made.name_of(i), i]));
  // The examples in the filmstrip, from the first to the last.
  const in_strip = async () => {
    await session.settle(60);
    const names = await session.page.evaluate(() => [...document.querySelectorAll('#mirror button')].map((e) => e.textContent).filter((name) => /^[\d,]+ of [\d,]+, /.test(name)));
    return names.map((name) => place_of.get(name.split(', ')[1]));
  };
  return { session, made, labels, found, order, in_strip };
}

const shows = (session, expected, what) => session.until((now) => now.shown === expected, `${expected}: ${what}`);

for (const [browser, open] of browsers) test(`lists, ${browser}: seven rules, three rankings, the order of the file and of chance`, async ({ cleanup }) => {
  const { session, found, order, in_strip } = await opened(open, cleanup);
  const rule_rows = {
    prune_by_noise_rate: /^Clear mix-ups/,
    prune_by_class: /^Least fitting of each class/,
    both: /^Both of these/,
    confident_learning: /^Confidently another class/,
    predicted_neq_given: /^The model disagrees/,
    low_normalized_margin: /^Furthest behind/,
    low_self_confidence: /^Least likely\./,
  };
  const orders = {
    self_confidence: /^By probability\./,
    normalized_margin: /^By margin\./,
    confidence_weighted_entropy: /^By weighted probability\./,
  };
  const choose = async (row) => {
    await session.press('l');
    await session.click('radio', row);
    await session.press('Escape');
  };
  const first = async () => {
    for (let now = await session.state(); now.position > 0; now = await session.state()) {
      await session.press('g', 'Home', 'g'); // the grid's key for the first one
      await session.until(({ grid }) => !grid, 'one by one');
    }
    return in_strip();
  };
  await session.press('g');
  await session.click('radio', 'One list'); // so that its first is the first of the list
  await session.press('g');
  const counts = new Set();
  for (const [rule, row] of Object.entries(rule_rows)) {
    await choose(row);
    const flagged = found.rules[rule];
    counts.add(flagged.join());
    await shows(session, flagged.length, rule);
    const strip = await first();
    assert.ok(strip.length > 8, `${strip.length} in the filmstrip`);
    assert.deepEqual(strip, order(flagged, 'self_confidence').slice(0, strip.length), `${rule}: the worst of them, in order`);
  }
  assert.ok(counts.size >= 6, `${counts.size} different lists`);

  // Rankings, of the longest list.
  await choose(rule_rows.predicted_neq_given);
  const longest = found.rules.predicted_neq_given;
  for (const [score, row] of Object.entries(orders)) {
    await choose(row);
    await shows(session, longest.length, score);
    const strip = await first();
    const expected = order(longest, score);
    if (score !== 'confidence_weighted_entropy') {
      assert.deepEqual(strip, expected.slice(0, strip.length), score);
      continue;
    }
    // Its arithmetic is that of float32: neighbours that are that close may change places.
    strip.forEach((example, at) => assert.ok(Math.abs(found.scores[score][example] - found.scores[score][expected[at]]) < 1e-5, `${score}: example ${example} at ${at}, not ${expected[at]}`));
    assert.equal(new Set(strip).size, strip.length);
  }
  const by_score = await in_strip();
  await choose(/^As in the file/);
  assert.deepEqual(await first(), longest.slice(0, by_score.length), 'as in the file');
  // By chance: the same members, another order, the same for the same seed in any list.
  await choose(/^Shuffled/);
  const shuffled = await first();
  assert.ok(shuffled.every((example) => longest.includes(example)));
  assert.notDeepEqual(shuffled, longest.slice(0, shuffled.length));
  await session.press('l');
  await session.click('button', 'Another one');
  await session.press('Escape');
  const again = await first();
  assert.notDeepEqual(again, shuffled, 'another seed');
  await choose(/^All examples/);
  await shows(session, size, 'all of them by chance');
  await first();
  const seen = [];
  while (seen.filter((example) => longest.includes(example)).length < 3) {
    const { example } = await session.state();
    seen.push(example.index);
    await session.press('ArrowRight');
    await session.until((now) => now.example.index !== example.index, 'the next one');
  }
  assert.deepEqual(seen.filter((example) => longest.includes(example)), again.slice(0, 3), 'the order of chance is that of the whole set');
}, { seconds: 180 });

for (const [browser, open] of browsers) test(`scores, ${browser}: the brush and the sliders list what lies between, of either score, with other filters`, async ({ cleanup }) => {
  const { session, labels, found } = await opened(open, cleanup);
  const flagged = found.rules.prune_by_noise_rate;
  const bars = 12;
  // The first of 1, 2 and 5 times a power of ten that is not below the largest.
  const end_of = (members, score) => {
    const largest = Math.max(...members.map((i) => found.scores[score][i]));
    return [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].find((end) => end >= largest);
  };
  // Drags from the middle of one bar to the middle of another; returns the range.
  const brush = async (from, to, end) => {
    await session.settle();
    const { box } = await session.place_of('img', /^Histogram of the score/);
    const x = (bar) => box.x + box.width * (bar + 0.5) / bars;
    await session.page.mouse.move(x(from), box.y + 20);
    await session.page.mouse.down();
    for (const share of [0.5, 1]) {
      await session.page.mouse.move(x(from) + (x(to) - x(from)) * share, box.y + 20);
      await session.settle(60);
    }
    await session.page.mouse.up();
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    return [end * low / bars, high + 1 < bars ? end * (high + 1) / bars : 2];
  };
  const between = (members, score, [from, to]) => members.filter((i) => found.scores[score][i] >= from && found.scores[score][i] < to).length;
  const all_again = async (count) => {
    await session.click('button', /^Remove the filter Score/);
    await shows(session, count, 'without the range');
  };
  for (const [score, row] of [['self_confidence', /^By probability\./], ['normalized_margin', /^By margin\./]]) {
    await session.press('l');
    await session.click('radio', row);
    await session.press('Escape');
    const end = end_of(flagged, score);
    const filled = Array.from({ length: bars }, (_, bar) => between(flagged, score, [end * bar / bars, end * (bar + 1) / bars])).map((count, bar) => (count > 0 ? bar : -1)).filter((bar) => bar >= 0);
    const [low, high] = [filled[1], filled.at(-2)];
    for (const [from, to] of [[low, high], [high, low], [filled[0], filled[0] + 2], [filled.at(-1) - 2, bars - 1]]) {
      const expected = between(flagged, score, await brush(from, to, end));
      assert.ok(expected > 0, `${score}, bars ${from} to ${to}`);
      await shows(session, expected, `${score}, bars ${from} to ${to}`);
      await all_again(flagged.length);
    }
  }
  // By keys, in hundredths, of all examples of one split and one class.
  await session.press('l');
  await session.click('radio', /^All examples/);
  await session.click('radio', /^By probability\./);
  await session.press('Escape');
  await session.click('radio', /^Only test/);
  const search = session.control('textbox', 'Search by name, number or class').first();
  await search.fill('class_3');
  await search.blur();
  const members = [...labels.keys()].filter((i) => split_of(i) === 'test' && (labels[i] === 3 || found.predicted[i] === 3));
  await shows(session, members.length, 'test, class_3');
  await session.press('l');
  await session.control('slider', 'Score to').focus();
  await session.press('Home', ...Array(30).fill('ArrowRight'));
  await shows(session, between(members, 'self_confidence', [0, 0.3]), 'below 0.30');
  await session.control('slider', 'Score from').focus();
  await session.press(...Array(3).fill('ArrowRight'));
  const expected = between(members, 'self_confidence', [0.03, 0.3]);
  assert.ok(expected > 0 && expected < members.length);
  await shows(session, expected, 'from 0.03 to 0.30');
}, { seconds: 120 });

for (const [browser, open] of browsers) test(`filters on top of each other, ${browser}: what each would show is on the screen after every letter`, async ({ cleanup }) => {
  const { session, made, labels, found } = await opened(open, cleanup);
  const flagged = new Set(found.rules.prune_by_noise_rate);
  const by_score = [...flagged].sort((a, b) => found.scores.self_confidence[a] - found.scores.self_confidence[b] || a - b);
  // Every third of the worst forty is decided, some as unsure, which leaves them to do.
  const decided = new Set();
  for (let position = 0; position < 40; position += 1) {
    if (position % 3 !== 0) {
      await session.press('ArrowRight');
      continue;
    }
    await session.press(position % 2 ? 'n' : 'w');
    if (position % 2 === 0) decided.add(by_score[position]);
  }
  await session.until((now) => now.decided === decided.size && now.position === 40, 'some decided');

  const filter = { everything: false, text: '', status: 'All', split: null };
  const fits = {
    everything: (i) => filter.everything || flagged.has(i),
    text: (i) => {
      const text = filter.text.trim().toLowerCase();
      const [name, given, suggested] = [made.name_of(i), made.class_names[labels[i]], made.class_names[found.predicted[i]]];
      return text === '' || [name, given, suggested].some((one) => one.toLowerCase().includes(text)) || text === String(i) || text === `#${i}`;
    },
    status: (i, status = filter.status) => status === 'All' || (status === 'Decided') === decided.has(i),
    split: (i, split = filter.split) => split === null || split_of(i) === split,
  };
  const check = async (what) => {
    const rest = [...labels.keys()].filter((i) => fits.everything(i) && fits.text(i));
    const count = (test_of) => rest.filter(test_of).length;
    const expected = {
      shown: count((i) => fits.status(i) && fits.split(i)),
      ...Object.fromEntries(['All', 'To do', 'Decided'].map((status) => [status, count((i) => fits.status(i, status) && fits.split(i))])),
      ...Object.fromEntries(splits.map((split) => [split, count((i) => fits.status(i) && fits.split(i, split))])),
    };
    let now;
    for (const end = Date.now() + 5000; Date.now() < end;) {
      const { shown } = await session.state();
      const radios = await session.page.evaluate(() => [...document.querySelectorAll('#mirror [role=radio]')].map((e) => e.textContent));
      const told = Object.fromEntries(radios.map((words) => /^(?:Only )?(All|To do|Decided|train|test|validation) ([\d,]+)$/.exec(words)).filter(Boolean).map(([, name, number]) => [name, Number(number.replace(',', ''))]));
      now = { shown, ...told };
      try { assert.deepEqual(now, expected); return expected; } catch { await new Promise((done) => setTimeout(done, 40)); }
    }
    assert.deepEqual(now, expected, `${what}: ${JSON.stringify(filter)}`);
    return expected;
  };
  const choose = async (radio, change) => {
    await session.click('radio', radio);
    Object.assign(filter, change);
    await check(String(radio));
  };
  const type = async (text) => {
    await session.click('textbox', 'Search by name, number or class');
    for (const letter of text) {
      await session.type(letter);
      filter.text += letter;
      await check(`after ${letter}`);
    }
  };
  const clear = async () => {
    await session.click('textbox', 'Search by name, number or class');
    await session.press('End');
    for (; filter.text !== ''; filter.text = filter.text.slice(0, -1)) await session.press('Backspace');
    await check('nothing written');
    await session.control('textbox', 'Search by name, number or class').first().blur();
  };
  await check('at first');
  await type('class_4');
  await choose(/^To do /, { status: 'To do' });
  await choose(/^Only validation /, { split: 'validation' });
  await clear();
  await choose('All examples', { everything: true });
  await choose(/^Decided /, { status: 'Decided' });
  await choose('All splits', { split: null });
  await type('CLASS_2/img');
  await clear();
  await choose(/^All [\d,]+$/, { status: 'All' });
  await choose(/^Only train /, { split: 'train' });
  await type('img_00007');
  await clear();
  await type(`#${by_score[1]}`);
  await clear();
  await choose('Probably wrong', { everything: false });
  await choose('All splits', { split: null });
}, { seconds: 180 });
