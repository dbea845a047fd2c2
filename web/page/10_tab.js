// The tab: frames, size, colours, cursor, saving files. `page` is the WebAssembly module once it is there.
const host = {};
let page = null;
const root = document.getElementById('root');
const canvas = document.getElementById('canvas');
const frames = { wanted: 0, scheduled: false, drawn: 0, last: 0 };

function textFrom(pointer) { return page.UTF8ToString(pointer); }

// Calls an exported function with strings and byte arrays put into the module's memory for the duration of the call.
function call(name, ...values) {
  const taken = [];
  const numbers = values.map((value) => {
    if (typeof value === 'string') value = new TextEncoder().encode(value + '\0');
    if (!(value instanceof Uint8Array)) return value;
    const pointer = page._malloc(Math.max(1, value.length)) >>> 0; // above 2 GB it comes as a negative number
    if (pointer === 0) throw new RangeError('There is not enough memory in this tab. Close other tabs and try again.');
    page.HEAPU8.set(value, pointer);
    taken.push(pointer);
    return pointer;
  });
  try { return page['_' + name](...numbers); } finally { for (const pointer of taken) page._free(pointer); }
}

// Draws for some frames, then stops: nothing is drawn while nothing changes.
host.requestFrames = (count) => {
  frames.wanted = Math.max(frames.wanted, count);
  if (!frames.scheduled && page) {
    frames.scheduled = true;
    requestAnimationFrame(drawFrame);
  }
};

// The browser's own zoom by two fingers stretches the canvas: it is drawn with more pixels once the fingers rest.
let pinched = 1;
let pinchTimer = 0;
window.visualViewport?.addEventListener('resize', () => {
  clearTimeout(pinchTimer);
  pinchTimer = setTimeout(() => {
    const longest = Math.max(root.clientWidth, root.clientHeight) * (window.devicePixelRatio || 1);
    pinched = Math.max(1, Math.min(window.visualViewport.scale, 4096 / longest));
    host.requestFrames(2);
  }, 150);
});

// How large everything is: the page counts in units of so many CSS pixels. On a large window it grows by itself, in
// eighths, so that the work fills the screen and is read from where one sits before such a screen.
let magnified = 1; // CSS pixels
let sizeChosen = 0; // percent; 0: by the window
try { sizeChosen = Number(localStorage.getItem('label-inspector.size')) || 0; } catch { /* storage may be forbidden */ }
// The browser's own zoom makes the window smaller in CSS pixels: that must not take back what it enlarges. So the window
// counts as large as it was without; a reload does not begin anew.
let densityAtStart = window.devicePixelRatio || 1;
try {
  densityAtStart = Number(sessionStorage.getItem('label-inspector.density')) || densityAtStart;
  sessionStorage.setItem('label-inspector.density', String(densityAtStart));
} catch { /* then it does */ }
function unitFor(width, height) {
  if (sizeChosen > 0) return Math.max(0.5, Math.min(3, sizeChosen / 100));
  const zoomed = (window.devicePixelRatio || 1) / densityAtStart;
  return Math.max(1, Math.min(2, Math.floor(Math.min(width / 1800, height / 1000) * zoomed * 8) / 8));
}
host.chooseSize = (percent) => {
  sizeChosen = percent;
  try { localStorage.setItem('label-inspector.size', String(percent)); } catch { /* then it is not remembered */ }
  host.requestFrames(3);
};
// Where an event is, in units of the page.
const pointOf = ({ clientX, clientY }) => ({ x: clientX / magnified, y: clientY / magnified });

function fitCanvas() {
  // Not clientWidth: that is rounded, and at a density of 1.5 the whole picture would be stretched by a pixel.
  const { width, height } = root.getBoundingClientRect();
  const now = unitFor(width, height);
  if (now !== magnified) {
    magnified = now;
    root.classList.toggle('enlarged', magnified !== 1);
    root.style.setProperty('--magnified', String(magnified));
  }
  page._page_size(width / magnified, height / magnified, (window.devicePixelRatio || 1) * pinched * magnified);
}

function drawFrame(now) {
  frames.wanted -= 1; // still scheduled: frames that are asked for within this one are seen to below
  fitCanvas();
  const seconds = Math.min(0.1, Math.max(0.001, (now - frames.last) / 1000));
  frames.last = now;
  try {
    page._page_frame(seconds);
    frames.drawn += 1;
    mirror.update();
  } finally {
    frames.scheduled = frames.wanted > 0;
    if (frames.scheduled) requestAnimationFrame(drawFrame);
    else frames.wanted = 0;
  }
}

// Lets what just happened take effect at once, without waiting for a frame; the picture follows.
function settle() {
  fitCanvas();
  page._page_step();
  mirror.update();
  host.requestFrames(2);
}

host.wakeAfter = (milliseconds) => setTimeout(() => host.requestFrames(2), milliseconds);

// Size and pixel ratio are looked at in every frame; these only make sure that there is one.
new ResizeObserver(() => host.requestFrames(2)).observe(root);
(function watchDensity() {
  matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener('change', () => {
    host.requestFrames(2);
    watchDensity();
  }, { once: true });
})();

canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); page._page_canvas_lost(); });
canvas.addEventListener('webglcontextrestored', () => { page._page_canvas_restored(); host.requestFrames(3); });

// ---- light and dark -----------------------------------------------------------------------------------------------
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const moreContrast = [matchMedia('(prefers-contrast: more)'), matchMedia('(forced-colors: active)')];
let scheme = 0; // 0 as the system, 1 light, 2 dark
try { scheme = Number(localStorage.getItem('label-inspector.scheme')) || 0; } catch { /* storage may be forbidden */ }

function applyScheme() {
  const dark = scheme === 0 ? systemIsDark.matches : scheme === 2;
  const contrast = moreContrast.some((query) => query.matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.classList.toggle('light', !dark);
  document.documentElement.classList.toggle('contrast', contrast);
  if (page) { page._page_scheme(dark ? 1 : 0, contrast ? 1 : 0); host.requestFrames(2); }
}
for (const query of [systemIsDark, ...moreContrast]) query.addEventListener('change', applyScheme);
host.chooseScheme = (chosen) => {
  scheme = chosen;
  try { localStorage.setItem('label-inspector.scheme', String(chosen)); } catch { /* then it is not remembered */ }
  applyScheme();
};

host.keepKeys = (text) => { storage.keepSetting('keys', text); };
host.keepName = (name) => { storage.keepSetting('name', name); };

const cursors = ['default', 'pointer', 'text', 'grab'];
host.setCursor = (cursor) => { root.style.cursor = cursors[cursor]; };

const live = document.getElementById('live');
host.announce = (text) => { live.textContent = text; };

// What is exported, as a file. Labels from a large Parquet file are what comes behind the bytes of the original that
// stay as they are.
host.exported = (name, type, bytes) => {
  const kept = type === 'application/vnd.apache.parquet' ? page._page_kept() : 0;
  if (kept === 0) return new File([bytes], name, { type });
  const path = textFrom(page._page_kept_file());
  const original = session.files.find((file) => file.path === path)?.file;
  if (!original) throw new Error(`${path} is not open any more. Open the files again, then export the labels.`);
  return new File([original.slice(0, kept), bytes], name, { type });
};
