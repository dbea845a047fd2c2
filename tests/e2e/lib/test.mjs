// test(name, body) of the browser tests; tests/e2e/run.mjs runs what is registered here, in order, one at a time.
// The body gets { cleanup }: cleanup(function) is called after the test, last registered first, pass or fail.

export const tests = [];
let current_file = '';

export function set_current_file(file) {
  current_file = file;
}

export function test(name, body, { seconds = 60 } = {}) {
  if (tests.some((other) => other.file === current_file && other.name === name)) {
    throw new Error(`${current_file} has two tests called "${name}"`);
  }
  tests.push({ file: current_file, name, body, seconds });
}

// Thrown by a test that cannot run here, with the reason. A skipped test counts neither as passed nor as failed.
export class Skip extends Error {}
export function skip(reason) {
  throw new Skip(reason);
}
