// Parquet by an independent writer and reader (hyparquet-writer, hyparquet).
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

const packages = createRequire(path.join(root, 'build/node/package.json'));
const load = (name) => import(pathToFileURL(packages.resolve(name)));
const { parquetWriteBuffer, schemaFromColumnData } = await load('hyparquet-writer');
const { parquetReadObjects, parquetMetadata } = await load('hyparquet');

const in_memory = (bytes) => Uint8Array.from(bytes).buffer;
export const write_parquet = (options) => Buffer.from(parquetWriteBuffer(options));
// The rows, as objects.
export const read_parquet = (bytes) => parquetReadObjects({ file: in_memory(bytes), utf8: false });
export const parquet_metadata = (bytes) => parquetMetadata(in_memory(bytes));

// Columns with a last one of lists, in the three levels of the format.
export function with_list(columns, name, data, type) {
  const schema = schemaFromColumnData({ columnData: columns });
  schema[0].num_children += 1;
  return {
    columnData: [...columns.map(({ type: _, ...column }) => column), { name, data }],
    schema: [...schema, { name, num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' }, { name: 'element', type, repetition_type: 'OPTIONAL' }],
  };
}

// A data set as Hugging Face writes it: pictures in a structure, whole numbers as labels, their names in a note.
// rows: [{ bytes, path, label }]
export function write_hugging_face(rows, names, more = {}) {
  const note = { info: { features: { image: { _type: 'Image' }, label: { names, _type: 'ClassLabel' } } } };
  return write_parquet({
    columnData: [{ name: 'image', data: rows.map(({ bytes, path: name }) => ({ bytes: new Uint8Array(bytes), path: name })) },
      { name: 'label', data: rows.map(({ label }) => BigInt(label)) }],
    schema: [
      { name: 'schema', num_children: 2 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
    ],
    kvMetadata: [{ key: 'huggingface', value: JSON.stringify(note) }],
    ...more,
  });
}
