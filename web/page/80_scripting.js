// window.labelInspector: the page, driven from a notebook, an embedding page or a test. Every call goes the way a click
// goes. Documented in the README.
const scripting = (() => {
  let resolveReady;
  let rejectReady;
  const ready = new Promise((resolve, reject) => { resolveReady = resolve; rejectReady = reject; });
  ready.catch(() => {});
  const toFile = (entry) => ({ path: entry.webkitRelativePath || entry.path || entry.name, file: entry });
  window.labelInspector = Object.freeze({
    ready,
    async open(files) {
      await ready;
      await takeFiles([...files].map(toFile), { adding: false });
    },
    state() {
      if (!page) return null;
      if (frames.wanted > 0) settle(); // what was clicked or typed has taken effect
      return JSON.parse(textFrom(page._page_state()));
    },
    async export(format = 'labels') {
      await ready;
      return exportedAs(String(format));
    },
    timings() {
      return { ...session.timings, peakBytes: Math.max(session.timings.peakBytes || 0, page ? page.HEAPU8.length : 0), frames: frames.drawn, startMs: scripting.startMs, ...(page ? JSON.parse(textFrom(page._page_pictures())) : {}) };
    },
  });
  return { startMs: 0, resolveReady, rejectReady };
})();
