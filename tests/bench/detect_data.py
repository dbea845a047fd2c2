"""Makes the inputs of the detection benchmark: seeded, as large as real ones, with the standard library only.

A row is a slice of a pattern (the small probabilities of all classes, in one of 64 strengths) with two classes
written over it: the likeliest and one that it is confused with. Rows sum to 1 up to rounding.
"""
import array
import os
import random
import struct

SIZES = {"A": (1_000_000, 10), "B": (100_000, 1_000), "C": (1_281_167, 1_000)}
PATTERNS, STRENGTHS = 16, 64


def header(descr, shape):
    text = "{'descr': '%s', 'fortran_order': False, 'shape': %r, }" % (descr, shape)
    text = text.ljust((10 + len(text) + 1 + 63) // 64 * 64 - 11) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def make(folder, size, say=lambda text: None):
    """Paths of labels and probabilities of size "A", "B" or "C"; made if they are not there."""
    n, k = SIZES[size]
    labels, probabilities = (os.path.join(folder, "%s_%s.npy" % (size, what)) for what in ("labels", "pred_probs"))
    start = header("<f4", (n, k))
    whole = len(start) + 4 * n * k
    if os.path.exists(labels) and os.path.exists(probabilities) and os.path.getsize(probabilities) == whole:
        return labels, probabilities
    say("making %s: %d x %d float32, %.1f GB" % (size, n, k, whole / 1e9))
    chance = random.Random(size)
    patterns = []
    for _ in range(PATTERNS):
        weights = [chance.expovariate(1) ** 3 for _ in range(k)]
        total = sum(weights)
        # Twice in a row, so that a slice may start anywhere.
        patterns.append([array.array("f", [w / total * (s + 0.5) / STRENGTHS for w in weights] * 2).tobytes()
                         for s in range(STRENGTHS)])
    # Classes are mistaken for their neighbours; some are harder than others.
    hardness = [chance.uniform(0.05, 0.6) for _ in range(k)]
    given = array.array("i")
    with open(probabilities + ".part", "wb") as file:
        file.write(start)
        for _ in range(n):
            truth = chance.randrange(k)
            other = (truth + 1 + min(int(chance.expovariate(0.7)), k - 2)) % k
            rest = chance.random() * hardness[truth]
            strength = int(rest * STRENGTHS)
            share = chance.random() ** 4 if chance.random() > 0.1 else chance.random()
            offset = chance.randrange(k)
            row = bytearray(patterns[chance.randrange(PATTERNS)][strength][4 * offset:4 * (offset + k)])
            covered = sum(struct.unpack_from("<f", row, 4 * c)[0] for c in (truth, other))
            left = 1 - (strength + 0.5) / STRENGTHS + covered
            struct.pack_into("<f", row, 4 * truth, left * (1 - 0.5 * share))
            struct.pack_into("<f", row, 4 * other, left * 0.5 * share)
            file.write(row)
            wrong = chance.random()
            given.append(truth if wrong > 0.06 else other if wrong > 0.02 else chance.randrange(k))
    with open(labels, "wb") as file:
        file.write(header("<i4", (n,)) + given.tobytes())
    os.replace(probabilities + ".part", probabilities)
    return labels, probabilities
