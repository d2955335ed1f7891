//===- engine/Run.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Run.h"

#include "engine/BuildResult.h"
#include "engine/Groups.h"
#include "engine/RulePage.h"
#include "engine/Support.h"
#include "engine/Timing.h"
#include "engine/UnitStore.h"
#include "engine/Version.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/ThreadPool.h"

#include <mutex>
#include <set>

using namespace pageless;

Run::Run(const ConvertOptions &Options, const Job &J,
         const std::vector<CompileDatabase> &Databases, const Carriers &C)
    : Options(Options), J(J), Databases(Databases),
      Inputs(J, Options.shortcuts),
      Plan(J.ledger, C, Databases, Options.jobs, Options.everyView) {
  for (const auto &Store : Options.stores)
    Store->begin(J, Inputs);
}

Run::~Run() {
  for (const auto &Store : Options.stores)
    Store->end();
}

llvm::Error Run::parseAll() {
  llvm::StringSet<> Brought;
  std::optional<Stage> Timed("plan");
  for (llvm::StringRef Name : J.helpers.keys())
    if (J.profile.bringing(Name.str()) && !Options.words)
      Brought.insert(Name);
  std::vector<PlannedUnit> Round = Plan.firstRound(Brought);
  if (!Options.pruneUnits)
    llvm::append_range(Round, Plan.everyUnit());
  Timed.emplace("parse");
  if (llvm::Error E = announce(Round))
    return E;
  // A profile that does not fit is refused without a wait.
  bool CheckFirst = true;
  do {
    if (llvm::Error E = parseRound(Round, CheckFirst))
      return E;
    CheckFirst = false;
    Timed.emplace("plan");
    Round = Plan.nextRound();
    Timed.emplace("parse");
    if (llvm::Error E = announce(Round))
      return E;
  } while (!Round.empty());
  Timed.emplace("plan");
  Round = Plan.inferredRound();
  Timed.emplace("parse");
  if (llvm::Error E = announce(Round))
    return E;
  Guesses = parse(Round);
  return llvm::Error::success();
}

llvm::Error Run::finish(Result &R) {
  const Stage Timed("merge");
  describe(R);
  llvm::Expected<SupportList> Brought = missingSupport(J, Units);
  if (!Brought)
    return Brought.takeError();
  Merger M(J);
  for (const std::vector<UnitFacts> *Some : {&Units, &Guesses})
    for (const UnitFacts &Facts : *Some)
      M.add(Facts, *Brought);
  std::vector<MergedSite> Sites = M.merge();
  blockGroups(Sites, J);
  settleTogether(Sites);
  keepAsked(Sites, J.ledger);
  addSites(R, J, Sites);
  std::vector<PatchSet> Support;
  for (const auto *One : *Brought) {
    auto Made = makeSupportPatch(J.profile, *One, Units, J.ledger);
    if (!Made)
      return Made.takeError();
    Support.push_back(std::move(*Made));
  }
  addPatches(R, J, Sites, std::move(Support));
  return llvm::Error::success();
}

llvm::Error Run::announce(llvm::ArrayRef<PlannedUnit> Round) {
  Total += Round.size();
  for (const auto &Store : Options.stores)
    if (llvm::Error E = Store->expect(Round))
      return E;
  return llvm::Error::success();
}

std::optional<UnitFacts> Run::findOne(const PlannedUnit &Unit) {
  for (const auto &Store : Options.stores)
    if (std::optional<UnitFacts> Known = Store->find(Unit))
      return Known;
  return std::nullopt;
}

UnitFacts Run::parseOne(const PlannedUnit &Unit) {
  InputRecord Read;
  UnitFacts Facts =
      runUnit(J, Inputs, *Unit.command, Unit.database->name, Unit.inferredFrom,
              Options.stores.empty() ? nullptr : &Read);
  for (const auto &Store : Options.stores)
    Store->keep(Unit, Facts, Read);
  return Facts;
}

std::vector<UnitFacts> Run::parse(const std::vector<PlannedUnit> &Round,
                                  bool CheckFirst) {
  std::vector<std::optional<UnitFacts>> Fresh(Round.size());
  std::mutex Mutex;
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.jobs));
  const auto Have = [&](std::size_t I, std::optional<UnitFacts> Facts) {
    if (!Facts)
      return;
    Fresh[I] = std::move(Facts);
    const std::lock_guard Lock(Mutex);
    ++Done;
    if (Options.progress)
      Options.progress(Done, Total);
  };
  if (!Options.stores.empty()) {
    for (std::size_t I = 0; I < Round.size(); ++I)
      Pool.async([&, I] { Have(I, findOne(Round[I])); });
    Pool.wait();
  }
  // Which headers are worth precompiling depends on what is left.
  std::vector<const CompileCommand *> Own, Borrowed;
  std::vector<std::size_t> Left;
  for (std::size_t I = 0; I < Round.size(); ++I) {
    if (Fresh[I])
      continue;
    Left.push_back(I);
    (Round[I].inferredFrom.empty() ? Own : Borrowed)
        .push_back(Round[I].command);
  }
  const auto Tasks = Inputs.expect(Own, Borrowed);
  const auto Start = [&](std::size_t I) {
    return Pool.async([&, I] { Have(I, parseOne(Round[I])); });
  };
  std::shared_future<void> First;
  if (CheckFirst && !Left.empty()) {
    First = Start(Left.back());
    Left.pop_back();
  }
  for (const auto &Task : Tasks)
    Pool.async(Task);
  if (First.valid())
    First.wait();
  if (!First.valid() || fits(Fresh)) // else there is enough to say so
    for (const std::size_t I : Left)
      Start(I);
  Pool.wait();
  std::vector<UnitFacts> All;
  for (std::optional<UnitFacts> &Facts : Fresh)
    if (Facts)
      All.push_back(std::move(*Facts));
  return All;
}

bool Run::fits(llvm::ArrayRef<std::optional<UnitFacts>> Units) const {
  return llvm::none_of(Units, [&](const std::optional<UnitFacts> &Facts) {
    return Facts && llvm::errorToBool(checkHelpers(J.profile, *Facts));
  });
}

llvm::Error Run::parseRound(const std::vector<PlannedUnit> &Round,
                            bool CheckFirst) {
  for (UnitFacts &Facts : parse(Round, CheckFirst)) {
    if (llvm::Error E = checkHelpers(J.profile, Facts))
      return E;
    Plan.learn(Facts);
    Count &C = Parsed[Facts.report.configuration];
    ++C.units;
    C.parses += Facts.parses;
    Units.push_back(std::move(Facts));
  }
  return llvm::Error::success();
}

void Run::describe(Result &R) {
  R.toolVersion = Version;
  R.llvmVersion = LLVM_VERSION_STRING;
  R.tree = kernelVersion(J.ledger.root);
  R.profile = J.profile.name;
  for (const Rule *One : J.rules)
    R.rules.push_back({One->id, One->version, One->summary,
                       std::string(toString(One->confidence)), One->explain,
                       rulePage(One->id)});
  const std::vector<std::size_t> Saved = Plan.savedUnits();
  for (std::size_t I = 0; I < Databases.size(); ++I) {
    const CompileDatabase &Database = Databases[I];
    const Count C = Parsed[Database.name];
    R.configurations.push_back({Database.name, Database.entries, C.units,
                                C.parses, Saved[I], Database.architecture,
                                Database.target, Database.standIn});
  }
  for (const UnitFacts &Facts : Guesses)
    R.units.push_back(Facts.report);
  std::set<UnspelledUse> Unspelled;
  for (const UnitFacts &Facts : Units) {
    if (Facts.report.status != UnitReport::Status::Clean)
      R.units.push_back(Facts.report);
    Unspelled.insert(Facts.unspelled.begin(), Facts.unspelled.end());
  }
  llvm::sort(R.units, [](const UnitReport &A, const UnitReport &B) {
    return std::tie(A.file, A.configuration, A.firstError) <
           std::tie(B.file, B.configuration, B.firstError);
  });
  R.unspelled.assign(Unspelled.begin(), Unspelled.end());
}
