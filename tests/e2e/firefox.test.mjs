// The same page, the same walk, in Firefox.
import { walk_main_path } from './lib/walk.mjs';
import { mnist, sample } from './lib/datasets.mjs';
import { open_firefox_for } from './lib/firefox.mjs';
import { single_file_url } from './lib/paths.mjs';
import { test } from './lib/test.mjs';

test('MNIST through "Open files"', async ({ cleanup }) => {
  const session = await open_firefox_for(cleanup);
  await walk_main_path(session, mnist());
}, { seconds: 300 });

test('the single file from disk: the sample', async ({ cleanup }) => {
  const session = await open_firefox_for(cleanup, { url: single_file_url });
  await walk_main_path(session, sample());
}, { seconds: 300 });
