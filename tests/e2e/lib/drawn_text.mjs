// Text as the browser itself draws it, in the same tab and with the same fonts, to hold the canvas of the page against.

const han = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"';
const japanese = '"Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP"';
const korean = '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"';
export const family = (words) => (/[\u3040-\u30ff]/.test(words) ? japanese : /[\u1100-\u11ff\uac00-\ud7ff]/.test(words) ? korean : han);

// A text as the browser draws it: { width, height, at(x, y) }, the ink's box with a pixel around it. one_by_one: every
// code point for itself, from left to right, which is what must not happen. plain: letters are not bent towards pixels
// (hinting), as they are not on the canvas. blurred: half a pixel off.
export async function reference(session, words, { pixels, weight, ink, ground, one_by_one = false, plain = false, blurred = false }) {
  const drawn = await session.page.evaluate(({ words, pixels, weight, ink, ground, one_by_one, plain, blurred, family }) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(pixels * (words.length + 4));
    canvas.height = Math.ceil(pixels * 4);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.font = `${weight} ${pixels}px Inter, ${family}, system-ui, "Noto Sans", sans-serif`;
    const first = words.match(/\p{L}/u)?.[0] ?? '';
    context.direction = /[\u0590-\u08ff]/.test(first) ? 'rtl' : 'ltr';
    context.textAlign = 'left';
    if (plain) context.textRendering = 'geometricPrecision';
    context.fillStyle = ink;
    const left = Math.ceil(pixels);
    const baseline = Math.ceil(pixels * 2.5);
    let x = left;
    for (const part of one_by_one ? words : [words]) {
      context.fillText(part, x, baseline);
      x += context.measureText(part).width;
    }
    if (blurred) context.drawImage(canvas, 0.5, 0.5);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    let [x0, y0, x1, y1] = [width, height, 0, 0];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = (y * width + x) * 4;
        if (data[at] === data[0] && data[at + 1] === data[1] && data[at + 2] === data[2]) continue;
        [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
      }
    }
    if (x1 < x0) return null;
    const box = context.getImageData(x0 - 1, y0 - 1, x1 - x0 + 3, y1 - y0 + 3);
    return { width: box.width, height: box.height, bytes: Array.from(box.data) };
  }, { words, pixels, weight, ink, ground, one_by_one, plain, blurred, family: family(words) });
  return drawn && { ...drawn, at: (x, y) => drawn.bytes.slice((y * drawn.width + x) * 4, (y * drawn.width + x) * 4 + 3) };
}

// Whether this machine has a font for it: else the browser draws a box, the same for everything it has no font for.
export function has_font(session, letter) {
  return session.page.evaluate(([letter, family]) => {
    const draw = (words) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 64;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.font = `32px Inter, ${family}, system-ui, "Noto Sans", sans-serif`;
      context.fillText(words, 8, 44);
      return context.getImageData(0, 0, 64, 64).data.join();
    };
    const lacking = draw('\u{ffffd}');
    return [...letter.normalize('NFC')].every((part) => /\p{M}|\u200d/u.test(part) || draw(part) !== lacking);
  }, [letter, family(letter)]);
}

export const css = ([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`;
export const grey = ([red, green, blue]) => (2 * red + 5 * green + blue) / 8;

// A part of a picture: { width, height, at(x, y) }.
export function part_of(picture, x0, y0, width, height) {
  [x0, y0] = [Math.round(x0), Math.round(y0)];
  return { width: Math.round(width), height: Math.round(height), at: (x, y) => picture.at(x0 + x, y0 + y) };
}

export function as_rows({ width, height, at }) {
  const rows = [];
  for (let y = 0; y < height; y += 1) rows.push(Array.from({ length: width }, (_, x) => at(x, y)));
  return rows;
}

// How far the closest place in `where` is from `drawn`: the mean difference where there is ink, 0 to 1.
export function distance(where, drawn, contrast) {
  const [outer, inner] = [as_rows(where), as_rows(drawn)];
  const ground = inner[0][0];
  const inked = [];
  for (let y = 0; y < drawn.height; y += 1) {
    for (let x = 0; x < drawn.width; x += 1) if (inner[y][x].some((c, i) => Math.abs(c - ground[i]) > 24)) inked.push([x, y]);
  }
  let best = 1;
  for (let dy = 0; dy + drawn.height <= where.height; dy += 1) {
    for (let dx = 0; dx + drawn.width <= where.width; dx += 1) {
      let sum = 0;
      for (const [x, y] of inked) {
        const [a, b] = [outer[y + dy][x + dx], inner[y][x]];
        sum += Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
        if (sum > best * inked.length * 3 * contrast) break;
      }
      best = Math.min(best, sum / (inked.length * 3 * contrast));
    }
  }
  return best;
}

// The mean height of a step from one pixel to the next, weighted by itself, 0 to 1: a step that is spread over two
// pixels counts half. Along x, and along y.
export function sharpness(picture) {
  const rows = as_rows(picture).map((row) => row.map(grey));
  const all = rows.flat();
  const contrast = Math.max(...all) - Math.min(...all);
  const along = (steps) => steps.reduce((sum, step) => sum + step * step, 0) / steps.reduce((sum, step) => sum + Math.abs(step), 0) / contrast;
  return {
    x: along(rows.flatMap((row) => row.slice(1).map((value, i) => value - row[i]))),
    y: along(rows.slice(1).flatMap((row, i) => row.map((value, x) => value - rows[i][x]))),
  };
}
