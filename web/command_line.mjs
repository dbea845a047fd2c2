// The command line under Node: `node label-inspector.mjs detect LABELS PROBS`.
import { createRequire } from 'node:module';
delete globalThis.fetch; // Emscripten 3.1.6 takes its presence for a browser's, which it is not: it refuses paths
createRequire(import.meta.url)('./label-inspector-wasm.js');
