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

  // choices: how the files are to be understood, see io/intake_options.h.
  function start(files, choices, listener) {
    let worker = null;
    let helper = null;
    const started = (hear) => {
      const next = take();
      next.onmessage = hear;
      next.onerror = (event) => {
        event.preventDefault();
        listener({ kind: 'failed', problem: `Reading stopped: ${event.message || 'the worker ended'}. If the files are very large, close other tabs and try again.` });
      };
      return next;
    };
    const open = (more, transfer = []) => worker.postMessage({ kind: 'open', files: files.map(({ file }) => file), paths: files.map(({ path }) => path), choices, ...more }, transfer);
    worker = started(({ data }) => {
      if (data.kind === 'found' || data.kind === 'failed' || data.kind === 'incomplete') {
        helper?.terminate();
        setTimeout(() => wait(mostWaiting), 2000); // for the next files, when these are on the screen
      }
      if (data.kind === 'found' && data.timings.peakBytes > largeEngine) {
        worker.terminate();
        worker = null;
        listener(data);
        if (!data.needed || ended) return;
        worker = started((event) => listener(event.data));
        open({ lookingOnly: true });
        return;
      }
      listener(data);
    });
    let ended = false;
    let port = null;
    if (files.some(({ file }) => file.size > worthHelp) && (navigator.hardwareConcurrency ?? 1) > 1) {
      const channel = new MessageChannel();
      helper = take();
      helper.onerror = (event) => { event.preventDefault(); worker?.postMessage({ kind: 'helper lost' }); };
      helper.postMessage({ kind: 'help', port: channel.port2 }, [channel.port2]);
      port = channel.port1;
    }
    open({ helper: port }, port ? [port] : []);
    return {
      postMessage: (message) => worker?.postMessage(message),
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
    // known: what its rows and columns are compared with, of the worker that has the audit open.
    async model(name, file, rows, known) {
      await ready;
      const worker = take();
      try {
        return await new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => { if (data.problem) reject(new Error(data.problem)); else resolve(data.classes); };
          worker.onerror = (event) => { event.preventDefault(); reject(new Error(`Reading stopped: ${event.message || 'the worker ended'}.`)); };
          worker.postMessage({ kind: 'model', name, file, rows, known });
        });
      } finally { worker.terminate(); }
    },
  };
})();
