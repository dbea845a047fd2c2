// Exports that are put together from the opened files themselves: batches in which labels and pictures share a file, and
// archives of pictures.

// The files of what page_batches() says; null where labels did not come in batches, or where these are in an archive.
function correctedBatches() {
  const files = [];
  const opened = new Map(session.files.map(({ path, file }) => [path, file]));
  for (const line of textFrom(page._page_batches()).split('\n')) {
    const [kind, ...fields] = line.split('\t');
    if (kind === 'file') {
      if (!opened.has(fields[0])) return null;
      files.push({ path: fields[0], original: opened.get(fields[0]), parts: [] });
    } else if (kind === 'copy') {
      files.at(-1).parts.push(files.at(-1).original.slice(Number(fields[0]), Number(fields[1])));
    } else if (kind === 'bytes') {
      files.at(-1).parts.push(Uint8Array.from(fields[0].match(/../g), (byte) => parseInt(byte, 16)));
    }
  }
  return files.length > 0 ? files : null;
}
const lastOf = (path) => path.slice(path.lastIndexOf('/') + 1);
const batchesName = (files) => (files.length === 1 ? lastOf(files[0].path) : 'corrected-batches.zip');
async function batchesFile(files) {
  const name = batchesName(files);
  if (files.length === 1) return new File(files[0].parts, name, { type: 'application/octet-stream' });
  async function* entries() {
    for (const { path, parts } of files) yield { name: path, bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
  }
  return saving.gathered(zipped(entries()), name, 'application/zip');
}
host.saveBatches = () => {
  const files = correctedBatches();
  if (files) make('Writing the batches', batchesName(files), () => batchesFile(files));
  else saving.save(exportedFile('labels'));
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
    if (session.worker !== worker) throw new Error('Another audit was opened: nothing was saved.');
    if (!answer) throw new Error(`the file of ${moves[i].to} cannot be read any more`);
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
  if (format === 'labels') {
    const batches = correctedBatches();
    if (batches) return batchesFile(batches);
  }
  if (format === 'pictures') {
    const moves = picturesToMove();
    if (moves.length === 0) throw new Error('These labels do not come from the folders of pictures: export the corrected labels instead.');
    return saving.gathered(zipped(movedPictures(moves)), 'pictures.zip', 'application/zip');
  }
  return exportedFile(format);
}
