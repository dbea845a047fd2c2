#!/usr/bin/python3
"""Makes the typefaces of the page out of Inter: assets/fonts/make_fonts.py OUT_DIR [--from FOLDER]

Dear ImGui looks a glyph up by its code point and draws it: it applies no OpenType feature and no kerning. So what the
look needs is written into the character map here, and everything that would then never be read is left out:

    cv11  single-storey a                        baked in: U+0061 and its accented forms point to the alternates
    tnum  digits of equal width                  baked in for 0-9; , . : ; keep their own narrow width. In a title they
                                                 tear holes beside a 1: the others are at U+F030 to U+F039, for large
                                                 text (src/ui/text.cpp)
    ss03  r that curves into a round neighbour   left out: it depends on the neighbours, a character map cannot say it

Inter comes from Debian's package fonts-inter (OFL, see assets/notices); --from names another folder with the same
release. The outlines stay cubic (CFF): stb_truetype reads them, and after brotli they are a tenth smaller than
quadratic ones made from them (16.5 KB a weight, 18.1 to 19.9 KB as quadratic ones). Characters that are not in here are drawn by the browser's own canvas.
"""
import argparse
import os
import pathlib
import sys

try:
    from fontTools import subset
    from fontTools.ttLib import TTFont
except ImportError:
    # A python3 of one's own may come first on the PATH; Debian's package is for Debian's python3.
    debian = "/usr/bin/python3"
    if os.access(debian, os.X_OK) and os.path.realpath(sys.executable) != os.path.realpath(debian):
        os.execv(debian, [debian, *sys.argv])
    sys.exit("make_fonts.py needs fontTools: apt-get install python3-fonttools, or pip install fonttools")

WEIGHTS = ("Regular", "Medium", "SemiBold")
FEATURES = ("cv11", "tnum")
DIGITS = range(ord("0"), ord("9") + 1)

LARGE_DIGITS = 0xF030  # private use

CHARACTERS = {
    *range(LARGE_DIGITS, LARGE_DIGITS + 10),
    *range(0x20, 0x7F),       # ASCII
    *range(0xA0, 0x149), *range(0x14A, 0x180),  # Latin-1, Latin Extended-A
    *range(0x218, 0x21C),     # Romanian S and T with a comma
    *range(0x2010, 0x2016),   # hyphens and dashes
    *range(0x2018, 0x2020),   # quotation marks
    *map(ord, "\u00ad\u02c6\u02dc\u2009\u202f"),  # soft hyphen, two modifiers, thin and narrow no-break space
    *map(ord, "†‡•…‰′″‹›⁄"),
    *map(ord, "€£¥¢₹₽₩₺₿"),
    *map(ord, "←↑→↓↔↗↘↩↵"),
    *map(ord, "−×÷±≈≠≤≥∞√∑∏∂∫µΔΩπ"),
    *map(ord, "°¹²³½¼¾⅓"),
    *map(ord, "✓✗●○■□▲△▼▽◆◇★☆"),
    *map(ord, "⌘⇧⌥⌃⏎⌫"),
    *map(ord, "™©®№"),
}


def single_substitutions(font, tag):
    """Glyph name -> glyph name of the feature's one-to-one lookups."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    mapping = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            mapping.update(getattr(subtable, "mapping", {}))
    if not mapping:
        sys.exit(f"make_fonts.py: this release of Inter has no one-to-one feature {tag}")
    return mapping


def keep_digits_of_their_own_width(font):
    for character_map in font["cmap"].tables:
        if character_map.isUnicode():
            for place, digit in enumerate(DIGITS):
                character_map.cmap[LARGE_DIGITS + place] = character_map.cmap[digit]


def bake_features(font):
    for tag in FEATURES:
        mapping = single_substitutions(font, tag)
        for character_map in font["cmap"].tables:
            for code, glyph in character_map.cmap.items():
                if tag != "tnum" or code in DIGITS:
                    character_map.cmap[code] = mapping.get(glyph, glyph)


def even_digit_widths(font):
    """In some weights the tabular digits differ by a few thousandths of an em: rounding of the instance."""
    character_map, metrics = font.getBestCmap(), font["hmtx"]
    widths = sorted(metrics[character_map[digit]][0] for digit in DIGITS)
    if widths[-1] - widths[0] > font["head"].unitsPerEm / 500:
        sys.exit(f"make_fonts.py: these digits are not tabular: widths {widths}")
    for digit in DIGITS:
        glyph = character_map[digit]
        metrics[glyph] = (widths[len(widths) // 2], metrics[glyph][1])


def keep_only(font, characters):
    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=False, legacy_cmap=False, symbol_cmap=False,
        notdef_outline=True, glyph_names=False, recalc_timestamp=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], name_legacy=False,
        name_languages=[0x409], drop_tables=["GDEF", "GPOS", "GSUB", "DSIG", "meta"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def check(font):
    """What the page relies on: fail here, not with a wrong picture."""
    character_map = font.getBestCmap()
    missing = [f"U+{code:04X}" for code in sorted(CHARACTERS) if code not in character_map]
    if missing:
        sys.exit(f"make_fonts.py: this release of Inter lacks {', '.join(missing)}")


def make(source, destination):
    font = TTFont(source, recalcTimestamp=False)
    keep_digits_of_their_own_width(font)
    bake_features(font)
    even_digit_widths(font)
    keep_only(font, CHARACTERS)
    check(font)
    font.save(destination)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out_dir", type=pathlib.Path)
    parser.add_argument("--from", dest="folder", type=pathlib.Path,
                        default=pathlib.Path("/usr/share/fonts/opentype/inter"), help="where Inter-Regular.otf is")
    arguments = parser.parse_args()
    arguments.out_dir.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        name = f"Inter-{weight}.otf"
        if not (arguments.folder / name).is_file():
            sys.exit(f"make_fonts.py: {arguments.folder / name} is not there: "
                     "apt-get install fonts-inter, or name its folder with --from")
        make(arguments.folder / name, arguments.out_dir / name)


if __name__ == "__main__":
    main()
