// Files that are chosen with the browser's pickers or dropped on the page, whole folders too.
const pickers = (() => {
  const inputs = { files: document.getElementById('pick-files'), folder: document.getElementById('pick-folder') };
  for (const input of Object.values(inputs)) {
    input.addEventListener('change', () => {
      const files = [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
      input.value = '';
      shown(takeFiles(files));
    });
  }
  return { open(which) { inputs[which].click(); } };
})();
host.pickFiles = (folder) => pickers.open(folder ? 'folder' : 'files');

// A dropped folder, by handle where there are handles (the only way on a page opened from disk), else by entry. What
// cannot be opened (a broken link, a file of somebody else) goes into `unread`.
async function filesOfHandle(handle, path, into, unread) {
  try {
    if (handle.kind !== 'directory') into.push({ path, file: await handle.getFile() });
    else for await (const child of handle.values()) await filesOfHandle(child, `${path}/${child.name}`, into, unread);
  } catch { unread.push(path); }
}
async function filesOfEntry(entry, path, into, unread) {
  try {
    if (entry.isFile) into.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    const reader = entry.isDirectory ? entry.createReader() : null;
    while (reader) { // a directory is listed a hundred entries at a time
      const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (batch.length === 0) break;
      for (const child of batch) await filesOfEntry(child, `${path}/${child.name}`, into, unread);
    }
  } catch { unread.push(path); }
}
// "a.png, b.png and 3 more"
const firstOf = (paths) => (paths.length > 3 ? `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more` : paths.join(', '));

function listenToDrops() {
  let inside = 0;
  const hasFiles = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
  const dragging = (now) => { page._page_dragging(now && !session.review ? 1 : 0); host.requestFrames(2); };
  window.addEventListener('dragenter', (event) => { if (hasFiles(event)) { event.preventDefault(); inside += 1; dragging(true); } });
  window.addEventListener('dragleave', (event) => { if (hasFiles(event)) { inside = Math.max(0, inside - 1); if (inside === 0) dragging(false); } });
  window.addEventListener('dragover', (event) => { if (hasFiles(event)) event.preventDefault(); });
  window.addEventListener('drop', async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const { still } = intent();
    inside = 0;
    dragging(false);
    // Files are taken at once and as they are: their entries cannot be read on a page from disk.
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file').map((item) => {
      const entry = item.webkitGetAsEntry?.();
      const handle = entry?.isDirectory ? item.getAsFileSystemHandle?.().catch(() => null) : null;
      return { entry, file: item.getAsFile?.(), handle };
    });
    const files = [];
    const unread = []; // paths
    if (!session.review && items.some(({ entry }) => entry?.isDirectory)) { // a large folder takes a while to list
      call('page_opening', 0);
      call('page_progress', 'Looking through the folder', 0, 0, 0, 0);
      settle();
    }
    if (items.some(({ entry }) => entry)) {
      for (const { entry, file, handle } of items) {
        const folder = await handle;
        if (folder) await filesOfHandle(folder, folder.name, files, unread);
        else if (entry?.isDirectory) await filesOfEntry(entry, entry.name, files, unread);
        else if (file) files.push({ path: file.name, file });
      }
    } else for (const file of event.dataTransfer.files) files.push({ path: file.name, file });
    if (!still()) return;
    const one = unread.length === 1;
    const remedy = `Check that ${one ? 'it is' : 'they are'} still there and that you may open ${one ? 'it' : 'them'}`;
    if (unread.length > 0 && files.length === 0) {
      call('page_failed', `${firstOf(unread)} cannot be read. ${remedy}; for a folder, try Open folder.`);
      return settle();
    }
    shown(takeFiles(files).then(() => {
      if (unread.length === 0) return;
      call('page_say', `Left out, because ${one ? 'it' : 'they'} cannot be read: ${firstOf(unread)}. ${remedy}, then drop the folder again.`, 1);
      settle();
    }));
  });
}
