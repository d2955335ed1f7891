//===- shard/Facts.h - What a shard's units say, as a file ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_FACTS_H
#define PAGELESS_SHARD_FACTS_H

#include "engine/SharedFiles.h"
#include "engine/Shortcuts.h"
#include "shard/Balance.h"
#include "shard/Shard.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <string>
#include <vector>

namespace pageless {

/// One unit of a shard, and what it says.
struct KnownUnit {
  std::string key; ///< keyOf() the unit
  double cost = 0; ///< measured, in CPU seconds
  UnitFacts facts{};
};

/// Files and folders that units have asked for, by absolute path: the hash of a
/// file's text, or what else there was.
using InputHashes = std::map<std::string, std::string>;

/// What stands for a path now, as InputHashes has it.
std::string inputHash(const PathState &State);

/// All that a shard's units say.
struct ShardFacts {
  ShardName name;
  RunOptions run;
  std::string job;              ///< keyOf() the job
  std::string shardFile;        ///< what it was made from, absolute
  std::vector<KnownUnit> units; ///< in the shard's order
  InputHashes inputs;           ///< of all units together
  /// False if units may have asked for more: it cannot be told whether that has
  /// changed.
  bool hasAllInputs = true;
};

/// How analyse() works.
struct AnalyseOptions {
  unsigned jobs = 0; ///< threads; 0 for one per core
  Shortcuts shortcuts;
  /// Called, one thread at a time, whenever a unit is done.
  std::function<void(std::size_t Done, std::size_t Total)> progress;
  UnitLimits limits = {};
};

/// Parses the shard's units. Fails, with one line, if the tree's files with
/// words are not those of the plan, if this tool has not the same rules, or if
/// the profile does not fit the tree.
llvm::Expected<ShardFacts> analyse(const Shard &S,
                                   const AnalyseOptions &Options);

/// Writes the file whole beside its place and renames it. Fails with one line.
llvm::Error writeFacts(const std::string &Path, const ShardFacts &Facts);

/// Fails, with one line that names the file, if it cannot be read, is none, or
/// another version of pageless wrote it.
llvm::Expected<ShardFacts> readFacts(const std::string &Path);

/// The same for no more than what the units cost. Any version's will do, and
/// those of any run.
llvm::Expected<std::vector<UnitCost>> readCosts(const std::string &Path);

} // namespace pageless

#endif // PAGELESS_SHARD_FACTS_H
