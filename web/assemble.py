#!/usr/bin/env python3
"""Puts the static site together: assemble.py --page WEB_DIR --modules BUILD_DIR --sample DIR --out SITE_DIR

    SITE/index.html, page.js, page.css, page.wasm, engine.js, engine.wasm, sample/*    the site
    SITE/label-inspector.html                                                           the same as one file

Both have a strict content security policy: no script but the page's own, no evaluation of text as code, connections
only to the site itself while it loads (the page then closes even that, see web/page/90_start.js), none at all in the
one file. Standard library only.
"""
import argparse
import base64
import gzip
import hashlib
import json
import pathlib
import re

SAMPLE = ["sample-images-idx3-ubyte.gz", "labels.npy", "pred_probs.npy", "classes.txt"]
SAMPLE_FOLDER = "Fashion-MNIST sample"

POLICY = ("default-src 'none'; script-src {script} 'wasm-unsafe-eval'; worker-src blob:; connect-src {connect}; "
          "img-src data:; style-src {style}; font-src data: blob:; base-uri 'none'; form-action 'none'")

# Where the parts come from: from beside the page, ...
PARTS_OF_SITE = """const parts = {
  async pageOptions() { return { locateFile: (name) => new URL(name, document.baseURI).href }; },
  async engine() {
    const [source, module] = await Promise.all([
      fetch('engine.js').then((response) => { if (!response.ok) throw new Error(`engine.js: ${response.status}`); return response.text(); }),
      // Not compileStreaming: a host that serves .wasm as another type is a static host too.
      fetch('engine.wasm').then((response) => { if (!response.ok) throw new Error(`engine.wasm: ${response.status}`); return response.arrayBuffer(); }).then((bytes) => WebAssembly.compile(bytes)),
    ]);
    return { source, module };
  },
  async sample() {
    return Promise.all(sampleNames.map(async (name) => {
      const response = await fetch(`sample/${name}`);
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return { path: `%s/${name}`, file: new File([await response.blob()], name) };
    }));
  },
};
""" % SAMPLE_FOLDER

# ... or from the page itself, each a gzipped, base64 coded text in an element of its own.
PARTS_OF_ONE_FILE = """const parts = {
  async bytes(id) {
    const text = document.getElementById(id).textContent;
    const zipped = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Response(new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  },
  async pageOptions() { return { wasmBinary: await this.bytes('part-page.wasm') }; },
  async engine() {
    const [source, binary] = await Promise.all([this.bytes('part-engine.js'), this.bytes('part-engine.wasm')]);
    return { source: new TextDecoder().decode(source), module: await WebAssembly.compile(binary) };
  },
  async sample() {
    return Promise.all(sampleNames.map(async (name) => ({ path: `%s/${name}`, file: new File([await this.bytes(`part-${name}`)], name) })));
  },
};
""" % SAMPLE_FOLDER


def sha256(text):
    return "'sha256-%s'" % base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def fill(template, **values):
    return re.sub(r"@([A-Z]+)@", lambda match: values[match[1].lower()], template)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("page", "modules", "sample", "out"):
        arguments.add_argument("--" + name, type=pathlib.Path, required=True)
    options = arguments.parse_args()

    template = (options.page / "page/page.html").read_text()
    style = (options.page / "page/page.css").read_text()
    glue = "\n".join(path.read_text() for path in sorted((options.page / "page").glob("*.js")))
    glue = glue.replace("@SAMPLE_NAMES@", json.dumps(SAMPLE))
    module_js = (options.modules / "page.js").read_text()
    engine_js = "'use strict';\n" + (options.modules / "engine.js").read_text() + "\n" + (options.page / "engine/worker.js").read_text()

    def script(parts):
        return "(() => {\n'use strict';\n%s\n%s\n%s\n})();\n" % (module_js, parts, glue)

    out = options.out
    (out / "sample").mkdir(parents=True, exist_ok=True)
    (out / "page.js").write_text(script(PARTS_OF_SITE))
    (out / "page.css").write_text(style)
    (out / "engine.js").write_text(engine_js)
    for name in ("page.wasm", "engine.wasm"):
        (out / name).write_bytes((options.modules / name).read_bytes())
    for name in SAMPLE:
        (out / "sample" / name).write_bytes((options.sample / name).read_bytes())
    (out / "index.html").write_text(fill(
        template, policy=POLICY.format(script="'self'", connect="'self'", style="'self'"),
        style='<link rel="stylesheet" href="page.css">\n<link rel="preload" href="page.wasm" as="fetch" type="application/wasm" crossorigin>',
        script='<script src="page.js"></script>'))

    def part(name, data):
        packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
        return '<script type="text/plain" id="part-%s">%s</script>\n' % (name, packed)

    one = script(PARTS_OF_ONE_FILE).replace("</script", "<\\/script")
    embedded = part("engine.js", engine_js.encode())
    for name in ("page.wasm", "engine.wasm"):
        embedded += part(name, (options.modules / name).read_bytes())
    for name in SAMPLE:
        embedded += part(name, (options.sample / name).read_bytes())
    (out / "label-inspector.html").write_text(fill(
        template, policy=POLICY.format(script=sha256(one), connect="'none'", style=sha256(style)),
        style="<style>%s</style>" % style, script=embedded + "<script>%s</script>" % one))


if __name__ == "__main__":
    main()
