//===- tool/ShardCommand.h - pageless plan, analyse, merge -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_SHARDCOMMAND_H
#define PAGELESS_TOOL_SHARDCOMMAND_H

#include "shard/Gather.h"

#include "llvm/Support/CommandLine.h"

#include <memory>
#include <optional>

namespace pageless {

/// The subcommands. Options that they share with convert name them as well.
/// (Functions, because options of other files register with them early.)
llvm::cl::SubCommand &planCommand();
llvm::cl::SubCommand &analyseCommand();
llvm::cl::SubCommand &mergeCommand();

/// Writes the shards of a run with the command's own options and those of
/// convert. Returns the exit status; what is wrong stands on stderr, in one
/// line.
int runPlan(ConvertOptions Convert);

/// Makes the facts of one shard, as runPlan() does its shards.
int runAnalyse(const AnalyseOptions &Options);

/// A run that looks units up in facts.
struct MergeRun {
  ConvertOptions options; ///< those of the plan, with the store
  std::shared_ptr<FactsStore> store;
  RunOptions run;
  std::vector<UnitCost> costs;
  std::size_t shards = 0; ///< of the plan with most
};

/// Reads the facts that the command line names. \p Convert has what a plan does
/// not say. Fails with one line.
llvm::Expected<MergeRun> readMerge(ConvertOptions Convert);

/// For a run that failed: if because it wants further units, writes their
/// shards and returns the exit status.
std::optional<int> writeRest(const MergeRun &Merge);

} // namespace pageless

#endif // PAGELESS_TOOL_SHARDCOMMAND_H
