#!/usr/bin/env python3
"""Writes files into a C++ source as bytes: embed.py OUT.cpp fonts REGULAR MEDIUM SEMIBOLD | notices TEXT

The declarations are in src/ui/font_data.h and src/ui/notices_data.h. (C++20 has no #embed.)
"""
import pathlib
import sys


def array(name, data):
    rows = [", ".join(map(str, data[at:at + 32])) for at in range(0, len(data), 32)]
    return "const unsigned char %s[] = {\n%s};\n" % (name, ",\n".join(rows))


def main():
    out, kind, paths = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    files = [pathlib.Path(path).read_bytes() for path in paths]
    if kind == "fonts":
        names = ["font_regular", "font_medium", "font_semibold"]
        text = '#include "ui/font_data.h"\nnamespace ui {\nnamespace {\n'
        text += "".join(array(name + "_bytes", data) for name, data in zip(names, files)) + "}\n"
        text += "".join("FontData %s() { return {%s_bytes, int(sizeof %s_bytes)}; }\n" % (n, n, n) for n in names) + "}\n"
    else:
        text = '#include "ui/notices_data.h"\nnamespace ui {\nnamespace {\n' + array("notices", files[0]) + "}\n"
        text += "std::string_view third_party_notices() {\n"
        text += "    return {reinterpret_cast<const char*>(notices), sizeof notices};\n}\n}\n"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text)


if __name__ == "__main__":
    main()
