# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Edits as a developer makes them between two runs, in a copy of the tree: for
speed.py."""
import os
import re
import shutil
import subprocess
import tempfile


class Copy:
    """A copy of the tree by hard links, and a database for it. Lies beside the
    tree, for links do not cross file systems; close() removes it."""

    def __init__(self, tree, database):
        self.folder = tempfile.mkdtemp(prefix="pageless-bench-", dir=os.path.dirname(tree))
        self.tree = os.path.join(self.folder, os.path.basename(tree))
        subprocess.run(["cp", "-al", tree, self.tree], check=True)
        if os.path.isdir(database):
            database = os.path.join(database, "compile_commands.json")
        with open(database, encoding="utf-8") as file:
            text = file.read()
        self.database = os.path.join(self.folder, "compile_commands.json")
        with open(self.database, "w", encoding="utf-8") as file:
            file.write(re.sub(re.escape(tree) + r"(?=[/\"\s])", lambda _: self.tree, text))

    def close(self):
        shutil.rmtree(self.folder)

    def read(self, name):
        # Kernel sources are UTF-8 but for a few; every byte must survive.
        with open(os.path.join(self.tree, name), encoding="latin-1", newline="") as file:
            return file.read()

    def write(self, name, text):
        """Writes a file anew: the original has the same inode."""
        path = os.path.join(self.tree, name)
        os.unlink(path)
        with open(path, "w", encoding="latin-1", newline="") as file:
            file.write(text)


def comment(text):
    """A comment in a line of its own, behind the first #include."""
    return re.sub(r"^(#\s*include .*\n)", r"\1/* an edit */\n", text, count=1, flags=re.M)


def inline_body(text):
    """A statement at the beginning of the first inline function."""
    return re.sub(r"^(static (?:__always_)?inline [^;{}=]*\)\n\{\n)", r"\1\t(void)0;\n", text,
                  count=1, flags=re.M)


def structure(text):
    """One member more at the beginning of the first structure."""
    return re.sub(r"^(struct \w+ \{\n)", r"\1\tint an_edit;\n", text, count=1, flags=re.M)


def use(word):
    """An edit: a comment at the end of the first line with the word."""
    return lambda text: re.sub(rf"^(.*\b{word}\b.*[;{{])$", r"\1 /* an edit */", text, count=1,
                               flags=re.M)


def edits(source, header, word):
    """What is edited, by name: the file, and the edit."""
    return {
        f"a line with {word} in {source}": (source, use(word)),
        f"a comment in {header}": (header, comment),
        f"an inline function of {header}": (header, inline_body),
        f"a structure of {header}": (header, structure),
    }
