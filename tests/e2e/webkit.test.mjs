// The one file in the engine of Safari: opened from the disk, answered by keys, kept over a reload, sent back.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { open_page_for } from './lib/driver.mjs';
import { temporary_folder } from './lib/finds_the_same.mjs';
import { screenshots } from './lib/paths.mjs';
import { good_files } from './lib/small.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';
import { open_webkit } from './lib/webkit.mjs';

const enter = '\uE007';

test('a review file in WebKit: opened from the disk, answered, reloaded, sent back and merged', async ({ cleanup }) => {
  const home = temporary_folder(cleanup);
  const sender = await open_page_for(cleanup);
  assert.equal(await sender.open_by_script(good_files()), null);
  await go_to_place(sender, 'Share');
  await sender.click('button', 'Write a review file');
  await sender.click('radio', 'A random sample');
  const file = await sender.downloaded(() => sender.click('button', 'Save review file'));
  const at = path.join(home, file.name);
  writeFileSync(at, file.bytes);

  const reviewer = await open_webkit(cleanup, home, pathToFileURL(at).href);
  await reviewer.until((state) => state.example !== null, 'the first example');
  await reviewer.press(...'Ada', enter);
  const keys = ['q', 'w', 'e', 'b', 'q', 'w', 'e', 'q', 'w', 'q'];
  for (const [i, key] of keys.entries()) {
    await reviewer.until((state) => state.position === i, `example ${i}`);
    await reviewer.press(key);
  }
  await reviewer.until((state) => state.decided === keys.length, 'ten answers');
  await reviewer.screenshot(path.join(screenshots, 'webkit-review.png'));
  await new Promise((done) => setTimeout(done, 500));
  await reviewer.reload();
  await reviewer.until((state) => state.decided === keys.length && state.position === keys.length, 'the answers after a reload');
  await reviewer.click('Send back');
  await reviewer.click('Save my answers');
  const saved = () => readdirSync(home).find((name) => name.endsWith('.json'));
  for (let tries = 0; !saved() && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 100));
  const bytes = readFileSync(path.join(home, saved()));
  const answers = JSON.parse(bytes);
  assert.equal(answers.reviewer, 'Ada');
  assert.equal(answers.decisions.length, keys.length);
  await reviewer.close();

  assert.equal(await sender.open_by_script([{ name: saved(), bytes }]), null);
  await sender.until((state) => state.decided === keys.length, 'the answers in the audit');
}, { seconds: 120 });
