// All seven rules and three scores of the reference, written down plainly after design §7, to hold the page against:
// what each rule flags, and how each score orders. For ordinary inputs only, as confident_learning.mjs, on which it
// rests; checked itself against the recorded answers in reference.test.mjs.
import { find_label_issues } from './confident_learning.mjs';

// labels: n numbers; probabilities: n x k numbers, row after row; precision: "float32" or "float64".
// { rules: { name: ascending indices }, scores: { name: n numbers, low is bad }, predicted, likeliest }
export function rules_and_scores(labels, probabilities, k, precision) {
  const fit = precision === 'float32' ? Math.fround : (x) => x;
  const n = labels.length;
  const found = find_label_issues(labels, probabilities, k, precision);
  const p = (row, column) => probabilities[row * k + column];
  const own = found.self_confidence;
  const everybody = [...labels.keys()];
  // The likeliest of the other classes
  const rival = labels.map((label, i) => {
    let most = -Infinity;
    for (let j = 0; j < k; j += 1) if (j !== label) most = Math.max(most, p(i, j));
    return most;
  });
  // Predicted as given, an advantage of 1e-6 included: no issue, whatever a rule says
  const agrees = (i) => {
    const favoured = fit(own[i] + fit(1e-6));
    for (let j = 0; j < k; j += 1) {
      if (j !== labels[i] && (p(i, j) > favoured || (p(i, j) === favoured && j < labels[i]))) return false;
    }
    return true;
  };
  const lowest = (members, value, count) => [...members].sort((a, b) => value[a] - value[b] || a - b).slice(0, count);
  const ascending = (indices) => [...indices].sort((a, b) => a - b);

  const normalized_margin = everybody.map((i) => fit(fit(fit(own[i] - rival[i]) + 1) / 2));
  const confidence_weighted_entropy = everybody.map((i) => {
    let entropy = 0;
    for (let j = 0; j < k; j += 1) if (p(i, j) > 0) entropy -= p(i, j) * Math.log(p(i, j));
    const x = entropy / Math.log(k) / Math.max(own[i], 1e-6);
    return Math.log(x + 1) / Math.max(x, 1e-6);
  });

  // Of each class as many as the joint does not leave on its diagonal
  const by_class = new Set();
  for (let given = 0; given < k; given += 1) {
    const members = everybody.filter((i) => labels[i] === given);
    if (members.length <= 1) continue;
    const count = members.length - found.confident_joint[given][given];
    for (const i of lowest(members, own, Math.max(count, 0))) if (!agrees(i)) by_class.add(i);
  }
  // Confident of another class: the only one whose threshold is reached, or the likeliest where several are
  const confidently = everybody.filter((i) => {
    const confident = found.thresholds.map((_, j) => j).filter((j) => p(i, j) >= fit(found.thresholds[j] - fit(1e-6)));
    const of = confident.length === 0 ? labels[i] : confident.length === 1 ? confident[0] : found.predicted[i];
    return of !== labels[i] && !agrees(i);
  });
  const rules = {
    prune_by_noise_rate: ascending(found.indices),
    prune_by_class: ascending(by_class),
    both: ascending(found.indices.filter((i) => by_class.has(i))),
    confident_learning: confidently,
    predicted_neq_given: everybody.filter((i) => found.predicted[i] !== labels[i] && !agrees(i)),
    low_normalized_margin: ascending(lowest(everybody, normalized_margin, confidently.length)),
    low_self_confidence: ascending(lowest(everybody, own, confidently.length)),
  };
  return { n, rules, scores: { self_confidence: own, normalized_margin, confidence_weighted_entropy }, predicted: found.predicted, likeliest: found.likeliest };
}
