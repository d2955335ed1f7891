# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One program: functions, and sometimes a header of their own, made from a seed.

Its names end in the seed, so that a file can have many programs.
"""

import random
from collections import namedtuple

import macros
from expressions import ANY, ASSIGNMENT, R, T, Expressions
from scatter import Scatter
from statements import Statements

# The command line options of a configuration, by its name.
CONFIGURATIONS = {"a": ["-DCONFIG_A"], "b": ["-DCONFIG_B"]}

Program = namedtuple("Program", "seed loose source header")

# Of eight programs one may have calls in an order that C leaves open.
LOOSE = 8

LOCALS = r"""	struct bio_vec lv = { p0, 4, 0 }, *tp = bv, **pp = tab + 1, *cur = vecs;
	struct box *box = &boxes[%d];
	struct page *q = p0;
	int i = 1, n = 0;
"""


def function(number, gen, body, rng):
    gen.cursor = 3
    lines = body.block(2, rng.randint(3, 5))
    result = gen.wrap(gen.make("page"), ASSIGNMENT)
    back = rng.choice([f"\treturn {result};", f"\treturn({result});", "\treturn(bv)->bv_page;"])
    head = (f"static struct page *step{number}_@(struct bio_vec *bv, const struct bio_vec *cv, struct page *p0,\n"
            "\t\t\t\tstruct scatterlist *sg)\n{\n")
    return head + LOCALS % rng.randint(0, 1) + "\n" + "\n".join(lines) + "\n" + back + "\n}\n"


def run(count, rng):
    lines = ["void run@(void)", "{", "\tbegin(@);", "\tsetup();"]
    for number in range(count):
        for _ in range(rng.randint(1, 2)):
            lines.append("\ttrp(step%d_@(%s, %s, &mem_map[%d], &sgl[%d]));" % (
                number, rng.choice(["&vecs[1]", "&glob", "&boxes[1].bv", "&grid[1][0]"]),
                rng.choice(["&cvecs[2]", "&vecs[2]", "cvecs + 1"]), rng.randint(0, 9), rng.randint(0, 2)))
    return "\n".join(lines + ["\tfinish();", "\tend();", "}"]) + "\n"


def generate(seed):
    rng = random.Random(f"program {seed}")
    gen = Expressions(rng, loose=seed % LOOSE == LOOSE - 1)
    definitions, macro_statements = macros.choose(gen, rng)
    body = Statements(gen, rng, macro_statements, Scatter(rng))
    count = rng.randint(1, 2)
    functions = "\n".join(function(number, gen, body, rng) for number in range(count))
    head = header = ""
    if rng.random() < 0.3:
        # Names of data of the program in these macros mean nothing elsewhere.
        header = "\n".join(["#pragma once"] + definitions) + "\n"
        head = "#include <fuzz/own@.h>\n"
        definitions = []
    text = head + "\n" + "\n".join(definitions) + "\n\n" + functions + "\n" + run(count, rng)
    name = str(seed)
    return Program(seed, gen.loose, text.replace("@", name), header.replace("@", name))


if __name__ == "__main__":
    import sys
    one = generate(int(sys.argv[1]))
    print(one.header + "\n" + one.source if one.header else one.source)
