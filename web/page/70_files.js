// From files to findings: drops, pickers, the sample, recent audits; and the questions to the engine that follow.
const session = { worker: null, files: [], sample: false, next: null, timings: { bytesRead: 0, readMs: 0, detectMs: 0, peakBytes: 0 } };
let sampleFiles = null; // promise of [{ path, file }]

// Opening may have to wait, for a folder to be listed or for files kept in the browser; whoever comes later wins.
let intents = 0;
function intent() {
  const mine = ++intents;
  return { still: () => mine === intents };
}

// What a person chose for files, by what the files are called and how large they are: for when they are opened again.
const choices = (() => {
  const most = 300;
  const loaded = storage.setting('choices').then((value) => new Map(value ?? []));
  // A number of 53 bits that differs where the files do.
  const keyOf = (files) => {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (const line of files.map(({ path, file }) => `${path}\n${file.size}\n`).sort()) {
      for (let i = 0; i < line.length; i += 1) {
        const unit = line.charCodeAt(i);
        a = Math.imul(a ^ unit, 2654435761);
        b = Math.imul(b ^ unit, 1597334677);
      }
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };
  return {
    async of(files) { return (await loaded).get(keyOf(files)) ?? ''; },
    async keep(files, text) {
      const map = await loaded;
      const key = keyOf(files);
      map.delete(key);
      if (text) map.set(key, text);
      for (const oldest of map.keys()) { if (map.size <= most) break; map.delete(oldest); }
      return storage.keepSetting('choices', [...map]);
    },
  };
})();

// kept: the files come from this browser's storage. chosen: how they are to be understood (io/intake_options.h); else
// as was chosen for them before.
function openFiles(files, { sample = false, adding = true, kept = false, chosen = null } = {}) {
  intents += 1;
  cancelOpening(true);
  const started = performance.now();
  // What was dropped before and was not enough yet takes part, unless these are many files of their own.
  const pending = adding && session.incomplete && !files.some(({ path }) => path.includes('/')) ? session.incomplete : [];
  const paths = new Set(files.map(({ path }) => path));
  const all = [...pending.filter(({ path }) => !paths.has(path)), ...files];
  Object.assign(session, { latest: all, latestKept: kept });
  call('page_opening', sample ? 1 : 0);
  page._page_step();
  mirror.update();

  return new Promise((resolve, reject) => {
    const next = {};
    session.next = next;
    // What is ready in a moment needs no picture of the waiting; drawing it would only delay it.
    const patience = 150; // milliseconds
    const soon = () => setTimeout(() => { if (session.next === next) host.requestFrames(1); }, started + patience - performance.now());
    soon();
    const fail = (problem) => {
      end();
      call('page_failed', problem);
      settle();
      reject(new Error(problem));
    };
    const end = () => { session.next = null; };
    next.end = (silently) => {
      next.worker.terminate();
      end();
      if (!silently) { call('page_cancelled'); settle(); }
      reject(new Error('Cancelled.'));
    };
    if (all.length === 0) {
      next.worker = { terminate() {} };
      return fail('There are no files in what you gave. Drop a folder or files, or choose them with the buttons.');
    }
    next.worker = { terminate() {} };
    const listen = async (message) => {
      if (session.next !== next && session.worker !== next.worker) return;
      // What is open lost its worker: the next question to it starts another.
      if (session.next !== next && message.kind === 'failed') {
        call('page_say', message.problem, 1);
        return settle();
      }
      switch (message.kind) {
        case 'progress': call('page_progress', message.stage, message.done, message.total, message.bytes ?? 0, message.allBytes ?? 0); soon(); break;
        case 'reading': call('page_reading', message.bytes, message.bytes.length); soon(); break;
        case 'failed': next.worker.terminate(); fail(message.problem); break;
        case 'incomplete': {
          next.worker.terminate();
          end();
          // Pictures or names dropped on an open audit belong to it.
          if (adding && message.onlyAdds && session.files.length > 0 && !session.sample && !session.incomplete) {
            const added = new Set(all.map(({ path }) => path));
            resolve(openFiles([...session.files.filter(({ path }) => !added.has(path)), ...all], { adding: false }));
            break;
          }
          session.incomplete = all;
          const missing = textFrom(page._page_incomplete());
          settle();
          reject(new Error(missing));
          break;
        }
        case 'found': try {
          const fingerprint = textFrom(call('page_findings', message.dataset, message.dataset.length, message.findings, message.findings.length));
          if (!fingerprint) throw new Error('The findings did not arrive whole. Reload the page and open the files again.');
          const [mine, records, models] = await Promise.all([storage.claim(fingerprint), storage.journal(fingerprint), keptModelsOf(fingerprint)]);
          if (session.next !== next) { // another opening came first: what is open stays ours
            if (session.fingerprint) storage.claim(session.fingerprint);
            return;
          }
          session.next = null;
          session.worker?.terminate();
          ticketsLost();
          stopMaking('Another audit was opened: the file that was being written is not saved.');
          sounds.forget();
          Object.assign(session, { worker: next.worker, files: all, sample, incomplete: null, fingerprint });
          session.elsewhere = !mine;
          session.timings = { ...message.timings, totalMs: performance.now() - started };
          const used = call('page_found', packed(records), records.reduce((sum, r) => sum + 4 + r.length, 0), performance.now() - started);
          if (used < records.length && mine) storage.cutJournal(fingerprint, used);
          modelsBack(models);
          keeping.opened(records.length);
          settle();
          session.hasFiles = sample || kept;
          const summary = keepSummaryNow();
          resolve();
          shown(summary.then(() => keepForReload(fingerprint, kept ? null : all)));
          break;
        } catch (error) {
          if (session.next && session.next !== next) return reject(error);
          next.worker.terminate();
          fail(error instanceof RangeError || error instanceof Error ? error.message
            : 'There is not enough memory for these files in this tab. Close other tabs and try again, or use the command line.');
          break;
        }
        case 'picture for the page': pictureOnPage(message).then(listen); break;
        case 'sound': case 'sound failed': sounds.arrived(message); break;
        case 'found in texts': call('page_found_in_texts', message.needle, message.hits, message.hits.length); host.requestFrames(1); break;
        case 'sound bytes': case 'sound bytes failed': ticketAnswered(message); break;
        case 'picture':
          if (message.ticket) { ticketAnswered(message); break; }
          shown(takePicture(message));
          break;
        case 'record':
          if (message.ticket) { ticketAnswered(message); break; }
          call('page_record', message.example, message.bytes, message.bytes.length);
          host.requestFrames(1);
          break;
        case 'known rows': case 'known rows failed':
        case 'label files': case 'label files failed':
        case 'label piece': case 'label piece failed':
        case 'original':
        case 'original failed': ticketAnswered(message); break;
        case 'record failed':
          if (message.ticket) { ticketAnswered(message); break; }
          call('page_record_failed', message.example, message.problem);
          host.requestFrames(1);
          break;
        case 'picture failed':
          if (message.ticket) { ticketAnswered(message); break; }
          call('page_picture_failed', message.example, message.longestSide, message.problem);
          host.requestFrames(1);
          break;
      }
    };
    Promise.all([chosen ?? (sample ? '' : choices.of(all)), engines.ready]).then(([how]) => {
      if (session.next === next) next.worker = engines.start(all, how, listen);
    }).catch((error) => {
      if (session.next !== next) return reject(error); // another opening came first: it is not this one's to end
      fail(`A part of the page did not load (${error.message ?? error}). Reload the page, then open the files again.`);
    });
  });
}

// files: null where they are kept already.
async function keepForReload(fingerprint, files) {
  if (files) {
    const kept = await storage.keepFiles(fingerprint, files, session.sample);
    if (session.fingerprint !== fingerprint) return;
    session.hasFiles = kept;
    await keepSummaryNow();
  }
  await showRecents();
}

// Records as the page takes them: a 32-bit length before each.
function packed(records) {
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + 4 + record.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const record of records) {
    view.setUint32(at, record.length, true);
    bytes.set(record, at + 4);
    at += 4 + record.length;
  }
  return bytes;
}

function cancelOpening(silently = false) { session.next?.end(silently); }
host.cancelOpening = () => {
  if (session.next) return cancelOpening();
  intents += 1; // a folder is still being listed: what comes of it is not wanted any more
  call('page_cancelled');
  settle();
};
host.askForPicture = (example, longestSide) => session.worker?.postMessage({ kind: 'picture', example, longestSide });

// Once for what is typed in one go.
let searchTimer = 0;
host.searchTexts = (needle) => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(() => session.worker?.postMessage({ kind: 'search', needle }), 200);
};

host.askForSound = (example) => session.worker?.postMessage({ kind: 'sound', example });
host.askForRecord = (example) => session.worker?.postMessage({ kind: 'record', example });

// What was opened last, understood another way. Not within the frame that asks for it.
host.openAgain = (chosen) => setTimeout(() => {
  const files = session.latest;
  if (!files) return;
  choices.keep(files, chosen);
  shown(openFiles(files, { adding: false, kept: session.latestKept, chosen }));
});

// A promise nobody waits for: what went wrong is on the screen already.
const shown = (promise) => promise.catch(() => {});

// ---- the sample -----------------------------------------------------------------------------------------------------
host.openSample = () => shown(openSample());
async function openSample() {
  const { still } = intent();
  try {
    const files = await sampleFiles;
    if (still()) return openFiles(files, { sample: true, adding: false });
  } catch (error) {
    if (!still()) throw error;
    call('page_failed', 'The sample could not be loaded with the page. Reload the page while you are online, then try again.');
    settle();
    throw error;
  }
}

// ---- recent audits --------------------------------------------------------------------------------------------------
let summaryTimer = 0;
host.keepSummary = () => {
  if (!page || !session.fingerprint) return;
  clearTimeout(summaryTimer);
  summaryTimer = setTimeout(keepSummaryNow, 250);
  const { here } = summary();
  try { sessionStorage.setItem('label-inspector.here', JSON.stringify({ fingerprint: session.fingerprint, ...here })); } catch { /* not kept */ }
};
// The line about the audit that is open, and where in it somebody is: place, example, filters and the like.
function summary() {
  const [line, place, example, view] = textFrom(page._page_summary()).split('\n');
  return { line, here: { place, example: Number(example), view } };
}
function keepSummaryNow() {
  const { line, here } = summary();
  const [fingerprint, examples, flagged, decided, updated, , ...title] = line.split('\t');
  if (!fingerprint) return;
  return storage.keepAudit({ fingerprint, examples: Number(examples), flagged: Number(flagged), decided: Number(decided), updated: Number(updated),
    title: title.join(' '), here, hasFiles: Boolean(session.hasFiles), sample: session.sample,
    ...(session.review ? { review: true, reviewer: textFrom(page._page_reviewer()) } : {}) });
}
window.addEventListener('pagehide', () => { if (page && session.fingerprint) { host.keepSummary(); keepSummaryNow(); } });
async function showRecents() { // without the one that is open
  const lines = (await storage.audits()).filter(({ fingerprint }) => fingerprint !== session.fingerprint).map((a) => [a.fingerprint, a.examples, a.flagged, a.decided, a.updated, a.hasFiles ? 1 : 0, a.title].join('\t'));
  call('page_recents', lines.join('\n'));
  host.requestFrames(2);
}
host.resume = (fingerprint) => shown(resume(fingerprint));
async function resume(fingerprint, here = null) {
  const { still } = intent();
  const audit = (await storage.audits()).find((entry) => entry.fingerprint === fingerprint);
  if (!audit) return;
  if (audit.sample) await openSample();
  else {
    const files = await storage.files(fingerprint).catch(() => null);
    if (!still()) return;
    if (!files) {
      call('page_say', `The files of ${audit.title} were too large to keep. Open them again: your decisions come back with them.`, 0);
      settle();
      return;
    }
    await openFiles(files, { adding: false, kept: true });
  }
  // Whoever decided something goes on there, in the list as it was; to whatever place a reload left.
  const at = here ?? (audit.decided > 0 ? { ...audit.here, place: 'Review' } : null);
  if (at) call('page_go', at.place, at.example ?? -1, at.view ?? '');
  settle();
}
host.forget = async (fingerprint) => {
  keeping.forget(fingerprint);
  // The one that is open goes, too: else its next decision would be kept again.
  if (fingerprint === session.fingerprint) {
    clearTimeout(summaryTimer);
    cancelOpening(true);
    session.worker?.terminate();
    ticketsLost();
    stopMaking('');
    Object.assign(session, { worker: null, files: [], sample: false, incomplete: null, fingerprint: null, latest: null, hasFiles: false });
    try { sessionStorage.removeItem('label-inspector.here'); } catch { /* nothing is kept there then */ }
    page._page_close();
  }
  const gone = await storage.forget(fingerprint).catch((error) => { console.warn(error); return false; });
  call('page_say', gone ? 'Forgotten: its decisions and files are deleted from this browser.' : 'This browser did not let the page delete it. Try again, or delete the page\'s data in the settings of the browser.', gone ? 0 : 1);
  await showRecents();
  settle();
};
// After a reload of this tab: back to where it was.
async function resumeHere() {
  let here = null;
  try { here = JSON.parse(sessionStorage.getItem('label-inspector.here')); } catch { /* nothing to come back to */ }
  if (here?.fingerprint && !session.next && !session.worker) await resume(here.fingerprint, here).catch(() => {});
}
