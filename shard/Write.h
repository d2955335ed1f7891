//===- shard/Write.h - From what is wanted to files -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_WRITE_H
#define PAGELESS_SHARD_WRITE_H

#include "shard/Balance.h"
#include "shard/Shard.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// What all files of a run of \p Convert on the tree \p Root say about it.
RunOptions runOptions(const ConvertOptions &Convert, const std::string &Root);

/// The options of convert that say the same.
ConvertOptions convertOptions(const RunOptions &Run);

/// The units with what they are expected to cost.
std::vector<ShardUnit> withCosts(std::vector<ShardUnit> Units,
                                 const std::string &Root,
                                 const Costs &Expected);

/// Writes a plan's shards into \p Directory, which is made if need be. Shards
/// of an earlier plan there are removed, but if there are facts, too, nothing
/// is written. Fails with one line.
llvm::Error writeShards(const std::string &Directory,
                        const std::vector<Shard> &Shards);

} // namespace pageless

#endif // PAGELESS_SHARD_WRITE_H
