// The report: one file without script that reads, prints and stays small; names of markup stay text in it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import zlib, { inflateSync } from 'node:zlib';
import { cifar, mnist } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { write_npy } from './lib/npy.mjs';
import { root, screenshots, shared } from './lib/paths.mjs';
import { examples, given, good_files, png, probabilities } from './lib/small.mjs';
import { test } from './lib/test.mjs';

const from_build = createRequire(path.join(root, 'build/node/package.json'));
const axe = from_build.resolve('axe-core/axe.min.js');

// What a validator of HTML says about it.
async function invalid(html) {
  const { HtmlValidate, StaticConfigLoader } = from_build('html-validate');
  const { results } = await new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:standard', 'html-validate:a11y'] })).validateString(html, 'report.html');
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `line ${line}: ${message} (${ruleId})`));
}

// Opens a file as somebody else would: in a profile of its own.
async function opened_report(session, file) {
  const at = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), file.name);
  writeFileSync(at, file.bytes);
  const page = await (await session.context.browser().newContext()).newPage();
  const problems = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => { if (!/^(file|data):/.test(request.url())) problems.push(request.url()); });
  await page.goto(pathToFileURL(at).href);
  return { page, problems };
}

// axe-core runs in a page without the policy: the policy forbids it to run at all.
async function accessible(page, html, then = async () => {}) {
  await page.goto('about:blank');
  await page.setContent(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
  await page.addScriptTag({ path: axe });
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(' ')}`), []);
    await then(scheme);
  }
}

test('the report says what matters, is accessible in light and dark, and prints', async ({ cleanup }) => {
  const data = cifar();
  const session = await open_page_for(cleanup);
  await data.open(session);
  await session.until((s) => s.place === 'overview', 'the overview');
  await session.click('tab', 'Review');
  await session.press('w', 'w', 'q', 'e', 'w');
  await session.until((s) => s.decided === 5, 'five decisions');
  await session.click('tab', 'Share');
  const file = await session.downloaded(() => session.click('button', 'Save the report'));
  assert.match(file.name, /^cifar.*-label-report\.html$/);
  assert.ok(file.bytes.length < 300e3, `${file.bytes.length} bytes`);
  const html = file.bytes.toString();
  assert.doesNotMatch(html, /<script|javascript:|https?:/);
  assert.match(html, /default-src 'none'/);
  assert.deepEqual(await invalid(html), []);
  const { page, problems } = await opened_report(session, file);
  const lead = await page.locator('.lead').textContent();
  assert.equal(lead, 'Of 5 examples checked by hand, 3 got another label, 1 was excluded and 1 was right as it was.');
  const pictures = await page.locator('.examples img').evaluateAll((all) => all.map((image) => [image.naturalWidth, image.alt]));
  assert.ok(pictures.length >= 20);
  // The classes, worst first, and the mix-ups, as an independent count has them.
  const rows = (caption) => page.locator('table', { has: page.locator('caption', { hasText: caption }) }).locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  const classes = await rows('Estimated quality of the labels of each class');
  assert.deepEqual(classes.map(([name]) => name).sort(), [...data.class_names].sort());
  for (const [name, count] of classes) assert.equal(count, String(data.labels.filter((label) => data.class_names[label] === name).length));
  const quality = classes.map((row) => parseFloat(row[4]));
  assert.deepEqual(quality, [...quality].sort((a, b) => a - b));
  const pairs = await rows('Most frequent mix-ups');
  for (const [from, to, count] of pairs) assert.equal(count, String(data.found.indices.filter((i) => data.class_names[data.labels[i]] === from && data.class_names[data.found.predicted[i]] === to).length), `${from} ${to}`);
  assert.ok(pairs.length >= 3);
  for (const [width, alt] of pictures) { assert.equal(width, 32); assert.match(alt, /labelled/); }
  assert.deepEqual(problems, []);
  await accessible(page, html, (scheme) => page.screenshot({ path: path.join(screenshots, `report-${scheme}.png`), fullPage: false }));
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  writeFileSync(path.join(screenshots, 'report.pdf'), pdf);
  assert.ok(pdf.length > 10e3);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(wide, false);
  await page.context().close();
});

// How many pages and pictures a PDF has, by what its objects say; browsers pack some of them into streams.
function pdf_of(bytes) {
  let text = bytes.toString('latin1');
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const at = match.index + match[0].length;
    try { text += inflateSync(bytes.subarray(at), { finishFlush: zlib.Z_SYNC_FLUSH }).subarray(0, 1 << 20).toString('latin1'); } catch { /* a picture, or not packed */ }
  }
  return { pages: (text.match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length, pictures: (text.match(/\/Subtype\s*\/Image/g) ?? []).length };
}

test('the answers of people about MNIST are merged and reported, Impact counts as it must, and two models change places', async ({ cleanup }) => {
  const data = mnist();
  const session = await open_page_for(cleanup);
  await data.open(session);
  await session.until((s) => s.place === 'overview', 'the overview');
  const validated = JSON.parse(readFileSync(path.join(shared('data/mnist_test'), 'mturk_validated.json')));
  const { fingerprint, title } = JSON.parse((await session.exported('changes.json')).toString());
  // Of five people each: three agree on the label or on another one, or that it is neither; else nobody can be sure.
  const decisions = validated.map(({ index, given: label, corrected, is_error: wrong, votes }) => {
    if (!wrong) return { index, decision: 'keep', class: label };
    if (typeof corrected === 'number') return { index, decision: 'pick', class: corrected };
    return { index, decision: votes.neither >= 3 ? 'exclude' : 'unsure' };
  });
  const of_kind = (kind) => decisions.filter(({ decision }) => decision === kind).map(({ index }) => index);
  const [picked, excluded, unsure] = ['pick', 'exclude', 'unsure'].map(of_kind);
  assert.deepEqual([picked.length, excluded.length, unsure.length], [10, 3, 2]);
  const file = { kind: 'label-inspector-decisions', version: 1, fingerprint, title, examples: 10000, classes: 10, reviewer: 'five people each', time: Date.now(), decisions };
  await session.drop([{ name: 'mturk.json', bytes: Buffer.from(JSON.stringify(file)) }]);
  await session.until((s) => s.decided === decisions.length - unsure.length, 'the answers');

  // What Impact says, counted here by itself.
  const out = new Set([...excluded, ...unsure]);
  const corrected = data.labels.slice();
  for (const { index, decision, class: label } of decisions) if (decision === 'pick') corrected[index] = label;
  const counted = (predicted, labels) => {
    let right = 0;
    const of_class = Array.from({ length: 10 }, () => [0, 0]);
    labels.forEach((label, i) => {
      if (out.has(i)) return;
      right += predicted[i] === label;
      of_class[label][0] += predicted[i] === label;
      of_class[label][1] += 1;
    });
    return { right, balanced: of_class.reduce((sum, [r, n]) => sum + r / n / 10, 0) };
  };
  const thousands = (number) => number.toLocaleString('en');
  const told = async () => (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  await session.click('tab', 'Impact');
  const own = [data.labels, corrected].map((labels) => counted(data.found.predicted, labels));
  let words = await told();
  for (const [{ right, balanced }, name] of [[own[0], 'labels as given'], [own[1], 'corrected labels']]) {
    assert.match(words, new RegExp(`Accuracy on the ${name}: ${(right / 99.95).toFixed(2)}%.*, ${thousands(right)} of 9,995`));
    assert.ok(words.includes(`Each class counted alike: ${(balanced * 100).toFixed(2)}% (`), `${balanced}\n${words}`);
  }
  assert.match(words, /5 examples that were looked at have no settled label \(3 excluded and 2 answered \u201cnot sure\u201d\): they are left out of both figures/);

  // Another model: it repeats what was corrected, and is wrong on five others, so that it is better by the labels as they
  // came and worse by the corrected ones.
  const other = data.found.predicted.slice();
  for (const i of picked) other[i] = data.labels[i];
  const spoiled = data.labels.map((label, i) => i).filter((i) => !decisions.some(({ index }) => index === i) && other[i] === data.labels[i]).slice(0, 5);
  for (const i of spoiled) other[i] = (other[i] + 1) % 10;
  const theirs = [data.labels, corrected].map((labels) => counted(other, labels));
  assert.ok(theirs[0].right > own[0].right && theirs[1].right < own[1].right, 'they change places');
  await session.drop([{ name: 'repeats.npy', bytes: write_npy('<f4', [10000, 10], Array.from({ length: 100_000 }, (_, at) => (other[Math.floor(at / 10)] === at % 10 ? 1 : 0))) }]);
  await session.until((s) => /repeats\.npy added/.test(s.message ?? ''), 'the model');
  words = await told();
  assert.match(words, /Another model wins: \u201crepeats\.npy\u201d is best by the labels as they came, \u201cpred_probs\.npy\u201d by the corrected ones/);
  const share = ({ right }) => `${(right / 99.95).toFixed(2)}%`.replace('.', '\\.');
  assert.match(words, new RegExp(`repeats\\.npy, Place 1, As given ${share(theirs[0])} .*, Place, corrected 2, Corrected ${share(theirs[1])} `));
  assert.match(words, new RegExp(`pred_probs\\.npy, Place 2, As given ${share(own[0])} .*, Place, corrected 1, Corrected ${share(own[1])} `));
  await session.screenshot('impact-mnist');

  await session.click('tab', 'Share');
  const report = await session.downloaded(() => session.click('button', 'Save the report'));
  assert.ok(report.bytes.length < 200e3, `${report.bytes.length} bytes`);
  const { page, problems } = await opened_report(session, report);
  assert.equal(await page.locator('.answer').textContent(), 'At least 13 of these 10,000 labels are wrong: people looked at 100 of them, all that were flagged among these. 2 could not be settled.');
  assert.equal(await page.locator('.lead').textContent(), 'Of 98 examples checked by hand, 10 got another label, 3 were excluded and 85 were right as they were. 2 more were looked at and left open.');
  assert.match(await page.locator('body').innerText(), /Another model wins/);
  assert.match(await page.locator('.examples').innerText(), /by five people each\./);
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  writeFileSync(path.join(screenshots, 'report-mnist.pdf'), pdf);
  writeFileSync(path.join(screenshots, 'report-mnist.html'), report.bytes);
  const { pages, pictures } = pdf_of(pdf);
  assert.ok(pages >= 2 && pages <= 8, `${pages} pages`);
  assert.ok(pictures >= 10, `${pictures} pictures`);
  assert.deepEqual(problems, []);
  const html = report.bytes.toString();
  assert.deepEqual(await invalid(html), []);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.screenshot({ path: path.join(screenshots, 'report-mnist-light.png') });
  await accessible(page, html);
  await page.context().close();
}, { seconds: 120 });

test('texts are in the report, as text, and so are names that go from right to left', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const evil = '</blockquote><script>document.title = "run"</script>{{7*7}}';
  const names = ['قطة', 'כלב', 'owl'];
  const rows = given.map((label, i) => `${i},"Text ${i}: ${evil.replaceAll('"', '""')}",${names[label]}`);
  const refusal = await session.open_by_script([
    { name: 'texts.csv', bytes: Buffer.from(`id,text,label\n${rows.join('\n')}\n`) },
    { name: 'classes.txt', bytes: Buffer.from(`${names.join('\n')}\n`) },
    { name: 'pred_probs.npy', bytes: write_npy('<f8', [examples, 3], probabilities()) },
  ]);
  assert.equal(refusal, null);
  await session.click('tab', 'Review');
  await session.press('w');
  await session.until((s) => s.decided === 1, 'a decision');
  await session.click('tab', 'Impact');
  await session.screenshot('impact-right-to-left');
  await session.click('tab', 'Share');
  const file = await session.downloaded(() => session.click('button', 'Save the report'));
  const html = file.bytes.toString();
  assert.deepEqual(await invalid(html), []);
  const { page, problems } = await opened_report(session, file);
  assert.notEqual(await page.title(), 'run');
  const texts = await page.locator('blockquote').allTextContents();
  assert.equal(texts.length, 3);
  for (const text of texts) assert.match(text, /^Text \d+: <\/blockquote><script>/);
  assert.equal(await page.locator('script').count(), 0);
  // Isolated, so that numbers behind them stay where they belong.
  const body = await page.locator('body').textContent();
  assert.match(body, /\u2068(قطة|כלב)\u2069/);
  for (const sentence of await page.locator('p').allTextContents()) assert.doesNotMatch(sentence, /(?<!\u2068)(قطة|כלב)/);
  const told = (await session.page.locator('#mirror .told').allTextContents()).join('\n');
  assert.doesNotMatch(told, /\u201c(قطة|כלב)/);
  await page.screenshot({ path: path.join(screenshots, 'report-texts.png'), fullPage: true });
  assert.deepEqual(problems, []);
  await page.context().close();
});

test('classes and files whose names are markup and templates stay text in the report', async ({ cleanup }) => {
  const names = ['<script>document.title="run"</script>', '{{7*7}}${7*7}"><img src=x>', "</title></style><h1 onclick='x'>"];
  const session = await open_page_for(cleanup);
  const failed = await session.open_by_script([
    { name: 'labels.npy', bytes: write_npy('<i8', [examples], given) },
    { name: 'pred_probs.npy', bytes: write_npy('<f8', [examples, 3], probabilities()) },
    { name: 'classes.txt', bytes: Buffer.from(`${names.join('\n')}\n`) },
  ]);
  assert.equal(failed, null);
  await session.click('tab', 'Review');
  await session.press('w');
  await session.click('tab', 'Share');
  const file = await session.downloaded(() => session.click('button', 'Save the report'));
  const { page, problems } = await opened_report(session, file);
  assert.notEqual(await page.title(), 'run');
  const text = await page.locator('body').innerText();
  for (const name of names) assert.ok(text.includes(name), name);
  assert.equal(await page.locator('script, img, [onclick], [onerror]').count(), 0);
  assert.equal(await page.locator('h1').count(), 1);
  assert.deepEqual(await invalid(file.bytes.toString()), []);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test('examples whose names are markup and templates stay text: in the page, the report and a review file', async ({ cleanup }) => {
  const evil = '<img src=x onerror="window.ran=1">{{7*7}}${7*7}';
  const folders = ['<b>cat', 'dog'];
  const rows = Array.from({ length: 12 }, (_, i) => ({ folder: folders[i % 2], name: `${evil} ${i}.png` }));
  const session = await open_page_for(cleanup);
  const probabilities_here = Array.from({ length: 24 }, (_, at) => (Math.floor(at / 2) % 2 === at % 2 ? 0.9 : 0.1)).map((p, at) => (Math.floor(at / 2) === 5 ? 1 - p : p));
  const refusal = await session.page.evaluate(async ({ list, picture, table }) => {
    const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const files = list.map(({ folder, name }) => Object.assign(new File([bytes(picture)], name), { path: `<i>set/${folder}/${name}` }));
    try {
      await labelInspector.open([...files, Object.assign(new File([bytes(table)], 'pred_probs.npy'), { path: '<i>set/pred_probs.npy' })]);
      return null;
    } catch (error) { return error.message; }
  }, { list: rows, picture: png.toString('base64'), table: write_npy('<f8', [12, 2], probabilities_here).toString('base64') });
  assert.equal(refusal, null);
  await session.click('tab', 'Review');
  const { example } = await session.until((s) => s.example !== null, 'the flagged one');
  assert.ok(example.name.includes(evil), example.name);
  await session.press('w');
  await session.until((s) => s.decided === 1, 'a decision');
  await session.click('tab', 'Share');
  const file = await session.downloaded(() => session.click('button', 'Save the report'));
  assert.deepEqual(await invalid(file.bytes.toString()), []);
  const { page, problems } = await opened_report(session, file);
  const shown = await page.locator('.examples').innerText(); // a long path without its beginning
  assert.equal(shown.match(/ror="window\.ran=1">\{\{7\*7\}\}\$\{7\*7\} \d+\.png/g)?.length, 5, shown);
  assert.match(await page.locator('pre').innerText(), /detect \. \. --filter-by/);
  assert.equal(await page.locator('img:not([src^="data:image/png"]), i, b, script, [onerror]').count(), 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(problems, []);
  await page.context().close();

  await session.click('button', 'Write a review file');
  await session.click('radio', 'All flagged');
  const review = await session.downloaded(() => session.click('button', 'Save review file'));
  const at = path.join(mkdtempSync(path.join(tmpdir(), 'review-')), review.name);
  writeFileSync(at, review.bytes);
  const reviewer = await open_page_for(cleanup, { url: pathToFileURL(at).href });
  assert.ok((await reviewer.state()).example.name.includes(evil));
  for (const one of [session, reviewer]) {
    assert.equal(await one.page.evaluate(() => window.ran), undefined);
    assert.equal(await one.page.locator('#mirror img[src], #mirror b, #mirror i').count(), 0);
  }
}, { seconds: 90 });

test('the report asks nothing of the network: its policy blocks what somebody put into it', async ({ cleanup }) => {
  const { createServer } = await import('node:http');
  let asked = 0;
  const server = createServer((request, response) => { asked += 1; response.end('x'); });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  cleanup(() => server.close());
  const address = `http://127.0.0.1:${server.address().port}`;
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await session.click('tab', 'Share');
  const file = await session.downloaded(() => session.click('button', 'Save the report'));
  const spoiled = file.bytes.toString().replace('</main>', `<img src="${address}/picture"><script src="${address}/script"></script><link rel="stylesheet" href="${address}/style"><iframe src="${address}/frame"></iframe><script>window.ran = 1</script></main>`);
  const at = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), file.name);
  const page = await (await session.context.browser().newContext()).newPage();
  await page.addInitScript(() => {
    window.blocked = [];
    document.addEventListener('securitypolicyviolation', (event) => window.blocked.push(event.effectiveDirective));
  });
  writeFileSync(at, spoiled);
  await page.goto(pathToFileURL(at).href);
  await page.waitForFunction(() => window.blocked.length >= 5, null, { timeout: 10_000 });
  const blocked = await page.evaluate(() => [...new Set(window.blocked)].sort());
  for (const directive of ['frame-src', 'img-src', 'script-src-elem', 'style-src-elem']) assert.ok(blocked.includes(directive), blocked.join(' '));
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(asked, 0);
  // The same without the policy would have asked.
  writeFileSync(at, spoiled.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
  await page.goto(pathToFileURL(at).href);
  await page.waitForFunction(() => window.ran === 1, null, { timeout: 10_000 });
  assert.ok(asked > 0);
  await page.context().close();
});

test('export() of the scripting interface gives the report and the review file that the buttons save', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await assert.rejects(() => session.exported('report'), /Nothing is open yet/);
  await session.open_by_script(good_files());
  await session.click('tab', 'Review');
  await session.press('w');
  await session.until((s) => s.decided === 1, 'a decision');
  await session.click('tab', 'Share');
  const saved = await session.downloaded(() => session.click('button', 'Save the report'));
  assert.ok((await session.exported('report')).equals(saved.bytes));
  const review = await session.exported('review');
  assert.ok(review.length > 500e3);
  const at = path.join(mkdtempSync(path.join(tmpdir(), 'review-')), 'review.html');
  writeFileSync(at, review);
  const reviewer = await open_page_for(cleanup, { url: pathToFileURL(at).href });
  assert.equal((await reviewer.state()).examples, 2); // what is still open
  await assert.rejects(() => reviewer.exported('review'), /holds one review/);
}, { seconds: 90 });
