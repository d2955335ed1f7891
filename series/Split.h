//===- series/Split.h - One patch into several -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_SPLIT_H
#define PAGELESS_SERIES_SPLIT_H

#include "engine/Result.h"

#include <functional>
#include <string>
#include <vector>

namespace pageless {

/// How a rule's patch is cut.
enum class Split { None, Directory, Maintainer };

/// Some files of a patch that go together.
struct SplitPart {
  std::string key; ///< the directory, or the title of the MAINTAINERS entry
  PatchSet patch;
};

/// Cuts \p Patch by \p KeyOf its paths. Files with edits that are only right
/// together stay together, under the key that most of them have. The tree
/// builds after each part as it does after the whole, for what a rule converts
/// needs only the patches before. Headers' parts come first, then by key.
std::vector<SplitPart>
splitPatch(const PatchSet &Patch,
           const std::function<std::string(const std::string &)> &KeyOf);

/// The directory that \p Path is counted to: "drivers/md", "fs/btrfs", "block",
/// "drivers/staging/lustre", "include".
std::string splitDirectory(const std::string &Path);

} // namespace pageless

#endif // PAGELESS_SERIES_SPLIT_H
