#!/usr/bin/env node
// Pictures of each place, light and dark, at 1x and 2x, with the sample: tests/e2e/make_screenshots.mjs [FOLDER]
// FOLDER is build/screenshots unless told; the files are called review-dark-2x.png and so on.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sample } from './lib/datasets.mjs';
import { close_browser, open_page } from './lib/driver.mjs';
import { screenshots } from './lib/paths.mjs';
import { close_servers } from './lib/server.mjs';
import { go_to_place, open_dataset } from './lib/walk.mjs';

const folder = path.resolve(process.argv[2] ?? screenshots);
mkdirSync(folder, { recursive: true });

for (const color_scheme of ['light', 'dark']) {
  for (const dpr of [1, 2]) {
    const session = await open_page({ color_scheme, dpr });
    const shot = async (place) => {
      await session.page.mouse.move(2, session.options.height - 2); // nothing is hovered
      await session.settle(600); // pictures have arrived
      await session.page.screenshot({ path: path.join(folder, `${place}-${color_scheme}-${dpr}x.png`) });
    };
    await shot('open');
    await open_dataset(session, sample());
    await go_to_place(session, 'Review');
    for (const key of ['w', 'w', 'q', 'w', 'e', 'w', 'w', 'b', 'w', 'w', 'w', 'q', 'w', 'w', 'n', 'w']) {
      const { position } = await session.state();
      await session.press(key);
      await session.until((state) => state.position !== position, `the example after ${key}`);
    }
    for (const place of ['Overview', 'Review', 'Impact', 'Share']) {
      await go_to_place(session, place);
      await shot(place.toLowerCase());
      if (place !== 'Review') continue;
      await session.press('g', 'Home', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await session.until((state) => state.selected > 1, 'some selected in the grid');
      await shot('grid');
      await session.press('Escape', 'g');
    }
    if (dpr === 2) await leave(session, color_scheme);
    await session.close();
  }
}

// What leaves the page: the report's first screen, and what somebody sees who was sent a review file.
async function leave(session, color_scheme) {
  const away = mkdtempSync(path.join(tmpdir(), 'label-inspector-'));
  const saved = async (button) => {
    const { name, bytes } = await session.downloaded(() => session.click('button', button));
    writeFileSync(path.join(away, name), bytes);
    return pathToFileURL(path.join(away, name)).href;
  };
  const report = await (await session.context.browser().newContext({ colorScheme: color_scheme, viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 })).newPage();
  await report.goto(await saved('Save the report'));
  await report.screenshot({ path: path.join(folder, `report-${color_scheme}-2x.png`) });
  await report.context().close();
  await session.click('button', 'Write a review file');
  const reviewer = await open_page({ color_scheme, dpr: 2, url: await saved('Save review file') });
  await reviewer.click('textbox', 'Your name');
  await reviewer.type('Ada');
  await reviewer.press('Enter', 'w', 'q', 'w');
  await reviewer.settle(600);
  await reviewer.page.screenshot({ path: path.join(folder, `reviewer-${color_scheme}-2x.png`) });
  await reviewer.close();
  rmSync(away, { recursive: true, force: true });
}
await close_browser();
await close_servers();
console.log(`Pictures are in ${folder}`);
