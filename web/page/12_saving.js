// Files that leave the page: where the person says, in browsers that can ask (File System Access API); elsewhere they
// go to the downloads.
const saving = (() => {
  // A program that drives the browser has nobody to answer a dialog.
  const mayAsk = () => typeof window.showSaveFilePicker === 'function' && !navigator.webdriver;

  // Asks where a file is to go: within the event of the click, before anything is waited for. Null: the person changed
  // their mind.
  async function place(name) {
    if (!mayAsk()) return {};
    try {
      return { handle: await window.showSaveFilePicker({ suggestedName: name }) };
    } catch (error) {
      if (error.name === 'AbortError') return null;
      return {}; // in a frame of another site, or too long after the click
    }
  }

  function download(file) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // pieces: a File, or what gives Uint8Arrays one after the other; those are written as they come where that is possible,
  // and else gathered in the browser's own storage. check: called on the way, throws where it is not wanted any more;
  // nothing is left of the file then. Returns { name, size, downloaded }.
  async function write({ handle }, name, type, pieces, check = () => {}) {
    const whole = pieces instanceof Blob;
    if (handle) {
      const out = await handle.createWritable();
      let size = 0;
      try {
        for await (const piece of whole ? slices(pieces) : pieces) {
          check();
          await out.write(piece);
          size += piece.size ?? piece.length;
        }
        check();
      } catch (error) {
        await out.abort().catch(() => {}); // what was there before stays
        throw error;
      }
      await out.close();
      return { name: handle.name ?? name, size, downloaded: false };
    }
    const file = whole ? new File([pieces], name, { type }) : await gathered(pieces, name, type, check);
    check();
    download(file);
    return { name, size: file.size, downloaded: true };
  }

  function* slices(blob, step = 8 << 20) {
    for (let at = 0; at < blob.size; at += step) yield blob.slice(at, at + step);
  }

  async function gathered(pieces, name, type, check = () => {}) {
    const atOnce = 32 << 20;
    const blobs = [];
    let some = [];
    let size = 0;
    for await (const piece of pieces) {
      check();
      some.push(piece);
      size += piece.length;
      if (size < atOnce) continue;
      blobs.push(new Blob(some));
      some = [];
      size = 0;
    }
    return new File([...blobs, ...some], name, { type });
  }

  // remark: what else is to be said of it.
  const told = ({ name, size, downloaded }, remark = '') => {
    if (remark) call('page_say', `Saved ${name}${downloaded ? ' to your downloads' : ''}.${remark}`, 0);
    else call('page_saved', name, downloaded ? 1 : 0, size);
    settle();
  };

  // A file that is ready.
  async function save(file) {
    try {
      const where = await place(file.name);
      if (where) told(await write(where, file.name, file.type, file));
    } catch (error) {
      call('page_say', `${file.name} could not be saved: ${error.message ?? error}. Save it somewhere else.`, 1);
      settle();
    }
  }
  return { place, write, told, save, gathered };
})();

host.saveFile = (name, type, bytes) => {
  let file;
  try { file = host.exported(name, type, bytes); } catch (error) { return call('page_say', error.message, 1); }
  saving.save(file);
};
