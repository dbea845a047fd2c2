// What this browser keeps, and only this browser: decisions as they are made, a line about each audit, and its files
// while they are small enough, so that a reload or a crash loses nothing.
const storage = (() => {
  const keepFilesBelow = 256 << 20; // bytes in all
  const keepFilesUpTo = 20000;
  let opening = null;
  let database = null; // once it is open

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('label-inspector', 2);
      request.onupgradeneeded = ({ oldVersion }) => {
        const base = request.result;
        if (oldVersion < 1) {
          base.createObjectStore('audits', { keyPath: 'fingerprint' });
          base.createObjectStore('files', { keyPath: 'fingerprint' });
          base.createObjectStore('journal', { autoIncrement: true }).createIndex('fingerprint', 'fingerprint');
        }
        base.createObjectStore('settings'); // value by name
      };
      request.onsuccess = () => {
        database = request.result;
        opening = Promise.resolve(database);
        database.onversionchange = () => { request.result.close(); opening = database = null; };
        database.onclose = () => { opening = database = null; };
        resolve(request.result);
      };
      request.onerror = () => { opening = null; reject(request.error); };
      // Another tab holds an older version open. This may last, so nobody waits for it; once it is gone, onsuccess comes.
      request.onblocked = () => reject(new Error('another tab of an older version is open'));
    });
    return opening;
  }
  const done = (transaction) => new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  let pending = Promise.resolve();
  let refused = false; // the last time the journal was to be read or written; 55_keeping.js says so
  function warn(error) {
    console.warn('Label Inspector cannot keep decisions in this browser:', error);
    refused = true;
  }
  // True once it is written. Transactions start at once and in order; a large one does not hold up the next.
  const write = (stores, act, complain = (error) => console.warn(error)) => {
    const begin = (base) => {
      const transaction = base.transaction(stores, 'readwrite', { durability: 'strict' });
      act(transaction);
      transaction.commit?.();
      return done(transaction);
    };
    // Begun within the event that decided, so that a reload right after it finds the transaction under way.
    let started;
    try { started = database ? begin(database) : open().then(begin); } catch (error) { started = Promise.reject(error); }
    const written = started.then(() => true, (error) => { complain(error); return false; });
    pending = Promise.all([pending, written]);
    return written;
  };

  // The journal is written to the disk for sure ('strict'), some milliseconds each time; a key held down decides faster.
  // What is decided while one transaction is under way goes into the next one, all of it together, so that what is not
  // yet on the disk is never more than that.
  const journal = (() => {
    let waiting = []; // { fingerprint, records, resolve }
    let underWay = 0;
    function start() {
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      underWay += 1;
      write(['journal'], (transaction) => {
        for (const { fingerprint, records } of batch) for (const record of records) transaction.objectStore('journal').add({ fingerprint, record });
      }, warn).then((written) => {
        underWay -= 1;
        if (written) refused = false;
        // Nothing is written past what could not be.
        const after = written ? [] : waiting.splice(0);
        for (const { resolve } of [...batch, ...after]) resolve(written);
        if (underWay === 0) start();
      });
    }
    // A page that goes away finds all of it under way.
    window.addEventListener('pagehide', start);
    return {
      start,
      add(fingerprint, records) {
        return new Promise((resolve) => {
          waiting.push({ fingerprint, records, resolve });
          if (underWay === 0) start();
        });
      },
    };
  })();

  // One tab at a time writes the journal of an audit: with two, an undo in one could take back what the other decided.
  // Resolves to true where this tab may; held until another audit is claimed or the tab goes away.
  let letGo = () => {};
  let claimed = null;
  function claim(fingerprint) {
    if (claimed === fingerprint) return Promise.resolve(true);
    letGo();
    letGo = () => {};
    claimed = null;
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      navigator.locks.request(`label-inspector ${fingerprint}`, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(false);
        claimed = fingerprint;
        resolve(true);
        return new Promise((release) => { letGo = release; });
      }).catch(() => resolve(true)); // a page from disk has no locks in some browsers
    });
  }

  return {
    claim,
    // Records of one audit, in order, all of them or none.
    persist: journal.add,
    refused: () => refused,
    keepAudit(audit) { return write(['audits'], (transaction) => transaction.objectStore('audits').put(audit)); },
    keepFiles(fingerprint, files, sample) {
      const size = files.reduce((sum, { file }) => sum + file.size, 0);
      if (sample || size > keepFilesBelow || files.length > keepFilesUpTo) return Promise.resolve(sample);
      return write(['files'], (transaction) => transaction.objectStore('files').put({ fingerprint, files }),
        (error) => console.warn('The files are not kept:', error));
    },
    // The records of an audit, in order. journal() of one that is being opened goes on without where they cannot be read.
    async readJournal(fingerprint) {
      journal.start();
      await pending;
      const base = await open();
      const entries = await result(base.transaction('journal').objectStore('journal').index('fingerprint').getAll(fingerprint));
      return entries.map((entry) => entry.record);
    },
    async journal(fingerprint) {
      try { return await this.readJournal(fingerprint); } catch (error) { warn(error); return []; }
    },
    // Drops the records after the first `count`: they are damaged.
    async cutJournal(fingerprint, count) {
      const base = await open();
      const keys = await result(base.transaction('journal').objectStore('journal').index('fingerprint').getAllKeys(fingerprint));
      return write(['journal'], (transaction) => { for (const key of keys.slice(count)) transaction.objectStore('journal').delete(key); });
    },
    async files(fingerprint) {
      const base = await open();
      return (await result(base.transaction('files').objectStore('files').get(fingerprint)))?.files ?? null;
    },
    async everything() {
      try {
        const base = await open();
        const audits = await result(base.transaction('audits').objectStore('audits').getAll());
        return audits.sort((a, b) => b.updated - a.updated);
      } catch (error) { console.warn(error); return []; }
    },
    // Those to resume here; a review has a file of its own to come back to.
    async audits() { return (await this.everything()).filter(({ review }) => !review); },
    async forget(fingerprint) {
      journal.start(); // what is under way is forgotten, too
      const base = await open();
      const keys = await result(base.transaction('journal').objectStore('journal').index('fingerprint').getAllKeys(fingerprint));
      return write(['audits', 'files', 'journal', 'settings'], (transaction) => {
        transaction.objectStore('settings').delete(`models ${fingerprint}`);
        transaction.objectStore('audits').delete(fingerprint);
        transaction.objectStore('files').delete(fingerprint);
        for (const key of keys) transaction.objectStore('journal').delete(key);
      });
    },
    keepSetting(name, value) { return write(['settings'], (transaction) => transaction.objectStore('settings').put(value, name), (error) => console.warn('The settings are not kept:', error)); },
    async setting(name) {
      try {
        const base = await open();
        return await result(base.transaction('settings').objectStore('settings').get(name));
      } catch (error) { console.warn(error); return undefined; }
    },
    settled() { journal.start(); return pending; },
  };
})();
