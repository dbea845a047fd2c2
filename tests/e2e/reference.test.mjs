// The yardstick itself: lib/confident_learning.mjs, lib/rules_and_scores.mjs and lib/npy.mjs against the recorded answers.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { find_label_issues } from './lib/confident_learning.mjs';
import { read_npy, with_values, write_npy } from './lib/npy.mjs';
import { root } from './lib/paths.mjs';
import { rules_and_scores } from './lib/rules_and_scores.mjs';
import { skip, test } from './lib/test.mjs';

test('the plain reference gives the recorded answers', () => {
  const folders = ['tests/golden/cases', '../shared/golden'].map((folder) => path.resolve(root, folder)).filter(existsSync);
  let checked = 0;
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name, 'expected.json');
      // Inputs of the ordinary kind: the others are the business of core's tests.
      if (!existsSync(file) || !['asym_noise', 'clean', 'float32', 'binary', 'mnist_test', '20news_test'].includes(name)) continue;
      const expected = JSON.parse(readFileSync(file));
      const labels = read_npy(readFileSync(path.join(folder, name, 'labels.npy'))).values;
      const { shape, values } = read_npy(readFileSync(path.join(folder, name, 'pred_probs.npy')));
      const found = find_label_issues(labels, values, shape[1], expected.dtype);
      const stable = (key, value) => expected.stable?.[key] ?? value;
      assert.deepEqual(found.confident_joint, stable('confident_joint_calibrated', expected.confident_joint_calibrated), name);
      assert.deepEqual(found.indices, stable('ranked/self_confidence', expected.ranked.self_confidence), name);
      const all = rules_and_scores(labels, values, shape[1], expected.dtype);
      for (const [rule, indices] of Object.entries(all.rules)) {
        const recorded = expected.find_label_issues[rule].indices;
        assert.deepEqual(indices, stable(`find_label_issues/${rule}`, recorded)?.indices ?? recorded, `${name}: ${rule}`);
      }
      for (const [score, mine] of Object.entries(all.scores)) {
        const recorded = read_npy(readFileSync(path.join(folder, name, `scores_${score}.npy`))).values;
        const slack = expected.dtype === 'float32' ? 3e-6 : 1e-9;
        mine.forEach((value, i) => assert.ok(Math.abs(value - recorded[i]) <= slack * Math.max(1, Math.abs(recorded[i])), `${name}: ${score} of ${i}: ${value}, not ${recorded[i]}`));
      }
      checked += 1;
    }
  }
  if (checked === 0) skip('neither tests/golden/cases nor ../shared/golden is there');
});

test('.npy files survive reading and writing', () => {
  for (const descr of ['|u1', '<u2', '>i4', '<i8', '<f4', '>f8']) {
    const bytes = write_npy(descr, [3], [1, 0, 7]);
    assert.equal(bytes.length % 64, (3 * Number(descr.slice(2))) % 64);
    assert.deepEqual(read_npy(bytes).values, [1, 0, 7]);
    assert.deepEqual(read_npy(with_values(bytes, { 1: 5 })).values, [1, 5, 7]);
  }
});
