// WebKit, the engine of Safari, in the small browser that comes with WebKitGTK: driven over WebDriver, on a screen that
// nobody sees. Only what the tests of the one file need.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { screen_started } from './screen.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function browser() {
  const path = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
  if (!existsSync('/usr/bin/WebKitWebDriver') || !existsSync(path)) throw new Error('WebKit is not installed: web/setup tests does that');
  return path;
}

const free_port = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

// home: a folder; what is downloaded lands there.
export async function open_webkit(cleanup, home, url) {
  const binary = browser();
  const base = `http://127.0.0.1:${await free_port()}`;
  const { display } = await screen_started();
  const driver = spawn('WebKitWebDriver', [`--port=${new URL(base).port}`], {
    stdio: 'ignore', detached: true, env: { ...process.env, DISPLAY: display, HOME: home, XDG_RUNTIME_DIR: home, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  driver.on('error', () => {}); // it does not answer then, which is told below
  cleanup(() => { try { process.kill(-driver.pid); } catch { /* it has ended */ } });
  const call = async (method, path, body) => {
    const answer = await fetch(base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (let tries = 0; ; tries += 1) {
    try { await call('GET', '/status'); break; } catch (error) { if (tries > 60) throw error; }
    await pause(250);
  }
  const options = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: options } });
  const at = `/session/${sessionId}`;
  await call('POST', `${at}/url`, { url });
  const run = (script) => call('POST', `${at}/execute/sync`, { script, args: [] });
  const session = {
    run,
    state: async () => JSON.parse(await run('try { return JSON.stringify(labelInspector.state()); } catch (error) { return "null"; }')),
    async until(wanted, what, patience = 30_000) {
      const began = Date.now();
      for (;;) {
        const state = await session.state();
        if (state && wanted(state)) return state;
        if (Date.now() - began > patience) throw new Error(`waited for ${what} in vain; the state is ${JSON.stringify(state)}`);
        await pause(100);
      }
    },
    async press(...keys) {
      for (const value of keys) await call('POST', `${at}/actions`, { actions: [{ type: 'key', id: 'keys', actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }] }] });
    },
    // A control of the mirror by its name.
    async click(name) {
      const began = Date.now();
      while (!await run(`const found = [...document.querySelectorAll('#mirror button')].find((one) => one.textContent === ${JSON.stringify(name)}); found?.click(); return Boolean(found);`)) {
        if (Date.now() - began > 10_000) throw new Error(`there is no button ${name}`);
        await pause(100);
      }
    },
    async screenshot(path_of_png) {
      writeFileSync(path_of_png, Buffer.from(await call('GET', `${at}/screenshot`), 'base64'));
    },
    reload: () => call('POST', `${at}/refresh`, {}),
    close: () => call('DELETE', at),
  };
  return session;
}
