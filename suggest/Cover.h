//===- suggest/Cover.h - The fewest sets that cover everything --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_COVER_H
#define PAGELESS_SUGGEST_COVER_H

#include <cstddef>
#include <vector>

namespace pageless {

/// One set that can be chosen.
struct CoverSet {
  std::vector<bool> covers; ///< by element; all sets have the same size
  unsigned options = 0;     ///< fewer is better, among equally many sets
  unsigned rank = 0;        ///< smaller is better, after that
};

/// The indices, sorted, of the fewest sets that cover all elements that any set
/// covers. Among those, the fewest options, then the lowest ranks. Exact unless
/// there are very many ways, then greedy. The same input gives the same answer.
std::vector<std::size_t> cover(const std::vector<CoverSet> &Sets);

} // namespace pageless

#endif // PAGELESS_SUGGEST_COVER_H
