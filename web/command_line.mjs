// The command line under Node: `node label-inspector.mjs detect LABELS PROBS`.
import { createRequire } from 'node:module';
createRequire(import.meta.url)('./label-inspector-wasm.js');
