#!/usr/bin/env python3
"""Holds the command line against what the reference answered (README.md beside this file). Standard library only.

    check.py --cli "build/cli/label-inspector"  [--only WORD] [--jobs N]

Prints a line for everything that differs, then "N passed, N failed". The exit status is 1 if anything differs.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

import compare
import npy

HERE = os.path.dirname(os.path.abspath(__file__))
REAL_CASES = os.path.join(HERE, "..", "..", "..", "shared", "golden")
# Few kept probabilities leave questions open that rows must be read again for: the answers are to be the same.
KEPT = ["1", "2"]
DESCR = {"float64": "<f8", ">f8": ">f8", "int64": "<i8", "bool": "|b1", "<U1": "<U1"}


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.name = os.path.basename(folder)
        with open(self.path("expected.json")) as file:
            self.record = json.load(file)
        for key, value in self.record["stable"].items():
            place = self.record
            *parents, last = key.split("/")
            for part in parents:
                place = place[part]
            place[last] = value
        self.dtype = self.record["dtype"]
        self.tolerance = compare.TOLERANCE[self.dtype]
        self.inputs = [self.path("labels.npy"), self.path("pred_probs.npy")]

    def path(self, name):
        return os.path.join(self.folder, name)


class Program:
    def __init__(self, command, folder):
        self.command = shlex.split(command)
        self.folder = folder  # for what it writes

    def run(self, *arguments):
        return subprocess.run(self.command + list(arguments), capture_output=True, text=True, timeout=600)

    def json(self, may_refuse, *arguments):
        """(answer, None), or (None, what is wrong: nothing if it refused and may)."""
        done = self.run(*arguments, "--format", "json")
        if done.returncode == 1 and may_refuse:
            return None, refusal(done)
        if done.returncode != 0:
            return None, "exit status %d: %s" % (done.returncode, done.stderr.strip()[-300:])
        try:
            return json.loads(done.stdout), None
        except ValueError as error:
            return None, "not JSON: %s" % error


def refusal(done):
    lines = done.stderr.splitlines()
    if done.returncode != 1 or done.stdout:
        return "exit status %d, %d bytes of output where a refusal was due" % (done.returncode, len(done.stdout))
    if len(lines) != 1 or not lines[0].startswith("label-inspector: "):
        return "not one line on stderr: %r" % done.stderr[:300]
    return None


def detect_checks(case, program):
    for rule, want in case.record["find_label_issues"].items():
        for kept in [None] + KEPT:
            def check(rule=rule, want=want, kept=kept):
                got, wrong = program.json(compare.is_error(want), "detect", *case.inputs, "--filter-by", rule,
                                          *(["--kept", kept] if kept else []))
                return wrong if got is None or compare.is_error(want) else compare.flags(got, want)
            yield "detect %s%s" % (rule, " keeping " + kept if kept else ""), check


def variant_checks(case, program):
    for name, want in case.record.get("variants", {}).items():
        rule, *settings = name.split(" ")
        arguments = []
        for setting in settings:
            option, value = setting.split("=")
            if option == "confident_joint":
                value = os.path.join(program.folder, case.name + "_joint.npy")
                npy.write(value, compare.as_rows(case.record["confident_joint_raw"]), "<i8")
            elif option == "num_to_remove_per_class":
                factor, modulus = re.fullmatch(r"\((\d+)c\)%(\d+)", value).groups()
                value = ",".join(str(int(factor) * c % int(modulus)) for c in range(case.record["k"]))
            arguments += ["--" + option.replace("_", "-"), value]

        def check(rule=rule, want=want, arguments=arguments):
            if rule == "confident_joint_raw":
                got, wrong = program.json(False, "stats", *case.inputs, *arguments)
                return wrong or compare.values(got["confident_joint_raw"], want, 0)
            for kept in KEPT + ["1000"]:
                got, wrong = program.json(compare.is_error(want), "detect", *case.inputs, "--filter-by", rule,
                                          "--kept", kept, *arguments)
                wrong = wrong if got is None or compare.is_error(want) else compare.flags(got, want)
                if wrong:
                    return "keeping %s: %s" % (kept, wrong)
            return None
        yield name, check


def ranking_arguments(key):
    return ["--rank-by", key.replace("_adjusted", "")] + (["--adjust"] if key.endswith("_adjusted") else [])


def ranked_checks(case, program):
    for key, want in case.record["ranked"].items():
        def check(key=key, want=want):
            done = program.run("detect", *case.inputs, *ranking_arguments(key), "--format", "json")
            if key == "confidence_weighted_entropy_adjusted":
                return None if done.returncode == 2 else "exit status %d where usage is wrong" % done.returncode
            if compare.is_error(want):
                return None if done.returncode == 0 else refusal(done)
            if done.returncode != 0:
                return "exit status %d: %s" % (done.returncode, done.stderr.strip()[-300:])
            _, stored = npy.read(case.path("scores_%s.npy" % key))
            answer = json.loads(done.stdout)
            if answer["scores"] != sorted(answer["scores"]):
                return "scores are not sorted"
            return compare.order(answer["indices"], want, stored, key, case.dtype)
        yield "ranked by " + key, check


def score_checks(case, program):
    for key, want in case.record["scores"].items():
        if compare.is_error(want):
            continue

        def check(key=key, want=want):
            target = os.path.join(program.folder, "%s_%s.npy" % (case.name, key))
            done = program.run("scores", *case.inputs, *ranking_arguments(key), "-o", target)
            if done.returncode != 0:
                return "exit status %d: %s" % (done.returncode, done.stderr.strip()[-300:])
            return compare.scores(npy.read(target)[1], npy.read(case.path(want["file"]))[1], key, case.dtype)
        yield "scores " + key, check


def stats_checks(case, program):
    exact = ["confident_joint_raw", "confident_joint_calibrated", "num_label_issues"]
    close = ["confident_thresholds", "estimate_joint", "estimate_latent", "estimate_latent_converged", "py_by_method"]

    def check(kept):
        want = {key: case.record[key] for key in exact + close + ["health_summary"]}
        got, wrong = program.json(compare.any_error(want), "stats", *case.inputs, "--kept", kept)
        if got is None:
            return wrong
        found = compare.values(got, {key: want[key] for key in exact}, 0)
        found = found or compare.values(got, {key: want[key] for key in close}, case.tolerance)
        if not compare.is_error(want["health_summary"]):
            found = found or compare.health(got["health_summary"], want["health_summary"], case.tolerance)
        return found
    for kept in ["1000"] + KEPT:
        yield "stats keeping " + kept, lambda kept=kept: check(kept)


def explain_checks(case, program):
    """An example that the default rule flags, if there is one, and the last one."""
    records = case.record["find_label_issues"]
    flagged = records["prune_by_noise_rate"].get("indices", [])

    def check(index):
        got, wrong = program.json(False, "explain", *case.inputs, str(index))
        for rule, want in records.items():
            if not wrong and not compare.is_error(want) and got["rules"][rule]["flagged"] != (index in want["indices"]):
                wrong = "%s: %s" % (rule, got["rules"][rule])
        return wrong
    for index in flagged[len(flagged) // 2:][:1] + [case.record["n"] - 1]:
        yield "explain %d" % index, lambda index=index: check(index)


def odd_input_checks(program):
    with open(os.path.join(HERE, "odd_input.json")) as file:
        inputs = json.load(file)
    for number, entry in enumerate(inputs):
        def check(number=number, entry=entry):
            labels, probabilities = (os.path.join(program.folder, "odd%d_%s.npy" % (number, what)) for what in "lp")
            numbers = json.loads(json.dumps(entry["pred_probs"]), parse_constant=float)
            npy.write(labels, as_floats(entry["labels"]), DESCR[entry["labels_dtype"]])
            npy.write(probabilities, as_floats(numbers), DESCR[entry["pred_probs_dtype"]],
                      fortran=entry["name"] == "Fortran order",
                      shape=(0, 3) if entry["name"] == "no examples" else None)
            done = program.run("detect", labels, probabilities, "--format", "json")
            if "refused" in entry:
                wrong = refusal(done)
                return wrong or next(("%r is not in: %s" % (word, done.stderr) for word in entry["refused"]
                                      if word not in done.stderr), None)
            if done.returncode != 0:
                return "exit status %d: %s" % (done.returncode, done.stderr)
            if entry.get("note", "") not in done.stderr or ("note" not in entry and done.stderr):
                return "the note on stderr: %r" % done.stderr
            wanted = entry.get("flagged")
            if wanted is None:
                npy.write(labels, entry["as_if_labels"], "<i8")
                wanted = json.loads(program.run("detect", labels, probabilities, "--format", "json").stdout)["indices"]
            found = sorted(json.loads(done.stdout)["indices"])
            return None if found == sorted(wanted) else "%s flagged, not %s" % (found, wanted)
        yield entry["name"], check


# What is not understood: exit status 2, one line that names the mistake.
WRONG_USAGE = [
    ([], "command"),
    (["find", "a", "b"], "find"),
    (["detect", "a"], "two files"),
    (["detect", "a", "b", "c"], "too many"),
    (["detect", "a", "b", "--filter"], "--filter"),
    (["detect", "a", "b", "--filter-by"], "needs a value"),
    (["detect", "a", "b", "--filter-by", "nothing"], "prune_by_noise_rate"),
    (["detect", "a", "b", "--rank-by=nothing"], "self_confidence"),
    (["detect", "a", "b", "--frac-noise", "1.5"], "0 to 1"),
    (["detect", "a", "b", "--min-examples-per-class", "2.5"], "whole number"),
    (["detect", "a", "b", "--adjust", "--rank-by", "confidence_weighted_entropy"], "--adjust"),
    (["detect", "a", "b", "--filter-by", "low_self_confidence", "--num-to-remove-per-class", "1,2"], "prune_by_class"),
    (["stats", "a", "b", "--filter-by", "both"], "--filter-by"),
    (["stats", "a", "b", "--format", "csv"], "json"),
    (["scores", "a", "b", "--format", "json"], "--format"),
    (["explain", "a", "b"], "INDEX"),
    (["explain", "a", "b", "-1"], "-1"),
]


def usage_checks(program):
    for arguments, word in WRONG_USAGE:
        def check(arguments=arguments, word=word):
            done = program.run(*arguments)
            if done.returncode != 2 or done.stdout or len(done.stderr.splitlines()) != 1 or word not in done.stderr:
                return "exit status %d: %r" % (done.returncode, done.stderr)
            return None
        yield " ".join(arguments), check

    def missing():
        done = program.run("detect", os.path.join(program.folder, "nothing.npy"), "b.npy")
        return refusal(done) or (None if "nothing.npy" in done.stderr else done.stderr)
    yield "a file that is not there", missing
    yield "help", lambda: None if "prune_by_class" in program.run("--help").stdout else "no help"


def as_floats(nested):
    if isinstance(nested, list):
        return [as_floats(part) for part in nested]
    return float(nested.replace("Infinity", "inf")) if nested in ("NaN", "Infinity", "-Infinity") else nested


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", required=True)
    parser.add_argument("--only", default="", help="only checks whose name contains this")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    folders = [os.path.join(HERE, "cases", name) for name in sorted(os.listdir(os.path.join(HERE, "cases")))]
    real = [os.path.join(REAL_CASES, name) for name in ("mnist_test", "20news_test")]
    skipped = [os.path.basename(folder) for folder in real if not os.path.exists(os.path.join(folder, "expected.json"))]
    folders += [folder for folder in real if os.path.basename(folder) not in skipped]

    with tempfile.TemporaryDirectory() as folder:
        program = Program(arguments.cli, folder)
        checks = [("odd input: " + name, check) for name, check in odd_input_checks(program)]
        checks += [("usage: " + name, check) for name, check in usage_checks(program)]
        for case in map(Case, folders):
            for part in (detect_checks, variant_checks, ranked_checks, score_checks, stats_checks, explain_checks):
                checks += [("%s %s" % (case.name, name), check) for name, check in part(case, program)]
        checks = [(name, check) for name, check in checks if arguments.only in name]
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            results = list(pool.map(lambda entry: entry[1](), checks))
    failed = 0
    for (name, _), wrong in zip(checks, results):
        if wrong:
            failed += 1
            print("%s: %s" % (name, wrong))
    if skipped:
        print("skipped, because ../shared/golden is not there: %s" % ", ".join(skipped))
    print("%d passed, %d failed" % (len(checks) - failed, failed))
    return 1 if failed or not checks else 0


if __name__ == "__main__":
    sys.exit(main())
