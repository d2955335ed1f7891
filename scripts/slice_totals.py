#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the report.json of the slice that scripts/slice.sh converts."""

import argparse
import collections
import json
import sys

# Of the words in code that Clang sees, so many must be converted.
LEAST_SHARE = 0.97


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def per_file(report):
    counts = collections.defaultdict(collections.Counter)
    for site in report["sites"]:
        counts[site["file"]][site["verdict"]] += 1
    return {file: dict(sorted(counts[file].items())) for file in sorted(counts)}


def summary(report):
    """What the golden holds: numbers and names, no text of the kernel."""
    return {"words": report["totals"]["words"],
            "verdicts": report["totals"]["verdicts"],
            "reasons": report["totals"]["reasons"],
            "files": per_file(report)}


def invariants(report):
    """Sentences about what must hold for every tree, and does not."""
    totals = report["totals"]
    verdicts = totals["verdicts"]
    ids = {site["id"] for site in report["sites"]}
    seen = sum(verdicts[verdict] for verdict in
               ("converted", "manual", "parse-failed", "conflict"))
    # What a file without a command shows is not held against the rule.
    seen -= totals["reasons"].get("inferred-command", 0)
    if report["internalErrors"]:
        yield f"internal errors: {report['internalErrors']}"
    if sum(verdicts.values()) != totals["words"]:
        yield f"the verdicts add up to {sum(verdicts.values())}, " \
              f"not to the {totals['words']} words"
    if len(ids) != totals["words"]:
        yield f"{len(ids)} different sites for {totals['words']} words"
    if totals["words"] == 0:
        yield "no word was found"
    if verdicts["converted"] < LEAST_SHARE * seen:
        yield f"only {verdicts['converted']} of {seen} convertible words " \
              "were converted"


def differences(golden, now, path=""):
    for key in sorted(golden.keys() | now.keys()):
        old, new = golden.get(key, 0), now.get(key, 0)
        if isinstance(old, dict) or isinstance(new, dict):
            yield from differences(old or {}, new or {}, f"{path}{key}: ")
        elif old != new:
            yield f"{path}{key}: golden {old}, now {new}"


def check_golden(options):
    report = load(options.report)
    problems = list(invariants(report))
    now = {"package": f"linux-source-6.12 {options.version}",
           **summary(report)}
    if options.update and not problems:
        with open(options.golden, "w", encoding="utf-8") as file:
            json.dump(now, file, indent=1)
            file.write("\n")
        print(f"Wrote {options.golden}")
        return problems
    golden = load(options.golden)
    if golden.pop("package") == now.pop("package"):
        print("Comparing the totals with the golden, file by file")
        problems += differences(golden, now)
    else:
        print("The golden is of another version of the kernel package, so only "
              "the invariants are checked; UPDATE_GOLDEN=1 makes a new one.")
    return problems


def check_converted(options):
    before, after = load(options.report), load(options.again)
    expected = dict(before["totals"]["verdicts"], converted=0)
    problems = list(differences(expected, after["totals"]["verdicts"],
                                "after the conversion: "))
    # Errors may move to another line, so they are counted.
    errors = [{unit["file"]: unit["errors"] for unit in report["units"]}
              for report in (before, after)]
    problems += differences(*errors, "errors of units: ")
    if not problems:
        print("The converted slice has nothing left to convert, and no new error.")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    actions = parser.add_subparsers(required=True)
    golden = actions.add_parser("golden", help="compare with the golden")
    golden.add_argument("report")
    golden.add_argument("golden")
    golden.add_argument("--version", required=True,
                        help="of the package linux-source-6.12")
    golden.add_argument("--update", action="store_true",
                        help="write the golden instead")
    golden.set_defaults(check=check_golden)
    converted = actions.add_parser("converted",
                                   help="compare before and after conversion")
    converted.add_argument("report")
    converted.add_argument("again")
    converted.set_defaults(check=check_converted)
    options = parser.parse_args()
    problems = options.check(options)
    for problem in problems:
        print(f"slice: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
