"""How closely an answer must agree with the record. Every function gives what differs, or None."""
import math

# Relative, by the type of the probabilities: what one rounding of that type, carried through, can do.
TOLERANCE = {"float64": 1e-9, "float32": 3e-6, "float16": 4e-3}


def is_error(value):
    """The reference raised where this value would stand."""
    return isinstance(value, dict) and set(value) == {"error"}


def any_error(value):
    if isinstance(value, dict):
        return is_error(value) or any(any_error(part) for part in value.values())
    return False


def as_number(value):
    return float(value.replace("Infinity", "inf")) if isinstance(value, str) else value


def as_rows(value):
    """A matrix that is written as its non-zero entries, as rows."""
    if not (isinstance(value, dict) and "coo" in value):
        return value
    rows = [[0] * value["shape"][1] for _ in range(value["shape"][0])]
    for row, column, entry in value["coo"]:
        rows[row][column] = entry
    return rows


def values(got, want, tolerance, place=""):
    """Numbers in lists in dictionaries; an error in the record agrees with everything."""
    if is_error(want):
        return None
    got, want = as_rows(got), as_rows(want)
    if isinstance(want, dict):
        if not isinstance(got, dict):
            return "%s: %r" % (place, got)
        for key, part in want.items():
            if key not in got and not is_error(part):
                return "%s/%s is missing" % (place, key)
            found = values(got.get(key), part, tolerance, "%s/%s" % (place, key))
            if found:
                return found
        return None
    if isinstance(want, list):
        if not isinstance(got, list) or len(got) != len(want):
            return "%s has %s entries, not %d" % (place, len(got) if isinstance(got, list) else "no", len(want))
        for i, (one, other) in enumerate(zip(got, want)):
            found = values(one, other, tolerance, "%s[%d]" % (place, i))
            if found:
                return found
        return None
    one, other = as_number(got), as_number(want)
    if one == other or (one is not None and math.isnan(one) and math.isnan(other)):
        return None
    if tolerance and one is not None and abs(one - other) <= tolerance * max(abs(other), 1e-12 if tolerance < 1e-7 else 1):
        return None
    return "%s is %r, not %r" % (place, got, want)


def flags(got, want):
    if got["count"] != want["count"] or len(got["indices"]) != want["count"]:
        return "%d flagged, not %d" % (len(got["indices"]), want["count"])
    missing, extra = set(want["indices"]) - set(got["indices"]), set(got["indices"]) - set(want["indices"])
    if missing or extra:
        return "not flagged: %s; flagged: %s" % (sorted(missing)[:5], sorted(extra)[:5])
    return None


def score_tolerance(name, dtype, score):
    """Absolute. The entropy of single precision is float arithmetic with a log(1 + x): its error grows as x shrinks."""
    if name.startswith("confidence_weighted_entropy") and dtype != "float64":
        x = -math.log(min(max(score, 1e-300), 1 - 1e-6))  # log(1 + x) / x is near exp(-x) where it matters: at small x
        return 3e-6 + 2.0 ** -22 / max(x, 1e-6)
    return TOLERANCE[dtype] * max(1, abs(score))


def scores(got, want, name, dtype):
    if len(got) != len(want):
        return "%d scores, not %d" % (len(got), len(want))
    for i, (one, other) in enumerate(zip(got, want)):
        if not abs(one - other) <= score_tolerance(name, dtype, other):
            return "the score of %d is %r, not %r" % (i, one, other)
    return None


def order(got, want, stored, name, dtype):
    """Equal, but for neighbours whose recorded scores are as good as equal."""
    if sorted(got) != sorted(want):
        return "other examples"
    for place, (one, other) in enumerate(zip(got, want)):
        if one == other:
            continue
        exact = dtype == "float64" and name == "self_confidence"  # not computed: copied
        if exact or abs(stored[one] - stored[other]) > max(score_tolerance(name, dtype, stored[other]), 1e-12):
            return "place %d holds %d, not %d" % (place, one, other)
    return None


def health(got, want, tolerance):
    """The tables hold the same rows; equal keys may come in any order."""
    found = values(got["overall_label_health_score"], want["overall_label_health_score"], tolerance, "health")
    for table, keys, value in (("classes_by_label_quality", 1, 5), ("overlapping_classes", 2, 3)):
        if is_error(want[table]):
            continue
        if got[table]["rows_total"] != want[table]["rows_total"]:
            return "%s: %d rows" % (table, got[table]["rows_total"])
        rows = {tuple(row[:keys]): row for row in got[table]["rows"]}
        for row in want[table]["rows"]:
            found = found or values(rows.get(tuple(row[:keys])), row, tolerance, "%s %s" % (table, row[:keys]))
        column = [row[value] for row in got[table]["rows"]]
        if column != sorted(column, reverse=keys == 2):
            return "%s is not sorted" % table
    return found
