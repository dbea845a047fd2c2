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
    postMessage({ kind: 'progress', stage: 'Reading the probabilities', done: sofar, total: rows, bytes: sofar * rowBytes, allBytes: rows * rowBytes });
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
      try {
        if (data.problem) fail(data); else mergePart(data, lot);
      } catch (error) {
        fail({ row: lot.first, problem: stopped(error) });
      }
      lend();
    };
    const mergePart = (data, lot) => {
      const merged = withRoom(data.part, (part) => engine._engine_merge(part, data.part.length));
      if (!merged) fail({ row: lot.first, problem: text(engine._engine_problem()) });
      done += lot.count;
      clock.bytes += data.bytes;
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
