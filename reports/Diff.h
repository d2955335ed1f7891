//===- reports/Diff.h - Hunks as git prints them ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The edits say which lines change, so no diff is searched for. The hunks are
// those that `git diff` prints: three lines of context, hunks merged when their
// contexts touch, the same headings, the same quoting of paths. Lines end with
// '\n' only; every other byte, also '\r' and '\f', is part of its line.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_DIFF_H
#define PAGELESS_REPORTS_DIFF_H

#include "engine/Result.h"

#include <cstddef>
#include <string>

namespace pageless {

/// The git diff of one file; "" if its edits change nothing. Aborts with a
/// message if the edits are not sorted, overlap or reach beyond the end of the
/// file, since no patch could be right then.
std::string writeDiff(const FileChange &File);

/// How many lines a diff shows with '+' and with '-'.
struct LineCount {
  std::size_t added = 0;
  std::size_t removed = 0;
};

/// Counts the lines of writeDiff().
LineCount countChangedLines(const FileChange &File);

} // namespace pageless

#endif // PAGELESS_REPORTS_DIFF_H
