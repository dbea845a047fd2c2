// Photographs as cameras make them: their own pixels on the screen, and the arrow held down through 24 megapixels each.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { open_page_for } from './lib/driver.mjs';
import { temporary_folder } from './lib/finds_the_same.mjs';
import { probabilities_for, zipped } from './lib/media.mjs';
import { read_png } from './lib/png.mjs';
import { test } from './lib/test.mjs';
import { go_to_place } from './lib/walk.mjs';

// Black and white pixels by turns, in rows and columns, as a PNG of one bit each.
function chessboard(width, height) {
  const crc_of = (bytes) => {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  };
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const framed = Buffer.alloc(8 + body.length);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc_of(body), 4 + body.length);
    return framed;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const stride = width / 8 + 1;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) rows.fill(y % 2 ? 0xaa : 0x55, y * stride + 1, (y + 1) * stride);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

async function review_all(session, files, count) {
  assert.equal(await session.open_by_script(files), null);
  await session.until((now) => now.examples === count && !now.busy, 'the findings');
  await go_to_place(session, 'Review');
  await session.click('radio', 'All examples');
  await session.until((now) => now.shown === count, 'all examples');
}

// The share of 60 x 60 pixels around a point of a screenshot that differ from their neighbours as a chessboard's do.
function alternating(shot, x, y) {
  let right = 0;
  for (let dy = -30; dy < 30; dy += 1) for (let dx = -30; dx < 30; dx += 1) {
    const [here, beside, below] = [shot.at(x + dx, y + dy), shot.at(x + dx + 1, y + dy), shot.at(x + dx, y + dy + 1)].map(([red]) => red);
    right += Math.abs(here - beside) > 220 && Math.abs(here - below) > 220;
  }
  return right / 3600;
}

for (const dpr of [1, 1.5, 2]) {
  test(`actual size at a density of ${dpr}: each pixel of a large picture is one of the screen`, async ({ cleanup }) => {
    const folder = path.join(temporary_folder(cleanup), 'set');
    for (const name of ['a', 'b']) mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, 'a/1.png'), chessboard(3000, 2000)); // decoded by the browser
    writeFileSync(path.join(folder, 'a/2.png'), chessboard(1920, 1080)); // decoded by the engine
    for (const name of ['a/3.png', 'b/1.png', 'b/2.png', 'b/3.png']) writeFileSync(path.join(folder, name), chessboard(64, 64));
    writeFileSync(path.join(folder, 'pred_probs.npy'), probabilities_for([0, 0, 0, 1, 1, 1]));
    const session = await open_page_for(cleanup, { dpr, width: 1280, height: 800 });
    await review_all(session, [zipped(folder)], 6);
    for (const [index, size] of [[0, '3000 × 2000'], [1, '1920 × 1080']]) {
      await session.press('Control+k');
      await session.type(String(index));
      await session.press('Enter');
      await session.until((now) => now.example?.index === index && now.place === 'review', `example ${index}`);
      const { x, y } = await session.place_of('img', /^(set\/)?a\/\d\.png$/);
      await session.settle();
      const fitted = read_png(readFileSync(await session.screenshot('photograph-fitted')));
      assert.ok(alternating(fitted, Math.round(x * dpr), Math.round(y * dpr)) < 0.1, 'fitted in, its pixels are too small to be seen');
      await session.click('button', 'Actual size');
      let share = 0;
      for (let left = 80; left > 0 && share < 0.999; left -= 1) {
        const shot = read_png(readFileSync(await session.screenshot(`photograph-${dpr}`)));
        share = alternating(shot, Math.round(x * dpr), Math.round(y * dpr));
        if (share < 0.999) await new Promise((done) => setTimeout(done, 150));
      }
      assert.ok(share >= 0.999, `${size}: ${(100 * share).toFixed(1)}% of the pixels alternate`);
      await session.press('0');
    }
  }, { seconds: 300 });
}

// Resident memory of the processes that this program started to draw pages, in megabytes.
function renderers_megabytes() {
  const all = new Map();
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      all.set(Number(id), { parent: Number(fields[1]), pages: Number(fields[21]), words: readFileSync(`/proc/${id}/cmdline`, 'utf8') });
    } catch { /* it has ended */ }
  }
  let most = 0;
  for (const [id, { pages, words }] of all) {
    if (!words.includes('--type=renderer')) continue;
    let above = id;
    while (all.has(above) && above !== process.pid) above = all.get(above).parent;
    if (above === process.pid) most = Math.max(most, pages * 4096 / 1e6);
  }
  return most;
}

test('the right arrow held through photographs of 24 megapixels: frames go on, memory is bounded, the last one comes', async ({ cleanup }) => {
  const session = await open_page_for(cleanup);
  const jpegs = await session.page.evaluate(async () => {
    const encoded = [];
    for (let number = 0; number < 4; number += 1) {
      const canvas = new OffscreenCanvas(6000, 4000);
      const drawing = canvas.getContext('2d', { willReadFrequently: true });
      const sky = drawing.createLinearGradient(0, 0, 6000, 4000);
      sky.addColorStop(0, `hsl(${number * 80}, 70%, 70%)`);
      sky.addColorStop(1, `hsl(${number * 80 + 60}, 60%, 30%)`);
      drawing.fillStyle = sky;
      drawing.fillRect(0, 0, 6000, 4000);
      for (let i = 0; i < 4000; i += 1) {
        drawing.fillStyle = `hsl(${(i * 37 + number * 90) % 360}, 50%, ${20 + i * 7 % 60}%)`;
        drawing.fillRect(i * 7919 % 6000, i * 104729 % 4000, 20 + i % 90, 20 + i % 70);
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })).arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      encoded.push(btoa(text));
    }
    return encoded;
  });
  const folder = path.join(temporary_folder(cleanup), 'set');
  for (const name of ['a', 'b']) mkdirSync(path.join(folder, name), { recursive: true });
  const count = 40;
  jpegs.forEach((jpeg, i) => writeFileSync(path.join(folder, `../${i}.jpg`), Buffer.from(jpeg, 'base64')));
  for (let i = 0; i < count; i += 1) copyFileSync(path.join(folder, `../${i % 4}.jpg`), path.join(folder, `${i < 20 ? 'a' : 'b'}/${String(i).padStart(2, '0')}.jpg`));
  writeFileSync(path.join(folder, 'pred_probs.npy'), probabilities_for(Array.from({ length: count }, (_, i) => Number(i >= 20))));
  await review_all(session, [zipped(folder)], count);
  const sampled = async (during) => {
    await session.page.evaluate(() => {
      window.gaps = [];
      let last = performance.now();
      (function sample(now) { window.gaps.push(now - last); last = now; window.sampling = requestAnimationFrame(sample); })(last);
    });
    await during();
    return (await session.page.evaluate(() => { cancelAnimationFrame(window.sampling); return window.gaps; })).sort((a, b) => b - a);
  };
  // What this machine does at this moment with nothing to decode: the first example, again and again.
  const usual = await sampled(async () => {
    for (let i = 0; i < 60; i += 1) {
      await session.page.keyboard.press('ArrowLeft');
      await new Promise((done) => setTimeout(done, 33));
    }
  });
  const before = renderers_megabytes();
  let most = before;
  const gaps = await sampled(async () => {
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowRight']) { // there, back, and there again
      for (let i = 0; i < count; i += 1) {
        await session.page.keyboard.down(key);
        await new Promise((done) => setTimeout(done, 33));
        if (i % 8 === 0) most = Math.max(most, renderers_megabytes());
      }
      await session.page.keyboard.up(key);
    }
  });
  await session.until((now) => now.position === count - 1, 'the last one');
  const rested = Date.now();
  const waiting = () => session.control('img', 'Loading the picture').count();
  while (await waiting() > 0 && Date.now() - rested < 20_000) {
    most = Math.max(most, renderers_megabytes());
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.equal(await waiting(), 0, 'the picture somebody rests on comes first');
  const came = Date.now() - rested;
  await session.press('Control+k');
  await session.type('picture in its own size');
  await session.press('Enter');
  await session.settle(700);
  most = Math.max(most, renderers_megabytes());
  const { peakBytes } = await session.timings();
  const nineteen_of_20 = (list) => list[Math.floor(list.length / 20)];
  const told = `longest frames ${gaps.slice(0, 3).map(Math.round).join(', ')} ms of ${gaps.length}, with nothing to decode ${usual.slice(0, 3).map(Math.round).join(', ')} of ${usual.length}; the last picture after ${came} ms; renderer ${Math.round(before)} to ${Math.round(most)} MB; the page's module ${Math.round(peakBytes / 1e6)} MB`;
  console.log(`        ${told}`);
  await session.screenshot('photograph-24-megapixels');
  assert.ok(nineteen_of_20(gaps) < Math.max(120, 5 * nineteen_of_20(usual)), `19 of 20 frames are soon followed by another: ${told}`);
  assert.ok(gaps[0] < Math.max(1500, 8 * usual[0]), `nothing stalls: ${told}`);
  assert.ok(most < 2000, `memory is bounded: ${told}`);
  assert.ok(peakBytes < 200e6, `no photograph lies in the module's memory: ${told}`);
}, { seconds: 240 });
