// The engine's worker: reads local files and answers. Follows the module that Emscripten emits, in one file. The first
// worker of a set of files opens the dataset; a second one only helps to read large probabilities.
//
// It connects to nothing. A worker has the policy of the moment it was made, and the first ones are made before the page
// closes its connection: so the means are taken away here.
for (const means of ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource']) self[means] = undefined;

let engine = null;
let files = [];
const names = []; // of them, without folders
const reader = new FileReaderSync();
const clock = { bytes: 0, milliseconds: 0 };

// A large file that is read from its begin to its end, as text and Parquet are.
let toldOfFile = performance.now();
function tellOfFile(file, offset) {
  const now = performance.now();
  if (now - toldOfFile < progressEvery || offset < 1 << 20 || files[file].size < 8 << 20) return; // not its first bytes alone
  toldOfFile = now;
  postMessage({ kind: 'progress', stage: `Reading ${names[file]}`, done: 0, total: 0, bytes: offset, allBytes: files[file].size });
}

// A read costs a browser some milliseconds, however short it is, and what a file is, is asked of its first bytes several
// times: those of the last few large files are kept. Of small files there may be very many, of which little is wanted.
const headBytes = 66 << 10;
const heads = new Map();
// A whole file that was read before the engine asks for it (60_examples.js): { file, bytes }.
let ahead = null;
function read(file, offset, size) {
  if (ahead?.file === file) return ahead.bytes.subarray(offset, offset + size);
  const started = performance.now();
  const fromFile = (begin, end) => {
    const bytes = new Uint8Array(reader.readAsArrayBuffer(files[file].slice(begin, end)));
    clock.milliseconds += performance.now() - started;
    clock.bytes += bytes.length;
    return bytes;
  };
  if (offset + size > headBytes || files[file].size < 4 * headBytes) {
    tellOfFile(file, offset);
    return fromFile(offset, offset + size);
  }
  if (!heads.has(file)) {
    if (heads.size >= 8) heads.delete(heads.keys().next().value);
    heads.set(file, fromFile(0, headBytes));
  }
  return heads.get(file).subarray(offset, offset + size);
}

const host = {
  // Fills size bytes of the module's memory from a place in a file; 0 when it cannot be read.
  read(file, offset, pointer, size) {
    try {
      const bytes = read(file, offset, size);
      if (bytes.length !== size) return 0;
      engine.HEAPU8.set(bytes, pointer >>> 0);
      return 1;
    } catch {
      return 0; // gone, changed or not readable: the engine says which file and where
    }
  },
  progress(stage, done, total) { postMessage({ kind: 'progress', stage, done, total }); },
};

// Addresses above 2 GB come out of the module as negative numbers.
const bytesAt = (pointer, size) => engine.HEAPU8.slice(pointer >>> 0, (pointer >>> 0) + size);
const text = (pointer) => engine.UTF8ToString(pointer);

// An exception out of the engine is a bare number; the only ones it lets out are those of memory.
function stopped(error) {
  if (error.notStarted) return `Reading could not start: ${error.notStarted}. Close other tabs and try again.`;
  return typeof error === 'number' || error instanceof RangeError
    ? 'There is not enough memory for these files in this tab. Close other tabs and try again, or use the command line, which has no such limit.'
    : `Reading stopped: ${error.message ?? error}. If the files are very large, close other tabs and try again.`;
}

// Settles once the module is started, the first thing that every worker is asked for. Where it cannot be, everything
// that is asked of this worker fails with the reason.
let loaded = null;
function load(module) {
  loaded = new Promise((resolve, reject) => {
    const failed = (error) => reject({ notStarted: error.message ?? error });
    createEngine({
      host,
      instantiateWasm(imports, ready) {
        WebAssembly.instantiate(module, imports).then((instance) => ready(instance, module)).catch(failed);
        return {};
      },
    }).then((started) => { engine = started; resolve(); }, failed);
  });
  loaded.catch(() => {});
}

// Room in the module's memory while use(pointer) runs, and what that gives. bytes: what is put there, or how many.
function withRoom(bytes, use) {
  const pointer = engine._malloc(Math.max(1, bytes.length ?? bytes));
  if (pointer === 0) throw new RangeError('there is not enough memory');
  const free = () => engine._free(pointer);
  let given;
  try {
    if (bytes.length !== undefined) engine.HEAPU8.set(bytes, pointer >>> 0);
    given = use(pointer);
  } catch (error) {
    free();
    throw error;
  }
  if (given instanceof Promise) return given.finally(free);
  free();
  return given;
}
const withText = (value, use) => withRoom(new TextEncoder().encode(value + '\0'), use);

function addFile(path, file) {
  files.push(file);
  names.push(path.slice(path.lastIndexOf('/') + 1));
  withText(path, (pointer) => engine._engine_file(pointer, file.size));
}
