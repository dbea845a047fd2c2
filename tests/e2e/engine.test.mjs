// The engine's worker and what depends on it after an audit was opened: further models, a worker that ends, memory that
// is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { open_page_for } from './lib/driver.mjs';
import { write_npy } from './lib/npy.mjs';
import { root } from './lib/paths.mjs';
import { examples, given, good_files, png, probabilities } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const other_model = (name = 'other.npy') => ({ name, bytes: write_npy('<f8', [examples, 3], probabilities().map((number, at) => (given[Math.floor(at / 3)] === at % 3 ? 1 : number / 9))) });
const models = async (session) => (await session.page.locator('#mirror .told').allTextContents()).map((text) => /^(.*), Place \d/.exec(text)?.[1]).filter(Boolean);

// Every worker, and the kinds of messages it sent; `hear` may change a message.
const watched = (hear) => `(() => {
  const Plain = window.Worker;
  window.workers = [];
  window.sent = [];
  window.Worker = class extends Plain {
    constructor(...all) { super(...all); window.workers.push(this); window.sent.push([]); }
    set onmessage(told) {
      const mine = window.sent[window.workers.indexOf(this)];
      super.onmessage = (event) => { mine.push(event.data.kind); (${hear})(event.data); told(event); };
    }
  };
})()`;

test('a further model of more than eight megabytes is added', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const [rows, columns] = [2400, 1000];
  await session.page.evaluate(([all, classes, header]) => {
    const bytes = Uint8Array.from(atob(header), (c) => c.charCodeAt(0));
    // sure: how often it finds the given class likeliest, in tenths.
    window.table = (name, sure) => {
      const numbers = new Float32Array(all * classes).fill(0.1 / classes);
      for (let i = 0; i < all; i += 1) numbers[i * classes + (i + (i % 10 < sure ? 0 : 1)) % classes] += 0.9;
      return new File([bytes, numbers], name);
    };
  }, [rows, columns, write_npy('<f4', [rows, columns], []).toString('base64')]);
  const labels = write_npy('<i4', [rows], Array.from({ length: rows }, (_, i) => i % columns)).toString('base64');
  await session.page.evaluate((encoded) => labelInspector.open([window.table('pred_probs.npy', 9), new File([Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))], 'labels.npy')]), labels);
  await go_to_place(session, 'Impact');
  await session.page.evaluate(() => labelInspector.open([window.table('model2.npy', 8)]));
  const { message } = await session.state();
  assert.match(message, /model2\.npy added/);
  assert.ok((await models(session)).includes('model2.npy'));
}, { seconds: 90 });

test('a further model is added after an audit whose engine grew and is not needed any more', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { before_load: watched("(data) => { if (data.kind === 'found') data.timings.peakBytes = 2 ** 30; }") });
  await session.open_by_script(good_files());
  const started = await session.page.evaluate(() => window.sent.filter((kinds) => kinds.length > 0).length);
  assert.equal(started, 1, 'nothing is asked of an engine before there is a question');
  await go_to_place(session, 'Impact');
  await session.drop([other_model()]);
  await session.until((now) => /other\.npy added/.test(now.message ?? ''), 'the model');
});

test('a worker that ends: what was asked of it is answered with the reason, and the next question starts another', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { before_load: watched('() => {}') });
  await session.click('button', 'Try the sample');
  await session.until((now) => now.flagged > 0 && !now.busy, 'the sample', 60_000);
  const report = await session.page.evaluate(async () => {
    const written = labelInspector.export('report');
    await new Promise((done) => setTimeout(done, 0));
    for (const worker of window.workers.splice(0, Infinity, ...window.workers.map(() => null))) {
      worker.terminate();
      worker.onerror(new ErrorEvent('error', { message: 'it ran out of memory', cancelable: true }));
    }
    return Promise.race([written.then((file) => file.text()), new Promise((done) => setTimeout(done, 20_000, 'no answer'))]);
  });
  assert.ok(report.split('data:image').length > 10, 'the report is written, with what the next worker reads');
  assert.match((await session.state()).message ?? '', /^Reading stopped: it ran out of memory\./);
}, { seconds: 90 });

test('models in JSON are models on Impact, too, and answers dropped there are answers', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  await go_to_place(session, 'Impact');
  const numbers = probabilities();
  const table = Array.from({ length: examples }, (_, i) => numbers.slice(3 * i, 3 * i + 3));
  await session.drop([{ name: 'resnet.json', bytes: Buffer.from(JSON.stringify(table)) }]);
  await session.until((now) => /resnet\.json added/.test(now.message ?? ''), 'the model');
  const { fingerprint, title } = JSON.parse((await session.exported('changes.json')).toString());
  const answers = { kind: 'label-inspector-decisions', version: 1, fingerprint, title, examples, classes: 3, time: 1e12, reviewer: 'Ada', decisions: [{ index: 7, decision: 'keep', class: given[7], time: 1e12 }] };
  await session.drop([{ name: 'answers.json', bytes: Buffer.from(JSON.stringify(answers)) }]);
  await session.until((now) => now.decided === 1, 'the answer');
});

test('answers that cannot be read any more are named', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  const refused = await session.page.evaluate(() => {
    const file = new File(['{"kind": "label-inspector-decisions"}'], 'ada.json');
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    return labelInspector.open([file]).then(() => null, (error) => error.message);
  });
  assert.match(refused, /^ada\.json cannot be read any more/);
  assert.equal((await session.state()).message, refused, 'it is on the screen');
});

test('models added in a second tab are kept once that tab keeps the audit, with those of the first', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await session.open_by_script(good_files());
  const first = session.page;
  const second = await session.context.newPage();
  session.page = second;
  await session.go();
  await session.open_by_script(good_files());
  await go_to_place(session, 'Impact');
  await session.drop([other_model('second.npy')]);
  await session.until((now) => /second\.npy added/.test(now.message ?? ''), 'the model in the second tab');
  session.page = first;
  await go_to_place(session, 'Impact');
  await session.drop([other_model('first.npy')]);
  await session.until((now) => /first\.npy added/.test(now.message ?? ''), 'the model in the first');
  await session.settle(500);
  await first.close();
  session.page = second;
  await go_to_place(session, 'Review');
  await session.press('q');
  await session.until((now) => /kept again/.test(now.message ?? ''), 'that it is kept');
  await session.settle();
  await session.reload();
  await session.until((now) => now.decided === 1 && !now.busy, 'the audit after a reload');
  await go_to_place(session, 'Impact');
  const there = await models(session);
  assert.ok(there.includes('first.npy') && there.includes('second.npy'), there.join(', '));
}, { seconds: 60 });

test('a tab of an older version that holds the storage is waited for by nobody, and forgotten once it is closed', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { go: false });
  const old = session.page;
  await old.goto(`${session.options.url}page.css`);
  await old.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('label-inspector', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('audits', { keyPath: 'fingerprint' });
      request.result.createObjectStore('files', { keyPath: 'fingerprint' });
      request.result.createObjectStore('journal', { autoIncrement: true }).createIndex('fingerprint', 'fingerprint');
    };
    request.onsuccess = () => { window.held = request.result; done(); };
  }));
  session.page = await session.context.newPage();
  await session.go();
  await session.open_by_script(good_files());
  await old.close();
  session.problems.length = 0; // that tab asked for an icon of its own
  await go_to_place(session, 'Review');
  await session.press('q');
  await session.until((now) => now.decided === 1, 'a decision');
  await session.settle();
  const [labels, table] = good_files();
  await session.open_by_script([{ name: 'labels.npy', bytes: write_npy('<i8', [examples], given.map((g) => (g + 1) % 3)) }, table]);
  assert.ok(labels);
  await go_to_place(session, 'Open');
  await session.place_of('button', /^Resume /);
}, { seconds: 60 });

test('where the file of a picture cannot be read, saving the pictures says which and why', async ({ cleanup }) => {
  const session = await open_page_for(cleanup, { before_load: watched("(data) => { if (data.kind === 'original') Object.assign(data, { kind: 'original failed', problem: 'cat/1.png cannot be read any more.' }); }") });
  const files = { picture: png.toString('base64'), table: write_npy('<f8', [4, 2], [0.9, 0.1, 0.2, 0.8, 0.1, 0.9, 0.3, 0.7]).toString('base64') };
  const refused = await session.page.evaluate(async ({ picture, table }) => {
    const file = (path, encoded) => Object.assign(new File([Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))], path.split('/').pop()), { path });
    await labelInspector.open([...['cat/1.png', 'cat/2.png', 'dog/3.png', 'dog/4.png'].map((path) => file(path, picture)), file('pred_probs.npy', table)]);
    return labelInspector.export('pictures').then(() => null, (error) => error.message);
  }, files);
  assert.equal(refused, 'Nothing was saved. cat/1.png cannot be read any more.');
});

test('memory that is not there is no address: nothing is written, and what was taken is given back', () => {
  const freed = [];
  const context = vm.createContext({ FileReaderSync: class {}, TextEncoder, performance, postMessage() {}, freed });
  vm.runInContext(`globalThis.self = globalThis; ${readFileSync(path.join(root, 'web/engine/10_engine.js'), 'utf8')}
    engine = { HEAPU8: new Uint8Array(64), _malloc: () => 0, _free: (pointer) => freed.push(pointer) };`, context);
  assert.throws(() => vm.runInContext('withText("a path", () => {})', context), /memory/);
  assert.ok(vm.runInContext('engine.HEAPU8.every((byte) => byte === 0)', context));
  vm.runInContext('engine._malloc = () => 16', context);
  assert.throws(() => vm.runInContext('withText("a path", () => { throw new Error("damaged"); })', context), /damaged/);
  assert.equal(vm.runInContext('withRoom(8, (pointer) => pointer + 1)', context), 17);
  assert.deepEqual(freed, [16, 16]);
});
