// Pictures for files that leave the page, and the review file: this page with some examples of an audit inside.
const shell = @SHELL@;

// ---- pictures -------------------------------------------------------------------------------------------------------
// What the engine answers; { problem } where there is no answer to be had: the sentence that says why.
const sentence = (text) => Object.assign(new Error(text), { isSentence: true });
const tickets = new Map();
let lastTicket = 0;
function fromEngine(question) {
  return new Promise((resolve) => {
    if (!session.worker) return resolve({ problem: 'Nothing is open any more.' });
    const ticket = ++lastTicket;
    tickets.set(ticket, (message) => resolve(message.kind === question.kind ? message : { problem: message.problem }));
    session.worker.postMessage({ ...question, ticket });
  });
}
function ticketAnswered(message) {
  tickets.get(message.ticket)?.(message);
  tickets.delete(message.ticket);
}
function ticketsLost() {
  for (const answer of tickets.values()) answer({ kind: 'lost', problem: 'Another audit was opened: nothing was saved.' });
  tickets.clear();
}

// From the best to the smallest: how long the longer side may be, and how hard it is compressed. Small pictures go as
// they are as long as they may.
const rungs = [[1024, 0.9, 64], [1024, 0.9], [800, 0.86], [640, 0.84], [512, 0.82], [400, 0.8], [320, 0.78], [256, 0.76], [192, 0.74],
  [144, 0.72], [112, 0.7], [88, 0.66], [64, 0.6], [48, 0.5], [32, 0.5], [24, 0.4]].map(([side, quality, exactUpTo = 0]) => ({ side, quality, exactUpTo }));

async function encodedPicture(example, { side, quality, exactUpTo }) {
  const picture = await fromEngine({ kind: 'picture', example, longestSide: side });
  if (picture.problem) return null;
  const { width, height, originalWidth, originalHeight } = picture;
  const drawing = new OffscreenCanvas(width, height);
  // In memory: a canvas of the graphics card is slow to make and slow to read.
  drawing.getContext('2d', { willReadFrequently: true }).putImageData(new ImageData(new Uint8ClampedArray(picture.rgba.buffer, picture.rgba.byteOffset, width * height * 4), width, height), 0, 0);
  let opaque = true;
  for (let at = 3; at < picture.rgba.length && opaque; at += 4) opaque = picture.rgba[at] === 255;
  const exact = Math.max(originalWidth, originalHeight) <= exactUpTo;
  const blob = await drawing.convertToBlob(exact ? { type: 'image/png' } : { type: opaque ? 'image/jpeg' : 'image/webp', quality });
  return { blob, width: originalWidth, height: originalHeight };
}

// All of them within the budget in bytes: as large as that allows. A few are tried first. Returns them, how long their
// longer side may be where that is less than some have (else 0), and whether they fit.
async function encodedPictures(examples, budget, progress) {
  const probes = examples.filter((_, i) => i % Math.ceil(examples.length / 12) === 0);
  const size = (list) => list.reduce((sum, picture) => sum + (picture?.blob.size ?? 0), 0);
  const all = async (list, rung, told) => {
    const made = new Array(list.length);
    let next = 0;
    const one = async () => {
      while (next < list.length) {
        const at = next;
        next += 1;
        made[at] = await encodedPicture(list[at], rung);
        told?.();
      }
    };
    await Promise.all(Array.from({ length: 4 }, one));
    return made;
  };
  const longestOf = (list) => list.reduce((most, picture) => Math.max(most, picture?.width ?? 0, picture?.height ?? 0), 0);
  let hopeless = Infinity; // sides above this one
  for (const rung of rungs) {
    const last = rung === rungs.at(-1);
    if (!last && rung.side > hopeless) continue;
    const tried = await all(probes, rung);
    const estimate = size(tried) / Math.max(1, probes.length) * examples.length;
    if (!last && estimate > budget) {
      // Half the side takes about a quarter of the bytes; twice that leaves room for what lower quality saves.
      if (rung.side < longestOf(tried)) hopeless = 2 * rung.side * Math.sqrt(budget / estimate);
      continue;
    }
    let done = 0;
    const made = await all(examples, rung, () => { done += 1; progress(done, examples.length); });
    const fits = size(made) <= budget;
    if (!last && !fits) continue;
    return { pictures: made, side: rung.side < longestOf(made) ? rung.side : 0, fits };
  }
}

// How many, then of each: bytes, width and height of the original; then the bytes of all.
function packedPictures(pictures) {
  const head = new Uint32Array(1 + 3 * pictures.length);
  head[0] = pictures.length;
  pictures.forEach((picture, i) => head.set(picture ? [picture.blob.size, picture.width, picture.height] : [0, 0, 0], 1 + 3 * i));
  return new Blob([head, ...pictures.filter(Boolean).map(({ blob }) => blob)]);
}
function unpackedPictures(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length < 4 ? 0 : Math.min(view.getUint32(0, true), Math.floor((bytes.length - 4) / 12));
  let at = 4 + 12 * count;
  return Array.from({ length: count }, (_, i) => {
    const [size, width, height] = [0, 4, 8].map((field) => view.getUint32(4 + 12 * i + field, true));
    const blob = size > 0 ? new Blob([bytes.subarray(at, at + size)]) : null;
    at += size;
    return { blob, width, height };
  });
}

// What packed() wrote.
function unpacked(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const list = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const size = view.getUint32(at, true);
    list.push(bytes.slice(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return list;
}

// ---- writing a review -----------------------------------------------------------------------------------------------
const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const filled = (template, values) => template.replace(/@([A-Z]+)@/g, (_, name) => values[name.toLowerCase()]);

// Something to be saved takes a while; one at a time. work: gives the file, or its pieces one after the other, or throws
// what is then shown. Where it goes is asked first, while the click is being handled.
let making = null;
async function make(what, name, work, type = '') {
  if (making) return call('page_say', 'Another file is still being written. Wait until it is saved, or stop it with Esc.', 0);
  making = {};
  const mine = making;
  const check = () => { if (making !== mine) throw new Error('Cancelled.'); };
  const tell = (done, total) => { check(); call('page_making', what, done, total); host.requestFrames(2); };
  const over = () => { making = null; page._page_made(); };
  try {
    const where = await saving.place(name);
    if (!where) { over(); call('page_say', 'Nothing was saved.', 0); return settle(); }
    tell(0, 0);
    const made = await work(tell);
    if (making !== mine) return;
    const saved = await saving.write(where, name, type || made.type, made, check);
    if (making !== mine) return;
    over();
    return saving.told(saved, made.remark);
  } catch (error) {
    if (making !== mine) return;
    over();
    // What this browser has not got, another has; a full disk is full for all of them.
    const missing = error instanceof TypeError || error instanceof ReferenceError || error.name === 'NotSupportedError';
    call('page_say', error.isSentence ? error.message : `It could not be written: ${String(error.message ?? error).replace(/\.$/, '')}. ${missing ? 'A current Firefox, Chrome, Edge or Safari can write it.' : 'Save it to another place, or open the files again and try once more.'}`, 1);
  }
  settle();
}
// What is being written, if anything, is given up; nothing of it stays.
function stopMaking(words) {
  if (!making) return;
  making = null;
  page._page_made();
  if (words) call('page_say', words, 0);
}
host.cancelMaking = () => { stopMaking(''); settle(); };

async function pageWithout() {
  const [script, wasm] = await Promise.all([parts.script(), parts.packedPage()]);
  return { script, wasm };
}
// How large a review file is before anything is put into it; known a moment after the start.
let reviewPageBytes = 0;
async function measureReviewPage() {
  try {
    const { script, wasm } = await pageWithout();
    reviewPageBytes = script.length + wasm.length + shell.page.length + shell.style.length;
  } catch (error) { console.warn(error); }
}
host.reviewPageBytes = () => reviewPageBytes;

// A text or row as it may go into the file: in a blind review without columns of predictions.
function unled(bytes) {
  const at = call('page_unled_record', bytes, bytes.length) >>> 0;
  return page.HEAPU8.slice(at, at + page._page_unled_size());
}

// The texts or rows as they are packed, from the first on as many as fit into so many bytes; how many do not.
async function textsWithin(records, room) {
  let kept = records.length;
  for (;;) {
    const texts = await parts.packed(packed(records.map((record, i) => (i < kept ? record : new Uint8Array()))));
    if (texts.length <= room || kept === 0) return { texts, without: records.length - kept };
    kept = Math.floor(kept * Math.min(0.95, Math.max(0, room) / texts.length));
  }
}

// What is to be said of a file that could not become what was asked for.
function remarks({ side, kind, without, examples, size, budget }) {
  const words = [];
  if (side > 0) words.push(`Its pictures are at most ${side} pixels wide and tall.`);
  if (without > 0) words.push(`${without === examples ? `No ${kind} is` : `The ${kind}s of ${without} of ${examples} examples are not`} in it: a larger file, or fewer examples, would have room.`);
  if (size > budget) words.push(`It takes ${(size / 1e6).toFixed(1)} MB, more than the ${Number((budget / 1e6).toFixed(1))} MB asked for: ${without > 0 ? 'the page itself needs that much' : 'send fewer examples'}.`);
  return words.map((sentence) => ` ${sentence}`).join('');
}

async function reviewFile(name, title, packet, examples, budget, tell) {
  const blind = page._page_plan_is_blind() !== 0;
  const { script, wasm } = await pageWithout();
  const review = await parts.packed(packet);
  const free = budget - script.length - wasm.length - review.length - 8192;
  const room = free * 3 / 4 - 12 * examples.length; // base64 takes 4 bytes for 3
  const ofText = page._page_has_records() !== 0;
  const ofSound = page._page_has_sounds() !== 0;
  const { pictures, side } = ofText || ofSound ? { pictures: [], side: 0 } : await encodedPictures(examples, Math.max(0, room), tell);
  const sounds = ofSound ? await soundsWithin(examples, Math.max(0, room), tell) : [];
  const silent = sounds.filter((bytes) => bytes.length === 0).length;
  const coded = await base64Of(packedPictures(pictures));
  const records = ofText ? await Promise.all(examples.map(async (example) => (await fromEngine({ kind: 'record', example })).bytes ?? new Uint8Array())) : [];
  const { texts, without } = await textsWithin(blind ? records.map(unled) : records, free);
  const policy = document.querySelector('meta[name="policy-of-one-file"]').content;
  const part = (id, text) => `<script type="text/plain" id="part-${id}">${text}</script>\n`;
  // The title last: whoever wrote it may have put something like @STYLE@ into it.
  const html = filled(shell.page, {
    policy, onefile: policy, style: `<style>${shell.style}</style>`,
    script: `${part('page.wasm', wasm)}${part('review', review)}${part('pictures', coded)}${part('sounds', await base64Of(new Blob([packed(sounds)])))}${part('records', texts)}<script>${script}</script>`,
  }).replace('<title>Label Inspector</title>', () => `<title>${escaped(title)}</title>`);
  const file = new File([html], name, { type: 'text/html' });
  file.remark = remarks({ side, kind: ofText ? 'text' : 'sound', without: ofText ? without : silent, examples: examples.length, size: file.size, budget });
  return file;
}

// The audio files as they are, in their order, as long as they fit; empty where one does not, or cannot be read.
async function soundsWithin(examples, room, tell) {
  const files = [];
  let left = room;
  for (const example of examples) {
    const bytes = (await fromEngine({ kind: 'sound bytes', example })).bytes ?? new Uint8Array();
    const fits = bytes.length <= left;
    files.push(fits ? bytes : new Uint8Array());
    left -= fits ? bytes.length + 4 : 0;
    tell(files.length, examples.length);
  }
  return files;
}
host.saveReview = (name, title, packet, examples, budget) => make('Writing the review file', name, (tell) => reviewFile(name, title, packet, examples, budget, tell));

// ---- the report -----------------------------------------------------------------------------------------------------
async function reportFile(name, examples, budget, tell) {
  const read = page._page_has_records() !== 0;
  const { pictures, fits } = read ? { pictures: [], fits: true } : await encodedPictures(examples, budget * 3 / 4, tell);
  const lines = await Promise.all(pictures.map(async (picture, i) => (picture ? `${examples[i]}\t${picture.width}\t${picture.height}\tdata:${picture.blob.type};base64,${await base64Of(picture.blob)}` : '')));
  const records = read ? await Promise.all(examples.map(async (example) => (await fromEngine({ kind: 'record', example })).bytes ?? new Uint8Array())) : [];
  const texts = packed(records);
  const numbers = new Uint8Array(Float64Array.from(read ? examples : []).buffer);
  const file = new File([textFrom(call('page_report', lines.filter(Boolean).join('\n'), numbers, texts, texts.length))], name, { type: 'text/html' });
  if (!fits) file.remark = remarks({ size: file.size, budget });
  return file;
}
host.saveReport = (name, examples, budget) => make('Writing the report', name, (tell) => reportFile(name, examples, budget, tell));

// The same two files for a script: what a click on Share would write now.
async function shareFile(what) {
  if (session.review) throw new Error('This page holds one review: it has no report and writes no other review.');
  const name = what === 'report' ? 'saveReport' : 'saveReview';
  const click = host[name];
  let asked = null;
  host[name] = (...values) => { asked = values; };
  try { call('page_ask_for', what); } finally { host[name] = click; }
  if (!asked) throw new Error(JSON.parse(textFrom(page._page_state())).message ?? 'Nothing is open yet, so there is nothing to export.');
  return what === 'report' ? reportFile(...asked, () => {}) : reviewFile(...asked, () => {});
}

// ---- being one ------------------------------------------------------------------------------------------------------
// Opens the review this page was written for.
async function openReview({ packet, pictures, sounds: audio, records: texts }) {
  const fingerprint = textFrom(call('page_review', packet, packet.length));
  if (!fingerprint) throw new Error('The review in this file is damaged. Ask for the file again.');
  const mine = await storage.claim(fingerprint);
  const records = await storage.journal(fingerprint);
  const known = (await storage.everything()).find((entry) => entry.fingerprint === fingerprint);
  const blobs = unpackedPictures(pictures);
  const told = unpacked(texts);
  const heard = unpacked(audio);
  const answers = { record: (message) => showRecord(told, message), picture: (message) => showBlob(blobs, message), sound: (message) => showSound(heard, message), 'sound bytes': (message) => giveSound(heard, message) };
  Object.assign(session, { fingerprint, review: true, elsewhere: !mine, worker: { postMessage: (message) => answers[message.kind]?.(message), terminate() {} } });
  const used = call('page_review_found', packed(records), records.reduce((sum, r) => sum + 4 + r.length, 0), known?.reviewer ?? '');
  if (used < records.length && mine) storage.cutJournal(fingerprint, used);
  keeping.opened(records.length);
  settle();
}

function showRecord(told, { example }) {
  const bytes = told[example];
  if (bytes?.length > 0) call('page_record', example, bytes, bytes.length);
  else call('page_record_failed', example, 'The text of this example is not in this file.');
  host.requestFrames(1);
}

// Where there is no engine, the browser makes every waveform.
function showSound(heard, { example }) {
  const bytes = heard[example];
  sounds.arrived(bytes?.length > 0 ? { example, seconds: 0, rate: 0, channels: 0, bytes }
    : { example, problem: 'The sound of this example is not in this file: there was no room for it.' });
}
function giveSound(heard, { example, ticket }) {
  const bytes = heard[example];
  setTimeout(() => ticketAnswered(bytes?.length > 0 ? { kind: 'sound bytes', ticket, bytes } : { kind: 'sound bytes failed', ticket, problem: 'The sound of this example is not in this file.' }));
}

async function showBlob(blobs, { example, longestSide }) {
  const { blob, width, height } = blobs[example] ?? {};
  try {
    if (!blob) throw new Error('there is no picture of it in this file');
    const bitmap = await createImageBitmap(blob);
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const [w, h] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const context = new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0, w, h);
    const { data } = context.getImageData(0, 0, w, h);
    await takePicture({ example, longestSide, width: w, height: h, originalWidth: width, originalHeight: height, rgba: new Uint8Array(data.buffer) });
  } catch (error) {
    call('page_picture_failed', example, longestSide, `This picture cannot be shown: ${error.message ?? error}.`);
  }
  host.requestFrames(1);
}
