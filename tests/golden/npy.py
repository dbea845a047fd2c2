"""Reads and writes .npy files with the standard library only."""
import ast
import struct

CODES = {"f8": "d", "f4": "f", "f2": "e", "i8": "q", "i4": "i", "i2": "h", "i1": "b", "u8": "Q", "u4": "I", "u2": "H",
         "u1": "B", "b1": "?"}


def read(path):
    """(shape, flat list of numbers in C order)"""
    with open(path, "rb") as file:
        data = file.read()
    wide = data[6] > 1
    start = 12 if wide else 10
    end = start + struct.unpack("<I" if wide else "<H", data[8:start])[0]
    header = ast.literal_eval(data[start:end].decode("latin1"))
    if header["fortran_order"]:
        raise ValueError("Fortran order is not read here")
    count = 1
    for size in header["shape"]:
        count *= size
    order = ">" if header["descr"][0] == ">" else "<"
    return header["shape"], list(struct.unpack_from("%s%d%s" % (order, count, CODES[header["descr"][1:]]), data, end))


def flat(nested):
    """The numbers of nested lists in C order, and their shape."""
    if not isinstance(nested, list):
        return (), [nested]
    parts = [flat(part) for part in nested]
    return (len(nested),) + (parts[0][0] if parts else ()), [number for _, part in parts for number in part]


def write(path, nested, descr, shape=None, fortran=False):
    """descr: '<f8', '<i8', '<U1' ..."""
    found, numbers = flat(nested)
    shape = shape or found
    if fortran:
        rows, columns = shape
        numbers = [numbers[r * columns + c] for c in range(columns) for r in range(rows)]
    if descr[1] == "U":
        size = int(descr[2:])
        data = b"".join(text.encode("utf-32-le").ljust(4 * size, b"\0") for text in numbers)
    else:
        data = struct.pack("%s%d%s" % (">" if descr[0] == ">" else "<", len(numbers), CODES[descr[1:]]), *numbers)
    header = "{'descr': %r, 'fortran_order': %s, 'shape': %r, }" % (descr, fortran, tuple(shape))
    header = header.ljust((10 + len(header) + 1 + 63) // 64 * 64 - 11) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data)
