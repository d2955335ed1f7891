#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints the commands of a CI file as one shell script:
ci_script.py github|gitlab FILE. Fails if the file is not as the service wants
it, as far as this project uses it."""
import sys

import yaml

kind, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    document = yaml.safe_load(file)
if kind == "github":
    # YAML 1.1 reads the key "on" as a truth.
    assert document[True] == "pull_request" and document["permissions"]
    (job,) = document["jobs"].values()
    assert job["runs-on"]
    for step in job["steps"]:
        assert ("run" in step) != ("uses" in step), step
    # The service runs each step with bash -e, in a shell of its own.
    for step in job["steps"]:
        if "run" in step:
            print("(set -e\n" + step["run"] + ") || exit")
else:
    (job,) = document.values()
    assert job["artifacts"]["reports"]["codequality"]
    print("set -e\n" + "\n".join(job["script"]))
