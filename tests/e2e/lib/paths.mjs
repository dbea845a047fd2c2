// Where things are.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { skip } from './test.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const site = path.join(root, 'build/web');
export const single_file = path.join(site, 'label-inspector.html');
export const single_file_url = pathToFileURL(single_file).href;
export const screenshots = path.join(root, 'build/screenshots');
mkdirSync(screenshots, { recursive: true });

// A folder of ../shared, which is there on the project's own machines only: without it the test is skipped.
export function shared(name) {
  const folder = path.resolve(root, '../shared', name);
  if (!existsSync(folder)) skip(`../shared/${name} is not there`);
  return folder;
}

// Debian's own Python, which its packages (numpy and others) are for, where another one comes first on the PATH.
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
