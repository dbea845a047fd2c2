// The three datasets of the main path: what is opened and how, what the page must find in it, and which bytes must
// come out. All of it from the files themselves, by the plain code of this folder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { find_label_issues } from './confident_learning.mjs';
import { read_npy, with_values } from './npy.mjs';
import { shared, site } from './paths.mjs';

const lines_of = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');

function found_in(labels, probabilities) {
  const { values, shape, descr } = read_npy(readFileSync(probabilities));
  return find_label_issues(labels, values, shape[1], descr === '<f4' ? 'float32' : 'float64');
}

// 10,000 digits: idx images, labels.npy (uint16), pred_probs.npy, through "Open files".
export function mnist() {
  const folder = shared('data/mnist_test');
  const names = ['t10k-images-idx3-ubyte.gz', 'labels.npy', 'pred_probs.npy', 'classes.txt'];
  const original = readFileSync(path.join(folder, 'labels.npy'));
  const labels = read_npy(original).values;
  return {
    name: 'mnist',
    class_names: lines_of(path.join(folder, 'classes.txt')),
    labels,
    found: found_in(labels, path.join(folder, 'pred_probs.npy')),
    open: (session) => session.choose('Open files', names.map((name) => path.join(folder, name))),
    label_file: 'labels.npy',
    example_name: () => '',
    corrected: (changes) => with_values(original, changes),
  };
}

// 1,000 pictures in folders by class, with a manifest that says the order, through "Open folder".
export function cifar() {
  const folder = shared('data/cifar10_imagefolder_1000');
  const manifest = readFileSync(path.join(folder, 'manifest.csv'), 'utf8');
  const rows = lines_of(path.join(folder, 'manifest.csv')).slice(1).map((line) => line.split(','));
  const class_names = lines_of(path.join(folder, 'classes.txt'));
  const labels = rows.map(([, label]) => class_names.indexOf(label));
  return {
    name: 'cifar',
    class_names,
    labels,
    found: found_in(labels, path.join(folder, 'pred_probs.npy')),
    open: (session) => session.choose('Open folder', folder),
    label_file: 'manifest.csv',
    example_name: (i) => rows[i][0],
    corrected: (changes) => {
      const lines = manifest.split('\n');
      for (const [index, label] of Object.entries(changes)) {
        lines[Number(index) + 1] = `${rows[index][0]},${class_names[label]}`;
      }
      return Buffer.from(lines.join('\n'));
    },
  };
}

// The bundled sample, with one click.
export function sample() {
  const folder = path.join(site, 'sample');
  let original;
  try {
    original = readFileSync(path.join(folder, 'labels.npy'));
  } catch {
    throw new Error('build/web/sample/labels.npy is not there: the site comes without its sample');
  }
  const labels = read_npy(original).values;
  return {
    name: 'sample',
    class_names: lines_of(path.join(folder, 'classes.txt')),
    labels,
    found: found_in(labels, path.join(folder, 'pred_probs.npy')),
    open: (session) => session.click('button', 'Try the sample'),
    label_file: 'labels.npy',
    example_name: () => '',
    corrected: (changes) => with_values(original, changes),
  };
}

