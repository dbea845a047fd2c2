// Text on the canvas is as sharp as the browser's own, at every pixel ratio, in both browsers: large and small, regular
// to semibold, numbers in tables, the letters on key caps, the captions of the grid. The measure has its own control: the
// same text half a pixel off must fail it.
import assert from 'node:assert/strict';
import { browsers } from './lib/browsers.mjs';
import { sample } from './lib/datasets.mjs';
import { as_rows, css, grey, part_of, reference, sharpness } from './lib/drawn_text.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

// Controls and what is told, with their places in CSS pixels: [{ words, tag, role, x, y, width, height }]
const mirrored = (session) => session.page.evaluate(() => [...document.querySelectorAll('#mirror .control')].filter((e) => !e.classList.contains('beyond')).map((e) => {
  const { x, y, width, height } = e.getBoundingClientRect();
  return { words: e.getAttribute('aria-label') ?? e.textContent, tag: e.tagName, role: e.getAttribute('role') ?? '', x, y, width, height };
}));

// The part of a picture that holds ink, with a pixel around it.
function inked(picture) {
  const rows = as_rows(picture).map((row) => row.map(grey));
  const counts = new Map();
  for (const value of rows.flat()) counts.set(Math.round(value), (counts.get(Math.round(value)) ?? 0) + 1);
  const ground = [...counts].sort((a, b) => b[1] - a[1])[0][0];
  let [x0, y0, x1, y1] = [Infinity, Infinity, -1, -1];
  rows.forEach((row, y) => row.forEach((value, x) => {
    if (Math.abs(value - ground) > 12) [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  }));
  assert.ok(x1 > x0 && y1 > y0, 'there is no text');
  [x0, y0] = [Math.max(0, x0 - 1), Math.max(0, y0 - 1)];
  return part_of(picture, x0, y0, Math.min(picture.width, x1 + 2) - x0, Math.min(picture.height, y1 + 2) - y0);
}

// texts: { what, words, size, weight, x, y, width, height }: a box that holds nothing else.
async function check(session, dpr, texts) {
  await session.page.mouse.move(2, 890);
  await session.settle(400);
  const picture = read_png(Buffer.from(await session.page.screenshot()));
  for (const { what, words, size, weight, x, y, width, height } of texts) {
    const drawn = inked(part_of(picture, x * dpr, y * dpr, width * dpr, height * dpr));
    const ground = drawn.at(0, 0);
    const ink = as_rows(drawn).flat().sort((a, b) => Math.abs(grey(b) - grey(ground)) - Math.abs(grey(a) - grey(ground)))[0];
    const how = { pixels: size * dpr, weight, ink: css(ink), ground: css(ground), plain: true };
    const theirs = await reference(session, words, how);
    const said_place = `${what}, "${words}" at ${dpr}x`;
    // It is this text that is looked at, and at this size.
    assert.ok(Math.abs(drawn.width - theirs.width) <= 2 + 0.04 * theirs.width && Math.abs(drawn.height - theirs.height) <= 2,
      `${said_place}: ${drawn.width} x ${drawn.height} pixels, not ${theirs.width} x ${theirs.height}`);
    const ours = sharpness(drawn);
    const browsers_own = sharpness(theirs);
    const blurred = sharpness(await reference(session, words, { ...how, blurred: true }));
    const said = `${said_place}: ours ${JSON.stringify(ours)}, the browser's ${JSON.stringify(browsers_own)}, half a pixel off ${JSON.stringify(blurred)}`;
    if (process.env.SAY) console.log(said);
    assert.ok(blurred.y < 0.8 * browsers_own.y && blurred.x < 0.8 * browsers_own.x, `the measure would tell: ${said}`);
    // Of a few letters more depends on where between two pixels each begins, which the browser may choose otherwise.
    const least = words.length > 20 ? 0.92 : 0.87;
    assert.ok(ours.y >= least * browsers_own.y, `levels are blurred: ${said}`);
    assert.ok(ours.x >= least * browsers_own.x, `uprights are blurred: ${said}`);
  }
}

for (const [browser, open] of browsers) {
  for (const dpr of [1, 1.5, 2]) {
    test(`text at ${dpr}x is as sharp as the browser's own, ${browser}`, async ({ cleanup }) => {
      const session = await open(cleanup, { dpr });
      const find = (all, what, check_of) => all.find(check_of) ?? assert.fail(`no ${what}: ${all.map(({ words }) => words).join(' | ')}`);
      let all = await mirrored(session);
      await check(session, dpr, [
        { what: 'a heading', ...find(all, 'heading', ({ tag }) => tag === 'H1'), size: 26, weight: 600 },
        { what: 'a sentence', ...find(all, 'promise', ({ words }) => words.startsWith('Nothing leaves this computer')), size: 13, weight: 400 },
      ]);

      await open_dataset(session, sample());
      await session.settle();
      all = await mirrored(session);
      const row = find(all, 'class', ({ words }) => /^Class [A-Za-z/ -]{9,}, /.test(words));
      const missed = find(all, 'number', ({ words }) => /^Missed by class .*, [\d.]+%$/.test(words));
      await check(session, dpr, [
        { what: 'a class in the table', words: /^Class (.*), /.exec(row.words)[1], size: 13, weight: 400, ...at(row, -2, 8, 100, row.height - 16) },
        { what: 'a number in the table', words: /, ([\d.]+%)$/.exec(missed.words)[1], size: 13, weight: 400, ...at(missed, missed.width - 54, 8, 54, missed.height - 16) },
      ]);

      await go_to_place(session, 'Review');
      await session.settle();
      all = await mirrored(session);
      const { example } = await session.state();
      const pick = find(all, 'likeliest class', ({ words }) => words.startsWith(`Pick "${example.suggested}", `));
      const chip = find(all, 'given label', ({ words }) => words === `Given label: ${example.given}`);
      const place = all.filter(({ words }) => words.startsWith('Pick "')).indexOf(pick) + 1;
      await check(session, dpr, [
        { what: 'a small caption', words: 'Given label', size: 11, weight: 400, ...at(chip, 12, 8, 100, 18) },
        { what: 'a class, semibold', words: example.suggested, size: 13, weight: 600, ...at(pick, 36, 2, 70, 24) },
        { what: 'a share', words: /, (\S+%)$/.exec(pick.words)[1], size: 13, weight: 400, ...at(pick, pick.width - 60, 2, 56, 24) },
        { what: 'a key cap', words: String(place), size: 11, weight: 500, ...at(pick, 9, 8, 16, 12) },
      ]);

      await session.press('g');
      await session.until((now) => now.grid, 'the grid');
      await session.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
      await session.settle();
      all = await mirrored(session);
      const cell = find(all, 'cell', ({ role, words }) => role === 'option' && /, suggested .*, ([2-9]|\d\d)%, /.test(words)); // not rounded to <1%
      const share = /, (\d+%), /.exec(cell.words)[1];
      await check(session, dpr, [{ what: 'a caption in the grid', words: `${share} likely`, size: 11, weight: 400, ...at(cell, -1, cell.width + 2, cell.width - 30, cell.height - cell.width - 2) }]);
    }, { seconds: 120 });
  }
}

// A box inside of another.
function at(box, x, y, width, height) {
  return { x: box.x + x, y: box.y + y, width, height };
}
