// The worker that reads files and finds wrong labels: one per set of files. It is replaced only when another set has
// been opened with success, so that what is open stays usable; ending it cancels whatever it does.
const engines = (() => {
  let script = null; // URL of the worker's source, and the compiled module, both there once the page has started
  let module = null;
  let resolveReady;
  let rejectReady;
  const ready = new Promise((resolve, reject) => { resolveReady = resolve; rejectReady = reject; });
  ready.catch(() => {});

  function start(files, listener) {
    const worker = new Worker(script);
    worker.onmessage = ({ data }) => listener(data);
    worker.onerror = (event) => {
      event.preventDefault();
      listener({ kind: 'failed', problem: `Reading stopped: ${event.message || 'the worker ended'}. If the files are very large, close other tabs and try again.` });
    };
    worker.postMessage({ kind: 'open', module, files: files.map(({ file }) => file), paths: files.map(({ path }) => path) });
    return worker;
  }
  return {
    prepare(source, compiled) {
      script = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      module = compiled;
      resolveReady();
    },
    unavailable(error) { rejectReady(error); },
    ready,
    start,
  };
})();
