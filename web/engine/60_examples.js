// Where a picture is a file of its own, that is read before the engine asks for it: so the next ones that the page wants
// are read meanwhile, which takes as long as decoding them. What cannot be read so, the engine reads, and says why not.
const readAhead = 32 << 20;
async function picture(which) {
  const file = engine._engine_picture_file(which.example);
  const bytes = file >= 0 && files[file].size <= readAhead ? await files[file].arrayBuffer().catch(() => null) : null;
  if (bytes) ahead = { file, bytes: new Uint8Array(bytes) };
  try { return showPicture(which); } finally { ahead = null; }
}
function showPicture({ example, longestSide, ticket }) {
  const answer = engine._engine_picture(example, longestSide);
  if (answer === 2) return pictureByBrowser({ example, longestSide, ticket });
  if (!answer) return postMessage({ kind: 'picture failed', example, longestSide, ticket, problem: text(engine._engine_problem()) });
  const width = engine._engine_picture_width();
  const height = engine._engine_picture_height();
  const rgba = bytesAt(engine._engine_picture_rgba(), width * height * 4);
  postMessage({ kind: 'picture', example, longestSide, ticket, width, height, originalWidth: engine._engine_picture_original_width(), originalHeight: engine._engine_picture_original_height(), rgba }, [rgba.buffer]);
}

// What the engine does not decode, the browser may: here, or on the page, which has elements for what workers have not
// (SVG). Its dimensions were looked at. However large it is, no more than 48 megapixels of it are held; and of one that
// took long to decode the thumbnail comes along, so that it is not decoded again for that.
const mostPixels = 48e6;
const photograph = 4e6;
const thumbnailSide = 320; // as the page asks for them
async function pictureByBrowser(which) {
  const type = text(engine._engine_encoded_type());
  const bytes = bytesAt(engine._engine_encoded(), engine._engine_encoded_size());
  const problem = text(engine._engine_problem());
  if (type !== 'image/svg+xml' && typeof OffscreenCanvas === 'function') {
    try {
      const bitmap = await createImageBitmap(new Blob([bytes], { type }));
      const [originalWidth, originalHeight] = [bitmap.width, bitmap.height];
      const pixels = originalWidth * originalHeight;
      const drawn = (source, longestSide) => {
        const scale = Math.min(1, longestSide / Math.max(originalWidth, originalHeight), Math.sqrt(mostPixels / pixels));
        const [width, height] = [originalWidth, originalHeight].map((side) => Math.max(1, Math.round(side * scale)));
        // In memory: a canvas of the graphics card is slow to make and slow to read.
        const canvas = new OffscreenCanvas(width, height);
        const drawing = canvas.getContext('2d', { willReadFrequently: true });
        drawing.imageSmoothingQuality = 'high';
        drawing.drawImage(source, 0, 0, width, height);
        const rgba = new Uint8Array(drawing.getImageData(0, 0, width, height).data.buffer);
        postMessage({ kind: 'picture', ...which, longestSide, width, height, originalWidth, originalHeight, rgba }, [rgba.buffer]);
        return canvas;
      };
      const canvas = drawn(bitmap, which.longestSide);
      bitmap.close();
      if (pixels > photograph && !which.ticket && which.longestSide > thumbnailSide && which.longestSide < 8000) drawn(canvas, thumbnailSide);
      return;
    } catch { /* the page may do better */ }
  }
  postMessage({ kind: 'picture for the page', ...which, type, bytes, problem }, [bytes.buffer]);
}

// The waveform; where it takes a browser to decode the file, the file: workers cannot.
function sound({ example }) {
  const failed = () => postMessage({ kind: 'sound failed', example, problem: text(engine._engine_problem()) });
  if (!engine._engine_sound(example)) return failed();
  const wave = { kind: 'sound', example, seconds: engine._engine_sound_seconds(), rate: engine._engine_sound_rate(), channels: engine._engine_sound_channels() };
  const peaks = bytesAt(engine._engine_sound_peaks(), engine._engine_sound_peaks_size());
  if (peaks.length > 0) return postMessage({ ...wave, peaks }, [peaks.buffer]);
  const bytes = soundFile(example);
  if (!bytes) return failed();
  postMessage({ ...wave, bytes }, [bytes.buffer]);
}
function soundFile(example) {
  if (!engine._engine_sound_file(example)) return null;
  const bytes = bytesAt(engine._engine_sound_file_bytes(), engine._engine_sound_file_size());
  engine._engine_sound_file_sent();
  return bytes;
}
function soundBytes({ example, ticket }) {
  const bytes = soundFile(example);
  if (!bytes) return postMessage({ kind: 'sound bytes failed', example, ticket, problem: text(engine._engine_problem()) });
  postMessage({ kind: 'sound bytes', example, ticket, bytes }, [bytes.buffer]);
}

// The file of a picture, byte for byte.
function original({ example, ticket }) {
  if (!engine._engine_original(example)) return postMessage({ kind: 'original failed', example, ticket, problem: text(engine._engine_problem()) });
  const bytes = bytesAt(engine._engine_original_bytes(), engine._engine_original_size());
  postMessage({ kind: 'original', example, ticket, bytes }, [bytes.buffer]);
}

function record({ example, ticket }) {
  if (!engine._engine_record(example)) return postMessage({ kind: 'record failed', example, ticket, problem: text(engine._engine_problem()) });
  const bytes = bytesAt(engine._engine_record_bytes(), engine._engine_record_size());
  postMessage({ kind: 'record', example, ticket, bytes }, [bytes.buffer]);
}

function search({ needle }) {
  let found = 0;
  withText(needle, (pointer) => { found = engine._engine_search(pointer); });
  const size = engine._engine_search_size();
  if (size > 0) postMessage({ kind: 'found in texts', needle, hits: bytesAt(found, size) });
}
