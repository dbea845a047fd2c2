// web/static_server.mjs inside the test process, on a free port: the server that ./web/serve runs.
import { serve } from '../../../web/static_server.mjs';

const running = new Map(); // folder -> promise of a server

export function serve_folder(folder) {
  if (!running.has(folder)) running.set(folder, serve(folder, 0));
  return running.get(folder);
}

export async function close_servers() {
  for (const server of running.values()) await (await server).close();
  running.clear();
}
