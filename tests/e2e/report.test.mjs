// The report: one file without script that reads, prints and stays small; names of markup stay text in it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cifar, mnist } from './lib/datasets.mjs';
import { open_page_for } from './lib/driver.mjs';
import { write_npy } from './lib/npy.mjs';
import { root, screenshots, shared } from './lib/paths.mjs';
import { given, probabilities, examples } from './lib/small.mjs';
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
  assert.equal(lead, 'Of 5 examples checked by hand, 3 got another label, 1 was left out and 1 was right as it was.');
  const pictures = await page.locator('.examples img').evaluateAll((all) => all.map((image) => [image.naturalWidth, image.alt]));
  assert.ok(pictures.length >= 20);
  for (const [width, alt] of pictures) { assert.equal(width, 32); assert.match(alt, /labelled/); }
  assert.deepEqual(problems, []);
  // axe-core runs in a page without the policy: the policy forbids it to run at all.
  await page.goto('about:blank');
  await page.setContent(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
  await page.addScriptTag({ path: axe });
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(' ')}`), []);
    await page.screenshot({ path: path.join(screenshots, `report-${scheme}.png`), fullPage: false });
  }
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  writeFileSync(path.join(screenshots, 'report.pdf'), pdf);
  assert.ok(pdf.length > 10e3);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(wide, false);
  await page.context().close();
});

test('the answers of people about MNIST are merged and reported', async ({ cleanup }) => {
  const data = mnist();
  const session = await open_page_for(cleanup);
  await data.open(session);
  await session.until((s) => s.place === 'overview', 'the overview');
  const validated = JSON.parse(readFileSync(path.join(shared('data/mnist_test'), 'mturk_validated.json')));
  const { fingerprint, title } = JSON.parse((await session.exported('changes.json')).toString());
  const decisions = validated.map(({ index, given: label, corrected, is_error: wrong }) => {
    if (!wrong) return { index, decision: 'keep', class: label };
    return typeof corrected === 'number' ? { index, decision: 'pick', class: corrected } : { index, decision: corrected === null ? 'exclude' : 'both' };
  });
  const file = { kind: 'label-inspector-decisions', version: 1, fingerprint, title, examples: 10000, classes: 10, reviewer: 'five people each', time: Date.now(), decisions };
  await session.drop([{ name: 'mturk.json', bytes: Buffer.from(JSON.stringify(file)) }]);
  await session.until((s) => s.decided === decisions.length, 'the answers');
  await session.click('tab', 'Share');
  const report = await session.downloaded(() => session.click('button', 'Save the report'));
  assert.ok(report.bytes.length < 200e3, `${report.bytes.length} bytes`);
  const { page, problems } = await opened_report(session, report);
  const count = (kind) => decisions.filter(({ decision }) => kind.includes(decision)).length;
  const lead = await page.locator('.lead').textContent();
  assert.match(lead, new RegExp(`^Of ${decisions.length} examples checked by hand, `));
  assert.match(lead, new RegExp(`${count(['pick'])} got another label`));
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  writeFileSync(path.join(screenshots, 'report-mnist.pdf'), pdf);
  writeFileSync(path.join(screenshots, 'report-mnist.html'), report.bytes);
  assert.deepEqual(problems, []);
  assert.deepEqual(await invalid(report.bytes.toString()), []);
  await page.context().close();
});

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
