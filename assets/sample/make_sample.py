#!/usr/bin/env python3
"""Writes the files that "Try the sample" opens: make_sample.py OUT_DIR [--from FOLDER]

The 2,000 examples of indices.txt out of the 10,000 test images of Fashion-MNIST, from Debian's package
dataset-fashion-mnist or from another FOLDER with the same two files. Standard library only. Writes

    sample-images-idx3-ubyte.gz  2,000 x 28 x 28 grey, the same bytes each time
    labels.npy                   uint8, as given
    pred_probs.npy               float32, 2,000 x 10, out of sample (README.md says how it was made)
    classes.txt                  a name a line
"""
import argparse
import gzip
import hashlib
import pathlib
import shutil
import struct
import sys

CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
IMAGES = "t10k-images-idx3-ubyte.gz"
LABELS = "t10k-labels-idx1-ubyte.gz"
# Of the unpacked files: the probabilities belong to these images in this order.
MD5 = {IMAGES: "8181f5470baa50b63fa0f6fddb340f0a", LABELS: "15d484375f8d13e6eb1aabb0c3f46965"}


def read_idx(folder, name):
    """The bytes behind the header of an idx file, and its sizes."""
    path = folder / name
    try:
        data = gzip.decompress(path.read_bytes())
    except OSError as error:
        sys.exit(f"make_sample.py: cannot read {path} ({error.strerror or error}): "
                 "apt-get install dataset-fashion-mnist, or name its folder with --from")
    if hashlib.md5(data).hexdigest() != MD5[name]:
        sys.exit(f"make_sample.py: {path} is not the Fashion-MNIST file that the probabilities were made for")
    sizes = struct.unpack_from(f">{data[3]}I", data, 4)
    return data[4 + 4 * data[3]:], sizes


def write_gzip(path, data):
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)


def write_npy_uint8(path, values):
    """Format version 1.0: magic, length of the header, the header padded so that the data starts at 64 bytes."""
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({len(values)},), }}"
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + bytes(values))


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out_dir", type=pathlib.Path)
    parser.add_argument("--from", dest="folder", type=pathlib.Path,
                        default=pathlib.Path("/usr/share/datasets/fashion-mnist"), help="where the two idx files are")
    arguments = parser.parse_args()

    chosen = [int(line) for line in (here / "indices.txt").read_text().split()]
    images, (_, height, width) = read_idx(arguments.folder, IMAGES)
    labels, _ = read_idx(arguments.folder, LABELS)
    area = height * width
    header = struct.pack(">BBBBIII", 0, 0, 8, 3, len(chosen), height, width)
    pixels = b"".join(images[index * area:(index + 1) * area] for index in chosen)

    arguments.out_dir.mkdir(parents=True, exist_ok=True)
    write_gzip(arguments.out_dir / "sample-images-idx3-ubyte.gz", header + pixels)
    write_npy_uint8(arguments.out_dir / "labels.npy", [labels[index] for index in chosen])
    shutil.copyfile(here / "pred_probs.npy", arguments.out_dir / "pred_probs.npy")
    (arguments.out_dir / "classes.txt").write_text("".join(f"{name}\n" for name in CLASSES))


if __name__ == "__main__":
    main()
