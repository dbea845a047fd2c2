// Serves a folder of static files on this computer, for ./web/serve and the tests. The page needs nothing from its
// server but right content types; any other static host does as well.
//
//   node web/static_server.mjs FOLDER [PORT]     port 8080 unless told; 0 takes a free one
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const content_types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gz': 'application/gzip', // a file as it is, never a content encoding: the page unpacks it itself
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.npy': 'application/octet-stream',
  '.otf': 'font/otf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const encodings = [['br', '.br'], ['gzip', '.gz']];

async function file_size(file) {
  try {
    const found = await stat(file);
    return found.isFile() ? { size: found.size, modified: found.mtimeMs } : null;
  } catch {
    return null;
  }
}

// The file a request path means, or null when it would leave the folder. Hidden files are not served.
export function resolve_path(folder, url) {
  let decoded;
  try {
    decoded = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.') || /[\\\0]/.test(part))) return null;
  if (decoded.endsWith('/')) parts.push('index.html');
  return path.join(folder, ...parts);
}

// Quality values are left alone but for 0, which means "not this one".
function accepts(request, encoding) {
  return String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((item) => item.trim().split(/\s*;\s*/))
    .some(([name, quality]) => name === encoding && !/^q=0(\.0*)?$/.test(quality ?? ''));
}

// The compressed neighbour of a file (x.wasm.br), where there is one that is not older than the file itself.
async function precompressed(file, original, request) {
  for (const [encoding, suffix] of encodings) {
    if (!accepts(request, encoding)) continue;
    const found = await file_size(file + suffix);
    if (found && found.modified >= original.modified) return { file: file + suffix, size: found.size, encoding };
  }
  return null;
}

async function answer(folder, request, response) {
  const refuse = (status, words) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
    response.end(`${words}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD');
  const file = resolve_path(folder, request.url);
  const original = file && (await file_size(file));
  if (!original) return refuse(404, 'Not found');

  const smaller = await precompressed(file, original, request);
  const headers = {
    'Content-Type': content_types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': (smaller ?? original).size,
    'Cache-Control': 'no-cache', // kept by the browser, but asked about each time
    ETag: `"${original.size.toString(16)}-${Math.round(original.modified).toString(16)}${smaller ? `-${smaller.encoding}` : ''}"`,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    ...(smaller && { 'Content-Encoding': smaller.encoding }),
  };
  if (request.headers['if-none-match'] === headers.ETag) {
    delete headers['Content-Length'];
    response.writeHead(304, headers);
    return response.end();
  }
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  pipeline(createReadStream(smaller?.file ?? file), response, () => {}); // closes both where either breaks
}

// Listens on this computer only. Resolves to { url, port, close() }.
export function serve(folder, port = 0) {
  const root = path.resolve(folder);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      const { port: taken } = server.address();
      const close = () =>
        new Promise((closed) => {
          server.close(closed);
          server.closeAllConnections?.();
        });
      resolve({ url: `http://localhost:${taken}`, port: taken, close });
    });
  });
}

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) {
  const [folder, port = '8080'] = process.argv.slice(2);
  if (!folder || !/^\d+$/.test(port)) {
    console.error('usage: node web/static_server.mjs FOLDER [PORT]');
    process.exit(2);
  }
  try {
    const { url } = await serve(folder, Number(port));
    console.log(`Serving ${path.resolve(folder)}\n\n    ${url}\n\nStop with Ctrl+C.`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${port} is taken by another program. Choose one with PORT=8081 ./web/serve`);
    process.exit(1);
  }
}
