// Pictures of the places at fixed sizes, to be looked at (build/screenshots/look-*.png): few and very many classes, long
// and non-Latin names, light and dark. What a machine can tell of them is checked: something is drawn, no control lies
// outside of the window, light is light and dark is dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { many } from './lib/many.mjs';
import { open_page_for } from './lib/driver.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { sample } from './lib/datasets.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

const odd_names = ['short', 'a class name that somebody has written as a whole sentence, with a comma', '短い名前', 'فئة القطط', 'बिल्ली का वर्ग', 'ΑΒΓ αβγ', '🦊 fox', 'x'];
const sets = {
  'two classes': () => many(400, 2, { share: 0.1 }),
  'odd names': () => {
    const made = many(600, odd_names.length, { share: 0.1 });
    made.files.find(({ name }) => name === 'classes.txt').bytes = Buffer.from(`${odd_names.join('\n')}\n`);
    return made;
  },
  'a thousand classes': () => many(4000, 1000, { share: 0.1 }),
};

async function check(session, name, dark) {
  const picture = read_png(readFileSync(await session.screenshot(`look-${name.replaceAll(' ', '-')}`)));
  const { width, height } = session.options;
  const dpr = session.options.dpr ?? 1;
  const light = (x, y) => picture.at(Math.floor(x * dpr), Math.floor(y * dpr)).slice(0, 3).reduce((a, b) => a + b) / 3;
  const all = [];
  for (let y = 2; y < height; y += 7) for (let x = 2; x < width; x += 7) all.push(light(x, y));
  const middle = [...all].sort((a, b) => a - b)[all.length >> 1];
  assert.ok(dark ? middle < 90 : middle > 150, `${name}: the ground is ${middle}`);
  assert.ok(all.filter((one) => Math.abs(one - middle) > 60).length > all.length / 400, `${name}: something is drawn`);
  const outside = await session.page.evaluate(([w, h]) => [...document.querySelectorAll('#mirror button, #mirror input')].map((e) => [e.getAttribute('aria-label') ?? e.textContent, e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.left < -1 || box.right > w + 1)).map(([what]) => what), [width, height]);
  assert.deepEqual(outside, [], `${name}: beyond the sides of the window`);
}

for (const [set, make] of Object.entries(sets)) {
  for (const [color_scheme, width, height] of [['light', 1440, 900], ['dark', 1024, 700]]) {
    test(`${set}, ${color_scheme}, ${width} x ${height}`, async ({ cleanup }) => {
      const session = await open_page_for(cleanup, { color_scheme, width, height });
      assert.equal(await session.open_by_script(make().files), null);
      const shot = (what) => check(session, `${set} ${what} ${color_scheme}`, color_scheme === 'dark');
      await go_to_place(session, 'Overview');
      await shot('overview');
      await go_to_place(session, 'Review');
      await shot('review');
      await session.press('g');
      await session.until((now) => now.grid, 'the grid');
      await shot('grid');
      await session.press('g', 'Control+k');
      await session.control('textbox', /./).first().waitFor({ state: 'attached' });
      await shot('palette');
    }, { seconds: 120 });
  }
}

// With pictures, at every size there is a screen for: a laptop, a tablet upright, 4K, more contrast, every pixel ratio.
const screens = [
  { what: 'full hd', width: 1920, height: 1080, color_scheme: 'dark' },
  { what: 'tablet upright', width: 820, height: 1180, dpr: 2, touch: true },
  { what: 'fractional pixels', width: 1366, height: 768, dpr: 1.5, color_scheme: 'dark' },
  { what: '4K', width: 3840, height: 2160 },
  { what: 'more contrast', width: 1440, height: 900, contrast: true },
];
for (const { what, contrast, ...options } of screens) {
  test(`pictures, ${what}`, async ({ cleanup }) => {
    const session = await open_page_for(cleanup, { ...options });
    if (contrast) await session.page.emulateMedia({ contrast: 'more' });
    const shot = (place) => check(session, `${what} ${place}`, options.color_scheme === 'dark');
    await shot('open');
    await open_dataset(session, sample());
    await go_to_place(session, 'Overview');
    await shot('overview');
    await go_to_place(session, 'Review');
    await session.press('w', 'q', 'w', 'e', 'w', 'b', 'w', 'n', 'w', 'w');
    await session.until((now) => now.decided === 9, 'some decisions');
    await shot('review');
    await session.press('g', 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await session.until((now) => now.selected === 3, 'some selected');
    await shot('grid');
    await session.press('Escape', 'g');
    for (const [key, sheet] of [['Control+k', 'palette'], ['/', 'class picker'], ['l', 'lists'], ['?', 'keys'], [',', 'settings']]) {
      await session.press(key);
      await shot(sheet);
      await session.press('Escape', 'Escape');
      await session.settle();
    }
  }, { seconds: 180 });
}
