#!/usr/bin/env node
// Pictures of each place, light and dark, at 1x and 2x, with the sample: tests/e2e/make_screenshots.mjs [FOLDER]
// FOLDER is build/screenshots unless told; the files are called review-dark-2x.png and so on.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
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
    await session.close();
  }
}
await close_browser();
await close_servers();
console.log(`Pictures are in ${folder}`);
