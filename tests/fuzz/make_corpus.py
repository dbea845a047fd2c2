#!/usr/bin/env python3
"""Writes the seeds of the fuzzers to corpus/<fuzzer>/: small valid files of each kind, from which they start.
Inputs that once broke something are kept beside them, named fixed-*, and are left alone."""
import gzip
import io
import pathlib
import struct
import zipfile
import zlib

here = pathlib.Path(__file__).parent / "corpus"


def seed(fuzzer, name, content):
    folder = here / fuzzer
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def npy(descr, shape, data, fortran=False, version=1):
    header = f"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    length = struct.pack("<H" if version == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes([version, 0]) + length + header.encode() + data


def idx(kind, shape, data):
    return bytes([0, 0, kind, len(shape)]) + b"".join(struct.pack(">I", length) for length in shape) + data


def png(width, height, depth=8, colour=6):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" + bytes(range(1, 1 + (width * channels * depth + 7) // 8))
    palette = chunk(b"PLTE", bytes(range(48))) if colour == 3 else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)) + palette
            + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def bmp():
    return b"BM" + struct.pack("<IIIIiiHHIIiiII", 62, 0, 54, 40, 2, 1, 1, 24, 0, 8, 0, 0, 0, 0) + bytes([0, 0, 255, 255, 0, 0, 0, 0])


def gif():
    return b"GIF89a" + bytes([1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B])


def jpeg():
    tables = b"".join(b"\xff\xc4" + bytes([0, 20, kind, 1]) + bytes(15) + bytes([symbol]) for kind, symbol in ((0, 7), (0x10, 0)))
    return (b"\xff\xd8\xff\xdb" + bytes([0, 67, 0]) + bytes([8] * 64) + b"\xff\xc0" + bytes([0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0])
            + tables + b"\xff\xda" + bytes([0, 8, 1, 1, 0, 0, 63, 0, 0x40, 0x7F]) + b"\xff\xd9")


def doubles(*values):
    return struct.pack(f"<{len(values)}d", *values)


labels_npy = npy("<i8", "(4,)", struct.pack("<4q", 0, 1, 2, 1))
probs_npy = npy("<f8", "(4, 3)", doubles(*([0.7, 0.2, 0.1] * 4)))
manifest = b"path,label\ncat/1.png,cat\ndog/2.png,dog\n"
tables = {
    "names": b"cat\ndog\nowl\n",
    "numbers": b"label\r\n0\r\n1\r\n2\r\n",
    "manifest": b'path,label\na.png,cat\n"b, c.png","do""g"\n',
    "semicolons": "\ufeffname;label\nx;\"Küche\"\ny; Bad ;\n".encode(),
    "probabilities": b"a,b,c\n0.5,0.25,0.25\n0.1,0.2,0.7\n",
    "decimal-commas": b"0,5;0,5\n0,25;0,75\n",
    "spaces": b"0.5 0.5\n0.1 0.9\n",
    "pandas": b",0,1\n0,0.5,0.5\n1,0.1,0.9\n",
    "old-mac": b"label\tpath\rcat\ta.png\rdog\tb.png\r",
}

for order in "<>":
    for kind in ("i2", "u4", "i8", "f4", "f8", "f2"):
        seed("fuzz_npy", f"labels-{'little' if order == '<' else 'big'}-{kind}", npy(order + kind, "(3,)", bytes(3 * int(kind[1]))))
        seed("fuzz_npy", f"matrix-{'little' if order == '<' else 'big'}-{kind}", npy(order + kind, "(2, 3)", bytes(6 * int(kind[1]))))
seed("fuzz_npy", "bool", npy("|b1", "(3,)", b"\1\0\1"))
seed("fuzz_npy", "fortran", npy("<f4", "(2, 3)", bytes(24), fortran=True))
seed("fuzz_npy", "version-2", npy("<f4", "(2, 3)", bytes(24), version=2))
seed("fuzz_npy", "objects", npy("|O", "(3,)", b"\x80\x04"))
for name, text in tables.items():
    seed("fuzz_csv", name, text)
for name, content in (("labels", idx(8, [4], bytes([0, 1, 2, 1]))), ("pictures", idx(8, [2, 2, 2], bytes(8))),
                      ("shorts", idx(0x0B, [2], bytes(4))), ("ints", idx(0x0C, [2], bytes(8)))):
    seed("fuzz_idx", name, b"\0" + content)
    seed("fuzz_idx", name + "-packed", b"\1" + content)
    seed("fuzz_idx", name + "-gzip", b"\0" + gzip.compress(content, mtime=0))
def archive(*entries, method=zipfile.ZIP_DEFLATED, zip64=False):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            with out.open(info, "w", force_zip64=zip64) as file:
                file.write(content)
    return packed.getvalue()


seed("fuzz_zip", "deflated", archive(("d/a.txt", b"text " * 50), ("b.txt", b"more"), ("d/", b"")))
seed("fuzz_zip", "stored", archive(("a.txt", b"text " * 5), ("b.txt", b""), method=zipfile.ZIP_STORED))
seed("fuzz_zip", "zip64", archive(("a.txt", b"text " * 5), zip64=True))
seed("fuzz_zip", "other-names", archive(("../K\u00e4tzchen", b"x"), ("\u732b", b"y")))
json_seeds = {
    "list": '[0, 2, 1]',
    "names": '{"0": "cat", "1": "dog"}',
    "paths": '{"a.png": "cat", "b.png": "dog"}',
    "lines": '{"path": "a", "label": "cat", "split": "test", "probs": [0.9, 0.1]}\n{"path": "b", "label": "dog", "split": "train", "probs": {"x": 1, "y": 0}}\n',
    "columns": '{"label": [0, 1], "path": ["a", "b"], "probs": [[0.9, 0.1], [0.2, 0.8]], "id": [1, 2]}',
    "fiftyone": '{"classes": ["cat", "dog"], "labels": {"x": 0, "y": {"label": "dog", "confidence": 0.5}, "z": null}}',
    "label-studio": '[{"id": 1, "data": {"image": "a.png"}, "annotations": [{"was_cancelled": false, "result": [{"value": {"choices": ["cat"]}}]}], "predictions": [{"score": 0.5, "result": [{"value": {"choices": ["dog"]}}]}]}]',
    "pipeline": '[[{"label": "A", "score": 0.75}, {"label": "B", "score": 0.25}], [{"label": "B", "score": 1}]]',
    "odd": '[NaN, -Infinity, "\\u00e4\\ud83d\\ude00\\n", true, null, {}, [[]], -1.5e-3]',
}
for name, text in json_seeds.items():
    seed("fuzz_json", name, text.encode())
for name, content in (("png", png(3, 2)), ("png-grey-1", png(9, 2, 1, 0)), ("png-palette", png(5, 2, 4, 3)), ("png-16", png(2, 2, 16, 2)),
                      ("bmp", bmp()), ("gif", gif()), ("jpeg", jpeg())):
    seed("fuzz_picture", name, b"\1" + content)

# fuzz_intake: which name (see names[] there), how the content is made, its length, the content.
def drop(*files):
    return b"".join(bytes([name, how]) + struct.pack("<H", len(content)) + content for name, how, content in files)


seed("fuzz_intake", "arrays", drop((0, 0, labels_npy), (1, 0, probs_npy), (2, 0, b"cat\ndog\nowl\n")))
seed("fuzz_intake", "made-arrays", drop((0, 1, bytes([0, 1, 2, 1])), (1, 1 | 3 << 2 | 3 << 5, doubles(*([0.7, 0.2, 0.1] * 4)))))
seed("fuzz_intake", "folders", drop((5, 0, png(1, 1)), (6, 0, png(1, 1)), (19, 1 | 3 << 2 | 2 << 5, doubles(0.7, 0.3, 0.3, 0.7))))
seed("fuzz_intake", "manifest", drop((4, 0, manifest), (5, 0, png(1, 1)), (6, 0, png(1, 1)), (1, 1 | 3 << 2 | 2 << 5, doubles(0.7, 0.3, 0.3, 0.7))))
seed("fuzz_intake", "idx", drop((7, 0, idx(8, [4, 1, 1], bytes(4))), (8, 2, idx(8, [4], bytes([0, 1, 2, 1]))), (1, 0, probs_npy)))
seed("fuzz_intake", "one-table", drop((17, 0, b"path,label,cat,dog\na.png,dog,0.25,0.75\nb.png,cat,1,0\n")))
seed("fuzz_intake", "tables", drop((3, 0, b"label\n0\n1\n"), (9, 0, b"0.5,0.5\n0.25,0.75\n")))
seed("fuzz_intake", "splits", drop((13, 0, png(1, 1)), (14, 0, png(1, 1)), (1, 1 | 3 << 2 | 2 << 5, doubles(0.7, 0.3))))
seed("fuzz_intake", "other-names", drop((3, 0, b"label\nn02\nn01\n"), (2, 0, b"tench\ngoldfish\n"), (1, 1 | 3 << 2 | 2 << 5, doubles(0.7, 0.3, 0.3, 0.7))))

seed("fuzz_intake", "archive", drop((20, 0, archive(("d/labels.npy", labels_npy), ("d/pred_probs.npy", probs_npy)))))
seed("fuzz_intake", "json", drop((21, 0, b'[{"path": "a", "label": "x"}, {"path": "b", "label": "y"}]'), (22, 0, b'{"path": "b", "probs": [0.5, 0.5]}\n{"path": "a", "probs": [1, 0]}\n')))
seed("fuzz_intake", "folds", drop((0, 1, bytes([0, 1, 1])), (23, 1 | 3 << 2 | 2 << 5, doubles(0.7, 0.3, 0.2, 0.8)), (24, 1 | 3 << 2 | 2 << 5, doubles(0.6, 0.4)), (25, 1, bytes([2, 0])), (26, 1, bytes([1]))))
seed("fuzz_intake", "best", drop((27, 0, b"filename,label_0,label_1,prob_0,prob_1\n1.png,cat,dog,0.7,0.1\n"), (12, 0, png(1, 1)), (3, 0, b"path,label\n1.png,cat\n")))
seed("fuzz_intake", "cifar", drop((28, 0, b"\3" + bytes(3072)), (1, 1 | 3 << 2 | 4 << 5, doubles(0.7, 0.1, 0.1, 0.1))))
seed("fuzz_intake", "names-in-json", drop((0, 0, labels_npy), (1, 0, probs_npy), (29, 0, b'["cat", "dog", "owl"]')))
seed("fuzz_labels", "json", bytes([4, 0, 0, 2]) + bytes([1, 1, 97, 1, 2]) * 1 + bytes([0, 0, 98, 4, 5]) + b"[0, 1]")
seed("fuzz_labels", "npy", bytes([0, 0, 0, 4]) + bytes([1, 1, 97] * 4) + labels_npy)
seed("fuzz_labels", "csv", bytes([1, 2, 3, 2]) + bytes([1, 1, 97, 0, 0, 98]) + manifest)
seed("fuzz_labels", "csv-records", bytes([1, 2, 3 | 8, 2]) + bytes([1, 1, 97, 1, 0, 0, 98, 0]) + manifest)
seed("fuzz_labels", "idx", bytes([2, 0, 4, 4]) + bytes([1, 1, 97] * 4) + gzip.compress(idx(8, [4], bytes([0, 1, 2, 1])), mtime=0))
seed("fuzz_labels", "folders", bytes([3, 0, 32, 3]) + bytes([1, 1, 97] * 3) + b"abcd")


# fuzz_packets: the layouts of src/io/*_packet.cpp.
def text(value):
    return struct.pack("<Q", len(value)) + value.encode()


def offer(chosen):
    return text("words") + text("change") + bytes([chosen])


def role(found):
    return bytes([found]) + text("words") + text("file") + struct.pack("<Q", 1) + offer(1)


def many(kind, *values):
    return struct.pack("<Q", len(values)) + struct.pack(f"<{len(values)}{kind}", *values)


reading = text("title") + role(1) * 5 + struct.pack("<Q", 1) + text("unused") + struct.pack("<q", 1) + struct.pack("<Q", 1) + text("float16") + b"\0" + text("found") + text("matters") + text("fix") + text("choices") + offer(0)
seed("fuzz_packets", "reading", b"\0" + reading)
seed("fuzz_packets", "findings", b"\1" + struct.pack("<qiBi", 1, 2, 2, 1) + many("B", 1) + many("H", 0) + many("H", 1) + many("f", 0.5)
     + many("d", 0.5) + many("d", 0.5) + many("d") + many("d", 0.5, 0.5) + many("q", 1, 0) + bytes(24 + 16 + 24))
seed("fuzz_packets", "dataset", b"\3" + reading + struct.pack("<Q", 1) + text("cat") + struct.pack("<Q", 1) + text("a.png")
     + struct.pack("<Q", 1) + text("train") + many("i", 0) + b"\1" + text("labels.csv")
     + text("CSV") + many("B", *b"label\n0\n1\n0\n") + text("") + struct.pack("<i", 0) + b"\1\0" + many("q") + many("q") + many("q") + struct.pack("<Q", 0) + b"\0"
     + struct.pack("<qq", 0, 1) + many("q") + struct.pack("<Q", 0)

     + struct.pack("<Q", 1) + text("data_batch_1.bin") + many("q", 3, 3073, 1) + many("i", -1) + b"\1\0\0")

answers = ('{"kind": "label-inspector-decisions", "version": 1, "fingerprint": "ab", "title": "t", "examples": 20, "classes": 3, "reviewer": "Ada", "time": 5,'
           '"decisions": [{"index": 3, "decision": "keep", "class": 0, "label": "cat", "note": "n\\u00e9", "time": 4}, {"index": 4, "decision": "exclude"}]}')
seed("fuzz_decisions", "answers", answers.encode())

# Parquet is written by hyparquet-writer (tests/io/fixtures/make_parquet.mjs).
for file in sorted((here.parent.parent / "io" / "fixtures" / "parquet").glob("*.parquet")):
    seed("fuzz_parquet", file.stem, file.read_bytes())

# fuzz_rows: kind of file, which rows go, which labels change, the file; of batches the labels of a record and its length.
for name, kind, content in (("csv", 0, manifest), ("csv-semicolons", 0, tables["semicolons"]), ("csv-numbers", 0, tables["numbers"]),
                            ("json-lines", 1, json_seeds["lines"].encode()), ("json-list", 1, json_seeds["list"].encode()),
                            ("json-columns", 1, json_seeds["columns"].encode()), ("json-fiftyone", 1, json_seeds["fiftyone"].encode()),
                            ("npy", 2, labels_npy), ("idx", 3, idx(8, [4], bytes([0, 1, 2, 1]))),
                            ("idx-gzip", 3, gzip.compress(idx(8, [4], bytes([0, 1, 2, 1])), mtime=0)),
                            ("batch", 5, b"\0\2" + bytes([0, 5, 5, 1, 6, 6, 2, 7, 7])), ("batch-coarse", 5, b"\1\2" + bytes([4, 0, 5, 5] * 9))):
    for bits in (0b10, 0b11111101):
        seed("fuzz_rows", f"{name}-{bits}", bytes([kind, bits, 0b101]) + content)
for name in ("pets", "nested", "columns-snappy", "columns-gzip", "columns-zstd", "columns-lz4_raw"):
    content = (here.parent.parent / "io" / "fixtures" / "parquet" / f"{name}.parquet").read_bytes()
    for bits in (0b10, 0b11111101):
        seed("fuzz_rows", f"parquet-{name}-{bits}", bytes([4, bits, 0b101]) + content)

# fuzz_sound: pieces, then the file.
def wav(tag, channels, bits, samples):
    form = struct.pack("<HHIIHH", tag, channels, 8000, 8000 * channels * bits // 8, channels * bits // 8, bits)
    inside = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def ogg(packet, samples):
    return b"OggS" + bytes(2) + struct.pack("<q", samples) + bytes(12) + bytes([1, len(packet)]) + packet


for name, sound in (("wav-8", wav(1, 1, 8, bytes(range(40)))), ("wav-16", wav(1, 2, 16, bytes(range(40)))),
                    ("wav-float", wav(3, 1, 32, struct.pack("<6f", 0, 0.5, -1, 2, -3, 0.1))), ("wav-law", wav(7, 1, 8, bytes(9))),
                    ("mp3", b"\xff\xfb\x90\xc0" + bytes(413)), ("mp3-tag", b"ID3\4\0\0\0\0\0\x08" + bytes(8) + b"\xff\xfb\x90\xc0" + bytes(413)),
                    ("mp3-xing", b"\xff\xfb\x90\x40" + bytes(32) + b"Xing\0\0\0\1\0\0\0\x20" + bytes(300)),
                    ("flac", b"fLaC\x80\0\0\x22" + bytes(10) + struct.pack(">Q", 8000 << 44 | 15 << 36 | 80) + bytes(16)),
                    ("vorbis", ogg(b"\1vorbis" + bytes(4) + b"\2" + struct.pack("<I", 8000) + bytes(14), 0) + ogg(bytes(9), 800)),
                    ("opus", ogg(b"OpusHead\1\1" + bytes(9), 4800))):
    seed("fuzz_sound", name, b"\x08" + sound)


# fuzz_picture: what goes to the browser.
def box(kind, inside):
    return struct.pack(">I", len(inside) + 8) + kind + inside


size = box(b"ispe", bytes(4) + struct.pack(">II", 32, 24))
seed("fuzz_picture", "avif", b"\4" + box(b"ftyp", b"avif" + bytes(4) + b"mif1avif")
     + box(b"meta", bytes(4) + box(b"iprp", box(b"ipco", size))) + box(b"mdat", bytes(9)))
for kind, chunk in ((b"VP8 ", bytes([0, 0, 0, 0x9d, 1, 0x2a, 32, 0, 24, 0])), (b"VP8L", bytes([0x2f, 31, 192, 5, 0])),
                    (b"VP8X", bytes([0, 0, 0, 0, 31, 0, 0, 23, 0, 0]))):
    seed("fuzz_picture", "webp-" + kind.decode().strip().lower(), b"\4RIFF" + struct.pack("<I", 24 + len(chunk)) + b"WEBP" + kind + struct.pack("<I", len(chunk)) + chunk + bytes(12))
seed("fuzz_picture", "svg", b"\4<?xml version='1.0'?><!-- c --><!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>")
