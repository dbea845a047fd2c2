// A small dataset with known errors, and ways to spoil it. 60 examples, 3 classes; probabilities say 0.9 for the
// true class; examples 7, 23 and 41 are given the class after it.
import { write_npy } from './npy.mjs';

export const examples = 60;
export const wrong = [7, 23, 41];

const truth = (i) => i % 3;
export const given = Array.from({ length: examples }, (_, i) => (wrong.includes(i) ? (truth(i) + 1) % 3 : truth(i)));

function probability(i, j) {
  const sure = 0.9 - (i % 7) * 0.01;
  return truth(i) === j ? sure : (1 - sure) / 2;
}

export function probabilities(rows = examples) {
  return Array.from({ length: rows * 3 }, (_, at) => probability(Math.floor(at / 3), at % 3));
}

export function good_files() {
  return [
    { name: 'labels.npy', bytes: write_npy('<i8', [examples], given) },
    { name: 'pred_probs.npy', bytes: write_npy('<f8', [examples, 3], probabilities()) },
  ];
}

// A 1 x 1 grey PNG.
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

function spoiled(labels, probs) {
  const [good_labels, good_probs] = good_files();
  return [{ name: 'labels.npy', bytes: labels ?? good_labels.bytes }, { name: 'pred_probs.npy', bytes: probs ?? good_probs.bytes }];
}

function with_cell(row, column, value) {
  const values = probabilities();
  values[row * 3 + column] = value;
  return write_npy('<f8', [examples, 3], values);
}

// What the message must contain: the place, as a regular expression each.
export const bad_inputs = [
  { name: 'labels and probabilities of different lengths',
    files: spoiled(write_npy('<i8', [59], given.slice(0, 59))), must_say: [/59/, /60/, /labels\.npy|pred_probs\.npy/] },
  { name: 'a truncated .npy',
    files: spoiled(null, good_files()[1].bytes.subarray(0, 1000)), must_say: [/pred_probs\.npy/] },
  { name: 'a truncated .npy header',
    files: spoiled(good_files()[0].bytes.subarray(0, 40)), must_say: [/labels\.npy/] },
  { name: 'a picture called pred_probs.npy',
    files: spoiled(null, png), must_say: [/pred_probs\.npy/] },
  { name: 'NaN among the probabilities',
    files: spoiled(null, with_cell(17, 1, NaN)), must_say: [/pred_probs\.npy/, /\b17\b/, /not a number|NaN/i] },
  { name: 'an infinite probability',
    files: spoiled(null, with_cell(31, 0, Infinity)), must_say: [/pred_probs\.npy/, /\b31\b/, /infinit/i] },
  { name: 'a negative probability',
    files: spoiled(null, with_cell(5, 2, -0.4)), must_say: [/pred_probs\.npy/, /\b5\b/, /-0\.4/] },
  { name: 'a label outside of 0..K-1',
    files: spoiled(write_npy('<i8', [examples], given.map((g, i) => (i === 11 ? 3 : g)))),
    must_say: [/labels\.npy/, /\b11\b/, /\b3\b/] },
  { name: 'labels that are not whole numbers',
    files: spoiled(write_npy('<f8', [examples], given.map((g) => g + 0.5))), must_say: [/labels\.npy/] },
];
