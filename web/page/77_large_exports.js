// Exports that are put together from the opened files themselves: labels that go back into several files, into batches
// that they share with pictures, or into Parquet without some rows; and archives of pictures.

// What page_label_files() says: { name, type }, null where page_export() has the labels.
function labelFilesInfo() {
  const [name, type] = textFrom(page._page_label_files()).split('\n');
  return name ? { name, type } : null;
}
// One file as its pieces, several as those of an archive. The worker writes for one export at a time.
let labelExports = 0;
async function labelFiles(tell = () => {}) {
  const { worker } = session;
  const mine = ++labelExports;
  const asked = async (question) => {
    const answer = await fromEngine(question);
    if (session.worker !== worker) throw sentence('Another audit was opened: nothing was saved.');
    if (mine !== labelExports) throw sentence('The labels were asked for again: they are saved with what was asked for last.');
    if (answer.problem) throw sentence(answer.problem);
    return answer;
  };
  const pointer = page._page_new_labels() >>> 0;
  const packed = page.HEAPU8.slice(pointer, pointer + page._page_new_labels_size());
  const { paths, size } = await asked({ kind: 'label files', packed });
  let done = 0;
  async function* piecesOf(file) {
    const ask = () => asked({ kind: 'label piece', file });
    for (let { bytes } = await ask(); bytes.length > 0;) {
      const next = ask(); // made while these are being written
      next.catch(() => {});
      done += bytes.length;
      tell(Math.min(done, size), size);
      yield bytes;
      ({ bytes } = await next);
    }
  }
  async function* entries() {
    for (const [file, name] of paths.entries()) yield entryOf(name, piecesOf(file));
  }
  return paths.length === 1 ? piecesOf(0) : zipped(entries());
}
host.saveLabelFiles = () => {
  const { name, type } = labelFilesInfo();
  make('Writing the labels', name, labelFiles, type);
};

// Pictures in the folders of their corrected labels; their bytes are those of the files.
const picturesToMove = () => textFrom(page._page_moves()).split('\n').filter(Boolean).map((line) => {
  const tab = line.indexOf('\t');
  return { example: Number(line.slice(0, tab)), to: line.slice(tab + 1) };
});
async function* movedPictures(moves, tell) {
  const ahead = 8; // asked of the worker before they are needed
  const { worker } = session;
  const waiting = [];
  const ask = (i) => { if (i < moves.length) waiting.push(fromEngine({ kind: 'original', example: moves[i].example })); };
  for (let i = 0; i < ahead; i += 1) ask(i);
  for (let i = 0; i < moves.length; i += 1) {
    const answer = await waiting.shift();
    // Pictures of another audit must not get these names.
    if (session.worker !== worker) throw sentence('Another audit was opened: nothing was saved.');
    if (answer.problem) throw sentence(`Nothing was saved. ${answer.problem}`);
    ask(i + ahead);
    if (i % 64 === 0) tell?.(i, moves.length);
    yield { name: moves[i].to, bytes: answer.bytes };
  }
}
host.savePictures = (name) => {
  const moves = picturesToMove();
  make('Writing the archive', name, (tell) => zipped(movedPictures(moves, tell)), 'application/zip');
};
host.pictureFilesBytes = () => {
  const sum = (test) => session.files.reduce((bytes, { path, file }) => (test(path) ? bytes + file.size : bytes), 0);
  return sum((path) => /\.(png|jpe?g|jfif|gif|bmp|webp|avif|tiff?|ppm|pgm|svg)$/i.test(path)) || sum((path) => /\.(zip|npz)$/i.test(path));
};

// What export() of the scripting interface gives; throws the problem's sentence.
function exportedFile(format) {
  const pointer = call('page_export', String(format)) >>> 0;
  const name = textFrom(page._page_export_name());
  if (!pointer) throw new Error(name);
  const [fileName, type] = name.split('\n');
  const size = page._page_export_size();
  return host.exported(fileName, type, page.HEAPU8.slice(pointer, pointer + size));
}
async function exportedAs(format) {
  if (format === 'report' || format === 'review') return shareFile(format);
  const info = labelFilesInfo();
  if (info && (format === 'labels' || format === info.name)) return saving.gathered(await labelFiles(), info.name, info.type);
  if (format === 'pictures') {
    const moves = picturesToMove();
    if (moves.length === 0) throw new Error('These labels do not come from the folders of pictures: export the corrected labels instead.');
    return saving.gathered(zipped(movedPictures(moves)), 'pictures.zip', 'application/zip');
  }
  return exportedFile(format);
}
