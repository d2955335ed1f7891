//===- check/Changes.h - What the diffs add and remove ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Diffs are applied, or taken back, on texts in memory, where every line knows
// which line it was before. So a series of patches, or code that goes from one
// file to another, ends as the texts before and after, with the lines that only
// one side has.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_CHANGES_H
#define PAGELESS_CHECK_CHANGES_H

#include "check/Diff.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// One side of a file that the diffs touch.
struct ChangedText {
  std::string path; ///< relative to the tree
  std::string text;
  /// By line from 0: whether only this side has it.
  std::vector<bool> marked;
};

/// A file about which nothing can be said, and why.
struct Unread {
  std::string path;
  std::string why;
};

/// What a list of diffs does to the .c and .h files of a tree.
struct Changes {
  std::vector<ChangedText> before; ///< sorted by path
  std::vector<ChangedText> after;  ///< sorted by path
  std::vector<Unread> unread;
};

/// How the names in a diff become paths of the tree.
struct NameOptions {
  std::optional<unsigned> strip; ///< leading components; found out if not given
  /// What stands before the rest. If not given it is nothing, or `here`.
  std::optional<std::string> directory{};
  std::string here{}; ///< the working directory, relative to the tree, or ""
};

/// The text of a file of the tree, by its relative path; nothing if there is
/// none.
using ReadText = std::function<std::optional<std::string>(const std::string &)>;

/// Whether the tree has the text before the diffs or the one behind them.
enum class TreeHas { Before, After };

/// Goes through the diffs of all patches, the first patch first. Hunks must fit
/// the text, but may have moved: the nearest place that fits is theirs. Changes
/// no file.
Changes readChanges(const std::vector<std::vector<FileDiff>> &Patches,
                    TreeHas Side, const NameOptions &Names,
                    const ReadText &Read);

/// True for the names of files that are judged.
bool isSourceName(llvm::StringRef Path);

} // namespace pageless

#endif // PAGELESS_CHECK_CHANGES_H
