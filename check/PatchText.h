//===- check/PatchText.h - Hunks on a text in memory ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_PATCHTEXT_H
#define PAGELESS_CHECK_PATCHTEXT_H

#include "check/Diff.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pageless {

/// Where a line comes from.
struct LineOrigin {
  static constexpr std::size_t None = ~std::size_t(0);
  std::size_t file = None; ///< number of a file; None if a diff added the line
  std::size_t line = 0;    ///< from 0
  bool isAdded() const { return file == None; }
};

/// One line of a text.
struct TracedLine {
  std::string text; ///< with its '\n', if it has one
  LineOrigin origin;
};

using TracedText = std::vector<TracedLine>;

/// The lines of \p Text, all of the file with that number.
TracedText traceLines(llvm::StringRef Text, std::size_t File);

/// The text as one.
std::string joinLines(const TracedText &Text);

/// Applies the hunks of \p File, or takes them back if \p Reverse. A hunk goes
/// where its line number says, or else to the nearest place that has its lines.
/// Returns the line of the diff at which the first hunk that fits nowhere
/// begins, 0 if all fit; the text is worth nothing then.
std::size_t applyHunks(TracedText &Text, const FileDiff &File, bool Reverse);

} // namespace pageless

#endif // PAGELESS_CHECK_PATCHTEXT_H
