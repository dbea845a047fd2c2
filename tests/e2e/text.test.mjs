// Text on the canvas: as sharp as the browser's own at every pixel ratio, and any script as the browser shapes it.
// What it should look like is drawn in the same tab by the browser itself, so no fonts are asked for.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { open_page_for } from './lib/driver.mjs';
import { files, scripts } from './lib/many_scripts.mjs';
import { read_png } from './lib/png.mjs';
import { skip, test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const han = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"';
const japanese = '"Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP"';
const korean = '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"';
const family = (words) => (/[\u3040-\u30ff]/.test(words) ? japanese : /[\u1100-\u11ff\uac00-\ud7ff]/.test(words) ? korean : han);

// A text as the browser draws it: { width, height, at(x, y) }, the ink's box with a pixel around it. one_by_one: every
// code point for itself, from left to right, which is what must not happen. plain: letters are not bent towards pixels
// (hinting), as they are not on the canvas. blurred: half a pixel off.
async function reference(session, words, { pixels, weight, ink, ground, one_by_one = false, plain = false, blurred = false }) {
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
function has_font(session, letter) {
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

const css = ([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`;
const grey = ([red, green, blue]) => (2 * red + 5 * green + blue) / 8;

// A part of a picture: { width, height, at(x, y) }.
function part_of(picture, x0, y0, width, height) {
  [x0, y0] = [Math.round(x0), Math.round(y0)];
  return { width: Math.round(width), height: Math.round(height), at: (x, y) => picture.at(x0 + x, y0 + y) };
}

function as_rows({ width, height, at }) {
  const rows = [];
  for (let y = 0; y < height; y += 1) rows.push(Array.from({ length: width }, (_, x) => at(x, y)));
  return rows;
}

// How far the closest place in `where` is from `drawn`: the mean difference where there is ink, 0 to 1.
function distance(where, drawn, contrast) {
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
function sharpness(picture) {
  const rows = as_rows(picture).map((row) => row.map(grey));
  const all = rows.flat();
  const contrast = Math.max(...all) - Math.min(...all);
  const along = (steps) => steps.reduce((sum, step) => sum + step * step, 0) / steps.reduce((sum, step) => sum + Math.abs(step), 0) / contrast;
  return {
    x: along(rows.flatMap((row) => row.slice(1).map((value, i) => value - row[i]))),
    y: along(rows.slice(1).flatMap((row, i) => row.map((value, x) => value - rows[i][x]))),
  };
}

for (const dpr of [1, 1.5, 2]) {
  test(`text at ${dpr}x is as sharp as the browser's own`, async ({ cleanup }) => {
    const session = await open_page_for(cleanup, { dpr });
    await session.page.mouse.move(2, 890);
    await session.settle();
    const picture = read_png(await session.page.screenshot());
    const told = await session.page.locator('#mirror .told').evaluateAll((all) => all.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { words: element.textContent, x, y, width, height, heading: /^H/.test(element.tagName) };
    }));
    const looked_at = [
      { ...told.find(({ heading }) => heading), size: 26, weight: 600 },
      { ...told.find(({ words }) => words.startsWith('Nothing leaves this computer')), size: 13, weight: 400 },
    ];
    for (const { words, x, y, width, height, size, weight } of looked_at) {
      const drawn = part_of(picture, x * dpr, y * dpr, width * dpr, height * dpr);
      const ground = drawn.at(0, 0);
      const darkest = as_rows(drawn).flat().sort((a, b) => grey(a) - grey(b))[0];
      const how = { pixels: size * dpr, weight, ink: css(darkest), ground: css(ground), plain: true };
      const ours = sharpness(drawn);
      const browsers = sharpness(await reference(session, words, how));
      const blurred = sharpness(await reference(session, words, { ...how, blurred: true }));
      const said = `"${words}" at ${dpr}x: ours ${JSON.stringify(ours)}, the browser's ${JSON.stringify(browsers)}, half a pixel off ${JSON.stringify(blurred)}`;
      if (process.env.SAY) console.log(said);
      assert.ok(blurred.y < 0.85 * browsers.y && blurred.x < 0.8 * browsers.x, `the measure would tell: ${said}`);
      assert.ok(ours.y >= 0.92 * browsers.y, `levels are blurred: ${said}`);
      assert.ok(ours.x >= 0.92 * browsers.x, `uprights are blurred: ${said}`);
    }
  });
}

async function open_many_scripts(session) {
  assert.equal(await session.open_by_script(files()), null);
  await session.until((state) => state.place === 'overview' && !state.busy, 'the findings');
  await session.settle();
}

// The page as it looks once nothing of it moves any more: on a busy machine the mark of the focus takes a while to go.
async function quiet_picture(session) {
  let before = await session.page.screenshot();
  for (let i = 0; i < 20; i += 1) {
    await session.settle(100);
    const now = await session.page.screenshot();
    if (Buffer.compare(Buffer.from(before), Buffer.from(now)) === 0) break;
    before = now;
  }
  return read_png(Buffer.from(before));
}

// Where the class's name is drawn in the table of classes, scrolled into sight by the focus.
async function row_of_class(session, name) {
  const reach = () => session.page.evaluate((start) => {
    const all = [...document.querySelectorAll('#mirror [role=list][aria-label=Classes] button')];
    const row = all.find((element) => element.textContent.startsWith(start));
    (row ?? all.at(-1)).focus();
    if (!row || row.classList.contains('beyond')) return null;
    const { x, y, width, height } = row.getBoundingClientRect();
    return height > 30 ? { x, y, width, height } : null;
  }, `Class ${name}, `);
  for (let i = 0; i < 4 * scripts.length && !await reach(); i += 1) await session.settle(80);
  await session.page.evaluate(() => document.activeElement.blur());
  await session.settle(80);
  const box = await reach();
  assert.ok(box, `the row of ${name}`);
  await session.page.evaluate(() => document.activeElement.blur());
  await session.settle(80);
  return box;
}

for (const [dpr, color_scheme] of [[1, 'light'], [1.5, 'dark'], [2, 'light']]) {
  test(`any script is drawn as the browser draws it, at ${dpr}x, ${color_scheme}`, async ({ cleanup }) => {
    const session = await open_page_for(cleanup, { dpr, color_scheme });
    await open_many_scripts(session);
    const lacking = [];
    for (const { what, name, letter } of scripts) {
      if (!await has_font(session, letter)) { lacking.push(what); continue; }
      if (what === 'a long name') continue; // is cut there
      const box = await row_of_class(session, name);
      const picture = await quiet_picture(session);
      const ground = picture.at(Math.round((box.x + 1) * dpr), Math.round((box.y + 3) * dpr));
      const how = { pixels: 13 * dpr, weight: 400, ink: color_scheme === 'dark' ? '#e8eaee' : '#1a1e25', ground: css(ground) };
      const drawn = await reference(session, name, how);
      const where = part_of(picture, (box.x - 3) * dpr, box.y * dpr, drawn.width + 12 * dpr, box.height * dpr);
      const contrast = Math.abs(grey(ground) - (color_scheme === 'dark' ? 235 : 30));
      const off = distance(where, drawn, contrast);
      const letters = await reference(session, name, { ...how, one_by_one: true });
      const wrong = what === 'Latin' || what === 'Cyrillic' || /Chinese|Japanese|Korean$/.test(what) ? 1
        : distance(part_of(picture, (box.x - 3) * dpr, box.y * dpr, letters.width + 12 * dpr, box.height * dpr), letters, contrast);
      const said = `${what}, "${name}": ${off.toFixed(3)} from the browser's, ${wrong.toFixed(3)} from letters one by one`;
      if (process.env.SAY) console.log(said);
      // Latin is drawn by the page itself, from the same typeface.
      assert.ok(off < (what === 'Latin' ? 0.25 : 0.08), said);
      assert.ok(wrong > 2 * off, `not shaped: ${said}`);
    }
    if (lacking.length > scripts.length / 2) skip(`no font on this machine for ${lacking.join(', ')}; the others are right`);
    if (lacking.length > 0) console.log(`        (no font on this machine for ${lacking.join(', ')})`);
  }, { seconds: 120 });
}

// Not pixel by pixel: Firefox may take other fonts once it has read them all. It tells too small a box of mixed text.
for (const [browser, open] of browsers) test(`nothing of a text is cut off, ${browser}`, async ({ cleanup }) => {
  const session = await open(cleanup);
  await open_many_scripts(session);
  for (const { what, name, letter } of scripts) {
    if (what === 'a long name' || !await has_font(session, letter)) continue; // is cut there, or may be as boxes
    const advance = await session.page.evaluate(([words, family]) => {
      const context = document.createElement('canvas').getContext('2d');
      context.font = `400 13px Inter, ${family}, system-ui, "Noto Sans", sans-serif`;
      return context.measureText(words).width;
    }, [name, family(name)]);
    const box = await row_of_class(session, name);
    const picture = await quiet_picture(session);
    const drawn = as_rows(part_of(picture, box.x, box.y + 4, advance * 1.2 + 12, box.height - 8));
    const ground = grey(drawn[0][0]);
    const inked = drawn[0].map((_, x) => x).filter((x) => drawn.some((row) => Math.abs(grey(row[x]) - ground) > 20));
    const width = inked.at(-1) - inked[0] + 1;
    assert.ok(width > 0.8 * advance && width < 1.15 * advance, `${what}, "${name}" is ${width} pixels wide, not ${advance}`);
  }
}, { seconds: 120 });

test('shaped text comes back after a lost WebGL context', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await open_many_scripts(session);
  await session.page.mouse.move(2, 890);
  await session.settle();
  const before = await session.page.screenshot();
  await session.page.evaluate(async () => {
    const extension = document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    extension.loseContext();
    await new Promise((done) => setTimeout(done, 200));
    extension.restoreContext();
    await new Promise((done) => setTimeout(done, 300));
  });
  await session.settle();
  assert.ok((await session.page.screenshot()).equals(before), 'the same picture as before');
});

test('any script can be searched for, and its examples are listed', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  await open_many_scripts(session);
  await go_to_place(session, 'Review');
  const { shown } = await session.state();
  for (const name of ['قطة صغيرة', '短毛猫', 'बिल्ली', 'кошка']) {
    const field = session.page.getByRole('textbox', { name: 'Search by name, number or class' });
    await field.fill(name);
    const state = await session.until((now) => now.shown < shown && now.shown > 0, `examples of ${name}`);
    assert.ok([state.example.given, state.example.suggested].some((label) => label.includes(name)), `${name} is given or suggested`);
    assert.equal(await field.evaluate((element) => getComputedStyle(element).direction), /[\u0590-\u08ff]/.test(name) ? 'rtl' : 'ltr');
    await field.fill('');
    await session.until((now) => now.shown === shown, 'all of them again');
  }
});

test('what a long text is cut to ends in whole characters', async ({ cleanup }) => {
  const drawn = [];
  const session = await open_page_for(cleanup, {
    width: 1024,
    height: 700,
    before_load: () => {
      globalThis.drawn_texts = [];
      const original = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function fillText(words, ...rest) {
        globalThis.drawn_texts.push(words);
        return original.call(this, words, ...rest);
      };
    },
  });
  const long = ['👩‍👩‍👧‍👦'.repeat(40), 'बिल्ली'.repeat(30), `${'e\u0301'.repeat(80)}`, 'قطة '.repeat(40).trim()];
  const [labels, probabilities] = files();
  const names = scripts.map(({ name }, i) => long[i] ?? name);
  assert.equal(await session.open_by_script([labels, probabilities, { name: 'classes.txt', bytes: Buffer.from(names.join('\n')) }]), null);
  for (const place of ['Overview', 'Review']) {
    await go_to_place(session, place);
    await session.settle();
    drawn.push(...await session.page.evaluate(() => globalThis.drawn_texts));
  }
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const clusters = new Set([...segmenter.segment(long.join(' '))].map(({ segment }) => segment));
  const cut = drawn.filter((words) => words.endsWith('…') && /[^\u0000-\u02ff\u2000-\u206f]/.test(words));
  assert.ok(cut.length > 4, `texts that were cut: ${cut.length}`);
  for (const words of cut) {
    const last = [...segmenter.segment(words.slice(0, -1))].at(-1).segment;
    assert.ok(clusters.has(last) || names.some((name) => name.includes(last)) || last.length === 1, `ends in "${last}": ${words}`);
  }
});

test('Chinese and Japanese are typed by an input method: nothing happens until it is done, then the class is found', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  assert.equal(await session.open_by_script(files()), null);
  await go_to_place(session, 'Review');
  const method = await session.context.newCDPSession(session.page);
  const compose = (text) => method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const enough = async (check, what) => {
    for (const end = Date.now() + 5000; Date.now() < end; await new Promise((done) => setTimeout(done, 30))) if (await check()) return;
    assert.fail(what);
  };
  const options = () => session.page.getByRole('option').evaluateAll((all) => all.map((e) => e.textContent));
  // The class picker.
  await session.press('/');
  await session.control('textbox', 'Find a class').first().waitFor();
  await session.settle();
  const all = (await options()).length;
  for (const part of ['ｄ', 'ｄｕ', 'ｄｕａｎ', '短']) await compose(part);
  await session.settle();
  assert.equal((await options()).length, all, 'what is not written yet finds nothing');
  await method.send('Input.insertText', { text: '短毛' });
  await enough(async () => (await options()).join() === '短毛猫', `found: ${await options()}`);
  const { position } = await session.state();
  await session.press('Enter');
  await session.until((now) => now.position === position + 1, 'picked');
  await session.press('ArrowLeft');
  assert.equal((await session.until((now) => now.position === position, 'back')).example.label, '短毛猫');
  // The search beside the list.
  await session.control('textbox', 'Search by name, number or class').first().click();
  const before = (await session.state()).shown;
  await compose('ね');
  await compose('ねこ');
  assert.equal((await session.state()).shown, before);
  await method.send('Input.insertText', { text: 'ネコ' });
  await session.until((now) => now.shown > 0 && now.shown < before, 'fewer examples');
  await method.detach();
}, { seconds: 60 });
