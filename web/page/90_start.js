// Start: the page's module, then everything else it will ever need from the network; then the connection is closed.
const cover = document.getElementById('cover');
function cannotStart(text) {
  document.getElementById('cover-text').textContent = text;
  cover.hidden = false;
  scripting.rejectReady(new Error(text));
}

async function start() {
  applyScheme();
  if (typeof WebAssembly !== 'object') return cannotStart('This browser has no WebAssembly, which this page is made of. A current Firefox, Chrome, Edge or Safari has it.');
  const pageReady = parts.pageOptions().then((options) => createPage({ host, ...options }));
  const review = parts.review();
  review.catch(() => {});
  const isReview = document.getElementById('part-review') !== null;
  const rest = isReview ? null : parts.engine();
  rest?.catch(() => {});
  sampleFiles = isReview ? Promise.resolve([]) : parts.sample();
  sampleFiles.catch(() => {});
  try {
    page = await pageReady;
  } catch (error) {
    page = null;
    return cannotStart(`The page could not start: ${error.message ?? error}. A current Firefox, Chrome, Edge or Safari runs it.`);
  }
  if (!page._page_start()) {
    page = null;
    return cannotStart('This browser gives the page no WebGL2 to draw with. Switch on hardware acceleration in its settings, or use another browser.');
  }
  applyScheme();
  registerTypeface();
  listenToInput();
  listenToTouch();
  listenToDrops();
  const recents = isReview ? null : showRecents();
  const settings = Promise.all(['keys', 'name'].map((name) => storage.setting(name))).then(([keys, name]) => { call('page_settings', scheme, sizeChosen, keys ?? '', name ?? ''); host.requestFrames(2); });
  fitCanvas();
  host.requestFrames(3);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    cover.hidden = true;
    scripting.startMs = performance.now();
  }));
  if (isReview) {
    closeConnection();
    try {
      await openReview(await review);
    } catch (error) {
      return cannotStart(`This review could not be opened: ${error.message ?? error}`);
    }
    return scripting.resolveReady();
  }
  const kept = parts.keep();
  try {
    const { source, module } = await rest;
    engines.prepare(source, module);
  } catch (error) {
    engines.unavailable(error);
    return cannotStart(`A part of the page did not load: ${error.message ?? error}. Reload the page.`);
  }
  await Promise.all([recents, settings]);
  await Promise.allSettled([sampleFiles, kept]);
  closeConnection();
  measureReviewPage();
  await resumeHere();
  scripting.resolveReady();
}

// From here on the page forbids itself to connect to anything, whoever asks for it. From the workers that were made before,
// which keep the policy they were made with, 10_engine.js takes the means.
function closeConnection() {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "connect-src 'none'";
  document.head.append(policy);
}

// Text fields, and what the shaper draws, are the browser's own: they get the page's typeface, out of the module's memory.
function registerTypeface() {
  const faces = [400, 500, 600].map((weight) => {
    const at = page._page_typeface(weight) >>> 0;
    const bytes = page.HEAPU8.slice(at, at + page._page_typeface_size(weight));
    const face = new FontFace('Inter', bytes.buffer, { weight: String(weight) });
    document.fonts.add(face);
    return face.load();
  });
  Promise.all(faces).then(() => {
    page._page_fonts_changed();
    host.requestFrames(2);
  }, (error) => console.warn(error));
}

start();
