//===- series/Assemble.h - The patches in the series' order ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_ASSEMBLE_H
#define PAGELESS_SERIES_ASSEMBLE_H

#include "engine/Result.h"
#include "series/SupportSpec.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// The patches of a series before they are split.
struct Assembly {
  SeriesPlan plan; ///< a plain one if the profile has none
  std::vector<PatchSet> patches;
  std::vector<std::string> notes; ///< one line each, for the user
};

/// Sorts the patches of \p R as the profile's plan says and brings the support
/// code in between: all of it if \p Whole, else what the rules that made
/// patches need. The subject of a rule's patch is the plan's, or empty. Fails
/// with one line if support code does not fit the tree below \p Root.
llvm::Expected<Assembly> assemble(const Result &R, const std::string &Root,
                                  bool Whole);

/// What all patches together change, one entry for each file.
std::vector<FileChange> wholeChange(const std::vector<PatchSet> &Patches);

} // namespace pageless

#endif // PAGELESS_SERIES_ASSEMBLE_H
