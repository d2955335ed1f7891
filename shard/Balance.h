//===- shard/Balance.h - Shards that take equally long ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_BALANCE_H
#define PAGELESS_SHARD_BALANCE_H

#include "llvm/ADT/ArrayRef.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What a unit has cost.
struct UnitCost {
  std::string configuration;
  std::string file;   ///< relative to the tree
  double seconds = 0; ///< of CPU time
};

/// What units are likely to cost.
class Costs {
public:
  /// Of several measurements of a unit the last counts.
  explicit Costs(llvm::ArrayRef<UnitCost> Measured = {});

  /// What the unit has cost; if it was never measured, what the file has cost
  /// under another configuration; else what files of its size, \p Bytes, cost
  /// beside those that were measured.
  double expect(const std::string &Configuration, const std::string &File,
                std::size_t Bytes) const;

private:
  std::map<std::string, std::map<std::string, double>> Known; ///< by file
  double Usual;                                               ///< the median
};

/// Divides units among \p Shards: the longest first, each to the shard that has
/// least to do so far. That is at most a third longer than the best division
/// takes. The indices of each shard's units, in order; some may have none.
std::vector<std::vector<std::size_t>> balance(llvm::ArrayRef<double> Costs,
                                              std::size_t Shards);

} // namespace pageless

#endif // PAGELESS_SHARD_BALANCE_H
