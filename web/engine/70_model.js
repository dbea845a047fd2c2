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
