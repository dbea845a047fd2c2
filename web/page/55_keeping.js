// Whether what is decided here is written down, and writing it later where it could not be: another tab has this audit
// open and alone writes its journal, or the browser does not let the page write. The header shows it while it lasts.
const keeping = (() => {
  const state = { kept: 0, elsewhere: 1, refused: 2 }; // ui::Keeping
  const waiting = new Map(); // by fingerprint: records that are not written yet, in order
  let known = 0; // records of the journal that this tab has read or written
  let trying = null;
  let timer = 0;
  const waits = (fingerprint) => (waiting.get(fingerprint)?.length ?? 0) > 0;
  const sum = (records) => records.reduce((bytes, record) => bytes + 4 + record.length, 0);

  function tell() {
    if (!page || !session.fingerprint) return;
    call('page_keeping', session.elsewhere ? state.elsewhere : storage.refused() || waits(session.fingerprint) ? state.refused : state.kept);
    settle();
  }
  function later(fingerprint, record) {
    if (!waiting.has(fingerprint)) waiting.set(fingerprint, []);
    waiting.get(fingerprint).push(record);
  }
  // Everything that waits for this audit, in one transaction; false where it could not be written.
  async function flush(fingerprint) {
    while (waits(fingerprint)) {
      const batch = [...waiting.get(fingerprint)];
      if (!await storage.persist(fingerprint, batch)) return false;
      waiting.get(fingerprint).splice(0, batch.length);
      known += batch.length;
    }
    return true;
  }
  async function attempt() {
    const { fingerprint } = session;
    if (!fingerprint || !(session.elsewhere || waits(fingerprint))) return;
    let others = false; // wrote something that is not known here
    let models = null; // that the other tab kept
    if (session.elsewhere) {
      const mine = await storage.claim(fingerprint);
      if (session.fingerprint !== fingerprint) { // another audit was opened meanwhile: that one is ours
        if (mine && session.fingerprint) session.elsewhere = !await storage.claim(session.fingerprint);
        return;
      }
      if (!mine) { // a tab that was just closed lets go a moment later
        clearTimeout(timer);
        if (waits(fingerprint)) timer = setTimeout(again, 1500);
        return;
      }
      const there = (await storage.readJournal(fingerprint)).length;
      others = there !== known;
      known = there;
      models = await keptModelsOf(fingerprint);
    }
    if (!await flush(fingerprint) || session.fingerprint !== fingerprint) return tell();
    session.elsewhere = false;
    if (models) modelsKeptAgain(models);
    // What both tabs decided, in the order it was written. A decision made while that is read asks for another reading.
    while (others && session.fingerprint === fingerprint) {
      const before = known;
      const records = await storage.readJournal(fingerprint);
      if (known !== before || waits(fingerprint)) continue;
      known = records.length;
      call('page_rejoin', packed(records), sum(records));
      break;
    }
    tell();
  }
  // Not within the frame that asks for it.
  function again() {
    trying ??= Promise.resolve().then(attempt).catch((error) => console.warn(error)).finally(() => { trying = null; });
    return trying;
  }

  window.addEventListener('focus', () => { if (page) again(); });
  document.addEventListener('visibilitychange', () => { if (page && document.visibilityState === 'visible') again(); });
  // What is decided and not written anywhere is not closed without a question.
  window.addEventListener('beforeunload', (event) => {
    if (![...waiting.keys()].some(waits)) return;
    event.preventDefault();
    event.returnValue = true;
  });

  return {
    // An audit was opened with so many records of its journal.
    opened(records) {
      known = records;
      tell();
      if (waits(session.fingerprint)) again();
    },
    forget(fingerprint) { waiting.delete(fingerprint); },
    persist(fingerprint, record) {
      if (session.elsewhere || waits(fingerprint)) {
        later(fingerprint, record);
        return again();
      }
      known += 1;
      const refusedBefore = storage.refused();
      return storage.persist(fingerprint, [record]).then((written) => {
        if (!written) {
          known -= 1;
          later(fingerprint, record);
        }
        if (!written || refusedBefore) tell();
      });
    },
    again,
  };
})();
host.persist = (fingerprint, record) => { keeping.persist(fingerprint, record); };
host.keepAgain = () => { keeping.again(); };
