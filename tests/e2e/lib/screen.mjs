// A screen that nobody sees, for browsers that draw only where there is one. One for a whole run; the number is free.
import { spawn } from 'node:child_process';

let screen = null; // promise of { process, display }
export function screen_started() {
  screen ??= new Promise((resolve, reject) => {
    const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1400x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    process.on('error', () => reject(new Error('Xvfb is not installed: web/setup tests does that')));
    process.on('exit', () => reject(new Error('Xvfb ended')));
    let said = '';
    process.stdio[3].on('data', (data) => {
      said += data;
      if (said.includes('\n')) resolve({ process, display: `:${said.trim()}` });
    });
  });
  return screen;
}
export async function close_screen() {
  if (screen) (await screen.catch(() => null))?.process.kill();
  screen = null;
}
