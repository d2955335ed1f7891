//===- shard/Analyse.cpp - From a shard to facts --------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Safely.h"
#include "engine/Support.h"
#include "engine/Timing.h"
#include "engine/UnitInputs.h"
#include "shard/Facts.h"
#include "shard/Hash.h"
#include "shard/Json.h"

#include "llvm/Support/ThreadPool.h"

#include <mutex>
#include <set>

using namespace pageless;

namespace {

/// The rules with the words and slots of the plan.
llvm::Expected<std::vector<Rule>> rulesOf(const JobData &Data) {
  std::vector<Rule> Rules;
  for (const JobData::RuleData &From : Data.rules) {
    const Rule *R = findRule(From.id);
    if (!R || R->version != From.version)
      return problem("the plan was made with version " + From.version +
                     " of the rule " + From.id + ", and this tool has " +
                     (R ? "version " + R->version : "none"));
    Rules.push_back(*R);
    Rules.back().words = From.words;
    Rules.back().slots = From.slots;
  }
  return Rules;
}

/// The ledger of the plan, read again.
llvm::Expected<Ledger> readLedger(const std::string &Root, const JobData &Data,
                                  const llvm::StringSet<> &Words,
                                  unsigned Jobs) {
  Ledger L;
  L.root = Root;
  std::vector<std::string> Files;
  for (const auto &[File, Sum] : Data.files)
    Files.push_back(File);
  if (Files.empty()) // for scanTree() that is the whole tree
    return L;
  auto Scanned = scanTree(Root, Words, Files, Jobs);
  if (!Scanned)
    return Scanned.takeError();
  for (const auto &[File, Sum] : Data.files) {
    const auto It = Scanned->texts.find(File);
    if (It == Scanned->texts.end() || hashOf(It->second) != Sum)
      return problem("the tree changed since the plan: " + Root + "/" + File);
  }
  return std::move(*Scanned);
}

/// Parses the units of one job.
class Analysis {
public:
  Analysis(const Shard &S, const Job &J, const AnalyseOptions &Options)
      : S(S), J(J), Options(Options), Inputs(J, Options.shortcuts),
        Units(S.units.size()), Records(S.units.size()) {}

  /// Fills units and inputs of \p Out.
  llvm::Error run(ShardFacts &Out) {
    // One unit first: a profile that does not fit is refused without a wait.
    const std::size_t First = S.units.empty() ? 0 : 1;
    if (llvm::Error E = parse(0, First))
      return E;
    if (llvm::Error E = parse(First, S.units.size()))
      return E;
    gatherInputs(Out);
    Out.units = std::move(Units);
    return llvm::Error::success();
  }

private:
  llvm::Error parse(std::size_t Begin, std::size_t End) {
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.jobs));
    std::vector<const CompileCommand *> Own, Borrowed;
    for (std::size_t I = Begin; I < End; ++I)
      (S.units[I].inferredFrom.empty() ? Own : Borrowed)
          .push_back(&S.units[I].command);
    for (auto &Task : Inputs.expect(Own, Borrowed))
      Pool.async(std::move(Task));
    for (std::size_t I = Begin; I < End; ++I)
      Pool.async([&, I] { parseOne(I); });
    Pool.wait();
    for (std::size_t I = Begin; I < End; ++I)
      if (llvm::Error E = checkHelpers(J.profile, Units[I].facts))
        return E;
    return llvm::Error::success();
  }

  void parseOne(std::size_t I) {
    const ShardUnit &Unit = S.units[I];
    const double Before = cpuSeconds();
    Units[I].key = keyOf(Unit);
    Units[I].facts = runUnit(J, Inputs, Unit.command, Unit.configuration,
                             Unit.inferredFrom, &Records[I]);
    Units[I].cost = cpuSeconds() - Before;
    const std::lock_guard Lock(Mutex);
    ++Done;
    if (Options.progress)
      Options.progress(Done, Units.size());
  }

  void gatherInputs(ShardFacts &Out) {
    std::set<unsigned> Numbers;
    for (const InputRecord &Record : Records) {
      Numbers.insert(Record.paths.begin(), Record.paths.end());
      Out.hasAllInputs &= Record.isComplete;
    }
    if (const SharedFiles *Files = Inputs.files())
      for (const unsigned Number : Numbers)
        Out.inputs[Files->path(Number).str()] = inputHash(Files->state(Number));
  }

  const Shard &S;
  const Job &J;
  const AnalyseOptions &Options;
  UnitInputs Inputs;
  std::vector<KnownUnit> Units;
  std::vector<InputRecord> Records;
  std::mutex Mutex;
  std::size_t Done = 0;
};

} // namespace

std::string pageless::inputHash(const PathState &State) {
  switch (State.kind) {
  case PathState::Kind::None:
    return "none";
  case PathState::Kind::File:
    return State.error ? "unreadable" : hashOf(State.text);
  case PathState::Kind::Folder:
    return "folder";
  case PathState::Kind::Other:
    break;
  }
  return "other";
}

llvm::Expected<ShardFacts> pageless::analyse(const Shard &S,
                                             const AnalyseOptions &Options) {
  auto P = parseProfile(S.job.profile, S.run.profile);
  if (!P)
    return P.takeError();
  auto Rules = rulesOf(S.job);
  if (!Rules)
    return Rules.takeError();
  llvm::StringSet<> Words, Carriers, Helpers;
  std::vector<const Rule *> Pointers;
  for (const Rule &R : *Rules) {
    Pointers.push_back(&R);
    Words.insert(R.words.begin(), R.words.end());
    for (const Helper *H : helpersOf(R, *P))
      Helpers.insert(H->name);
  }
  Carriers.insert(S.job.carriers.begin(), S.job.carriers.end());
  auto L = readLedger(S.run.tree, S.job, Words, Options.jobs);
  if (!L)
    return L.takeError();
  enableCrashRecovery();
  const TreePaths Paths(S.run.tree);
  const Job J{*L,       Paths,   *P,          Pointers, Words,
              Carriers, Helpers, S.job.least, {},       Options.limits};
  ShardFacts Facts;
  Facts.name = S.name;
  Facts.run = S.run;
  Facts.job = keyOf(S.job);
  if (llvm::Error E = Analysis(S, J, Options).run(Facts))
    return E;
  return Facts;
}
