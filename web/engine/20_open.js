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
  if (message.lookingOnly) return; // what was found is on the page already
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
  const needed = pictures || engine._engine_labels_from_files() !== 0;
  const timings = { bytesRead: clock.bytes, readMs: clock.milliseconds, openMs: opened - started, collectMs: collected - opened, findMs: ended - collected,
    detectMs: ended - opened, rowsReadAgain: engine._engine_rows_read_again(), peakBytes: engine.HEAPU8.length };
  postMessage({ kind: 'found', dataset, findings, needed, timings }, [dataset.buffer, findings.buffer]);
}
