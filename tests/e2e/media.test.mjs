// Examples of every kind in files of their own: pictures that only a browser decodes, audio files, texts.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browsers } from './lib/browsers.mjs';
import { open_page_for } from './lib/driver.mjs';
import { temporary_folder } from './lib/finds_the_same.mjs';
import { blue, picture_names, red, sound_names, text_names, write_pictures, write_sounds, write_texts, zipped } from './lib/media.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

const there = (found) => found.first().waitFor({ state: 'attached', timeout: 15_000 });

// Opens a set from a zip archive, lists all of it in its own order, and stands on its first example.
async function review_all(session, files, count) {
  assert.equal(await session.open_by_script(files), null);
  await session.until((now) => now.examples === count && !now.busy, 'the findings');
  await go_to_place(session, 'Review');
  await session.click('radio', 'All examples');
  await session.until((now) => now.shown === count, 'all examples');
}
async function go_to_example(session, index) {
  await session.press('Control+k');
  await session.type(String(index));
  await session.press('Enter');
  await session.until((now) => now.example?.index === index && now.place === 'review', `example ${index}`);
}
const near = (a, b) => a.every((value, i) => Math.abs(value - b[i]) < 24);

for (const [browser, open] of browsers) {
  test(`pictures, ${browser}: WebP, AVIF and SVG are seen as PNG is, what is damaged says so`, async ({ cleanup }) => {
    const folder = path.join(temporary_folder(cleanup), 'set');
    write_pictures(folder);
    const session = await open(cleanup);
    await review_all(session, [zipped(folder)], picture_names.length);
    for (const [index, name] of picture_names.entries()) {
      await go_to_example(session, index);
      assert.match((await session.state()).example.name, new RegExp(`${name}$`));
      if (name === 'b/5.webp') {
        await there(session.control('img', /5\.webp: this is plain text, not a picture\./));
      } else if (name === 'b/3.webp') {
        await there(session.control('img', /3\.webp: this picture is damaged or cut short\./));
      } else {
        const { x, y } = await session.place_of('img', new RegExp(`^(set/)?${name}$`));
        for (let left = 60; ; left -= 1) { // until it is decoded and drawn
          const shot = read_png(readFileSync(await session.screenshot(`media-${browser.toLowerCase()}`)));
          if (near(shot.at(Math.round(x) - 90, Math.round(y)), red) && near(shot.at(Math.round(x) + 90, Math.round(y)), blue)) break;
          assert.ok(left > 0, `${name} is seen; instead ${shot.at(Math.round(x) - 90, Math.round(y))} and ${shot.at(Math.round(x) + 90, Math.round(y))}`);
          await new Promise((done) => setTimeout(done, 100));
        }
      }
    }
    assert.equal(await session.page.evaluate(() => window.ran), undefined, 'no script of a picture runs');
  }, { seconds: 240 });

  test(`sounds, ${browser}: a waveform each, Play by mouse and key, the next example ends it`, async ({ cleanup }) => {
    const folder = path.join(temporary_folder(cleanup), 'set');
    write_sounds(folder);
    const session = await open(cleanup);
    await review_all(session, [zipped(folder)], sound_names.length);
    for (const [index, name] of sound_names.entries()) {
      await go_to_example(session, index);
      await there(session.control('img', new RegExp(`^Waveform of .*${name.replace('.', '\\.')}, ${index < 5 ? '2\\.[56]' : '[23]\\.\\d'} seconds$`)));
    }
    await there(session.text(/22,050 Hz, mono/));
    assert.equal(await session.control('button', 'Pause').first().waitFor({ state: 'detached' }).then(() => 'silent'), 'silent');

    await go_to_example(session, 1); // an MP3
    await session.click('button', 'Play');
    await there(session.control('button', 'Pause'));
    await session.click('button', 'Pause');
    await there(session.control('button', 'Play'));
    await session.press('p');
    await there(session.control('button', 'Pause'));
    const { frames } = await session.timings();
    for (const end = Date.now() + 2000; (await session.timings()).frames < frames + 2;) assert.ok(Date.now() < end, 'it is drawn while it plays');
    await there(session.control('button', 'Play')); // 2.5 seconds later at most
    await session.settle();
    await session.press('p');
    await there(session.control('button', 'Pause'));
    await session.press('ArrowRight');
    await there(session.control('button', 'Play'));
    await session.settle(); // nothing is drawn any more

    // In the grid, a small waveform each.
    await session.press('g');
    await session.screenshot(`media-sound-grid-${browser.toLowerCase()}`);
    await session.press('g');
    assert.equal((await session.state()).decided, 0);
  }, { seconds: 240 });

  test(`texts, ${browser}: folders of mails without endings, in several encodings`, async ({ cleanup }) => {
    const folder = path.join(temporary_folder(cleanup), 'set');
    write_texts(folder);
    const session = await open(cleanup);
    await review_all(session, [zipped(folder)], text_names.length);
    assert.equal((await session.state()).classes, 2);
    const shows = async (index, pattern) => {
      await go_to_example(session, index);
      await there(session.text(pattern));
    };
    await shows(0, /This is mail 0 about rec\.autos: “quoted”, naïve, 漢字\./);
    await shows(3, /This is mail 3 about rec\.autos: quoted, naïve, \./);
    await shows(4, /This is mail 4 about rec\.autos: “quoted”, naïve, 漢字\./);
    await shows(5, /漢字\.\n?\s*\ufffdthe end/);
    await shows(7, /This is mail 7 about sci\.space/);
    await session.control('textbox', 'Find in this text').first().fill('mail 7');
    await there(session.text(/^1 place$/));
  }, { seconds: 120 });
}

test('sounds: a folder from the desktop, one file broken; the waveform is pressed, and the palette plays', async ({ cleanup }) => {
  const folder = path.join(temporary_folder(cleanup), 'tones');
  write_sounds(folder);
  writeFileSync(path.join(folder, 'up/5.wav'), readFileSync(path.join(folder, 'up/5.wav')).subarray(0, 30));
  const session = await open_page_for(cleanup);
  await session.choose('Open folder', folder);
  await session.until((now) => now.examples === sound_names.length && !now.busy, 'the findings');
  await go_to_place(session, 'Review');
  await session.click('radio', 'All examples');
  await go_to_example(session, 9);
  await there(session.text(/5\.wav: this audio file is damaged or cut short\./));
  await go_to_example(session, 0);
  const { box } = await session.place_of('img', /^Waveform of /);
  await session.page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  await session.page.mouse.down();
  await session.page.mouse.up();
  await there(session.control('button', 'Pause'));
  await session.press('p');
  await there(session.control('button', 'Play'));
  await session.press('Control+k');
  await session.type('play or pause');
  await session.press('Enter');
  await there(session.control('button', 'Pause'));
  await session.press('Tab');
  await go_to_place(session, 'Overview');
  await session.settle();
}, { seconds: 120 });

test('a review file holds texts, browser-decoded pictures, and sounds as far as they fit', async ({ cleanup }) => {
  const written = async (write, count, choose = async () => {}) => {
    const folder = path.join(temporary_folder(cleanup), 'set');
    write(folder);
    const session = await open_page_for(cleanup);
    assert.equal(await session.open_by_script([zipped(folder)]), null);
    await session.until((now) => now.examples === count && !now.busy, 'the findings');
    await go_to_place(session, 'Share');
    await session.click('button', 'Write a review file');
    await session.click('radio', 'A random sample');
    await choose(session);
    const file = await session.downloaded(() => session.click('button', 'Save review file'));
    const at = path.join(path.dirname(folder), file.name);
    writeFileSync(at, file.bytes);
    const reviewer = await open_page_for(cleanup, { url: pathToFileURL(at).href });
    await reviewer.click('textbox', 'Your name');
    await reviewer.type('Ada');
    await reviewer.press('Enter'); // begins
    return { session, reviewer };
  };
  const { reviewer: of_sounds } = await written(write_sounds, sound_names.length, async (session) => {
    await session.control('slider', 'Size at most, in MB').first().evaluate((slider) => { // room for all, whatever the page takes
      slider.value = '50';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await there(session.control('slider', 'Size at most, in MB'));
  });
  for (let i = 0; i < sound_names.length; i += 1) {
    await there(of_sounds.control('img', /^Waveform of .* seconds$/));
    if (i === 3) {
      await of_sounds.press('p');
      await there(of_sounds.control('button', 'Pause'));
    }
    await of_sounds.press('ArrowRight');
  }
  const { reviewer: of_texts } = await written(write_texts, text_names.length);
  for (let i = 0; i < 3; i += 1) {
    await there(of_texts.text(/This is mail \d+ about /));
    await of_texts.press('ArrowRight');
  }
  const { reviewer: of_pictures } = await written(write_pictures, picture_names.length);
  for (let i = 0; i < picture_names.length; i += 1) {
    const { name } = (await of_pictures.state()).example;
    if (/b\/[35]\.webp$/.test(name)) await there(of_pictures.control('img', /there is no picture of it in this file/));
    else await there(of_pictures.text(/\d × \d/).or(of_pictures.control('img', new RegExp(name.slice(-6)))));
    await of_pictures.press('ArrowRight');
  }
}, { seconds: 240 });
