// The page in headless Chromium, driven as a person would: real mouse, keys, file choosers, downloads.
//
//   const session = await open_page({ dpr: 2, color_scheme: 'dark' });   // a fresh profile, the built site
//   await session.click('button', 'Open files');                         // the mouse, where the control is drawn
//   await session.press('w');
//   (await session.state()).decided;                                     // labelInspector.state()
//   await session.close();                                               // fails on console errors and the like
//
// Controls are found by role and name in the DOM mirror (design §4); the pointer goes to the middle of their place on
// the canvas, so a mirror that is out of step with the canvas makes tests fail.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, screenshots, site } from './paths.mjs';
import { serve_folder } from './server.mjs';

const from_build = createRequire(path.join(root, 'build/node/package.json')); // where web/setup installs the packages

const chromium_flags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser = null; // promise of the one browser of a run; every page gets a profile of its own in it

function launched() {
  const { chromium } = from_build('playwright-core');
  browser ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: chromium_flags });
  return browser;
}

export async function close_browser() {
  if (browser) await (await browser).close();
  browser = null;
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Session {
  constructor(context, options) {
    this.context = context;
    this.options = options;
    this.problems = []; // console errors, uncaught errors, failed requests
    this.requests = []; // { url, method, at }: everything asked of a server; data: and blob: never leave the tab
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url())) {
        this.requests.push({ url: request.url(), method: request.method(), at: Date.now() });
      }
    });
    context.on('requestfailed', (request) => {
      this.problems.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.problems.push(`status ${response.status()}: ${response.url()}`);
    });
  }

  // A new, empty tab of the same profile; the one before is closed.
  async new_tab() {
    const before = this.page;
    const page = await this.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${error.stack ?? error}`));
    page.on('crash', () => this.problems.push('the tab crashed'));
    this.page = page;
    await before?.close();
  }

  // ---- loading ----
  async go(url = this.options.url) {
    await this.page.goto(url);
    await this.ready();
  }
  async reload() {
    await this.page.reload();
    await this.ready();
  }
  async ready() {
    await this.page.waitForFunction(() => typeof labelInspector === 'object', null, { timeout: 30_000 });
    await this.page.evaluate(() => labelInspector.ready.then(() => true));
    await this.page.getByRole('button').first().waitFor({ state: 'attached', timeout: 10_000 }); // a frame is drawn
  }

  // ---- scripting (design §4) ----
  state() {
    return this.page.evaluate(() => labelInspector.state());
  }
  timings() {
    return this.page.evaluate(() => labelInspector.timings());
  }
  // What the Share place would save, as a Buffer.
  async exported(format) {
    const encoded = await this.page.evaluate(async (wanted) => {
      const bytes = new Uint8Array(await (await labelInspector.export(wanted)).arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return btoa(text);
    }, format);
    return Buffer.from(encoded, 'base64');
  }
  // labelInspector.open() with files made in the page; resolves to null, or to the message it was refused with.
  // files: [{ name, bytes }]
  open_by_script(files) {
    return this.page.evaluate(async (list) => {
      const made = list.map(({ name, encoded }) => new File([Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))], name));
      try {
        await labelInspector.open(made);
        return null;
      } catch (error) {
        return String(error?.message ?? error);
      }
    }, files.map(({ name, bytes }) => ({ name, encoded: Buffer.from(bytes).toString('base64') })));
  }

  // ---- waiting ----
  // Until check(state) is true; fails with what the state was instead.
  async until(check, what, milliseconds = 20_000) {
    const end = Date.now() + milliseconds;
    let state;
    while (Date.now() < end) {
      state = await this.state();
      if (check(state)) return state;
      await pause(25);
    }
    throw new Error(`waited ${milliseconds / 1000} s in vain for: ${what ?? check}\nstate: ${JSON.stringify(state, null, 2)}`);
  }
  // Until a function says so in the page.
  async until_there(check, milliseconds = 10_000) {
    for (const end = Date.now() + milliseconds; Date.now() < end; await pause(25)) if (await this.page.evaluate(check)) return;
    throw new Error(`waited in vain for ${check}`);
  }
  // Until nothing has been drawn for a while.
  async settle(quiet_ms = 250) {
    let { frames } = await this.timings();
    let since = Date.now();
    const end = Date.now() + 15_000;
    while (Date.now() - since < quiet_ms) {
      if (Date.now() > end) throw new Error('the page does not stop drawing');
      await pause(40);
      const now = (await this.timings()).frames;
      if (now !== frames) [frames, since] = [now, Date.now()];
    }
  }

  // ---- acting ----
  control(role, name) {
    // Not what is on its way out, see web/page/18_focus.js.
    return this.page.locator('#mirror').getByRole(role, { name, exact: typeof name === 'string' });
  }
  // Anything that says so.
  text(pattern) {
    return this.page.getByText(pattern);
  }
  // The places of all controls of a role.
  async boxes_of(role) {
    return Promise.all((await this.page.getByRole(role).all()).map((one) => one.boundingBox()));
  }
  // Middle of a control in CSS pixels of the window, once it is there.
  async place_of(role, name) {
    const found = this.control(role, name).first();
    try {
      await found.waitFor({ state: 'attached', timeout: 10_000 });
    } catch {
      const names = await this.page.getByRole(role).evaluateAll((all) => all.map((e) => e.ariaLabel ?? e.textContent));
      throw new Error(`no ${role} ${name}; there are: ${names.join(' | ') || 'none'}`);
    }
    // Scrolled out of sight it comes back when it gets the focus, as by Tab.
    if (await found.evaluate((element) => element.classList.contains('beyond'))) {
      await found.focus();
      await this.settle();
    }
    const box = await found.boundingBox();
    if (!box || box.width < 1 || box.height < 1) throw new Error(`${role} ${name} has no place on the page`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
  }
  async click(role, name) {
    const { x, y } = await this.place_of(role, name);
    await this.page.mouse.move(x, y);
    await this.page.mouse.click(x, y);
  }
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  type(text) {
    return this.page.keyboard.type(text);
  }
  // Clicks a button that opens a file or folder picker, and picks.
  async choose(button, paths) {
    const chooser = this.page.waitForEvent('filechooser', { timeout: 10_000 });
    await this.click('button', button);
    await (await chooser).setFiles(paths);
  }
  // Drops files anywhere on the page, as a drag from the desktop ends. files: [{ name, bytes }]
  async drop(files) {
    const transfer = await this.page.evaluateHandle((list) => {
      const data = new DataTransfer();
      for (const { name, encoded } of list) {
        data.items.add(new File([Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))], name));
      }
      return data;
    }, files.map(({ name, bytes }) => ({ name, encoded: Buffer.from(bytes).toString('base64') })));
    const { width, height } = this.options;
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.page.evaluate(({ type, x, y, data }) => {
        const target = document.elementFromPoint(x, y) ?? document.body;
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, dataTransfer: data }));
      }, { type, x: width / 2, y: height / 2, data: transfer });
    }
  }
  // A drag from the desktop, as the browser itself sees one: files and folders on disk, entered, moved over and dropped.
  async drop_from_desktop(paths) {
    const to_browser = await this.context.newCDPSession(this.page);
    const at = { x: this.options.width / 2, y: this.options.height / 2, data: { items: [], files: paths, dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop']) await to_browser.send('Input.dispatchDragEvent', { type, ...at });
    await to_browser.detach();
  }
  // Fingers on the screen: each a list of [x, y] they pass through, all moving together, a step every 16 ms.
  async touch(...fingers) {
    const to_browser = await this.context.newCDPSession(this.page);
    const at = (step) => fingers.map((places, id) => ({ id, x: places[step][0], y: places[step][1] }));
    // The browser is told when each happened, so that a slow machine does not make a flick slow.
    const began = Date.now() / 1000;
    const send = (type, step, touchPoints) => to_browser.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: began + step * 0.016 });
    await send('touchStart', 0, at(0));
    for (let step = 1; step < fingers[0].length; step += 1) await send('touchMove', step, at(step));
    await send('touchEnd', fingers[0].length, []);
    await to_browser.detach();
  }
  // Does something that saves a file: { name, bytes }.
  async downloaded(action) {
    const download = this.page.waitForEvent('download', { timeout: 60_000 });
    await action();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }

  // ---- looking ----
  async screenshot(name) {
    await this.settle();
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  // Requests to anywhere since a moment (Date.now()), less those to the page's own address with GET.
  foreign_requests(since = 0) {
    const origin = new URL(this.options.url).origin;
    return this.requests.filter(({ url, method, at }) => at >= since && !(method === 'GET' && new URL(url).origin === origin));
  }

  // Closes the page; throws if something went wrong in it that the test did not expect.
  async close({ expect_problems = false } = {}) {
    await this.context.close();
    if (!expect_problems && this.problems.length > 0) {
      throw new Error(`in the page:\n  ${this.problems.join('\n  ')}`);
    }
    const foreign = this.foreign_requests();
    if (foreign.length > 0) throw new Error(`data may have left the computer: ${JSON.stringify(foreign)}`);
  }
}

// Options: dpr (1), color_scheme ('light'), width and height of the window in CSS pixels (1440 x 900), url (default:
// the built site on a server of its own), before_load (a function that runs in the page before anything else),
// go (false: do not load yet), reduced_motion, touch (a screen that takes fingers).
export async function open_page(options = {}) {
  const url = options.url ?? `${(await serve_folder(site)).url}/`;
  const all = { dpr: 1, color_scheme: 'light', width: 1440, height: 900, go: true, ...options, url };
  const context = await (await launched()).newContext({
    viewport: { width: all.width, height: all.height },
    deviceScaleFactor: all.dpr,
    colorScheme: all.color_scheme,
    reducedMotion: all.reduced_motion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
    locale: 'en-US',
    hasTouch: all.touch ?? false,
  });
  if (all.before_load) await context.addInitScript(all.before_load);
  const session = new Session(context, all);
  await session.new_tab();
  if (all.go) await session.go();
  return session;
}

// A page in a browser of its own, whose profile is a folder that outlives it; kill() ends the browser as a power cut
// would. Another one on the same folder finds what was on the disk.
export async function open_page_in_profile(folder, options = {}) {
  const { chromium } = from_build('playwright-core');
  const url = options.url ?? `${(await serve_folder(site)).url}/`;
  const all = { width: 1440, height: 900, ...options, url };
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: '/usr/bin/chromium', args: chromium_flags, viewport: { width: all.width, height: all.height }, locale: 'en-US',
  });
  const session = new Session(context, all);
  await session.new_tab();
  await session.go();
  // All processes of this browser: they carry the folder of its profile, or their parent does.
  session.kill = () => {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
        if (words.includes(`--user-data-dir=${folder}`)) process.kill(Number(id), 'SIGKILL');
      } catch { /* it has ended */ }
    }
  };
  return session;
}

// The same, closed when the test ends. If the test failed, a picture of the page is kept.
export async function open_page_for(cleanup, options = {}) {
  const session = await open_page({ ...options, go: false });
  cleanup(async (error) => {
    if (error && !session.page.isClosed()) {
      const file = path.join(screenshots, `failed-${Date.now()}.png`);
      await session.page.screenshot({ path: file, timeout: 5000 }).catch(() => {});
      error.message += `\n(picture: ${path.relative(root, file)}${session.problems.length ? `; in the page: ${session.problems.join('; ')}` : ''})`;
      error.stack = `${error.name}: ${error.message}\n${error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).join('\n')}`;
    }
    await session.close({ expect_problems: Boolean(error) || options.expect_problems });
  });
  if (options.go ?? true) await session.go();
  return session;
}
