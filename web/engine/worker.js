// The engine's worker: reads local files in slices and answers. Follows the module that Emscripten emits, in one file.
let engine = null;
let files = [];
const reader = new FileReaderSync();
const clock = { bytes: 0, milliseconds: 0 };

const host = {
  // Fills size bytes of the module's memory from a place in a file; 0 when it cannot be read.
  read(file, offset, pointer, size) {
    const started = performance.now();
    try {
      const bytes = new Uint8Array(reader.readAsArrayBuffer(files[file].slice(offset, offset + size)));
      clock.milliseconds += performance.now() - started;
      clock.bytes += bytes.length;
      if (bytes.length !== size) return 0;
      engine.HEAPU8.set(bytes, pointer);
      return 1;
    } catch {
      return 0; // gone, changed or not readable: the engine says which file and where
    }
  },
  progress(stage, done, total) { postMessage({ kind: 'progress', stage, done, total }); },
};

const bytesAt = (pointer, size) => engine.HEAPU8.slice(pointer, pointer + size);
const text = (pointer) => engine.UTF8ToString(pointer);

async function open(message) {
  files = message.files;
  engine = await createEngine({
    host,
    instantiateWasm(imports, ready) {
      WebAssembly.instantiate(message.module, imports).then((instance) => ready(instance, message.module))
        .catch((error) => postMessage({ kind: 'failed', problem: `Reading could not start: ${error.message ?? error}. Close other tabs and try again.` }));
      return {};
    },
  });
  for (let i = 0; i < files.length; ++i) {
    const path = new TextEncoder().encode(message.paths[i] + '\0');
    const pointer = engine._malloc(path.length);
    engine.HEAPU8.set(path, pointer);
    engine._engine_file(pointer, files[i].size);
    engine._free(pointer);
  }
  const started = performance.now();
  if (!engine._engine_open()) return postMessage({ kind: 'failed', problem: text(engine._engine_problem()) });
  postMessage({ kind: 'reading', bytes: bytesAt(engine._engine_reading(), engine._engine_reading_size()) });
  if (!engine._engine_complete()) return postMessage({ kind: 'incomplete', onlyAdds: engine._engine_only_adds() !== 0 });
  const opened = performance.now();
  if (!engine._engine_find()) return postMessage({ kind: 'failed', problem: text(engine._engine_problem()) });
  const dataset = bytesAt(engine._engine_dataset(), engine._engine_dataset_size());
  const findings = bytesAt(engine._engine_findings(), engine._engine_findings_size());
  engine._engine_release();
  const timings = { bytesRead: clock.bytes, readMs: clock.milliseconds, openMs: opened - started, detectMs: performance.now() - opened, peakBytes: engine.HEAPU8.length };
  postMessage({ kind: 'found', dataset, findings, timings }, [dataset.buffer, findings.buffer]);
}

function picture({ example, longestSide }) {
  if (!engine._engine_picture(example, longestSide)) return postMessage({ kind: 'picture failed', example, problem: text(engine._engine_problem()) });
  const width = engine._engine_picture_width();
  const height = engine._engine_picture_height();
  const rgba = bytesAt(engine._engine_picture_rgba(), width * height * 4);
  postMessage({ kind: 'picture', example, width, height, originalWidth: engine._engine_picture_original_width(), originalHeight: engine._engine_picture_original_height(), rgba }, [rgba.buffer]);
}

onmessage = ({ data }) => {
  if (data.kind === 'open') {
    open(data).catch((error) => postMessage({ kind: 'failed', problem: `Reading stopped: ${error.message ?? error}. If the files are very large, close other tabs and try again.` }));
  } else if (data.kind === 'picture') {
    try { picture(data); } catch (error) { postMessage({ kind: 'picture failed', example: data.example, problem: `This picture could not be shown: ${error.message ?? error}.` }); }
  }
};
