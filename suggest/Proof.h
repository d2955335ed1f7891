//===- suggest/Proof.h - Why a need is not fulfilled ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_PROOF_H
#define PAGELESS_SUGGEST_PROOF_H

#include "suggest/Kconfig.h"

#include <string>
#include <vector>

namespace pageless {

/// The best that any architecture of the tree can do for a need.
Truth bestAnywhere(const Need &N, const TreeFiles &Tree,
                   const KconfigIndex &Kconfig);

/// For a need that no architecture can fulfil: why, as a clause.
std::string proofOf(const Need &N, const TreeFiles &Tree,
                    const KconfigIndex &Kconfig);

/// What is unknown about a need, as a clause; "" if nothing is.
std::string unknownsOf(const Need &N);

/// The leaves that make \p N hold where \p Leaf answers, e.g. "CONFIG_HIGHMEM,
/// not CONFIG_SMP"; of an "or" only the first part that holds. Those for which
/// \p Given holds as well are left out.
std::vector<std::string> reasonsOf(const Need &N, LeafAnswer Leaf,
                                   LeafAnswer Given);

/// All Kconfig symbols and architectures of a need.
std::vector<std::string> leavesOf(const Need &N);

} // namespace pageless

#endif // PAGELESS_SUGGEST_PROOF_H
