// A dataset whose class names are in every kind of writing, and a long one; each class is mixed up with the next.
import { write_npy } from './npy.mjs';

// What is special about each, its name, and the letter that tells whether this machine has a font for it.
export const scripts = [
  { what: 'Latin', name: 'cat', letter: 'c' },
  { what: 'Arabic', name: 'قطة صغيرة', letter: 'ق' },
  { what: 'Hebrew', name: 'חתול (בית)', letter: 'ח' },
  { what: 'Hindi', name: 'बिल्ली के बच्चे', letter: 'ब' },
  { what: 'Thai', name: 'แมวน้ำที่นี่', letter: 'แ' },
  { what: 'Chinese', name: '短毛猫', letter: '猫' },
  { what: 'Japanese', name: '直径ネコ', letter: 'ネ' },
  { what: 'Korean', name: '고양이', letter: '고' },
  { what: 'Korean in parts, as macOS names files', name: '고양이'.normalize('NFD'), letter: '고'.normalize('NFD') },
  { what: 'Latin with combining marks', name: 'chât café n\u0303\u0323'.normalize('NFD'), letter: 'a\u0302' },
  { what: 'Cyrillic', name: 'кошка', letter: 'к' },
  { what: 'emoji', name: '👩‍👩‍👧‍👦 🇩🇪 👍🏽 1️⃣', letter: '👩‍👩‍👧‍👦' },
  { what: 'Latin and Arabic', name: 'cat قطة (2)', letter: 'ق' },
  { what: 'a long name', name: 'Norwegian forest cat, long-haired, seen from behind, partly hidden by a garden chair', letter: 'N' },
];

const k = scripts.length;
const per_class = 30;
const suggested = (i) => i % k;
const given = (i) => (i % 9 === 3 ? (i + 1) % k : i % k); // every ninth is wrong

export function files() {
  const n = k * per_class;
  const probabilities = Array.from({ length: n * k }, (_, at) => {
    const i = Math.floor(at / k);
    return at % k === suggested(i) ? 0.72 + (i % 11) * 0.01 : (0.28 - (i % 11) * 0.01) / (k - 1);
  });
  return [
    { name: 'labels.npy', bytes: write_npy('<i8', [n], Array.from({ length: n }, (_, i) => given(i))) },
    { name: 'pred_probs.npy', bytes: write_npy('<f8', [n, k], probabilities) },
    { name: 'classes.txt', bytes: Buffer.from(`${scripts.map(({ name }) => name).join('\n')}\n`) },
  ];
}
