// Which labels are probably wrong, worst first: the default rule (prune_by_noise_rate) and ranking (self_confidence)
// of the reference, written down plainly after design §7, row by row and class by class, to hold the page against.
// For ordinary inputs only: every class has examples, probabilities are float32 or float64. Checked itself against
// the recorded answers in reference.test.mjs.

function half_to_even(x) {
  const floor = Math.floor(x);
  const part = x - floor;
  if (part !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

// Whole numbers with the sum of the row: what is missing goes to the largest remainders, highest index first among
// equal ones; what is too much is taken there, lowest index first.
function round_preserving_sum(row) {
  const rounded = row.map(half_to_even);
  let difference = half_to_even(row.reduce((a, b) => a + b, 0)) - rounded.reduce((a, b) => a + b, 0);
  const order = row.map((_, i) => i).sort((a, b) => row[a] - rounded[a] - (row[b] - rounded[b]) || a - b);
  if (difference > 0) for (const i of order.reverse().slice(0, difference)) rounded[i] += 1;
  if (difference < 0) for (const i of order.slice(0, -difference)) rounded[i] -= 1;
  return rounded;
}

// The sum as numpy makes it: eight running sums up to 128 values, halves of more. Which way it is rounded decides
// where a half goes in the step above.
function pairwise_sum(values) {
  if (values.length > 128) {
    const half = Math.floor(values.length / 2);
    const cut = half - (half % 8);
    return pairwise_sum(values.slice(0, cut)) + pairwise_sum(values.slice(cut));
  }
  if (values.length < 8) return values.reduce((a, b) => a + b, 0);
  const r = values.slice(0, 8);
  const whole = values.length - (values.length % 8);
  for (let i = 8; i < whole; i += 1) r[i % 8] += values[i];
  const sum = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
  return values.slice(whole).reduce((a, b) => a + b, sum);
}

// labels: n numbers; probabilities: n x k numbers, row after row; precision: "float32" or "float64".
export function find_label_issues(labels, probabilities, k, precision) {
  const fit = precision === 'float32' ? Math.fround : (x) => x;
  const n = labels.length;
  const p = (row, column) => probabilities[row * k + column];
  const argmax = (row) => {
    let best = 0;
    for (let j = 1; j < k; j += 1) if (p(row, j) > p(row, best)) best = j;
    return best;
  };

  const counts = new Array(k).fill(0);
  const sums = new Array(k).fill(0);
  labels.forEach((label, i) => {
    counts[label] += 1;
    sums[label] += p(i, label);
  });
  const thresholds = sums.map((sum, j) => fit(Math.max(fit(sum / counts[j]), 2e-6)));

  // Confident joint [given][true]
  const joint = Array.from({ length: k }, () => new Array(k).fill(0));
  for (let i = 0; i < n; i += 1) {
    const confident = [];
    for (let j = 0; j < k; j += 1) if (p(i, j) >= fit(thresholds[j] - fit(1e-6))) confident.push(j);
    if (confident.length > 0) joint[labels[i]][confident.length === 1 ? confident[0] : argmax(i)] += 1;
  }
  for (let j = 0; j < k; j += 1) joint[j][j] = Math.max(joint[j][j], 1);
  const scaled = joint.map((row, given) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((value) => (value / sum) * counts[given]);
  });
  const total = pairwise_sum(scaled.flatMap((_, column) => scaled.map((row) => row[column]))); // column by column
  const calibrated = scaled.map((row) => round_preserving_sum(row.map((value) => (value / total) * n)));

  // Of each pair given -> other, as many as the joint says, those with the largest margins
  const flagged = new Set();
  for (let given = 0; given < k; given += 1) {
    if (counts[given] <= 1) continue;
    const members = [...labels.keys()].filter((i) => labels[i] === given);
    for (let other = 0; other < k; other += 1) {
      if (other === given || calibrated[given][other] === 0) continue;
      const margin = new Map(members.map((i) => [i, fit(p(i, other) - p(i, given))]));
      members.slice().sort((a, b) => margin.get(b) - margin.get(a) || a - b)
        .slice(0, calibrated[given][other]).forEach((i) => flagged.add(i));
    }
  }
  // What is predicted as given, an advantage of 1e-6 included, is no issue
  for (const i of [...flagged]) {
    const own = fit(p(i, labels[i]) + fit(1e-6));
    let best = true;
    for (let j = 0; j < k; j += 1) {
      if (j !== labels[i] && (p(i, j) > own || (p(i, j) === own && j < labels[i]))) best = false;
    }
    if (best) flagged.delete(i);
  }
  const indices = [...flagged].sort((a, b) => p(a, labels[a]) - p(b, labels[b]) || a - b);
  return {
    indices,
    thresholds,
    confident_joint: calibrated,
    predicted: labels.map((_, i) => argmax(i)),
    self_confidence: labels.map((label, i) => p(i, label)),
    // Classes of a row, likeliest first, ties to the lower class
    likeliest: (i) => Array.from({ length: k }, (_, j) => j).sort((a, b) => p(i, b) - p(i, a) || a - b),
  };
}
