//===- shard/Shard.h - A part of a run, as a file ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The chain: a *plan* is what one round of a run wants to know of units. It is
// cut into *shards*, each of which becomes *facts* on some machine, and the run
// that all facts are merged in asks them instead of Clang. A shard needs the
// tree and the folders of objects where they were, and nothing else.
// shard.schema.json and facts.schema.json describe both files.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_SHARD_H
#define PAGELESS_SHARD_SHARD_H

#include "engine/Convert.h"
#include "engine/Plan.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What the user asked for, the same in all files of a run. Paths are absolute.
struct RunOptions {
  std::string tree;
  std::vector<std::string> databases;
  std::string profile; ///< a name, or a file
  std::vector<std::string> rules;
  std::vector<std::string> paths;
  bool everyView = false;
  Confidence confidence = Confidence::Moderate;
  bool operator==(const RunOptions &) const = default;
};

/// Which shard of which plan.
struct ShardName {
  std::string plan;       ///< 32 hex digits; says all about its units
  std::size_t number = 0; ///< from 1
  std::size_t of = 0;
  auto operator<=>(const ShardName &) const = default;
};

/// What units are evaluated against, without the tree's texts.
struct JobData {
  std::string profile; ///< its JSON text
  struct RuleData {
    std::string id, version;
    std::vector<std::string> words; ///< those that were found, too
    Slots slots;
  };
  std::vector<RuleData> rules;
  std::vector<std::string> carriers;        ///< sorted
  std::map<std::string, std::string> files; ///< of the ledger: their hashes
  Confidence least = Confidence::Moderate;
};

/// One unit to parse.
struct ShardUnit {
  std::string configuration;
  std::string inferredFrom; ///< the file whose command it has; "" if its own
  CompileCommand command;
  double cost = 0; ///< expected, in CPU seconds
};

/// One of a plan's files.
struct Shard {
  ShardName name;
  RunOptions run;
  JobData job;
  std::vector<ShardUnit> units;
};

/// The job as data, with the text of its profile. It has no words that were
/// asked for, see Ledger::asked, and one confidence for all rules.
JobData dataOf(const Job &J, std::string Profile);

/// 32 hex digits that are the same for jobs in which any unit has the same
/// facts: with the same tool, rules and files of the ledger.
std::string keyOf(const JobData &J);

/// The same for units of one job.
std::string keyOf(const PlannedUnit &Unit);
std::string keyOf(const ShardUnit &Unit);

/// Divides \p Units of the job among \p Count shards, and names the plan.
std::vector<Shard> divide(const RunOptions &Run, const JobData &J,
                          std::vector<ShardUnit> Units, std::size_t Count);

/// Where the shard and its facts go, and how the files are called.
std::string shardFile(const std::string &Directory, const ShardName &Name);
std::string factsFile(const std::string &Directory, const ShardName &Name);

/// Writes the shard into \p Directory, which exists. The file is written whole
/// beside its place and renamed. Fails with one line.
llvm::Error writeShard(const std::string &Directory, const Shard &S);

/// Fails, with one line that names the file, if it cannot be read, is none, or
/// another version of pageless wrote it.
llvm::Expected<Shard> readShard(const std::string &Path);

} // namespace pageless

#endif // PAGELESS_SHARD_SHARD_H
