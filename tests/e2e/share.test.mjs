// The review file: written by the page, opened from disk in a fresh profile by somebody who has nothing else, answered,
// and sent back.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cifar } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { open_firefox_for } from './lib/firefox.mjs';
import { random_from } from './lib/many.mjs';
import { write_npy } from './lib/npy.mjs';
import { given, good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';

// Writes a review of the CIFAR-10 folder and returns its path. choose: sets the options in the open sheet.
async function written(cleanup, choose = async () => {}) {
  const data = cifar();
  const session = await open_page_for(cleanup);
  await data.open(session);
  await session.until((s) => s.place === 'overview', 'the overview');
  await session.click('tab', 'Share');
  await session.click('button', 'Write a review file');
  await choose(session);
  const file = await session.downloaded(() => session.click('button', 'Save review file'));
  const folder = mkdtempSync(path.join(tmpdir(), 'review-'));
  const at = path.join(folder, file.name);
  writeFileSync(at, file.bytes);
  return { data, session, at, file };
}

// Somewhere that would answer.
const session_address = () => 'http://127.0.0.1:9/label-inspector';

// What forbids a page to connect to anywhere, as the browser names it.
function refused(session) {
  return session.page.evaluate(async (address) => {
    const hears = new Promise((resolve) => { document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true }); });
    await fetch(address).catch(() => {});
    return Promise.race([hears, new Promise((resolve) => { setTimeout(resolve, 3000, 'nobody'); })]);
  }, session_address());
}

async function opened(cleanup, at, options = {}) {
  const session = await open_page_for(cleanup, { url: pathToFileURL(at).href, ...options });
  return session;
}

test('a review file is answered offline and its answers come back', async ({ cleanup }) => {
  const { data, at, file } = await written(cleanup, async (session) => {
    await session.click('radio', 'All flagged');
    await session.click('textbox', 'Instruction');
    await session.type('Look at the <b>animals</b>. </script><script>document.title = "run"</script>');
  });
  assert.match(file.name, /^cifar.*-review\.html$/);
  assert.ok(file.bytes.length < 3e6, `${file.bytes.length} bytes`);
  const html = file.bytes.toString();
  assert.match(html, /connect-src 'none'/);
  assert.doesNotMatch(html, /part-engine/);

  const reviewer = await opened(cleanup, at);
  assert.equal((await reviewer.state()).place, 'review');
  const flagged = data.found.indices.slice(0, 300); // at most
  assert.equal((await reviewer.state()).examples, flagged.length);
  assert.notEqual(await reviewer.page.title(), 'run');
  assert.deepEqual(await reviewer.page.getByRole('tab').count(), 0);
  // The name is asked for first.
  assert.equal(await reviewer.control('button', 'Begin').getAttribute('aria-disabled'), 'true');
  await reviewer.click('textbox', 'Your name');
  await reviewer.type('Ada <i>');
  await reviewer.press('Enter'); // begins, and means nothing in what is opened next
  await reviewer.press('/');
  await reviewer.settle();
  assert.equal(await reviewer.page.getByRole('dialog', { name: 'Which class is it?' }).count(), 1);
  assert.equal((await reviewer.state()).decided, 0);
  await reviewer.press('Escape');
  const first = (await reviewer.state()).example;
  // A picture in the clipboard is not opened here.
  await reviewer.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(9)], 'screenshot.png'));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const pasted = await reviewer.state();
  assert.deepEqual([pasted.place, pasted.busy], ['review', false]);
  assert.match(pasted.message, /takes no files/);
  assert.equal(first.name, data.example_name(flagged[0]));
  await reviewer.press('w', 'q', 'e', 'b', 'n', '3');
  await reviewer.until((s) => s.position === 6, 'six answers');
  assert.equal((await reviewer.state()).decided, 5);

  // What was answered is there again after a reload, the name too.
  await reviewer.reload();
  await reviewer.until((s) => s.decided === 5 && s.position === 6, 'the answers after a reload');
  await reviewer.click('button', 'Send back');
  const back = await reviewer.downloaded(() => reviewer.click('button', 'Save my answers'));
  assert.match(back.name, /^cifar.*-answers-ada-i\.json$/);
  const answers = JSON.parse(back.bytes.toString());
  assert.equal(answers.reviewer, 'Ada <i>');
  assert.equal(answers.examples, data.labels.length);
  assert.deepEqual(answers.decisions.map(({ index }) => index), flagged.slice(0, 6).sort((a, b) => a - b));
  const of = (place) => answers.decisions.find(({ index }) => index === flagged[place]);
  assert.equal(of(0).decision, 'accept');
  assert.equal(of(1).decision, 'keep');
  assert.equal(of(1).class, data.labels[flagged[1]]);
  assert.equal(of(2).decision, 'exclude');
  assert.equal(of(3).decision, 'both');
  assert.equal(of(4).decision, 'unsure');
  assert.equal(reviewer.requests.filter(({ url }) => !url.startsWith('file:')).length, 0);
  // It could not connect if it wanted to.
  assert.equal(await refused(reviewer), 'connect-src');
  reviewer.problems.length = 0; // the browser says so on its console
}, { seconds: 90 });

test('a review file opens from disk in Firefox: ten answers by keyboard, sent back', async ({ cleanup }) => {
  const { data, at } = await written(cleanup, async (session) => {
    await session.click('textbox', 'Title of the review');
    await session.type('A second look & "more" @STYLE@ @NEW@');
  });
  assert.match(at, /a-second-look-more-style-new-review\.html$/);
  const reviewer = await open_firefox_for(cleanup, { url: pathToFileURL(at).href });
  // What the file is made of has marks like @STYLE@: in a title they are text.
  assert.equal(await reviewer.page.title(), 'A second look & "more" @STYLE@ @NEW@: review');
  assert.equal((await reviewer.state()).place, 'review');
  assert.equal((await reviewer.state()).examples, Math.min(300, data.found.indices.length));
  await reviewer.click('textbox', 'Your name');
  await reviewer.type('Grace');
  await reviewer.press('Enter');
  for (let i = 0; i < 10; i += 1) {
    const { position } = await reviewer.until((s) => s.position === i, `example ${i}`);
    await reviewer.press(position % 2 ? 'q' : 'w');
  }
  await reviewer.until((s) => s.decided === 10, 'ten answers');
  await reviewer.screenshot('review-file-firefox');
  await reviewer.click('button', 'Send back');
  const back = await reviewer.downloaded(() => reviewer.click('button', 'Save my answers'));
  const answers = JSON.parse(back.bytes.toString());
  assert.equal(answers.reviewer, 'Grace');
  assert.deepEqual(answers.decisions.map(({ index }) => index), data.found.indices.slice(0, 10).sort((a, b) => a - b));
  assert.equal(answers.decisions.filter(({ decision }) => decision === 'keep').length, 5);
  assert.equal(reviewer.requests.filter(({ url }) => !url.startsWith('file:')).length, 0);
  assert.equal(await refused(reviewer), 'connect-src');
  // The browser says so on its console, twice, a moment later.
  for (const end = Date.now() + 5000; Date.now() < end && reviewer.problems.length < 2;) await new Promise((done) => { setTimeout(done, 100); });
  reviewer.problems = reviewer.problems.filter((problem) => !/Content-Security-Policy/.test(problem));
}, { seconds: 120 });

test('a blind review shows and holds no suggestion', async ({ cleanup }) => {
  const { data, at } = await written(cleanup, async (session) => {
    await session.click('radio', 'A random sample');
    await session.click('radio', 'Hidden');
    await session.click('radio', 'Asked at the end');
  });
  const reviewer = await opened(cleanup, at, { width: 1280, height: 800, color_scheme: 'dark' });
  await reviewer.click('button', 'Begin');
  for (let i = 0; i < 8; i += 1) {
    const { example } = await reviewer.state();
    assert.equal(example.suggested, example.given);
    assert.equal(example.score, 0);
    const names = await reviewer.page.locator('#mirror .control').evaluateAll((all) => all.map((e) => `${e.ariaLabel ?? ''} ${e.textContent} ${e.ariaDescription ?? ''}`).join('\n'));
    assert.doesNotMatch(names, /suggest(?!s is left out)|Use "|probab|score|%/i);
    await reviewer.press(i % 2 === 0 ? '1' : '2'); // the first class, or the second: keys mean the same for every example
  }
  await reviewer.press('w', 'Enter'); // nothing to accept
  assert.equal((await reviewer.state()).decided, 8);
  await reviewer.press('/');
  await reviewer.settle();
  assert.ok(await reviewer.page.getByRole('option').count() > 2);
  assert.doesNotMatch((await reviewer.page.getByRole('option').allTextContents()).join(' '), /%/);
  await reviewer.press('Escape');
  const copied = await reviewer.page.evaluate(() => {
    const data = new DataTransfer();
    document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/plain');
  });
  assert.match(copied, /^index\tname\tgiven\tdecision\tcorrected\tnote\n/);
  assert.doesNotMatch(copied, /suggest|%|likely/);
  await reviewer.click('button', 'Send back');
  await reviewer.click('textbox', 'Your name');
  await reviewer.type('Boris');
  const back = await reviewer.downloaded(() => reviewer.press('Enter'));
  const answers = JSON.parse(back.bytes.toString());
  assert.equal(answers.decisions.length, 8);
  for (const answer of answers.decisions) assert.equal(answer.decision, answer.class === data.labels[answer.index] ? 'keep' : 'pick');
  assert.deepEqual([0, 1].map((label) => answers.decisions.filter((answer) => answer.class === label).length), [4, 4]);
});

test('the one file writes reviews, too, and a review of 300 small pictures stays below 3 MB', async ({ cleanup }) => {
  const { site } = await import('./lib/paths.mjs');
  const session = await open_page_for(cleanup, { url: pathToFileURL(path.join(site, 'label-inspector.html')).href });
  await session.click('button', 'Try the sample');
  await session.until((s) => s.place === 'overview', 'the overview');
  await session.click('tab', 'Share');
  await session.click('button', 'Write a review file');
  await session.click('radio', 'A random sample');
  assert.equal(await session.control('slider', 'Size at most, in MB').count(), 1);
  const file = await session.downloaded(() => session.click('button', 'Save review file'));
  assert.ok(file.bytes.length < 3e6, `${file.bytes.length} bytes`);
  const at = path.join(mkdtempSync(path.join(tmpdir(), 'review-')), file.name);
  writeFileSync(at, file.bytes);
  const reviewer = await opened(cleanup, at);
  assert.equal((await reviewer.state()).examples, 300);
  assert.ok(readFileSync(at).length > 500e3);
});

// Opens pictures of noise, which hardly get smaller by compression, made in the page: `count` of them, `side` pixels wide.
const open_noise = (session, count, side) => session.page.evaluate(async ({ count: n, side: wide, table }) => {
  const made = [];
  for (let i = 0; i < 4; i += 1) {
    const canvas = new OffscreenCanvas(wide, wide);
    const context = canvas.getContext('2d');
    const image = context.createImageData(wide, wide);
    for (let at = 0; at < image.data.length; at += 65536) crypto.getRandomValues(image.data.subarray(at, Math.min(image.data.length, at + 65536)));
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
    context.putImageData(image, 0, 0);
    made.push(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }));
  }
  const files = Array.from({ length: n }, (_, i) => Object.assign(new File([made[i % 4]], `${i}.jpg`), { path: `noise/${i % 2 ? 'b' : 'a'}/${String(i).padStart(3, '0')}.jpg` }));
  await labelInspector.open([...files, Object.assign(new File([Uint8Array.from(table)], 'pred_probs.npy'), { path: 'noise/pred_probs.npy' })]);
}, { count, side, table: [...write_npy('<f4', [count, 2], Array.from({ length: 2 * count }, (_, at) => (at % 2 === ((Math.floor(at / 2) >= count / 2 ? 1 : 0) + (Math.floor(at / 2) % 5 === 0 ? 1 : 0)) % 2 ? 0.9 : 0.1)))] });
const budget = (session, megabytes) => session.control('slider', 'Size at most, in MB').first().evaluate((slider, value) => {
  slider.value = value;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}, String(megabytes));

test('the budget of a review file holds for large pictures, and how small they became is told', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await open_noise(session, 30, 1200);
  await session.until((s) => s.examples === 30 && !s.busy, 'the findings');
  await session.click('tab', 'Share');
  const sides = [];
  let before = 0;
  for (const megabytes of [2, 5, 20]) {
    await session.click('button', 'Write a review file');
    await session.click('radio', 'A random sample');
    await budget(session, megabytes);
    await session.settle();
    const { bytes } = await session.downloaded(() => session.click('button', 'Save review file'));
    assert.ok(bytes.length <= megabytes * 1e6, `${bytes.length} bytes for ${megabytes} MB`);
    assert.ok(bytes.length > before, 'more room makes a larger file');
    assert.ok(bytes.length > megabytes * 0.4e6, `${bytes.length} bytes use ${megabytes} MB`);
    before = bytes.length;
    const { message } = await session.until((s) => /^Saved .* pixels wide and tall\.$/.test(s.message ?? ''), 'how small they are');
    sides.push(Number(/at most (\d+) pixels/.exec(message)[1]));
    assert.doesNotMatch(message, /more than the/);
  }
  assert.ok(sides[0] < sides[1] && sides[1] < sides[2] && sides[2] < 1200, sides.join(' '));
  const report = await session.downloaded(() => session.click('button', 'Save the report'));
  assert.ok(report.bytes.length < 1.6e6, `${report.bytes.length} bytes`);
  assert.ok(report.bytes.length > 0.4e6, `${report.bytes.length} bytes`);
}, { seconds: 240 });

test('texts count in the budget of a review file, too; what has no room is told', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const random = random_from(5);
  const words = () => Array.from({ length: 16_000 }, () => Math.floor(random() * 36 ** 6).toString(36)).join(' ');
  const rows = given.map((label, i) => `${i},Text ${i}: ${words()},${label}`);
  assert.equal(await session.open_by_script([{ name: 'texts.csv', bytes: Buffer.from(`id,text,label\n${rows.join('\n')}\n`) }, good_files()[1]]), null);
  await session.click('tab', 'Share');
  const sizes = [];
  for (const megabytes of [2, 20]) {
    await session.click('button', 'Write a review file');
    await session.click('radio', 'A random sample');
    await budget(session, megabytes);
    await session.settle();
    const file = await session.downloaded(() => session.click('button', 'Save review file'));
    assert.ok(file.bytes.length <= megabytes * 1e6, `${file.bytes.length} bytes for ${megabytes} MB`);
    sizes.push(file.bytes.length);
    const { message } = await session.until((s) => /^Saved /.test(s.message ?? ''), 'that it is saved');
    if (megabytes === 2) assert.match(message, /The texts of \d+ of 60 examples are not in it: a larger file, or fewer examples, would have room\./);
    else assert.doesNotMatch(message, /not in it/);
  }
  assert.ok(sizes[1] > sizes[0]);
}, { seconds: 120 });
