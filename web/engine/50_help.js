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
    const begin = () => withRoom(data.labels, (labels) => engine._engine_help(data.first, data.count, labels, data.kept));
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
