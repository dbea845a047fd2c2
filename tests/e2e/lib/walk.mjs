// The main job on one dataset: open, accept five suggestions, pick two classes by hand, exclude one, undo two, reload
// in the middle, export; each step as a person does it, each result compared with what it must be.
import assert from 'node:assert/strict';

// Decisions that must be in force: Map of example -> { decision, label (class number) or null }.
function check_example(example, dataset, expected) {
  const { labels, found, class_names } = dataset;
  const i = example.index;
  assert.equal(example.given, class_names[labels[i]], `given label of ${i}`);
  assert.equal(example.suggested, class_names[found.predicted[i]], `suggested label of ${i}`);
  assert.ok(Math.abs(example.score - found.self_confidence[i]) <= 1e-7, `score of ${i}: ${example.score}`);
  const want = expected.get(i);
  assert.equal(example.decision, want?.decision ?? null, `decision on ${i}`);
  if (want?.label !== undefined) assert.equal(example.label, class_names[want.label], `label of ${i}`);
}

export async function go_to_place(session, place) {
  await session.click('tab', place);
  await session.until((state) => state.place === place.toLowerCase(), `the place ${place}`);
}

// Walks to a position of the queue with the arrow keys.
export async function go_to_position(session, position) {
  for (;;) {
    const state = await session.state();
    if (state.position === position) return state;
    await session.press(state.position < position ? 'ArrowRight' : 'ArrowLeft');
    await session.until((now) => now.position !== state.position, `a step from ${state.position} towards ${position}`);
  }
}

async function check_decisions(session, dataset, expected, upto) {
  for (let position = 0; position < upto; position += 1) {
    const state = await go_to_position(session, position);
    assert.equal(state.example.index, dataset.found.indices[position], `example at position ${position}`);
    check_example(state.example, dataset, expected);
  }
}

// Reloads the tab: the page comes back to the audit by itself.
export async function reload(session) {
  await session.reload();
  await session.until((state) => state.flagged > 0 && !state.busy, 'the audit after a reload');
}

// Another tab, another day: the audit is in the list of recent ones.
export async function resume_in_new_tab(session) {
  await session.new_tab();
  await session.go();
  assert.equal((await session.state()).examples, 0, 'a new tab starts with nothing open');
  await session.click('button', /^Resume /);
  await session.until((state) => state.flagged > 0 && !state.busy, 'the resumed audit', 60_000);
}

// Reloads, and chooses the same files again as if the browser had kept none of them.
export async function open_again(session, dataset) {
  await session.new_tab();
  await session.go();
  await open_dataset(session, dataset);
}

export async function open_dataset(session, dataset) {
  if ((await session.state()).place !== 'open') await go_to_place(session, 'Open');
  await dataset.open(session);
  const state = await session.until((now) => (now.flagged > 0 && !now.busy) || now.message, `findings of ${dataset.name}`, 60_000);
  assert.equal(state.message, null);
  assert.equal(state.examples, dataset.labels.length);
  assert.equal(state.classes, dataset.class_names.length);
  assert.equal(state.flagged, dataset.found.indices.length, 'number of probably wrong labels');
  return state;
}

// `come_back`: how the audit is there again in the middle.
export async function walk_main_path(session, dataset, { come_back = reload, screenshots = false } = {}) {
  const order = dataset.found.indices;
  const expected = new Map();
  const shot = (place) => (screenshots ? session.screenshot(`${dataset.name}-${place}`) : null);

  await open_dataset(session, dataset);
  await shot('overview');
  await go_to_place(session, 'Review');
  let state = await session.state();
  assert.equal(state.shown, order.length, 'what is shown in the review');
  assert.equal(state.position, 0);

  // The next example comes by itself after a decision, in the order of the list.
  let decided = 0;
  const decide = async (position, decision, label, action) => {
    state = await session.state();
    const i = order[position];
    assert.equal(state.example.index, i, `example under review before ${decision}`);
    check_example(state.example, dataset, expected);
    await action(state.example);
    expected.set(i, { decision, label });
    decided += 1;
    await session.until((now) => now.decided === decided, `${decided} decided after ${decision}`);
    await session.until((now) => now.example?.index === order[position + 1], `the next example after ${decision}`);
  };
  const suggested = (position) => dataset.found.predicted[order[position]];
  // A class that is neither given nor suggested, at least the second likeliest: { nth, label }
  const another = (position) => {
    const i = order[position];
    const likeliest = dataset.found.likeliest(i);
    const nth = likeliest.findIndex((label) => label !== dataset.labels[i] && label !== dataset.found.predicted[i]);
    return { nth: nth + 1, label: likeliest[nth] };
  };

  await decide(0, 'accept', suggested(0), () => session.press('w'));
  await shot('review');
  await decide(1, 'accept', suggested(1), () => session.press('Enter'));
  await decide(2, 'accept', suggested(2), (example) => session.click('button', `Use "${example.suggested}"`));
  await decide(3, 'accept', suggested(3), () => session.press('w'));
  await decide(4, 'accept', suggested(4), () => session.press('1')); // the likeliest is the suggested one: the same
  const { nth, label } = another(5);
  await decide(5, 'pick', label, () => session.press(String(nth)));
  const by_name = another(6).label;
  await decide(6, 'pick', by_name, async () => {
    await session.press('/');
    await session.control('textbox', /class/i).first().waitFor({ state: 'attached' });
    await session.type(dataset.class_names[by_name]);
    await session.settle(100);
    await session.press('Enter');
  });
  await decide(7, 'exclude', undefined, () => session.press('e'));
  await decide(8, 'keep', dataset.labels[order[8]], (example) => session.click('button', `Keep "${example.given}"`));

  // Undo two: once by key, once by button
  await session.press('Control+z');
  await session.until((now) => now.decided === 8, 'one undone');
  await session.click('button', 'Undo');
  state = await session.until((now) => now.decided === 7, 'two undone');
  assert.equal(state.canRedo, true);
  expected.delete(order[8]);
  expected.delete(order[7]);
  await check_decisions(session, dataset, expected, 10);

  // In the middle, leave and come back (a second later: the browser writes behind the page's back): everything is there again, and can still be undone and redone
  await new Promise((done) => setTimeout(done, 1000));
  await come_back(session, dataset);
  state = await session.until((now) => now.decided === 7, 'the decisions after a reload');
  assert.equal(state.canUndo, true);
  assert.equal(state.canRedo, true);
  await go_to_place(session, 'Review');
  await check_decisions(session, dataset, expected, 10);

  // Exclude again (redone), so that the export has every kind of decision
  await session.press('Control+Shift+z');
  await session.until((now) => now.decided === 8, 'one redone');
  expected.set(order[7], { decision: 'exclude' });

  await go_to_place(session, 'Share');
  await shot('share');
  const changes = Object.fromEntries([...expected].filter(([, { label: to }]) => to !== undefined).map(([i, { label: to }]) => [i, to]));
  assert.equal(Object.keys(changes).length, 7);
  const saved = await session.downloaded(() => session.click('button', 'Export labels'));
  assert.equal(saved.name, dataset.label_file);
  assert.ok(saved.bytes.equals(dataset.corrected(changes)), 'the exported labels, byte for byte');
  assert.ok((await session.exported('labels')).equals(saved.bytes), 'labelInspector.export gives the same');

  await session.click('button', 'More formats');
  const log = await session.downloaded(() => session.click('button', 'Save changes.csv'));
  await session.press('Escape');
  assert.equal(log.name, 'changes.csv');
  check_change_log(log.bytes.toString('utf8'), dataset, expected);
  return expected;
}

// index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note; ascending by index
function check_change_log(text, dataset, expected) {
  const { class_names, labels, found } = dataset;
  const lines = text.replace(/^\ufeff/, '').split('\r\n');
  assert.equal(lines.pop(), '', 'the last line ends');
  assert.equal(lines.shift(), 'index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note');
  const rows = [...expected].sort(([a], [b]) => a - b);
  assert.equal(lines.length, rows.length);
  rows.forEach(([i, { decision, label }], at) => {
    const [index, name, given, suggested, corrected, word, score, rule, reviewer, time, note] = lines[at].split(',');
    assert.equal(rule.split(' ').includes('prune_by_noise_rate'), found.indices.includes(i), lines[at]);
    assert.equal(reviewer, '');
    assert.match(time, /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual([index, name, given, suggested, corrected, word, note],
      [String(i), dataset.example_name(i), class_names[labels[i]], class_names[found.predicted[i]],
        label === undefined ? '' : class_names[label], decision, '']);
    assert.ok(Math.abs(Number(score) - found.self_confidence[i]) <= 1e-7, lines[at]);
  });
}
