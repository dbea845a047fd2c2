#!/usr/bin/env python3
"""How fast label-inspector detect is, against reading the file and throwing it away. Prints a table.

    tests/bench/detect.py [A] [B] [C] [--runs N] [--cli build/cli/label-inspector] [--node build/cli/label-inspector.mjs]

Sizes: A 1,000,000 x 10, B 100,000 x 1,000 (400 MB), C 1,281,167 x 1,000 (5.1 GB), float32; without any: A and B.
Inputs are made on the first run, in build/bench. Every command runs N times in turn with the others, from a warm file;
the table has the fastest, so that other work on the machine matters little. "peak" is the memory of the process.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

import detect_data

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def run(command, **options):
    """(seconds, seconds of processor time, peak bytes)"""
    begin = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("%s: exit status %d" % (" ".join(command), process.returncode))
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def fastest(runs):
    return min(runs, key=lambda one: one[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=[])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cli", default=os.path.join(ROOT, "build", "cli", "label-inspector"))
    parser.add_argument("--node", default=os.path.join(ROOT, "build", "cli", "label-inspector.mjs"))
    arguments = parser.parse_args()
    folder = os.path.join(ROOT, "build", "bench")
    os.makedirs(folder, exist_ok=True)
    print("%d cores, load %.1f" % (os.cpu_count(), os.getloadavg()[0]))
    print("%-4s %-28s %8s %8s %8s %9s %9s" % ("", "", "seconds", "cpu", "x cat", "GB/s", "peak MB"))
    for size in arguments.sizes or ["A", "B"]:
        labels, probabilities = detect_data.make(folder, size, lambda text: print(text, file=sys.stderr))
        total = os.path.getsize(probabilities)
        with tempfile.TemporaryDirectory() as out:
            def detect(number, *program, options=()):
                target = os.path.join(out, "%d.json" % number)
                return lambda: run([*program, "detect", labels, probabilities, "--format", "json", "-o", target,
                                    *options])
            commands = {"cat FILE >/dev/null": lambda: run(["cat", probabilities], stdout=subprocess.DEVNULL)}
            for name, options in (("detect, 1 thread", ("--threads", "1")), ("detect, 2 threads", ("--threads", "2")),
                                  ("detect, 2 threads, entropy",
                                   ("--threads", "2", "--rank-by", "confidence_weighted_entropy"))):
                commands[name] = detect(len(commands), arguments.cli, options=options)
            if os.path.exists(arguments.node):
                commands["detect under Node"] = detect(len(commands), "node", arguments.node)
            commands["cat FILE >/dev/null"]()  # warm
            results = {name: [] for name in commands}
            for _ in range(arguments.runs):
                for name, command in commands.items():
                    results[name].append(command())
            answers = set()
            for name in os.listdir(out):
                with open(os.path.join(out, name)) as file:
                    answers.add(json.dumps(sorted(json.load(file)["indices"])))
        if len(answers) != 1:
            sys.exit("the answers differ between threads, or from WebAssembly")
        against = fastest(results["cat FILE >/dev/null"])[0]
        for name, runs in results.items():
            seconds, cpu, peak = fastest(runs)
            print("%-4s %-28s %8.3f %8.3f %8.2f %9.2f %9.0f" % (size, name, seconds, cpu, seconds / against,
                                                               total / seconds / 1e9, peak / 1e6))


if __name__ == "__main__":
    main()
