// What the rows and columns of another model's file are compared with.
function knownRows({ ticket }) {
  if (!engine._engine_know_rows()) throw new Error('nothing is open');
  const bytes = bytesAt(engine._engine_known_rows(), engine._engine_known_rows_size());
  postMessage({ kind: 'known rows', ticket, bytes }, [bytes.buffer]);
}

// Corrected labels, written back into the files: how many files that are, then one piece after the other.
function labelFiles({ ticket, packed }) {
  const good = withRoom(packed, (pointer) => engine._engine_label_files(pointer, packed.length));
  if (!good) return postMessage({ kind: 'label files', ticket, problem: text(engine._engine_problem()) });
  const paths = Array.from({ length: engine._engine_label_file_count() }, (_, file) => text(engine._engine_label_file_path(file)));
  postMessage({ kind: 'label files', ticket, paths, size: engine._engine_label_files_size() });
}
function labelPiece({ ticket, file }) {
  if (!engine._engine_label_piece(file)) return postMessage({ kind: 'label piece', ticket, problem: text(engine._engine_problem()) });
  const bytes = bytesAt(engine._engine_label_piece_bytes(), engine._engine_label_piece_bytes_size());
  postMessage({ kind: 'label piece', ticket, bytes }, [bytes.buffer]);
}

// Another model's probabilities: which class it finds likeliest for each example.
async function model({ file, name, rows, known }) {
  try {
    await loaded;
    addFile(name, file);
    const good = withRoom(known, (pointer) => engine._engine_model(pointer, known.length));
    if (!good) return postMessage({ kind: 'model', problem: text(engine._engine_problem()) });
    const classes = bytesAt(engine._engine_model_classes(), 4 * rows);
    postMessage({ kind: 'model', classes }, [classes.buffer]);
  } catch (error) { postMessage({ kind: 'model', problem: stopped(error) }); }
}
