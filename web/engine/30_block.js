// Reading a block of rows of the probabilities.
//
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
      if (typeof error === 'number' || error instanceof WebAssembly.RuntimeError) throw error; // not of reading: in the engine
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
