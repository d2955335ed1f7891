//===- tool/ShardCommand.cpp - pageless plan, analyse, merge --------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/ShardCommand.h"

#include "engine/ProfileText.h"
#include "shard/Write.h"
#include "tool/Guard.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;

cl::SubCommand &pageless::planCommand() {
  static cl::SubCommand Command("plan",
                                "cut what convert would parse into shards");
  return Command;
}

cl::SubCommand &pageless::analyseCommand() {
  static cl::SubCommand Command("analyse", "turn a shard into facts");
  return Command;
}

cl::SubCommand &pageless::mergeCommand() {
  static cl::SubCommand Command("merge",
                                "end a run as convert does, with facts");
  return Command;
}

namespace {

/// The exit statuses, as --help and docs/scale.md list them.
enum ExitStatus { Done = 0, Usage = 2, Incomplete = 3, MoreShards = 5 };

cl::OptionCategory Category("Options of plan, analyse and merge");

cl::opt<std::size_t>
    ShardCount("shards", cl::sub(planCommand()), cl::sub(mergeCommand()),
               cl::cat(Category), cl::value_desc("N"), cl::init(0),
               cl::desc("how many shards to write (merge: as many as the plan\n"
                        "has)"));
cl::opt<std::string>
    ShardDirectory("out", cl::sub(planCommand()), cl::cat(Category),
                   cl::value_desc("DIR"), cl::init("pageless-shards"),
                   cl::desc("where the shards go (default: pageless-shards)"));
cl::list<std::string> CostFiles(
    "costs", cl::sub(planCommand()), cl::cat(Category),
    cl::value_desc("FACTS|DIR"),
    cl::desc("facts of an earlier run, or a folder of them: what units cost\n"
             "then says how to balance the shards"));
cl::opt<std::string> ShardOption("shard", cl::sub(analyseCommand()),
                                 cl::cat(Category), cl::value_desc("FILE"),
                                 cl::desc("the shard to analyse"));
cl::opt<std::string>
    FactsOption("o", cl::sub(analyseCommand()), cl::cat(Category),
                cl::value_desc("FACTS"),
                cl::desc("where the facts go (default: beside the shard,\n"
                         "facts-... for shard-...)"));
cl::opt<std::string>
    RestOption("rest", cl::sub(mergeCommand()), cl::cat(Category),
               cl::value_desc("DIR"),
               cl::desc("write shards of what the facts do not cover there,\n"
                        "and end with 5, instead of parsing it here"));
cl::list<std::string> FactsFiles(cl::Positional, cl::sub(mergeCommand()),
                                 cl::cat(Category), cl::desc("FACTS|DIR..."));

int fail(const llvm::Twine &Message, ExitStatus Status = Usage) {
  sayProblem(Message.str());
  return Status;
}

int fail(llvm::Error E, ExitStatus Status = Usage) {
  return fail(llvm::toString(std::move(E)), Status);
}

/// Writes the shards and says what comes next.
int writeAndTell(const RunOptions &Run, const Wanted &Units,
                 const Costs &Expected, std::size_t Count,
                 const std::string &Directory, ExitStatus Status) {
  const std::vector<Shard> Shards =
      divide(Run, Units.job, withCosts(Units.units, Run.tree, Expected), Count);
  if (llvm::Error E = writeShards(Directory, Shards))
    return fail(std::move(E), Usage);
  double All = 0, Longest = 0;
  for (const Shard &S : Shards) {
    double Seconds = 0;
    for (const ShardUnit &Unit : S.units)
      Seconds += Unit.cost;
    All += Seconds;
    Longest = std::max(Longest, Seconds);
  }
  llvm::outs() << counted(Units.units.size(), "unit") << " in "
               << counted(Shards.size(), "shard") << ", expected to take "
               << llvm::format("%.1f", All) << " CPU s, the longest "
               << llvm::format("%.1f", Longest) << ": "
               << shardFile(Directory, Shards.front().name)
               << (Shards.size() > 1 ? " and so on" : "")
               << "\nNext: pageless analyse --shard FILE for each, then "
                  "pageless merge "
               << (Status == MoreShards ? "with the facts of all folders"
                                        : Directory)
               << '\n';
  llvm::outs().flush();
  return Status;
}

} // namespace

int pageless::runPlan(ConvertOptions Convert) {
  if (ShardCount == 0)
    return fail("plan needs --shards N, the number of shards");
  auto Root = findTree(Convert);
  if (!Root)
    return fail(Root.takeError());
  auto Files = expandFacts({CostFiles.begin(), CostFiles.end()});
  if (!Files)
    return fail(Files.takeError());
  std::vector<UnitCost> Measured;
  for (const std::string &File : *Files) {
    auto Some = readCosts(File);
    if (!Some)
      return fail(Some.takeError());
    Measured.insert(Measured.end(), Some->begin(), Some->end());
  }
  auto Profile = profileText(Convert.profile);
  if (!Profile)
    return fail(Profile.takeError());
  const RunOptions Run = runOptions(Convert, *Root);
  const auto Store = std::make_shared<FactsStore>(*Profile);
  Convert.stores = {Store};
  llvm::Expected<Conversion> Ended = convert(Convert);
  std::string Why = Ended ? "" : llvm::toString(Ended.takeError());
  if (!Store->wanted())
    return fail(Why);
  return writeAndTell(Run, *Store->wanted(), Costs(Measured), ShardCount,
                      ShardDirectory, Done);
}

int pageless::runAnalyse(const AnalyseOptions &Options) {
  if (ShardOption.empty())
    return fail("analyse needs --shard FILE, which pageless plan has written");
  auto S = readShard(ShardOption);
  if (!S)
    return fail(S.takeError());
  auto Facts = analyse(*S, Options);
  if (!Facts)
    return fail(Facts.takeError());
  llvm::SmallString<256> Path(ShardOption);
  if (const std::error_code E = llvm::sys::fs::make_absolute(Path))
    return fail(E.message());
  Facts->shardFile = std::string(Path);
  const std::string Out =
      FactsOption.empty()
          ? factsFile(llvm::sys::path::parent_path(Path).str(), S->name)
          : std::string(FactsOption);
  if (llvm::Error E = writeFacts(Out, *Facts))
    return fail(std::move(E), Incomplete);
  return Done;
}

llvm::Expected<MergeRun> pageless::readMerge(ConvertOptions Convert) {
  auto Files = expandFacts({FactsFiles.begin(), FactsFiles.end()});
  if (!Files)
    return Files.takeError();
  if (Files->empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "merge needs the files of facts, or their "
                                   "folder");
  auto Known = gather(*Files, Convert.jobs);
  if (!Known)
    return Known.takeError();
  for (const std::string &Line : Known->warnings)
    llvm::errs() << "pageless: warning: " << Line << '\n';
  auto Profile = profileText(Known->run.profile);
  if (!Profile)
    return Profile.takeError();
  MergeRun Merge;
  Merge.options = convertOptions(Known->run);
  Merge.run = Known->run;
  Merge.costs = Known->costs;
  Merge.shards = Known->shards;
  Merge.store = std::make_shared<FactsStore>(*Profile, std::move(*Known),
                                             !RestOption.empty());
  Merge.options.jobs = Convert.jobs;
  Merge.options.shortcuts = Convert.shortcuts;
  Merge.options.stores = std::move(Convert.stores);
  Merge.options.stores.insert(Merge.options.stores.begin(), Merge.store);
  return Merge;
}

std::optional<int> pageless::writeRest(const MergeRun &Merge) {
  if (!Merge.store->wanted())
    return std::nullopt;
  return writeAndTell(Merge.run, *Merge.store->wanted(), Costs(Merge.costs),
                      ShardCount ? ShardCount : Merge.shards, RestOption,
                      MoreShards);
}
