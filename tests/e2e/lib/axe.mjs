// axe-core, the usual checker of accessibility, on the page as it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './paths.mjs';

const source = readFileSync(createRequire(path.join(root, 'build/node/package.json')).resolve('axe-core/axe.min.js'), 'utf8');

export async function check_with_axe(session, where) {
  await session.settle();
  if (!await session.page.evaluate(() => 'axe' in globalThis)) await session.page.evaluate(`${source};0`);
  const { violations, passes } = await session.page.evaluate(async () => {
    // What is seen is the canvas: its colours are measured in tests/ui/accessibility_test.cpp.
    const found = await globalThis.axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    return {
      violations: found.violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`),
      passes: found.passes.length,
    };
  });
  assert.deepEqual(violations, [], `axe-core on ${where}`);
  assert.ok(passes > 10, `rules that axe-core could check on ${where}: ${passes}`);
}
