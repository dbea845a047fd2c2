#!/usr/bin/env python3
"""What the screen reader Orca says while keys are pressed in the built page (build/web), in a real Firefox or Chromium.

    tests/screen_reader/hear.py [--browser firefox|chromium] [--site build/web] [--log FILE] KEY...

KEY is a key as xdotool names it (Right, q, Escape, ctrl+z), "text:shirt" types, "wait:2" waits, "click:705,187" clicks
there on a screen of 1400 x 950. After each key the words that were heard are printed, in their order, without the echo
of the key itself:

    Tab ... Return     to "Try the sample", then
    click:705,187 wait:2 Right q w ctrl+z g x Escape

Not part of the tests: it needs a screen of its own and packages that nothing else does:

    apt-get install --no-install-recommends orca at-spi2-core xdotool openbox xvfb dbus libglib2.0-bin

Orca writes what it would say into its log whether there is a voice or not. xdotool lets go of Ctrl before the letter;
here it is the other way round, as hands do it, since Orca takes the letter alone for a command of its own.
"""
import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SCREEN, PORT = ":77", 8977
URL = "http://127.0.0.1:%d/index.html" % PORT
# Its log is written line by line, so that it can be read as it grows.
LINE_BUFFERED = """import builtins
_open = builtins.open
def open(file, mode="r", *rest, **named):
    if isinstance(file, str) and file.endswith("orca.log") and not rest: named.setdefault("buffering", 1)
    return _open(file, mode, *rest, **named)
builtins.open = open
"""
FIREFOX = """user_pref("webgl.force-enabled", true);
user_pref("accessibility.force_disabled", -1);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.normandy.enabled", false);
"""
CHROMIUM = ["chromium", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
            "--ignore-gpu-blocklist", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run", "--no-default-browser-check", "--force-renderer-accessibility",
            "--window-size=1380,900"]


class Session:
    def __init__(self, folder, browser, site):
        self.folder, self.log, self.running = folder, os.path.join(folder, "orca.log"), []
        home = os.path.join(folder, "home")
        self.environment = dict(os.environ, DISPLAY=SCREEN, HOME=home, XDG_RUNTIME_DIR=folder,
                                XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_CACHE_HOME=home, LANG="C.UTF-8",
                                GNOME_ACCESSIBILITY="1", ACCESSIBILITY_ENABLED="1", GSETTINGS_BACKEND="memory",
                                MOZ_DISABLE_CONTENT_SANDBOX="1", PYTHONPATH=folder)
        os.makedirs(home)
        with open(os.path.join(folder, "sitecustomize.py"), "w") as file:
            file.write(LINE_BUFFERED)
        self.start("Xvfb", SCREEN, "-screen", "0", "1400x950x24")
        self.start(sys.executable, "-m", "http.server", str(PORT), "--bind", "127.0.0.1", "-d", site)
        time.sleep(1)
        self.start("openbox")
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        time.sleep(1)
        for state in ("IsEnabled", "ScreenReaderEnabled"):
            subprocess.run(["gdbus", "call", "--session", "-d", "org.a11y.Bus", "-o", "/org/a11y/bus", "-m",
                            "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", state, "<true>"],
                           env=self.environment, check=True, stdout=subprocess.DEVNULL)
        self.start("orca", "--debug-file=" + self.log, "--replace")
        time.sleep(4)
        profile = os.path.join(folder, "profile")
        os.makedirs(profile)
        if browser == "firefox":
            with open(os.path.join(profile, "user.js"), "w") as file:
                file.write(FIREFOX)
            self.start("firefox-esr", "--no-remote", "--profile", profile, URL)
        else:
            self.start(*CHROMIUM, "--user-data-dir=" + profile, URL)
        time.sleep(15)

    def start(self, *command):
        self.running.append(subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL,
                                             stderr=subprocess.DEVNULL, start_new_session=True))

    def end(self):
        for process in reversed(self.running):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)

    def press(self, key):
        *modifiers, last = key.split("+")
        for down in (*modifiers, last):
            self.xdotool("keydown", {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}.get(down, down))
        for up in (last, *modifiers):
            self.xdotool("keyup", {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}.get(up, up))

    def act(self, step):
        what, _, value = step.partition(":")
        if what == "wait":
            time.sleep(float(value))
        elif what == "text":
            self.xdotool("type", "--delay", "120", value)
        elif what == "click":
            self.xdotool("mousemove", *value.split(","), "click", "1")
        else:
            self.press(step)

    def heard_after(self, step):
        begin = os.path.getsize(self.log)
        self.act(step)
        started = changed = time.monotonic()
        size = begin
        while time.monotonic() - started < 8:  # until it has been silent for a second
            time.sleep(0.1)
            if os.path.getsize(self.log) != size:
                size, changed = os.path.getsize(self.log), time.monotonic()
            if time.monotonic() - max(started + 0.2, changed) > 1:
                break
        with open(self.log, errors="replace") as file:
            file.seek(begin)
            words = re.findall(r"SPEECH OUTPUT: '(.*?)'(?: ?\{|$)", file.read(), re.MULTILINE)
        echo = re.compile(r"(\S|tab|return|right|left|up|down|escape|left control|left shift|left alt) ")
        return [text for text in words if not echo.fullmatch(text)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--browser", choices=("firefox", "chromium"), default="firefox")
    parser.add_argument("--site", default=os.path.join(ROOT, "build", "web"))
    parser.add_argument("--log", help="keep Orca's log there")
    parser.add_argument("keys", nargs="+", metavar="KEY")
    arguments = parser.parse_args()
    missing = [program for program in ("orca", "xdotool", "openbox", "Xvfb", "dbus-run-session", "gdbus")
               if shutil.which(program) is None]
    if missing:
        sys.exit("%s: not installed. apt-get install --no-install-recommends orca at-spi2-core xdotool openbox xvfb "
                 "dbus libglib2.0-bin" % ", ".join(missing))
    if "LABEL_INSPECTOR_HEARS" not in os.environ:  # on a message bus of its own
        os.environ["LABEL_INSPECTOR_HEARS"] = "1"
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory(prefix="label-inspector-") as folder:
        session = Session(folder, arguments.browser, os.path.abspath(arguments.site))
        try:
            for step in arguments.keys:
                print("%-14s %s" % (step, " | ".join(session.heard_after(step)) or "(silence)"), flush=True)
        finally:
            session.end()
            if arguments.log:
                shutil.copy(session.log, arguments.log)


if __name__ == "__main__":
    main()
