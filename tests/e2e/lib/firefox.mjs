// The page in Firefox, with the same interface as in Chromium (driver.mjs): what walks through one walks through the
// other. Driven over WebDriver BiDi; WebGL2 needs a screen there, so one is started that nobody sees.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Session } from './driver.mjs';
import { root, screenshots, site } from './paths.mjs';
import { screen_started } from './screen.mjs';
import { serve_folder } from './server.mjs';

const from_build = createRequire(path.join(root, 'build/node/package.json'));
const executable = '/usr/bin/firefox-esr';
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const quiet = {
  'webgl.force-enabled': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
  'browser.helperApps.neverAsk.saveToDisk': 'application/octet-stream,text/csv,text/html,application/json,application/zip,text/plain',
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'toolkit.startup.max_resumed_crashes': -1,
};

// Runs in the page: the first control with this role and name is marked, so that a selector finds it. Returns its place
// in CSS pixels, or the names there are. role null: by its text alone, whatever it is.
function mark_control(role, name, pattern) {
  const roles = { BUTTON: 'button', TEXTAREA: 'textbox', H1: 'heading', H2: 'heading', H3: 'heading' };
  const role_of = (e) => e.getAttribute('role') ?? (e.tagName === 'INPUT' ? (e.type === 'range' ? 'slider' : 'textbox') : roles[e.tagName]);
  const name_of = (e) => (e.getAttribute('aria-label') ?? e.textContent).trim();
  document.querySelector('[data-found]')?.removeAttribute('data-found');
  const all = [...document.querySelectorAll('#mirror *')].filter((e) => role === null || role_of(e) === role);
  const found = all.find((e) => (pattern ? new RegExp(pattern.source, pattern.flags).test(name_of(e)) : name_of(e) === name));
  if (!found) return { names: all.map(name_of) };
  found.setAttribute('data-found', '');
  const { x, y, width, height } = found.getBoundingClientRect();
  return { x, y, width, height, beyond: found.classList.contains('beyond') };
}

// As much of Playwright's locator as the tests use.
class Control {
  constructor(session, role, name) { Object.assign(this, { session, role, name }); }
  first() { return this; }
  find() {
    const { name } = this;
    const pattern = name instanceof RegExp ? { source: name.source, flags: name.flags } : null;
    return this.session.page.evaluate(mark_control, this.role, pattern ? null : name, pattern);
  }
  async waitFor({ state = 'attached', timeout = 10_000 } = {}) {
    let found;
    for (const end = Date.now() + timeout; Date.now() < end; await pause(25)) {
      found = await this.find();
      if ((found.names === undefined) === (state !== 'detached')) return found;
    }
    throw new Error(`${this.role} ${this.name} is not ${state}; there are: ${found.names?.join(' | ')}`);
  }
  async element() {
    await this.waitFor();
    return this.session.page.$('[data-found]');
  }
  async focus() { await (await this.element()).focus(); }
  async blur() { await (await this.element()).evaluate((e) => e.blur()); }
  async click() { await this.session.click(this.role, this.name); }
  async getAttribute(attribute) { return (await this.element()).evaluate((e, wanted) => e.getAttribute(wanted), attribute); }
  async fill(text) {
    const element = await this.element();
    await element.focus();
    await element.evaluate((e) => e.select());
    await this.session.press('Backspace');
    await this.session.type(text);
  }
}

class FirefoxSession extends Session {
  constructor(browser, options) {
    super({ on() {} }, options);
    this.browser = browser;
  }

  async new_tab() {
    const before = this.page;
    const page = await this.browser.newPage();
    await page.setViewport({ width: this.options.width, height: this.options.height, deviceScaleFactor: this.options.dpr });
    page.on('console', (message) => { if (message.type() === 'error') this.problems.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${error.stack ?? error}`));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url())) this.requests.push({ url: request.url(), method: request.method(), at: Date.now() });
    });
    this.page = page;
    await before?.close();
  }
  async ready() {
    await this.page.waitForFunction(() => typeof labelInspector === 'object', { timeout: 30_000 });
    await this.page.evaluate(() => labelInspector.ready.then(() => true));
    await this.page.waitForSelector('#mirror button', { timeout: 20_000 });
  }

  async place_of(role, name) {
    const control = this.control(role, name);
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(25)) {
      const box = await control.waitFor();
      if (box.beyond) { // scrolled out of sight it comes back when it gets the focus, as by Tab
        await control.focus();
        await this.settle();
        continue;
      }
      if (box.width >= 1 && box.height >= 1) return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
    }
    throw new Error(`${role} ${name} has no place on the page`);
  }
  control(role, name) {
    return new Control(this, role, name);
  }
  text(pattern) {
    return new Control(this, null, pattern);
  }
  boxes_of(role) {
    return this.page.$$eval(`#mirror [role=${role}]`, (all) => all.map((e) => { const { x, y, width, height } = e.getBoundingClientRect(); return { x, y, width, height }; }));
  }
  async press(...keys) {
    for (const combination of keys) {
      const parts = combination === '+' ? ['+'] : combination.split('+');
      const key = parts.pop();
      for (const modifier of parts) await this.page.keyboard.down(modifier);
      await this.page.keyboard.press(key);
      for (const modifier of parts.reverse()) await this.page.keyboard.up(modifier);
    }
  }
  // The page asks for a picker; the files are given to the element it asked with.
  async choose(button, paths) {
    await this.page.evaluate(() => {
      window.asked = null;
      for (const input of document.querySelectorAll('input[type=file]')) input.click = () => { window.asked = input.id; };
    });
    await this.click('button', button);
    await this.page.waitForFunction(() => window.asked, { timeout: 10_000 });
    const element = await this.page.$(`#${await this.page.evaluate(() => window.asked)}`);
    await element.uploadFile(...[paths].flat());
  }
  async downloaded(action) {
    const folder = this.options.downloads;
    const before = new Set(readdirSync(folder));
    await action();
    for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
      const now = readdirSync(folder);
      const name = now.find((one) => !before.has(one) && !one.endsWith('.part'));
      if (!name || now.some((one) => one.endsWith('.part'))) continue;
      await pause(100); // its name is there a moment before its bytes
      const bytes = readFileSync(path.join(folder, name));
      // Firefox counts up where the name is taken; the page chose it without.
      return { name: name.replace(/\(\d+\)(?=\.)/, ''), bytes };
    }
    throw new Error('nothing was saved');
  }
  async screenshot(name) {
    await this.settle();
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
  // Ends the browser without asking it: what is not on the disk is lost.
  kill() {
    this.browser.process().kill('SIGKILL');
    return pause(500);
  }
  async close({ expect_problems = false } = {}) {
    await this.browser.close().catch(() => {});
    rmSync(this.options.downloads, { recursive: true, force: true });
    if (!expect_problems && this.problems.length > 0) throw new Error(`in the page:\n  ${this.problems.join('\n  ')}`);
    const foreign = this.foreign_requests();
    if (foreign.length > 0) throw new Error(`data may have left the computer: ${JSON.stringify(foreign)}`);
  }
}

async function launched(profile, options) {
  if (!existsSync(executable)) throw new Error('Firefox is not installed: web/setup tests does that');
  const { default: puppeteer } = await import(from_build.resolve('puppeteer-core'));
  const downloads = mkdtempSync(path.join(tmpdir(), 'label-inspector-saved-'));
  const { display } = await screen_started();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable,
    headless: false,
    userDataDir: profile,
    env: { ...process.env, DISPLAY: display, MOZ_DISABLE_CONTENT_SANDBOX: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    extraPrefsFirefox: { ...quiet, 'browser.download.dir': downloads },
    timeout: 60_000,
  });
  const url = options.url ?? `${(await serve_folder(site)).url}/`;
  const session = new FirefoxSession(browser, { dpr: 1, width: 1440, height: 900, ...options, url, downloads });
  await session.new_tab();
  await session.go();
  return session;
}

// A browser whose profile outlives it: after kill() another one finds there what was on the disk.
export async function open_firefox_in_profile(folder, options = {}) {
  return launched(folder, options);
}

// Options: dpr, width, height, url as open_page() of driver.mjs. Closed when the test ends.
export async function open_firefox_for(cleanup, options = {}) {
  const profile = mkdtempSync(path.join(tmpdir(), 'label-inspector-firefox-'));
  cleanup(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const session = await launched(profile, options);
  cleanup(async (error) => {
    if (error && session.page) {
      const file = path.join(screenshots, `failed-firefox-${Date.now()}.png`);
      await session.page.screenshot({ path: file }).catch(() => {});
      error.message += `\n(picture: ${path.relative(root, file)}; in the page: ${session.problems.join('; ')})`;
    }
    await session.close({ expect_problems: Boolean(error) });
  });
  return session;
}
