"""Reads everything that was saved, with csv, json and struct alone, and compares it with what must be in it.

    python3 check_exports.py FOLDER

FOLDER holds the saved files and expected.json: {"labels": [given class of each example], "predicted": [...],
"names": [...], "excluded": [...], "ambiguous": [...], "decided": {"index": {"decision", "label" (class or null),
"reviewer", "note"}}}. Excluded examples have weight 0 and their given label. Ends with the names of what was read.
"""
import ast
import csv
import json
import pathlib
import struct
import sys

folder = pathlib.Path(sys.argv[1])
expected = json.loads((folder / "expected.json").read_text())
given, predicted, names = expected["labels"], expected["predicted"], expected["names"]
decided = {int(index): row for index, row in expected["decided"].items()}
corrected = list(given)
for index, row in decided.items():
    if row["label"] is not None:
        corrected[index] = row["label"]
read = []


def is_same(what, found, wanted):
    if found != wanted:
        at = next((i for i, pair in enumerate(zip(found, wanted)) if pair[0] != pair[1]), min(len(found), len(wanted)))
        sys.exit(f"{what}: {len(found)} for {len(wanted)}; at {at}: {found[at:at + 1]} for {wanted[at:at + 1]}")


def npy(path):
    content = path.read_bytes()
    assert content[:6] == b"\x93NUMPY", path
    size = struct.unpack("<H", content[8:10])[0]
    head = ast.literal_eval(content[10:10 + size].decode("latin1").strip())
    kinds = {"u1": "B", "i1": "b", "u2": "H", "i2": "h", "u4": "I", "i4": "i", "u8": "Q", "i8": "q", "f4": "f", "f8": "d"}
    (count,) = head["shape"]
    order = ">" if head["descr"][0] == ">" else "<"
    return list(struct.unpack(f"{order}{count}{kinds[head['descr'][1:]]}", content[10 + size:]))


for path in sorted(folder.iterdir()):
    name = path.name
    if name == "labels.npy":
        is_same(name, npy(path), corrected)
    elif name == "weights.npy":
        is_same(name, npy(path), [0.0 if i in expected["excluded"] else 1.0 for i in range(len(given))])
    elif name == "kept_indices.npy":
        is_same(name, npy(path), [i for i in range(len(given)) if i not in expected["excluded"]])
    elif name == "corrected.csv":
        with path.open(newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        is_same(name, [[int(row["index"]), row["given"], row["label"], row["weight"]] for row in rows],
                [[i, names[given[i]], names[corrected[i]], "0" if i in expected["excluded"] else "1"] for i in range(len(given))])
    elif name == "changes.csv":
        with path.open(newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        is_same(name, list(rows[0]), "index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note".split(","))
        is_same(name, [[int(row["index"]), row["given"], row["suggested"], row["corrected"], row["decision"], row["reviewer"], row["note"]] for row in rows],
                [[i, names[given[i]], names[predicted[i]], "" if decided[i]["label"] is None else names[decided[i]["label"]], decided[i]["decision"],
                  decided[i]["reviewer"], decided[i]["note"]] for i in sorted(decided)])
        for row in rows:
            assert 0 <= float(row["score"]) <= 1 and "prune_by_noise_rate" in row["rule"].split() and row["time"].endswith("Z"), row
    elif name == "changes.json":
        changes = json.loads(path.read_text(encoding="utf-8"))["changes"]
        is_same(name, [[row["index"], row["given"], row["suggested"], row["corrected"], row["decision"], row["reviewer"], row["note"]] for row in changes],
                [[i, names[given[i]], names[predicted[i]], None if decided[i]["label"] is None else names[decided[i]["label"]], decided[i]["decision"],
                  decided[i]["reviewer"], decided[i]["note"]] for i in sorted(decided)])
        is_same("votes", [len(row["votes"]) for row in changes], [2] * len(decided))
    else:
        continue
    read.append(name)
print(json.dumps(read))
