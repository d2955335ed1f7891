# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a command costs, medians of that, and tables: for the other programs here."""
import concurrent.futures
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple


class Taken(NamedTuple):
    """What one command took, with all processes that it started and waited for."""

    cpu: float  # seconds, user and system
    wall: float  # seconds on the clock
    peak: float  # MB that its largest process had


def run(command, cwd=None, env=None, out=None, accept=(0,)):
    """Runs a command and says what it took. `out` is a file for all that it
    prints. Ends the program if the status is none of `accept`; None accepts all."""
    environment = {**os.environ, **(env or {})}
    with open(out or os.devnull, "wb") as stream, tempfile.NamedTemporaryFile() as memory:
        begin = time.monotonic()
        # wait4() would count the memory of this program, of which the child is a
        # copy until it runs the command; that of time's child is its own.
        process = subprocess.Popen(["/usr/bin/time", "-f", "%M", "-o", memory.name, *command],
                                   cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=stream, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        peak = int(memory.read().split()[-1])
    process.returncode = os.waitstatus_to_exitcode(status)
    if accept is not None and process.returncode not in accept:
        words = " ".join(command)
        sys.exit(f"status {process.returncode}: {words[:400]}" + (f"\nsee {out}" if out else ""))
    return Taken(usage.ru_utime + usage.ru_stime, wall, peak / 1024)


def run_all(jobs, workers):
    """Runs as many commands at once as there are workers; jobs are the arguments
    of run() by keyword. The CPU time is the sum, that of this program left out."""
    begin = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        taken = list(pool.map(lambda job: run(**job), jobs))
    return Taken(sum(t.cpu for t in taken), time.monotonic() - begin, max(t.peak for t in taken))


def median(times):
    """The median of each column."""
    return Taken(*(statistics.median(column) for column in zip(*times)))


def in_turns(actions, rounds):
    """Calls each action once per round, so that what else the machine does falls
    on all of them. Returns all that each took; they return a Taken."""
    times = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(action())
    return times


def print_table(times):
    """One line for each name: the medians, and how far the CPU seconds spread."""
    width = max(len(name) for name in times)
    print(f"  {'':{width}} {'CPU s':>9} {'wall s':>9} {'peak MB':>8}  runs, CPU s from-to")
    for name, taken in times.items():
        middle = median(taken)
        spread = [t.cpu for t in taken]
        print(f"  {name:{width}} {middle.cpu:9.2f} {middle.wall:9.2f} {middle.peak:8.0f}"
              f"  {len(taken)}, {min(spread):.2f}-{max(spread):.2f}")


def judge(what, value, bound, at_least=False):
    """Prints a figure beside the bound of its goal; false if it does not hold."""
    holds = value >= bound if at_least else value <= bound
    print(f"  {what}: {value:.3f}, goal: at {'least' if at_least else 'most'} {bound}"
          f" - {'holds' if holds else 'DOES NOT HOLD'}", flush=True)
    return holds
