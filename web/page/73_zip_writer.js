// A zip archive, written piece by piece: files stored as they are, not compressed. What does not fit into the numbers of
// the old format (4 GB, 65,535 files) is written in those of zip64, which every program reads that is not very old.
//
//   for each file | header | bytes |     then a directory with a line for each, then where the directory is
const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
function crcOf(bytes, before = 0) {
  let crc = before ^ 0xffffffff;
  for (let i = 0; i < bytes.length; i += 1) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// An entry that comes in pieces: its size and sum stand before them, so they are gathered, as a Blob, which the browser
// need not keep in memory.
async function entryOf(name, pieces) {
  let crc = 0;
  async function* summed() {
    for await (const bytes of pieces) {
      crc = crcOf(bytes, crc);
      yield bytes;
    }
  }
  const blob = await saving.gathered(summed(), name, '');
  return { name, blob, crc };
}
async function* bytesOf({ bytes, blob }, step = 4 << 20) {
  if (bytes) yield bytes;
  else for (let at = 0; at < blob.size; at += step) yield new Uint8Array(await blob.slice(at, at + step).arrayBuffer());
}

// entries: gives { name, bytes }, or what entryOf() makes, one after the other; yields Uint8Arrays. limits: for tests,
// which have no 4 GB to spare.
async function* zipped(entries, { most = 0xffffffff, mostFiles = 0xffff } = {}) {
  // Numbers of 16 and 32 bits; one of 64 as an array of one.
  const packed = (...fields) => {
    const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const [size, value] of fields) {
      if (size === 2) view.setUint16(at, value, true);
      else if (size === 4) view.setUint32(at, value, true);
      else view.setBigUint64(at, BigInt(value), true);
      at += size;
    }
    return bytes;
  };
  const utf8 = 0x800; // names are UTF-8
  const day = 0x21; // 1 January 1980: the same files give the same archive
  const directory = [];
  let at = 0;
  for await (const entry of entries) {
    const path = new TextEncoder().encode(entry.name);
    const length = entry.bytes ? entry.bytes.length : entry.blob.size;
    const crc = entry.bytes ? crcOf(entry.bytes) : entry.crc;
    const large = length >= most;
    const far = at >= most;
    const version = large || far ? 45 : 20;
    const size = large ? 0xffffffff : length;
    const extra = large ? packed([2, 1], [2, 16], [8, length], [8, length]) : new Uint8Array();
    const about = [[2, version], [2, utf8], [2, 0], [2, 0], [2, day], [4, crc], [4, size], [4, size], [2, path.length]];
    const header = packed([4, 0x04034b50], ...about, [2, extra.length]);
    const farExtra = large || far
      ? packed([2, 1], [2, (large ? 16 : 0) + (far ? 8 : 0)], ...(large ? [[8, length], [8, length]] : []), ...(far ? [[8, at]] : []))
      : new Uint8Array();
    directory.push(packed([4, 0x02014b50], [2, version], ...about, [2, farExtra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, far ? 0xffffffff : at]), path, farExtra);
    yield header;
    yield path;
    if (extra.length > 0) yield extra;
    yield* bytesOf(entry);
    at += header.length + path.length + extra.length + length;
  }
  const begin = at;
  for (const part of directory) {
    yield part;
    at += part.length;
  }
  const count = directory.length / 3;
  const size = at - begin;
  if (count >= mostFiles || size >= most || begin >= most) {
    yield packed([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, begin]);
    yield packed([4, 0x07064b50], [4, 0], [8, at], [4, 1]);
  }
  const few = Math.min(count, 0xffff);
  yield packed([4, 0x06054b50], [2, 0], [2, 0], [2, few], [2, few], [4, Math.min(size, 0xffffffff)], [4, begin >= most ? 0xffffffff : begin], [2, 0]);
}
