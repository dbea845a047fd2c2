// .npy files, read and written plainly: what the page reads and writes is held against this, so nothing is shared.

const kinds = {
  b1: [1, (view, at) => view.getUint8(at), (view, at, v) => view.setUint8(at, v)],
  u1: [1, (view, at) => view.getUint8(at), (view, at, v) => view.setUint8(at, v)],
  i1: [1, (view, at) => view.getInt8(at), (view, at, v) => view.setInt8(at, v)],
  u2: [2, (view, at, le) => view.getUint16(at, le), (view, at, v, le) => view.setUint16(at, v, le)],
  i2: [2, (view, at, le) => view.getInt16(at, le), (view, at, v, le) => view.setInt16(at, v, le)],
  u4: [4, (view, at, le) => view.getUint32(at, le), (view, at, v, le) => view.setUint32(at, v, le)],
  i4: [4, (view, at, le) => view.getInt32(at, le), (view, at, v, le) => view.setInt32(at, v, le)],
  u8: [8, (view, at, le) => Number(view.getBigUint64(at, le)), (view, at, v, le) => view.setBigUint64(at, BigInt(v), le)],
  i8: [8, (view, at, le) => Number(view.getBigInt64(at, le)), (view, at, v, le) => view.setBigInt64(at, BigInt(v), le)],
  f4: [4, (view, at, le) => view.getFloat32(at, le), (view, at, v, le) => view.setFloat32(at, v, le)],
  f8: [8, (view, at, le) => view.getFloat64(at, le), (view, at, v, le) => view.setFloat64(at, v, le)],
};

// { descr, fortran_order, shape, data_start, values }: values in the order of the file.
export function read_npy(bytes) {
  const buffer = Buffer.from(bytes);
  if (buffer.toString('latin1', 0, 6) !== '\x93NUMPY') throw new Error('not an .npy file');
  const long = buffer[6] >= 2;
  const size = long ? buffer.readUInt32LE(8) : buffer.readUInt16LE(8);
  const data_start = (long ? 12 : 10) + size;
  const header = buffer.toString('latin1', long ? 12 : 10, data_start);
  const descr = /'descr': *'([^']*)'/.exec(header)[1];
  const fortran_order = /'fortran_order': *(True|False)/.exec(header)[1] === 'True';
  const shape = /'shape': *\(([^)]*)\)/.exec(header)[1].split(',').filter((part) => part.trim()).map(Number);
  const [item, get] = kinds[descr.slice(1)];
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const count = shape.reduce((product, length) => product * length, 1);
  if (buffer.length !== data_start + count * item) throw new Error(`${buffer.length} bytes, ${data_start + count * item} expected`);
  const values = Array.from({ length: count }, (_, i) => get(view, data_start + i * item, descr[0] !== '>'));
  return { descr, fortran_order, shape, data_start, values };
}

export function write_npy(descr, shape, values) {
  let header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  header += ' '.repeat((64 - ((10 + header.length + 1) % 64)) % 64) + '\n';
  const [item, , set] = kinds[descr.slice(1)];
  const buffer = Buffer.alloc(10 + header.length + values.length * item);
  buffer.write('\x93NUMPY\x01\x00', 0, 'latin1');
  buffer.writeUInt16LE(header.length, 8);
  buffer.write(header, 10, 'latin1');
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  values.forEach((value, i) => set(view, 10 + header.length + i * item, value, descr[0] !== '>'));
  return buffer;
}

// The same file with other values at some places: { 17: 3 } sets item 17 to 3.
export function with_values(bytes, changes) {
  const { descr, data_start } = read_npy(bytes);
  const [item, , set] = kinds[descr.slice(1)];
  const copy = Buffer.from(bytes);
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  for (const [index, value] of Object.entries(changes)) set(view, data_start + Number(index) * item, value, descr[0] !== '>');
  return copy;
}
