// The worker that reads files and finds wrong labels: one per set of files, and while
// large probabilities are read a second one that helps. It is replaced only when another set has
// been opened with success, so that what is open stays usable; ending it cancels whatever it does.
// Starting one takes longer than finding the wrong labels of ten thousand examples, so one for each of the two parts
// waits, with its module started, before files are there.
const engines = (() => {
  let script = null; // URL of the worker's source, and the compiled module, both there once the page has started
  let module = null;
  let resolveReady;
  let rejectReady;
  const ready = new Promise((resolve, reject) => { resolveReady = resolve; rejectReady = reject; });
  ready.catch(() => {});

  // Reading is worth a second worker where it takes longer than starting one.
  const worthHelp = 48 << 20;
  // An engine that grew beyond this is ended once it has answered: its memory does not shrink, and the page needs as
  // much again to take the answer in. What is needed later (pictures, say) then comes from a new one that only opens the files.
  const largeEngine = 128 << 20;

  const waiting = [];
  const mostWaiting = (navigator.hardwareConcurrency ?? 1) > 1 ? 2 : 1;
  const wait = (most) => {
    while (waiting.length < most) waiting.push(fresh());
  };
  function fresh() {
    const worker = new Worker(script);
    worker.onerror = (event) => { // it ended while it was waiting
      event.preventDefault();
      const place = waiting.indexOf(worker);
      if (place >= 0) waiting.splice(place, 1);
    };
    worker.postMessage({ kind: 'load', module });
    return worker;
  }
  const take = () => waiting.shift() ?? fresh();

  // choices: how the files are to be understood, see io/intake_options.h. What comes back takes questions; where its
  // worker has ended, the next question starts another that only opens the files.
  function start(files, choices, listener) {
    let ended = false;
    let worker = null;
    let helper = null;
    // Questions by what their answers are known by: where the worker ends, each is answered with the reason.
    const unanswered = new Map();
    const keyOf = ({ kind, ticket, example, longestSide }) => ticket ?? `${kind.replace(/ (failed|for the page)$/, '')} ${example} ${longestSide}`;
    const heard = (data) => { unanswered.delete(keyOf(data)); listener(data); };
    const started = (hear, more, transfer = []) => {
      const next = take();
      next.onmessage = ({ data }) => hear(data);
      next.onerror = (event) => {
        event.preventDefault();
        next.terminate();
        if (worker === next) worker = null;
        const problem = `Reading stopped: ${event.message || 'the worker ended'}. If the files are very large, close other tabs and try again.`;
        listener({ kind: 'failed', problem });
        for (const question of [...unanswered.values()]) heard({ ...question, kind: `${question.kind} failed`, problem });
      };
      next.postMessage({ kind: 'open', files: files.map(({ file }) => file), paths: files.map(({ path }) => path), choices, ...more }, transfer);
      return next;
    };
    const again = () => { worker ??= started(heard, { lookingOnly: true }); };
    let port = null;
    if (files.some(({ file }) => file.size > worthHelp) && (navigator.hardwareConcurrency ?? 1) > 1) {
      const channel = new MessageChannel();
      helper = take();
      helper.onerror = (event) => { event.preventDefault(); worker?.postMessage({ kind: 'helper lost' }); };
      helper.postMessage({ kind: 'help', port: channel.port2 }, [channel.port2]);
      port = channel.port1;
    }
    worker = started((data) => {
      if (data.kind === 'found' || data.kind === 'failed' || data.kind === 'incomplete') {
        helper?.terminate();
        setTimeout(() => wait(mostWaiting), 2000); // for the next files, when these are on the screen
      }
      const large = data.kind === 'found' && data.timings.peakBytes > largeEngine;
      if (large) {
        worker.terminate();
        worker = null;
      }
      heard(data);
      if (large && data.needed && !ended) again();
    }, { helper: port }, port ? [port] : []);
    return {
      postMessage(message) {
        if (ended) return;
        if (message.kind !== 'search') unanswered.set(keyOf(message), message); // a search has no answer where it finds nothing
        again();
        worker.postMessage(message);
      },
      terminate() { ended = true; worker?.terminate(); helper?.terminate(); },
    };
  }
  return {
    prepare(source, compiled) {
      script = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      module = compiled;
      wait(mostWaiting);
      resolveReady();
    },
    unavailable(error) { rejectReady(error); },
    ready,
    start,
    // The likeliest class of each row of a file, as the bytes of 32-bit numbers; rejects with the problem's sentence.
    // known: what its rows and columns are compared with, of the worker that has the audit open. tell: is given how much
    // of the file has been read, and all of it, in bytes.
    async model(name, file, rows, known, tell) {
      await ready;
      const worker = take();
      try {
        return await new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => {
            if (data.kind === 'progress') { if (data.allBytes > 0) tell(data.bytes, data.allBytes); return; }
            if (data.problem) reject(new Error(data.problem)); else resolve(data.classes);
          };
          worker.onerror = (event) => { event.preventDefault(); reject(new Error(`Reading stopped: ${event.message || 'the worker ended'}.`)); };
          worker.postMessage({ kind: 'model', name, file, rows, known });
        });
      } finally { worker.terminate(); }
    },
  };
})();
