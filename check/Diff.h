//===- check/Diff.h - What a diff says --------------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads what `git diff`, `git format-patch` and `diff -u` write: plain data, by
// file and hunk. Nothing here knows of a tree.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_DIFF_H
#define PAGELESS_CHECK_DIFF_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// One line of a hunk.
struct DiffLine {
  char mark = ' ';  ///< ' ', '-' or '+'
  std::string text; ///< with its '\n', unless the file ends without one
};

/// One hunk. Line numbers count from 1; of an empty side they name the line
/// before it.
struct DiffHunk {
  std::size_t oldLine = 0, oldCount = 0;
  std::size_t newLine = 0, newCount = 0;
  std::vector<DiffLine> lines;
  std::size_t at = 0; ///< line of the "@@" in the diff, from 1
};

/// What the diff does to one file.
struct FileDiff {
  enum class Kind { Modified, Added, Deleted, Renamed, Copied };
  Kind kind = Kind::Modified;
  /// The names in front of the hunks, unquoted, with their prefixes "a/" and
  /// "b/"; "" for /dev/null, and if there are no hunks.
  std::string oldName, newName;
  /// For renames and copies, the paths that git names without a prefix.
  std::string from, to;
  bool isLink = false;    ///< the "text" is where a symbolic link points to
  std::string unreadable; ///< why the hunks are not there; "" if they are
  std::vector<DiffHunk> hunks;
};

/// Reads a diff, with any prose around it. Lines that end in "\r\n" are taken
/// for what a mail made of '\n' if the diff's own lines end so as well; else
/// the '\r' is the file's. Fails, with one line, if a hunk is cut off, or if
/// the text has something in it, but no diff.
llvm::Expected<std::vector<FileDiff>> readDiff(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_CHECK_DIFF_H
