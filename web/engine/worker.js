// The engine's worker: reads local files and answers. Follows the module that Emscripten emits, in one file. The first
// worker of a set of files opens the dataset; a second one only helps to read large probabilities.
let engine = null;
let files = [];
const reader = new FileReaderSync();
const clock = { bytes: 0, milliseconds: 0 };

const host = {
  // Fills size bytes of the module's memory from a place in a file; 0 when it cannot be read.
  read(file, offset, pointer, size) {
    const started = performance.now();
    try {
      const bytes = new Uint8Array(reader.readAsArrayBuffer(files[file].slice(offset, offset + size)));
      clock.milliseconds += performance.now() - started;
      clock.bytes += bytes.length;
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

function withText(value, use) {
  const bytes = new TextEncoder().encode(value + '\0');
  const pointer = engine._malloc(bytes.length);
  engine.HEAPU8.set(bytes, pointer >>> 0);
  use(pointer);
  engine._free(pointer);
}

function addFile(path, file) {
  files.push(file);
  withText(path, (pointer) => engine._engine_file(pointer, file.size));
}

async function open(message) {
  await loaded;
  if (!helperEnded) helper = message.helper;
  message.files.forEach((file, i) => addFile(message.paths[i], file));
  if (message.choices) withText(message.choices, (pointer) => engine._engine_choose(pointer));
  const started = performance.now();
  const reading = () => postMessage({ kind: 'reading', bytes: bytesAt(engine._engine_reading(), engine._engine_reading_size()) });
  if (!engine._engine_open()) {
    reading();
    return postMessage({ kind: 'failed', problem: text(engine._engine_problem()) });
  }
  if (message.picturesOnly) return; // what was found is on the page already
  reading();
  if (!engine._engine_complete()) return postMessage({ kind: 'incomplete', onlyAdds: engine._engine_only_adds() !== 0 });
  const opened = performance.now();
  if (engine._engine_stream()) {
    const problem = await collect() ?? await settle();
    if (problem) return postMessage({ kind: 'failed', problem });
  }
  const collected = performance.now();
  if (!engine._engine_find()) return postMessage({ kind: 'failed', problem: text(engine._engine_problem()) });
  const dataset = bytesAt(engine._engine_dataset(), engine._engine_dataset_size());
  const findings = bytesAt(engine._engine_findings(), engine._engine_findings_size());
  engine._engine_release();
  const ended = performance.now();
  const pictures = engine._engine_has_pictures() !== 0 || engine._engine_has_sounds() !== 0 || engine._engine_has_records() !== 0;
  const timings = { bytesRead: clock.bytes, readMs: clock.milliseconds, openMs: opened - started, collectMs: collected - opened, findMs: ended - collected,
    detectMs: ended - opened, rowsReadAgain: engine._engine_rows_read_again(), peakBytes: engine.HEAPU8.length };
  postMessage({ kind: 'found', dataset, findings, pictures, timings }, [dataset.buffer, findings.buffer]);
}

// ---- reading the probabilities ------------------------------------------------------------------------------------
// A stream that fills a buffer of ours is the fastest way a browser has to read a local file (tests/bench/page_reading.mjs
// compares them). The bytes are copied once, to where the engine takes them apart.
let buffer = null;
// What is being read. Without this only the stream's own promises refer to it, and Chromium has been seen to clear it
// away in the middle of reading: no further piece comes, and no error.
let reading = null;
const silence = 10000; // milliseconds
const progressEvery = 500; // milliseconds: each is a frame that the page draws, which takes time from reading

async function* streamed(blob) {
  const source = blob.stream();
  // Should it fall silent all the same, it is given up.
  const watch = setInterval(() => {
    if (performance.now() - reading.pieceAt < silence) return;
    buffer = null; // it may still belong to the stream
    reading.stream.cancel().catch(() => {});
  }, 2000);
  try {
    const stream = source.getReader({ mode: 'byob' });
    reading = { blob, source, stream, pieceAt: performance.now() };
    buffer ??= new ArrayBuffer(1 << 20);
    for (;;) {
      const { done, value } = await stream.read(new Uint8Array(buffer));
      if (value) buffer = value.buffer;
      if (done) return;
      reading.pieceAt = performance.now();
      yield value;
    }
  } finally {
    clearInterval(watch);
    reading?.stream.cancel().catch(() => {}); // where a row could not be used, the rest is not wanted
    reading = null;
  }
}

// Slower, and to be had everywhere.
async function* sliced(blob) {
  const size = 16 << 20;
  let next = blob.slice(0, size).arrayBuffer();
  for (let at = 0; at < blob.size; at += size) {
    const piece = await next;
    if (at + size < blob.size) (next = blob.slice(at + size, at + 2 * size).arrayBuffer()).catch(() => {});
    yield new Uint8Array(piece);
  }
}

// Reads a block of rows. begin() tells the engine which. Returns null, or { row, problem }.
async function readBlock(begin, file, afterPiece) {
  const began = performance.now();
  const fault = () => ({ row: engine._engine_problem_row(), problem: text(engine._engine_problem()) });
  for (const pieces of [streamed, sliced]) {
    if (!begin()) return fault();
    const offset = engine._engine_block_offset();
    const size = engine._engine_block_bytes();
    let had = 0;
    try {
      for await (const piece of pieces(file.slice(offset, offset + size))) {
        for (let at = 0; at < piece.length;) {
          const count = Math.min(piece.length - at, engine._engine_room_size());
          engine.HEAPU8.set(at === 0 && count === piece.length ? piece : piece.subarray(at, at + count), engine._engine_room() >>> 0);
          if (!engine._engine_take(count)) return fault();
          at += count;
        }
        had += piece.length;
        afterPiece?.();
      }
    } catch (error) { // gone, changed or not readable, or a browser without such streams
      if (typeof error === 'number') throw error; // out of memory, in the engine
    }
    clock.bytes += had;
    if (had === size) {
      clock.milliseconds += performance.now() - began;
      engine._engine_block_done();
      return null;
    }
  }
  engine._engine_unreadable();
  return fault();
}

// The port of the worker that helps, as long as it is there; it may end at any time.
let helper = null;
let helperEnded = false;
let afterHelper = () => {}; // what is waiting for it goes on without
function helperLost() {
  helper = null;
  helperEnded = true;
  afterHelper();
}

// All rows, in blocks, taken in turn by this worker and by the one that helps. Returns the problem's sentence or null.
// Blocks are handed out in order: when one fails, only earlier ones that are still under way can have the first problem.
async function collect() {
  if (!engine._engine_begin()) return text(engine._engine_problem());
  const rows = engine._engine_rows();
  const file = files[engine._engine_stream_file()];
  // Beginning a stream costs some milliseconds; with few blocks one worker would wait for the other at the end.
  const rowBytes = engine._engine_stream_row_bytes();
  const blockBytes = Math.min(64 << 20, Math.max(16 << 20, rows * rowBytes / 8));
  const rowsPerBlock = Math.max(1, Math.floor(blockBytes / rowBytes));
  const again = []; // blocks that a helper could not finish
  let next = 0;
  let done = 0;
  let problem = null;
  let told = performance.now() + 200;
  const block = () => {
    if (problem) return null;
    if (again.length > 0) return again.shift();
    if (next >= rows) return null;
    const first = next;
    next = Math.min(rows, next + rowsPerBlock);
    return { first, count: next - first };
  };
  const fail = (found) => { if (!problem || found.row < problem.row) problem = found; };
  const tell = (sofar) => {
    const now = performance.now();
    if (now - told < progressEvery) return;
    told = now;
    postMessage({ kind: 'progress', stage: 'Reading the probabilities', done: sofar, total: rows });
  };

  // The helper has two blocks at a time, so that it never waits for the next.
  const lent = [];
  let helperIdle = () => {};
  const lend = () => {
    while (helper && lent.length < 2) {
      const lot = block();
      if (!lot) break;
      lent.push(lot);
      const labels = bytesAt(engine._engine_labels() + 4 * lot.first, 4 * lot.count);
      helper.postMessage({ ...lot, labels, kept: engine._engine_kept() }, [labels.buffer]);
    }
    if (lent.length === 0) helperIdle();
  };
  if (helper) {
    helper.onmessage = ({ data }) => {
      if (!helper) return;
      if (data.kind === 'lost') return helperLost();
      const lot = lent.shift();
      if (data.problem) fail(data);
      else {
        const part = engine._malloc(data.part.length);
        engine.HEAPU8.set(data.part, part >>> 0);
        if (!engine._engine_merge(part, data.part.length)) fail({ row: lot.first, problem: text(engine._engine_problem()) });
        engine._free(part);
        done += lot.count;
        clock.bytes += data.bytes;
      }
      lend();
    };
    afterHelper = () => { // its blocks are read here
      again.push(...lent.splice(0));
      helperIdle();
    };
    const name = text(engine._engine_stream_name());
    const begin = engine._engine_stream_begin();
    helper.postMessage({ file: begin > 0 ? file.slice(begin, begin + engine._engine_stream_bytes()) : file, name });
    lend();
  }
  for (;;) {
    const lot = block();
    if (lot) {
      const begin = () => { engine._engine_block(lot.first, lot.count); return true; };
      const found = await readBlock(begin, file, () => tell(done + engine._engine_next_row() - lot.first));
      if (found) fail(found);
      else done += lot.count;
    } else if (lent.length > 0) {
      await new Promise((resolve) => { helperIdle = resolve; });
    } else {
      break;
    }
  }
  return problem?.problem ?? null;
}

// Rows that leave a question open, again: those kept here or by the helper as they passed by, the others from the file.
// Reading one costs a browser a third of a millisecond and more, so many are under way at once. Returns the problem's
// sentence or null.
async function settle() {
  if (!engine._engine_detect()) return text(engine._engine_problem());
  const file = files[engine._engine_stream_file()];
  const fileBytes = engine._engine_stream_row_bytes();
  const offset = engine._engine_stream_offset();
  const cachedBytes = engine._engine_cached_bytes();
  const room = engine._malloc(Math.max(fileBytes, cachedBytes));
  try {
    for (let count = engine._engine_open_count(); count > 0; count = engine._engine_open_count()) {
      let missing = [];
      for (let i = 0; i < count; ++i) {
        const row = engine._engine_open_row(i);
        const cached = engine._engine_cached(row);
        if (cached) engine._engine_settle(row, cached); else missing.push(row);
      }
      if (helper && missing.length > 0) missing = await settleFromHelper(missing);
      let next = 0;
      const one = async () => {
        while (next < missing.length) {
          const row = missing[next++];
          const at = offset + row * fileBytes;
          const bytes = await file.slice(at, at + fileBytes).arrayBuffer().catch(() => null);
          if (bytes?.byteLength !== fileBytes) throw { unreadable: row };
          engine.HEAPU8.set(new Uint8Array(bytes), room >>> 0);
          engine._engine_settle_from_file(row, room);
          clock.bytes += fileBytes;
        }
      };
      await Promise.all(Array.from({ length: 32 }, one));
      engine._engine_advance();
    }
  } catch (error) {
    if (error?.unreadable === undefined) throw error;
    engine._engine_row_unreadable(error.unreadable);
    return text(engine._engine_problem());
  } finally {
    engine._free(room);
    helper?.postMessage({ kind: 'done' });
  }
  return null;

  // The rows it does not have are given back. Two lots are under way, so that it never waits; their buffers go back
  // and forth, since new ones would fill the memory before they are collected.
  function settleFromHelper(rows) {
    const atOnce = Math.max(1, Math.floor((2 << 20) / cachedBytes));
    return new Promise((resolve) => {
      const left = [];
      const settled = new Set();
      let asked = 0;
      let answered = 0;
      const ask = (numbers) => {
        if (asked >= rows.length) return;
        const lot = rows.slice(asked, asked + atOnce);
        asked += lot.length;
        helper.postMessage({ kind: 'rows', rows: lot, numbers }, [numbers.buffer]);
      };
      afterHelper = () => resolve(rows.filter((row) => !settled.has(row)));
      helper.onmessage = ({ data }) => {
        if (data.kind === 'lost') return helperLost();
        data.rows.forEach((row, i) => {
          engine.HEAPU8.set(data.numbers.subarray(i * cachedBytes, (i + 1) * cachedBytes), room >>> 0);
          engine._engine_settle(row, room);
          settled.add(row);
        });
        left.push(...data.missing);
        answered += data.rows.length + data.missing.length;
        if (answered === rows.length) resolve(left); else ask(data.numbers);
      };
      for (let i = 0; i < 2; i += 1) ask(new Uint8Array(atOnce * cachedBytes));
    });
  }
}

// Helping another worker: its blocks come through `port`, one message each; what is found in them goes back.
function help({ port }) {
  const lost = (error) => port.postMessage({ kind: 'lost', error: String(error) });
  let ready = loaded;
  ready.catch(lost);
  port.onmessage = ({ data }) => {
    ready = ready.then(() => work(data)).catch(lost);
  };
  async function work(data) {
    if (data.kind === 'done') return self.close(); // gives its memory back
    if (data.file) return addFile(data.name, data.file);
    if (data.kind === 'rows') return giveRows(data);
    const begin = () => {
      const labels = engine._malloc(data.labels.length);
      engine.HEAPU8.set(data.labels, labels >>> 0);
      const begun = engine._engine_help(data.first, data.count, labels, data.kept);
      engine._free(labels);
      return begun;
    };
    const found = await readBlock(begin, files[0]);
    if (found) return port.postMessage(found);
    const pointer = engine._engine_part();
    const part = bytesAt(pointer, engine._engine_part_size());
    port.postMessage({ part, bytes: clock.bytes }, [part.buffer]);
    clock.bytes = 0;
  }
  function giveRows({ rows: wanted, numbers }) {
    const size = engine._engine_cached_bytes();
    const rows = [];
    const missing = [];
    for (const row of wanted) (engine._engine_cached(row) ? rows : missing).push(row);
    rows.forEach((row, i) => {
      const pointer = engine._engine_cached(row) >>> 0;
      numbers.set(engine.HEAPU8.subarray(pointer, pointer + size), i * size);
    });
    port.postMessage({ rows, missing, numbers }, [numbers.buffer]);
  }
}

function picture({ example, longestSide, ticket }) {
  const answer = engine._engine_picture(example, longestSide);
  if (answer === 2) return pictureByBrowser({ example, longestSide, ticket });
  if (!answer) return postMessage({ kind: 'picture failed', example, longestSide, ticket, problem: text(engine._engine_problem()) });
  const width = engine._engine_picture_width();
  const height = engine._engine_picture_height();
  const rgba = bytesAt(engine._engine_picture_rgba(), width * height * 4);
  postMessage({ kind: 'picture', example, longestSide, ticket, width, height, originalWidth: engine._engine_picture_original_width(), originalHeight: engine._engine_picture_original_height(), rgba }, [rgba.buffer]);
}

// What the engine does not decode, the browser may: here, or on the page, which has elements for what workers have not
// (SVG). Its dimensions were looked at.
async function pictureByBrowser(which) {
  const type = text(engine._engine_encoded_type());
  const bytes = bytesAt(engine._engine_encoded(), engine._engine_encoded_size());
  const problem = text(engine._engine_problem());
  if (type !== 'image/svg+xml' && typeof OffscreenCanvas === 'function') {
    try {
      const bitmap = await createImageBitmap(new Blob([bytes], { type }));
      const [originalWidth, originalHeight] = [bitmap.width, bitmap.height];
      const scale = Math.min(1, which.longestSide / Math.max(originalWidth, originalHeight));
      const [width, height] = [originalWidth, originalHeight].map((side) => Math.max(1, Math.round(side * scale)));
      // In memory: a canvas of the graphics card is slow to make and slow to read.
      const drawing = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      drawing.imageSmoothingQuality = 'high';
      drawing.drawImage(bitmap, 0, 0, width, height);
      bitmap.close();
      const rgba = new Uint8Array(drawing.getImageData(0, 0, width, height).data.buffer);
      return postMessage({ kind: 'picture', ...which, width, height, originalWidth, originalHeight, rgba }, [rgba.buffer]);
    } catch { /* the page may do better */ }
  }
  postMessage({ kind: 'picture for the page', ...which, type, bytes, problem }, [bytes.buffer]);
}

// The waveform; where it takes a browser to decode the file, the file: workers cannot.
function sound({ example }) {
  const failed = () => postMessage({ kind: 'sound failed', example, problem: text(engine._engine_problem()) });
  if (!engine._engine_sound(example)) return failed();
  const wave = { kind: 'sound', example, seconds: engine._engine_sound_seconds(), rate: engine._engine_sound_rate(), channels: engine._engine_sound_channels() };
  const peaks = bytesAt(engine._engine_sound_peaks(), engine._engine_sound_peaks_size());
  if (peaks.length > 0) return postMessage({ ...wave, peaks }, [peaks.buffer]);
  const bytes = soundFile(example);
  if (!bytes) return failed();
  postMessage({ ...wave, bytes }, [bytes.buffer]);
}
function soundFile(example) {
  if (!engine._engine_sound_file(example)) return null;
  const bytes = bytesAt(engine._engine_sound_file_bytes(), engine._engine_sound_file_size());
  engine._engine_sound_file_sent();
  return bytes;
}
function soundBytes({ example, ticket }) {
  const bytes = soundFile(example);
  if (!bytes) return postMessage({ kind: 'sound bytes failed', example, ticket, problem: text(engine._engine_problem()) });
  postMessage({ kind: 'sound bytes', example, ticket, bytes }, [bytes.buffer]);
}

// The file of a picture, byte for byte.
function original({ example, ticket }) {
  if (!engine._engine_original(example)) return postMessage({ kind: 'original failed', example, ticket, problem: text(engine._engine_problem()) });
  const bytes = bytesAt(engine._engine_original_bytes(), engine._engine_original_size());
  postMessage({ kind: 'original', example, ticket, bytes }, [bytes.buffer]);
}

function record({ example, ticket }) {
  if (!engine._engine_record(example)) return postMessage({ kind: 'record failed', example, ticket, problem: text(engine._engine_problem()) });
  const bytes = bytesAt(engine._engine_record_bytes(), engine._engine_record_size());
  postMessage({ kind: 'record', example, ticket, bytes }, [bytes.buffer]);
}

function search({ needle }) {
  let found = 0;
  withText(needle, (pointer) => { found = engine._engine_search(pointer); });
  const size = engine._engine_search_size();
  if (size > 0) postMessage({ kind: 'found in texts', needle, hits: bytesAt(found, size) });
}

// Another model's probabilities: which class it finds likeliest for each example.
async function model({ file, name, rows, columns }) {
  try {
    await loaded;
    addFile(name, file);
    if (!engine._engine_model(rows, columns)) return postMessage({ kind: 'model', problem: text(engine._engine_problem()) });
    const classes = bytesAt(engine._engine_model_classes(), 4 * rows);
    postMessage({ kind: 'model', classes }, [classes.buffer]);
  } catch (error) { postMessage({ kind: 'model', problem: stopped(error) }); }
}

let opened = null;
onmessage = ({ data }) => {
  if (data.kind === 'load') {
    load(data.module);
  } else if (data.kind === 'open') {
    opened = open(data).catch((error) => postMessage({ kind: 'failed', problem: stopped(error) }));
  } else if (data.kind === 'helper lost') {
    helperLost();
  } else if (data.kind === 'help') {
    help(data);
  } else if (data.kind === 'record') {
    opened.then(() => record(data)).catch((error) => postMessage({ kind: 'record failed', example: data.example, ticket: data.ticket, problem: `This example could not be read: ${error.message ?? error}.` }));
  } else if (data.kind === 'sound') {
    opened.then(() => sound(data)).catch((error) => postMessage({ kind: 'sound failed', example: data.example, problem: `This sound could not be read: ${error.message ?? error}.` }));
  } else if (data.kind === 'sound bytes') {
    opened.then(() => soundBytes(data)).catch((error) => postMessage({ kind: 'sound bytes failed', example: data.example, ticket: data.ticket, problem: `This sound could not be read: ${error.message ?? error}.` }));
  } else if (data.kind === 'search') {
    opened.then(() => search(data)).catch(() => {}); // then names alone are searched
  } else if (data.kind === 'original') {
    opened.then(() => original(data)).catch((error) => postMessage({ kind: 'original failed', example: data.example, ticket: data.ticket, problem: `This file could not be read: ${error.message ?? error}.` }));
  } else if (data.kind === 'model') {
    model(data);
  } else if (data.kind === 'picture') {
    opened.then(() => picture(data)).catch((error) => postMessage({ kind: 'picture failed', example: data.example, longestSide: data.longestSide, ticket: data.ticket, problem: `This picture could not be shown: ${error.message ?? error}.` }));
  }
};
