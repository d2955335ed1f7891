//===- shard/Gather.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shard/Gather.h"

#include "shard/Json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"

#include <filesystem>

using namespace pageless;
namespace fs = std::filesystem;

namespace {

/// True if both say the same of the same units, whatever that has cost.
bool areEqual(const ShardFacts &A, const ShardFacts &B) {
  return A.job == B.job &&
         std::equal(A.units.begin(), A.units.end(), B.units.begin(),
                    B.units.end(), [](const KnownUnit &X, const KnownUnit &Y) {
                      return X.key == Y.key && X.facts == Y.facts;
                    });
}

/// A file and what it holds.
struct Read {
  std::string path;
  ShardFacts facts;
};

llvm::Expected<std::vector<Read>> readAll(const std::vector<std::string> &Files,
                                          unsigned Jobs) {
  std::vector<std::optional<llvm::Expected<ShardFacts>>> All(Files.size());
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Jobs));
  for (std::size_t I = 0; I < Files.size(); ++I)
    Pool.async([&, I] { All[I].emplace(readFacts(Files[I])); });
  Pool.wait();
  std::vector<Read> Good;
  llvm::Error First = llvm::Error::success();
  for (std::size_t I = 0; I < Files.size(); ++I)
    if (auto &One = *All[I])
      Good.push_back({Files[I], std::move(*One)});
    else if (First)
      llvm::consumeError(One.takeError());
    else
      First = One.takeError();
  if (First)
    return First;
  return Good;
}

/// The facts of one plan, by the shards' numbers.
using PlanFacts = std::map<std::size_t, Read>;

/// Fails if a shard of the plan is not there.
llvm::Error checkWhole(const PlanFacts &Plan) {
  constexpr std::size_t MostCommands = 8;
  const ShardFacts &One = Plan.begin()->second.facts;
  const std::string Folder = llvm::sys::path::parent_path(One.shardFile).str();
  std::vector<std::string> Lost, Commands;
  for (std::size_t I = 1; I <= One.name.of; ++I)
    if (!Plan.count(I)) {
      Lost.push_back(std::to_string(I));
      if (Lost.size() <= MostCommands)
        Commands.push_back("pageless analyse --shard " +
                           shardFile(Folder, {One.name.plan, I, One.name.of}));
    }
  if (Lost.empty())
    return llvm::Error::success();
  if (Lost.size() > MostCommands)
    Commands.push_back("and so on");
  return problem("no facts of shard " + llvm::join(Lost, ", ") + " of " +
                 std::to_string(One.name.of) +
                 "; to make them: " + llvm::join(Commands, "; "));
}

} // namespace

llvm::Expected<std::vector<std::string>>
pageless::expandFacts(const std::vector<std::string> &Paths) {
  std::vector<std::string> Files;
  for (const std::string &Path : Paths) {
    std::error_code Error;
    if (!fs::is_directory(Path, Error)) {
      Files.push_back(Path);
      continue;
    }
    std::vector<std::string> Below;
    for (const auto &Entry : fs::directory_iterator(Path, Error)) {
      const std::string Name = Entry.path().filename();
      if (llvm::StringRef(Name).starts_with("facts-") &&
          llvm::StringRef(Name).ends_with(".json"))
        Below.push_back(Entry.path());
    }
    if (Error)
      return problem("cannot list " + Path + ": " + Error.message());
    if (Below.empty())
      return problem("no facts-*.json in " + Path);
    llvm::sort(Below);
    Files.insert(Files.end(), Below.begin(), Below.end());
  }
  return Files;
}

llvm::Expected<Gathered> pageless::gather(const std::vector<std::string> &Files,
                                          unsigned Jobs) {
  auto All = readAll(Files, Jobs);
  if (!All)
    return All.takeError();
  Gathered Out;
  std::map<std::string, PlanFacts> Plans;
  for (Read &One : *All) {
    if (&One == &All->front())
      Out.run = One.facts.run;
    else if (One.facts.run != Out.run)
      return problem(One.path + " is of another run than " + All->front().path);
    PlanFacts &Plan = Plans[One.facts.name.plan];
    const std::size_t Number = One.facts.name.number;
    const auto Known = Plan.find(Number);
    if (Known == Plan.end()) {
      Plan.emplace(Number, std::move(One));
      continue;
    }
    const std::string Twice = One.path + " and " + Known->second.path;
    if (!areEqual(One.facts, Known->second.facts))
      return problem(Twice + " are facts of the same shard, and differ");
    Out.warnings.push_back(Twice + " are the same facts; taken once");
  }
  for (auto &[Name, Plan] : Plans) {
    if (llvm::Error E = checkWhole(Plan))
      return E;
    for (auto &[Number, One] : Plan) {
      Out.shards = std::max(Out.shards, One.facts.name.of);
      for (const auto &[Path, Sum] : One.facts.inputs)
        if (Out.inputs.try_emplace(Path, Sum).first->second != Sum)
          return problem(Path + " changed while facts were made; " + One.path +
                         " has another text of it than another shard");
      if (!One.facts.hasAllInputs)
        Out.warnings.push_back(One.path + " does not say which files its units "
                                          "read; whether they changed since "
                                          "is not known");
      auto &Units = Out.units[One.facts.job];
      for (KnownUnit &Unit : One.facts.units) {
        const UnitReport &Report = Unit.facts.report;
        Out.costs.push_back({Report.configuration, Report.file, Unit.cost});
        const auto Known = Units.find(Unit.key);
        if (Known != Units.end() && Known->second != Unit.facts)
          return problem(One.path + " has other facts of " + Report.file +
                         " than another plan's");
        Units.emplace(Unit.key, std::move(Unit.facts));
      }
    }
  }
  return Out;
}
