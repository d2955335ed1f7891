//===- unit/Clusters.h - Which edits belong together ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_UNIT_CLUSTERS_H
#define PAGELESS_UNIT_CLUSTERS_H

#include "engine/BuildResult.h"
#include "unit/Finding.h"

#include <vector>

namespace pageless::unit {

/// Sites that are fixed together, and by which edits.
struct Cluster {
  std::vector<std::size_t> sites; ///< indices, ascending
  std::vector<FileEdit> edits;
};

/// Divides the edits of a unit among its sites, such that each cluster can be
/// applied alone and all of them in any order: clang-tidy cannot order two
/// fixes that insert at one place. Sites are one cluster if they are one group,
/// if their edits touch, or if they stand on one line that had to be wrapped.
std::vector<Cluster> makeClusters(const std::vector<RuleEdits> &Edits,
                                  const std::vector<MergedSite> &Sites,
                                  const Ledger &L);

} // namespace pageless::unit

#endif // PAGELESS_UNIT_CLUSTERS_H
