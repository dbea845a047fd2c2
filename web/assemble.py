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
          "img-src data: blob:; style-src {style}; font-src data: blob:; base-uri 'none'; form-action 'none'")

def sha256(text):
    return "'sha256-%s'" % base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def fill(template, **values):
    return re.sub(r"@([A-Z]+)@", lambda match: values[match[1].lower()], template)


# The files of a folder, one behind the other: their names are numbered.
def scripts(folder):
    return "\n".join(path.read_text() for path in sorted(folder.glob("*.js")))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("page", "modules", "sample", "out"):
        arguments.add_argument("--" + name, type=pathlib.Path, required=True)
    options = arguments.parse_args()

    template = (options.page / "page/page.html").read_text()
    style = (options.page / "page/page.css").read_text()
    glue = scripts(options.page / "page")
    glue = glue.replace("@SAMPLE_NAMES@", json.dumps(SAMPLE)).replace("@SAMPLE_FOLDER@", json.dumps(SAMPLE_FOLDER))
    # What a review file is written from (web/page/75_review_file.js).
    glue = glue.replace("@SHELL@", json.dumps({"page": template, "style": style}))
    module_js = (options.modules / "page.js").read_text()
    engine_js = "\n".join(["'use strict';", (options.modules / "engine.js").read_text(), scripts(options.page / "engine")])

    # The same text in the site and in the one file, so that either can write the other.
    script = "(() => {\n'use strict';\n%s\n%s\n})();\n" % (module_js, glue)
    script = script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    one_file_policy = POLICY.format(script=sha256(script), connect="'none'", style=sha256(style))

    out = options.out
    (out / "sample").mkdir(parents=True, exist_ok=True)
    (out / "page.js").write_text(script)
    (out / "page.css").write_text(style)
    (out / "engine.js").write_text(engine_js)
    for name in ("page.wasm", "engine.wasm"):
        (out / name).write_bytes((options.modules / name).read_bytes())
    for name in SAMPLE:
        (out / "sample" / name).write_bytes((options.sample / name).read_bytes())
    (out / "index.html").write_text(fill(
        template, policy=POLICY.format(script="'self'", connect="'self'", style="'self'"), onefile=one_file_policy,
        style='<link rel="stylesheet" href="page.css">\n<link rel="preload" href="page.wasm" as="fetch" type="application/wasm" crossorigin>',
        script='<script src="page.js"></script>'))

    def part(name, data):
        packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
        return '<script type="text/plain" id="part-%s">%s</script>\n' % (name, packed)

    embedded = part("engine.js", engine_js.encode())
    for name in ("page.wasm", "engine.wasm"):
        embedded += part(name, (options.modules / name).read_bytes())
    for name in SAMPLE:
        embedded += part(name, (options.sample / name).read_bytes())
    (out / "label-inspector.html").write_text(fill(
        template, policy=one_file_policy, onefile=one_file_policy,
        style="<style>%s</style>" % style, script=embedded + "<script>%s</script>" % script))


if __name__ == "__main__":
    main()
