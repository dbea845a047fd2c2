// Small sets of pictures, audio files and texts, written by other programs: cwebp, avifenc, sox, Python's zipfile.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { write_npy } from './npy.mjs';

export const run = (program, ...options) => execFileSync(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
const python = (script, folder) => execFileSync('python3', ['-c', script], { cwd: folder });

// n examples of two classes that the folders say, in their order; every fifth row disagrees with its folder.
export function probabilities_for(classes) {
  const sure = (i) => 0.8 + 0.01 * ((i * 7) % 13);
  return write_npy('<f8', [classes.length, 2], classes.flatMap((given, i) => {
    const likely = i % 5 === 2 ? 1 - given : given;
    return likely ? [1 - sure(i), sure(i)] : [sure(i), 1 - sure(i)];
  }));
}

// What stands in a folder, as one zip archive: { name, bytes } for open_by_script() and drop().
export function zipped(folder) {
  python(`import pathlib, zipfile
with zipfile.ZipFile("../set.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for path in sorted(pathlib.Path(".").rglob("*")):
        if path.is_file(): z.write(path)`, folder);
  return { name: 'set.zip', bytes: readFileSync(path.join(folder, '../set.zip')) };
}

// A PNG by Python alone: its left half of one colour, its right half of the other.
function halves(file, width, height, left, right) {
  python(`import struct, sys, zlib
width, height, left, right = ${width}, ${height}, bytes(${JSON.stringify(left)}), bytes(${JSON.stringify(right)})
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
row = b"\\0" + left * (width // 2) + right * (width - width // 2)
open(${JSON.stringify(file)}, "wb").write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))`);
}

export const red = [220, 30, 30];
export const blue = [30, 60, 200];
const css = ([r, g, b]) => `rgb(${r},${g},${b})`;

// Red on the left, blue on the right, in every format; with what an SVG may hold that must not happen.
export const picture_names = ['a/1.png', 'a/2.webp', 'a/3.webp', 'a/4.avif', 'a/5.svg', 'b/1.svg', 'b/2.webp', 'b/3.webp', 'b/4.png', 'b/5.webp'];
export function write_pictures(folder) {
  for (const name of ['a', 'b']) mkdirSync(path.join(folder, name), { recursive: true });
  const at = (name) => path.join(folder, name);
  halves(at('a/1.png'), 320, 240, red, blue);
  run('cwebp', '-quiet', '-q', '90', at('a/1.png'), '-o', at('a/2.webp'));
  run('cwebp', '-quiet', '-lossless', at('a/1.png'), '-o', at('a/3.webp'));
  run('avifenc', '--min', '0', '--max', '10', '-s', '10', at('a/1.png'), at('a/4.avif'));
  const inside = (scale) => `<rect width="${20 * scale}" height="${30 * scale}" fill="${css(red)}"/><rect x="${20 * scale}" width="${20 * scale}" height="${30 * scale}" fill="${css(blue)}"/>`;
  writeFileSync(at('a/5.svg'), `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30" onload="top.ran = 1">${inside(1)}
<script>top.ran = 1; fetch('http://127.0.0.1:9/ran')</script>
<image xlink:href="http://127.0.0.1:9/pixel.png" width="4" height="3"/><style>@import url(http://127.0.0.1:9/a.css); rect { background: url(http://127.0.0.1:9/b.png) }</style></svg>`);
  writeFileSync(at('b/1.svg'), `<!-- <svg width="1"> --><svg xmlns='http://www.w3.org/2000/svg' width="400" height="300pt"><style>.left { fill: ${css(red)} } .right { fill: ${css(blue)} }</style><rect class="left" width="200" height="400"/><rect class="right" x="200" width="200" height="400"/></svg>`);
  // Larger than is shown, cut short, and in truth something else.
  halves(at('large.png'), 3000, 1500, red, blue);
  run('cwebp', '-quiet', '-q', '60', at('large.png'), '-o', at('b/2.webp'));
  rmSync(at('large.png'));
  writeFileSync(at('b/3.webp'), readFileSync(at('a/2.webp')).subarray(0, 40));
  writeFileSync(at('b/4.png'), readFileSync(at('a/2.webp'))); // by its content
  writeFileSync(at('b/5.webp'), 'no picture at all');
  writeFileSync(at('pred_probs.npy'), probabilities_for(picture_names.map((name) => Number(name[0] === 'b'))));
}

// Tones: rising ones in "up", falling ones in "down".
export const sound_names = ['down/1.wav', 'down/2.mp3', 'down/3.ogg', 'down/4.flac', 'down/5.wav', 'up/1.wav', 'up/2.mp3', 'up/3.ogg', 'up/4.flac', 'up/5.wav'];
export function write_sounds(folder) {
  for (const name of ['down', 'up']) mkdirSync(path.join(folder, name), { recursive: true });
  sound_names.forEach((name, i) => {
    const tone = name.startsWith('up') ? '200-900' : '900-200';
    const seconds = i < 5 ? 2.5 : 1.5 + i * 0.25;
    run('sox', '-n', '-r', '22050', '-c', i % 3 === 1 ? '2' : '1', '-b', '16', path.join(folder, name), 'synth', String(seconds), 'sine', tone, 'fade', 'h', '0.3', String(seconds), '0.6', 'tremolo', String(2 + i), '80');
  });
  writeFileSync(path.join(folder, 'pred_probs.npy'), probabilities_for(sound_names.map((name) => Number(name.startsWith('up')))));
}

// Mails as the 20 newsgroups come: in folders, without endings, in several encodings.
export const text_names = Array.from({ length: 12 }, (_, i) => `${i < 6 ? 'rec.autos' : 'sci.space'}/${1000 + i}`);
export function write_texts(folder) {
  text_names.forEach((name, i) => {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    const text = `From: ${i}@example.org\nSubject: number ${i}\n\nThis is mail ${i} about ${path.dirname(name)}: “quoted”, naïve, 漢字.\n`;
    const bytes = i === 3 ? Buffer.from(text.replace(/[“”漢字]/g, ''), 'latin1')
      : i === 4 ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
        : i === 5 ? Buffer.concat([Buffer.from(text), Buffer.from([0xff]), Buffer.from('the end')])
          : i === 7 ? Buffer.from(text + 'A long line of words that goes on. '.repeat(9000))
            : Buffer.from(text);
    writeFileSync(path.join(folder, name), bytes);
  });
  writeFileSync(path.join(folder, 'pred_probs.npy'), probabilities_for(text_names.map((name) => Number(name.startsWith('sci')))));
}
