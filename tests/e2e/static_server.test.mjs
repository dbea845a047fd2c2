// web/static_server.mjs: types, compressed neighbours, and no way out of the folder.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { serve } from '../../web/static_server.mjs';
import { test } from './lib/test.mjs';

// fetch() would tidy the path and unpack the body: plain http does neither.
function get(port, url, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    http.request({ port, path: url, headers, method, host: 'localhost' }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', reject).end();
  });
}

async function served(cleanup) {
  const above = mkdtempSync(path.join(os.tmpdir(), 'label-inspector-'));
  cleanup(() => rmSync(above, { recursive: true, force: true }));
  const folder = path.join(above, 'site');
  mkdirSync(path.join(folder, 'sample'), { recursive: true });
  writeFileSync(path.join(above, 'secret.txt'), 'secret');
  writeFileSync(path.join(folder, 'index.html'), '<p>hello</p>');
  writeFileSync(path.join(folder, '.hidden'), 'secret');
  writeFileSync(path.join(folder, 'page.wasm'), Buffer.alloc(5000));
  writeFileSync(path.join(folder, 'page.wasm.br'), brotliCompressSync(Buffer.alloc(5000)));
  writeFileSync(path.join(folder, 'sample/images.gz'), 'not unpacked');
  writeFileSync(path.join(folder, 'sample/a b.txt'), 'space');
  const server = await serve(folder);
  cleanup(() => server.close());
  return server;
}

test('content types, and the index of a folder', async ({ cleanup }) => {
  const { port } = await served(cleanup);
  for (const [url, type] of [['/', 'text/html; charset=utf-8'], ['/index.html?x#y', 'text/html; charset=utf-8'],
    ['/page.wasm', 'application/wasm'], ['/sample/images.gz', 'application/gzip'], ['/sample/a%20b.txt', 'text/plain; charset=utf-8']]) {
    const { status, headers, body } = await get(port, url);
    assert.deepEqual([status, headers['content-type'], headers['content-length'], headers['cache-control'], headers['content-encoding']],
      [200, type, String(body.length), 'no-cache', undefined], url);
  }
});

test('a compressed neighbour goes to those who take it, and only to them', async ({ cleanup }) => {
  const { port } = await served(cleanup);
  const small = await get(port, '/page.wasm', { 'Accept-Encoding': 'gzip, deflate, br' });
  assert.equal(small.headers['content-encoding'], 'br');
  assert.equal(small.headers['content-type'], 'application/wasm');
  assert.equal(brotliDecompressSync(small.body).length, 5000);
  assert.equal((await get(port, '/page.wasm', { 'Accept-Encoding': 'gzip, br;q=0' })).body.length, 5000);
});

test('what has not changed is not sent again', async ({ cleanup }) => {
  const { port } = await served(cleanup);
  const { headers } = await get(port, '/index.html');
  const again = await get(port, '/index.html', { 'If-None-Match': headers.etag });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
  const head = await get(port, '/index.html', {}, 'HEAD');
  assert.deepEqual([head.status, head.body.length, head.headers['content-length']], [200, 0, '12']);
});

test('nothing outside of the folder, nothing hidden, nothing but reading', async ({ cleanup }) => {
  const { port } = await served(cleanup);
  for (const url of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/sample/../../secret.txt', '/%2e%2e%5csecret.txt',
    '/.hidden', '/%ff', '/page.wasm%00', '/sample', '/nothing']) {
    const { status, body } = await get(port, url);
    assert.equal(status, 404, url);
    assert.doesNotMatch(body.toString(), /secret/);
  }
  assert.equal((await get(port, '/index.html', {}, 'POST')).status, 405);
});
