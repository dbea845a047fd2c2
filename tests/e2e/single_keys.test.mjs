// Under a screen reader letters and arrows are its own reading commands, unless the page says that it is an application:
// Review does, has the focus, and tells what the keys do. Tabs and choices are one stop of Tab each, and arrows go from
// one to the next (ARIA Authoring Practices). How far an opening is, is a progress bar.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { open_page_for } from './lib/driver.mjs';
import { many } from './lib/many.mjs';
import { good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const focused = (session) => session.page.evaluate(() => {
  const e = document.activeElement;
  return e === document.body ? 'nothing' : e.classList.contains('scene') ? 'the page' : e.getAttribute('aria-label') ?? e.textContent;
});
const area = (session) => session.page.evaluate(() => Object.fromEntries(['role', 'aria-label', 'aria-description'].map((name) => [name, document.querySelector('#mirror > .scene:last-child').getAttribute(name)])));

for (const [browser, open] of browsers) test(`${browser}: Review is an application that has the focus, a sheet a dialog, the rest a document`, async ({ cleanup }) => {
  const session = await open(cleanup);
  assert.equal(await session.open_by_script(many(300, 5, { share: 0.2 }).files), null);
  for (const place of ['Open', 'Overview', 'Impact', 'Share']) {
    await go_to_place(session, place);
    await session.settle();
    assert.equal((await area(session)).role, null, place);
  }
  await go_to_place(session, 'Review');
  await session.settle();
  assert.deepEqual((({ role, 'aria-label': name }) => ({ role, name }))(await area(session)), { role: 'application', name: 'Review' });
  assert.match((await area(session))['aria-description'], /^Q keeps the label, W uses the suggestion, .* \? lists all keys\.$/);
  assert.equal(await focused(session), 'the page', 'keys are heard without a click');
  await session.press('w');
  await session.until((now) => now.decided === 1, 'W decides');
  await session.press('ArrowLeft');
  await session.until((now) => now.position === 0, 'an arrow moves');

  // A sheet is a dialog; behind it the application goes on, with the focus.
  await session.press('?');
  await session.settle();
  assert.equal((await area(session)).role, 'dialog');
  // Of its own: the application is the same element before, under it and after it, which screen readers hold on to.
  await session.page.evaluate(() => { window.application = document.querySelector('#mirror > [role=application]'); });
  await session.press('Escape');
  await session.settle();
  assert.equal((await area(session)).role, 'application');
  assert.ok(await session.page.evaluate(() => document.activeElement === window.application));
  assert.equal((await area(session))['aria-description'], '? lists all keys.', 'all of them were told before');
  // Beside a sheet a click closes it.
  await session.press('?');
  await session.settle();
  await session.page.mouse.click(12, 600);
  await session.settle();
  assert.equal((await area(session)).role, 'application');
  // From a control, keys that decide are heard, too; Escape leaves it.
  await session.control('button', 'Exclude').focus();
  await session.press('q');
  await session.until((now) => now.decided === 1 && now.position === 1, 'Q decides, from a button');
  assert.equal(await focused(session), 'Exclude');
  await session.press('Escape');
  assert.equal(await focused(session), 'the page');
  await session.press('Enter');
  await session.until((now) => now.decided === 2, 'Enter accepts, and does not press the button');
  // In a text field letters are text.
  await session.click('textbox', 'Search by name, number or class');
  await session.type('we');
  assert.equal((await session.state()).decided, 2);
  await session.press('Escape', 'Escape');
  await session.settle();
  assert.equal(await focused(session), 'the page');

  // What is known about the example is one text in it, which Tab leads into.
  const { example } = await session.state();
  const text = await session.page.evaluate(() => {
    const [reading, ...more] = document.querySelectorAll('#mirror [role=document]');
    return more.length === 0 && reading.tabIndex === 0 && { name: reading.getAttribute('aria-label'), words: [...reading.children].map((e) => e.textContent) };
  });
  assert.equal(text.name, 'About this example');
  for (const words of [`Given label: ${example.given}`, `Suggested: ${example.suggested}`]) assert.ok(text.words.includes(words), `${words} in ${text.words.join(' | ')}`);
  let stops = 0;
  while (await focused(session) !== 'About this example' && stops < 60) {
    await session.press('Tab');
    stops += 1;
  }
  assert.ok(stops < 60, 'Tab leads to the text');
  await go_to_place(session, 'Overview');
  await session.settle();
  assert.equal((await area(session)).role, null);
}, { seconds: 90 });

for (const [browser, open] of browsers) test(`${browser}: arrows go from tab to tab and from choice to choice, which are one stop of Tab`, async ({ cleanup }) => {
  const session = await open(cleanup);
  assert.equal(await session.open_by_script(many(300, 5, { share: 0.2 }).files), null);
  // Of groups with something to choose.
  const stops = () => session.page.evaluate(() => [...document.querySelectorAll('#mirror [role=tablist], #mirror [role=radiogroup]')].filter((group) => group.querySelector(':scope > :not([aria-disabled])')).map((group) => [...group.children].filter((e) => e.tabIndex === 0).map((e) => e.textContent)));
  await go_to_place(session, 'Overview');
  await session.settle();
  assert.deepEqual((await stops())[0], ['Overview'], 'the tab of the place');
  await session.control('tab', 'Overview').focus();
  for (const [key, name] of [['ArrowRight', 'Review'], ['ArrowRight', 'Impact'], ['ArrowLeft', 'Review'], ['End', 'Share'], ['ArrowRight', 'Open'], ['ArrowLeft', 'Share'], ['Home', 'Open'], ['ArrowRight', 'Overview'], ['ArrowRight', 'Review']]) {
    await session.press(key);
    assert.equal(await focused(session), name, key);
    assert.equal((await session.state()).place, 'overview', 'going there does not open it');
  }
  await session.press('Enter');
  await session.until((now) => now.place === 'review', 'Enter opens it');
  await session.settle();
  assert.equal(await focused(session), 'the page', 'and its keys are heard');

  // The status of the list: each is chosen by going to it, and the example stays.
  await session.press('w', 'w');
  const { shown } = await session.until((now) => now.decided === 2, 'two decided');
  await session.settle();
  for (const group of await stops()) assert.equal(group.length, 1, `one stop: ${group.join(', ')}`);
  await session.control('radio', `All ${shown}`).focus();
  for (const [key, name, count] of [['ArrowRight', `To do ${shown - 2}`, shown - 2], ['ArrowDown', 'Decided 2', 2], ['ArrowRight', `All ${shown}`, shown], ['ArrowLeft', 'Decided 2', 2], ['ArrowUp', `To do ${shown - 2}`, shown - 2]]) {
    await session.press(key);
    await session.until((now) => now.shown === count, `${key} to ${name}`);
    await session.settle(60);
    assert.equal(await focused(session), name, key);
    assert.equal(await session.control('radio', name).first().getAttribute('aria-checked'), 'true');
  }
  assert.equal((await session.state()).decided, 2);
  // The lists of the sheet are three choices: labels, which end comes first, and their order.
  await session.press('Escape', 'l');
  await session.settle();
  const groups = await session.page.evaluate(() => [...document.querySelectorAll('#mirror [role=radiogroup]')].map((e) => [e.getAttribute('aria-label'), [...e.children].filter((one) => one.getAttribute('aria-checked') === 'true').length]));
  assert.deepEqual(groups, [['Labels', 1], ['Direction', 1], ['Order', 1]]);
}, { seconds: 90 });

test('the accessibility tree of the browser itself has these roles, names and values', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Review');
  await session.press('w');
  await session.until((now) => now.decided === 1, 'a decision');
  await session.settle();
  const to_browser = await session.context.newCDPSession(session.page);
  const { nodes } = await to_browser.send('Accessibility.getFullAXTree');
  await to_browser.detach();
  const told = nodes.filter(({ ignored }) => !ignored).map(({ role, name, value, properties = [] }) => ({ role: role.value, name: name?.value ?? '', value: value?.value, ...Object.fromEntries(properties.map((one) => [one.name, one.value.value])) }));
  const of = (role) => told.filter((node) => node.role === role);
  assert.deepEqual(of('application').map(({ name, focused: has }) => [name, has]), [['Review', true]]);
  assert.deepEqual(of('document').map(({ name }) => name), ['About this example']);
  assert.deepEqual(of('tab').map(({ name, selected }) => [name, selected]), ['Open', 'Overview', 'Review', 'Impact', 'Share'].map((name) => [name, name === 'Review']));
  // Not a progress bar, which would tell its percents with each decision.
  assert.deepEqual(of('progressbar'), []);
  assert.equal(await session.page.getByText('1 of 3 decided', { exact: true }).count(), 1);
  assert.ok(of('radiogroup').length >= 3 && of('radiogroup').every(({ name }) => name !== ''));
  assert.ok(of('radio').every(({ name, checked }) => name !== '' && ['true', 'false'].includes(checked)));
});

for (const [browser, open] of browsers) test(`${browser}: how far an opening is, is a progress bar with numbers, and is told`, async ({ cleanup }) => {
  const session = await open(cleanup);
  // Everything that the bar and the live region say while a large file is read, made in the page.
  const { bars, told, stages } = await session.page.evaluate(async () => {
    const [rows, classes] = [150_000, 100];
    const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${classes}), }`;
    const header = new Uint8Array(128).fill(32);
    header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
    header.set(new TextEncoder().encode(text), 10);
    header[127] = 10;
    const one = new Float32Array(1000 * classes).fill(0.5 / (classes - 1));
    for (let i = 0; i < 1000; i += 1) one[i * classes + (i % classes)] = 0.5;
    const probabilities = new File([header, ...Array(rows / 1000).fill(one)], 'pred_probs.npy');
    const labels = new File([Array.from({ length: rows }, (_, i) => (i % 97 === 3 ? (i + 1) % classes : i % classes)).join('\n')], 'labels.txt');
    const [seen, heard] = [[], []];
    const live = document.getElementById('live');
    const look = () => {
      const bar = document.querySelector('#mirror [role=progressbar]');
      if (bar) seen.push({ name: bar.getAttribute('aria-label'), now: bar.getAttribute('aria-valuenow'), text: bar.getAttribute('aria-valuetext') });
      if (heard.at(-1) !== live.textContent) heard.push(live.textContent);
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    await labelInspector.open([labels, probabilities]);
    watch.disconnect();
    return { bars: seen, told: heard, stages: [...new Set(seen.map(({ name }) => name))] };
  });
  const during = bars.filter(({ name }) => name !== 'Decided');
  // How many of its states come onto the screen depends on the machine: tests/ui/accessibility_test.cpp sees them all.
  assert.ok(during.length > 0, 'there is a bar');
  assert.ok(during.every(({ now }) => now === null || (now >= 0 && now <= 100)), JSON.stringify(during));
  assert.ok(during.filter(({ now }) => now !== null).every(({ text }) => /of 150,000 examples/.test(text)), JSON.stringify(during.at(-1)));
  assert.ok(told.some((words) => stages.some((stage) => stage !== 'Decided' && words.includes(stage))), `told: ${told.join(' | ')}`);
}, { seconds: 90 });
