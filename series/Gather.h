//===- series/Gather.h - One result of several runs ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_GATHER_H
#define PAGELESS_SERIES_GATHER_H

#include "engine/Result.h"

#include <cstddef>
#include <vector>

namespace pageless {

/// Sums up runs, each of which worked on what the patches before it made.
class Gatherer {
public:
  /// Adds a run that began when \p PatchesBefore patches were there.
  void add(Result R, std::size_t PatchesBefore);

  /// The sum, with lines as before \p Patches, which are all of the series. A
  /// site that was left and whose word one of them replaces is dropped, and so
  /// is one in the text that a patch without a rule has brought.
  Result finish(const std::vector<PatchSet> &Patches);

private:
  Result Sum;
  std::vector<std::size_t> SeenAt; ///< for each site: patches before its run
};

} // namespace pageless

#endif // PAGELESS_SERIES_GATHER_H
