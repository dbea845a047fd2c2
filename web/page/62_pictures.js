// A picture from the engine goes to the GPU. One of 24 megapixels would hold up a frame for a tenth of a second: large
// ones go in pieces, one each frame, and never lie in the module's memory as a whole.
async function takePicture({ example, longestSide, width, height, originalWidth, originalHeight, rgba }) {
  const worker = session.worker;
  const most = Math.max(1, Math.floor((12 << 20) / (4 * width))); // rows
  for (let y = 0; y < height; y += most) {
    const rows = Math.min(most, height - y);
    const piece = rgba.subarray(4 * width * y, 4 * width * (y + rows));
    if (!call('page_picture', example, longestSide, width, height, originalWidth, originalHeight, y, rows, piece)) return;
    host.requestFrames(1);
    if (y + rows < height) await new Promise(requestAnimationFrame);
    if (session.worker !== worker) return; // something else is open by now
  }
}

// Pictures that neither the engine nor a worker's browser decodes: drawn from an <img>, which runs no scripts and loads
// nothing from elsewhere, whatever an SVG asks for. Answers as the worker does.
async function pictureOnPage({ example, longestSide, ticket, type, bytes, problem }) {
  const which = { example, longestSide, ticket };
  const vector = type === 'image/svg+xml';
  let url = null;
  try {
    const { blob, size } = vector ? sizedVector(bytes) : { blob: new Blob([bytes], { type }) };
    url = URL.createObjectURL(blob);
    const image = new Image();
    image.src = url;
    await image.decode();
    const [originalWidth, originalHeight] = size ?? [image.naturalWidth, image.naturalHeight];
    if (!(originalWidth > 0 && originalHeight > 0)) throw new Error('it has no size');
    const scale = Math.min(1, longestSide / Math.max(originalWidth, originalHeight));
    const [width, height] = [originalWidth, originalHeight].map((side) => Math.max(1, Math.round(side * scale)));
    const drawing = document.createElement('canvas');
    Object.assign(drawing, { width, height });
    const context = drawing.getContext('2d', { willReadFrequently: true });
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, width, height);
    const rgba = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
    return { kind: 'picture', ...which, width, height, originalWidth, originalHeight, rgba };
  } catch {
    return { kind: 'picture failed', ...which, problem };
  } finally {
    if (url) URL.revokeObjectURL(url);
  }
}

// An SVG with a size in pixels: its own proportions, as large as a photograph; without any, a square as good as any.
// Some browsers draw none that does not say its size itself. Its first tag is written anew; the page never takes the
// document in.
function sizedVector(bytes) {
  const side = 1024;
  const declared = /^[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 200)))?.[1];
  const text = new TextDecoder(declared ?? 'utf-8').decode(bytes).replace(/^\s*<\?xml[^>]*\?>/, '');
  const prolog = /^(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^]*?\][^>]*)?>)*/.exec(text)[0];
  const tag = /^<svg((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?=\/?>)/.exec(text.slice(prolog.length, prolog.length + 65536));
  if (!tag) throw new Error('it is damaged');
  const attributes = [...tag[1].matchAll(/([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g)].map(([, name, value]) => ({ name, value: value.slice(1, -1) }));
  const attribute = (name) => attributes.find((one) => one.name === name)?.value ?? '';
  const box = attribute('viewBox').trim().split(/[\s,]+/).map(Number);
  const boxed = box.length === 4 && box[2] > 0 && box[3] > 0;
  const length = (name) => { // a percentage is one of what it is shown in
    const value = attribute(name).trim();
    const number = value.endsWith('%') ? NaN : Number.parseFloat(value) * unit(value);
    return number > 0 && number < 1e9 ? number : 0;
  };
  let [width, height] = [length('width'), length('height')];
  if (boxed) {
    const proportion = box[2] / box[3];
    if (width && !height) height = width / proportion;
    else if (height && !width) width = height * proportion;
    else if (!width) [width, height] = [box[2], box[3]];
  } else {
    width ||= height || side;
    height ||= width;
  }
  const scale = side / Math.max(width, height);
  const size = [width, height].map((extent) => Math.max(1, Math.round(extent * scale)));
  const kept = attributes.filter(({ name }) => name !== 'width' && name !== 'height' && (boxed || name !== 'viewBox'));
  const written = kept.map(({ name, value }) => `${name}=${value.includes('"') ? `'${value}'` : `"${value}"`}`);
  if (!attribute('xmlns')) written.push('xmlns="http://www.w3.org/2000/svg"');
  if (!boxed) written.push(`viewBox="0 0 ${width} ${height}"`);
  const root = `<svg ${written.join(' ')} width="${size[0]}" height="${size[1]}"`;
  return { blob: new Blob([prolog, root, text.slice(prolog.length + tag[0].length)], { type: 'image/svg+xml' }), size };
}

// How many pixels a unit of CSS has.
function unit(length) {
  const [, name] = /([a-z]*)\s*$/.exec(length.toLowerCase());
  return { mm: 96 / 25.4, cm: 96 / 2.54, in: 96, pt: 96 / 72, pc: 16 }[name] ?? 1;
}
