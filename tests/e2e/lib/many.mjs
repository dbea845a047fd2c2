// Synthetic audits of any size, the same for the same seed, and what the page must find in them.
import { write_npy } from './npy.mjs';

// xorshift32
export function random_from(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13; state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5; state >>>= 0;
    return state / 2 ** 32;
  };
}

// n examples of k classes, about `share` of them given a wrong label; the model mixes up a class with its next ones.
export function many(n, k, { seed = 7, share = 0.05, names = false } = {}) {
  const random = random_from(seed);
  const labels = new Int32Array(n);
  const probabilities = new Float32Array(n * k);
  for (let i = 0; i < n; i += 1) {
    const truth = Math.floor(random() * k);
    const other = (truth + 1 + Math.floor(random() ** 2 * Math.min(k - 1, 5))) % k;
    labels[i] = random() < share ? other : truth;
    const sure = 0.55 + 0.4 * random();
    const rest = (1 - sure) / (k - 1);
    for (let c = 0; c < k; c += 1) probabilities[i * k + c] = rest * (0.9 + 0.2 * ((c * 7 + i) % 5) / 4);
    probabilities[i * k + truth] = sure;
    probabilities[i * k + other] += (1 - sure) * 0.3 * random();
  }
  const class_names = Array.from({ length: k }, (_, c) => `class_${String(c).padStart(String(k - 1).length, '0')}`);
  const files = [
    { name: 'pred_probs.npy', bytes: write_npy('<f4', [n, k], probabilities) },
    { name: 'classes.txt', bytes: Buffer.from(`${class_names.join('\n')}\n`) },
  ];
  const name_of = (i) => `photos/${class_names[labels[i]]}/IMG_${String((i * 7919) % n).padStart(7, '0')}.jpg`;
  if (names) {
    const lines = ['path,label'];
    for (let i = 0; i < n; i += 1) lines.push(`${name_of(i)},${class_names[labels[i]]}`);
    files.unshift({ name: 'manifest.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) });
  } else {
    files.unshift({ name: 'labels.npy', bytes: write_npy('<i4', [n], labels) });
  }
  return { n, k, labels, probabilities, class_names, files, name_of: names ? name_of : () => '' };
}
