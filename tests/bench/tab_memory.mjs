import { readFileSync, readdirSync } from 'node:fs';

// MB of the process of this tab: the renderer that has the largest part of its own.
export function memory_of_tab() {
  let most = 0;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      most = Math.max(most, Number(readFileSync(`/proc/${id}/status`, 'utf8').match(/RssAnon:\s+(\d+)/)[1]) / 1024);
    } catch { /* it has ended */ }
  }
  return most;
}
