// Rows that leave a question open, again: those kept here or by the helper as they passed by, the others from the file.
// Reading one costs a browser a third of a millisecond and more, so many are under way at once. Returns the problem's
// sentence or null.
function settle() {
  if (!engine._engine_detect()) return text(engine._engine_problem());
  return withRoom(Math.max(engine._engine_stream_row_bytes(), engine._engine_cached_bytes()), settleOpenRows);
}
async function settleOpenRows(room) {
  const file = files[engine._engine_stream_file()];
  const fileBytes = engine._engine_stream_row_bytes();
  const offset = engine._engine_stream_offset();
  const cachedBytes = engine._engine_cached_bytes();
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
      let settled = 0;
      let failed = null;
      let told = performance.now();
      const tell = () => {
        const now = performance.now();
        if (now - told < progressEvery) return;
        told = now;
        postMessage({ kind: 'progress', stage: 'Looking once more at rows that are in question', done: settled, total: missing.length });
      };
      const one = async () => {
        while (next < missing.length && !failed) {
          const row = missing[next++];
          const at = offset + row * fileBytes;
          const bytes = await file.slice(at, at + fileBytes).arrayBuffer().catch(() => null);
          if (bytes?.byteLength !== fileBytes) throw { unreadable: row };
          engine.HEAPU8.set(new Uint8Array(bytes), room >>> 0);
          engine._engine_settle_from_file(row, room);
          clock.bytes += fileBytes;
          settled += 1;
          tell();
        }
      };
      // All have ended before the room for a row is given back, also where one fails.
      await Promise.all(Array.from({ length: 32 }, () => one().catch((error) => { failed ??= error; })));
      if (failed) throw failed;
      engine._engine_advance();
    }
  } catch (error) {
    if (error?.unreadable === undefined) throw error;
    engine._engine_row_unreadable(error.unreadable);
    return text(engine._engine_problem());
  } finally {
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
