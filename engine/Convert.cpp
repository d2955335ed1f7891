//===- engine/Convert.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Convert.h"

#include "engine/BuildResult.h"
#include "engine/Plan.h"
#include "engine/Support.h"
#include "engine/Version.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"

#include <mutex>
#include <set>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Expected<std::vector<const Rule *>>
chooseRules(const ConvertOptions &Options, const Profile &P) {
  std::vector<const Rule *> Rules;
  for (const std::string &Id : Options.rules) {
    const Rule *R = findRule(Id);
    if (!R)
      return problem("no rule " + Id + "; 'pageless rules' lists them");
    if (!llvm::is_contained(Rules, R))
      Rules.push_back(R);
  }
  if (Rules.empty())
    for (const Rule &R : allRules())
      Rules.push_back(&R);
  for (const Rule *R : Rules)
    for (const std::string &Role : R->roles)
      if (!P.find(R->id, Role))
        return problem("profile " + P.name + " has no helper " + R->id + "." +
                       Role + ", which the rule " + R->id + " needs");
  return Rules;
}

/// The paths as the ledger names them: first as below the tree, then as below
/// the working directory.
llvm::Expected<std::vector<std::string>>
resolvePaths(const ConvertOptions &Options, const TreePaths &Paths) {
  std::vector<std::string> Resolved;
  for (const std::string &Path : Options.paths) {
    llvm::SmallString<256> Here(Path), Root;
    llvm::sys::fs::make_absolute(Here);
    if (!llvm::sys::fs::real_path(Here, Root) && Root == Paths.root())
      return std::vector<std::string>(); // the whole tree
    auto Relative = Paths.relative(Path, Paths.root());
    if (!Relative)
      Relative = Paths.relative(Here, "");
    if (!Relative)
      return problem(Path + " is not below the tree " + Paths.root());
    Resolved.push_back(std::move(*Relative));
  }
  return Resolved;
}

class Run {
public:
  Run(const ConvertOptions &Options, const Job &J,
      const std::vector<CompileDatabase> &Databases, const Carriers &C)
      : Options(Options), J(J), Databases(Databases),
        Plan(J.ledger, C, Databases, Options.jobs) {}

  /// Parses rounds of units until nothing more can be seen.
  llvm::Error parseAll() {
    const llvm::StringSet<> None;
    std::vector<PlannedUnit> Round =
        Plan.firstRound(J.profile.brings ? J.helpers : None);
    Total = Round.size();
    if (!Round.empty()) {
      // One unit first: a profile that does not fit is refused without a wait.
      const PlannedUnit First = Round.back();
      Round.pop_back();
      if (llvm::Error E = parseRound({First}))
        return E;
    }
    do {
      if (llvm::Error E = parseRound(Round))
        return E;
      Round = Plan.nextRound();
      Total += Round.size();
    } while (!Round.empty());
    Round = Plan.inferredRound();
    Total += Round.size();
    Guesses = parse(Round);
    return llvm::Error::success();
  }

  llvm::Error finish(Result &R) {
    describeRun(R);
    llvm::Expected<bool> InTree = true;
    if (anyConverted())
      InTree = helpersInTree(J.profile, Units);
    if (!InTree)
      return InTree.takeError();
    Merger M(J);
    for (const std::vector<UnitFacts> *Some : {&Units, &Guesses})
      for (const UnitFacts &Facts : *Some)
        M.add(Facts, *InTree);
    std::vector<MergedSite> Sites = M.merge();
    settleTogether(Sites);
    addSites(R, J, Sites);
    std::optional<PatchSet> Support;
    if (!*InTree) {
      auto Made = makeSupportPatch(J.profile, Units, J.ledger.root);
      if (!Made)
        return Made.takeError();
      Support = std::move(*Made);
    }
    addPatches(R, J, Sites, std::move(Support));
    return llvm::Error::success();
  }

private:
  std::vector<UnitFacts> parse(const std::vector<PlannedUnit> &Round) {
    std::vector<UnitFacts> Fresh(Round.size());
    std::mutex Mutex;
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.jobs));
    for (std::size_t I = 0; I < Round.size(); ++I)
      Pool.async([&, I] {
        const PlannedUnit &Unit = Round[I];
        Fresh[I] =
            runUnit(J, *Unit.command, Unit.database->name, Unit.inferredFrom);
        const std::lock_guard Lock(Mutex);
        ++Done;
        if (Options.progress)
          Options.progress(Done, Total);
      });
    Pool.wait();
    return Fresh;
  }

  llvm::Error parseRound(const std::vector<PlannedUnit> &Round) {
    for (UnitFacts &Facts : parse(Round)) {
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

  bool anyConverted() const {
    return llvm::any_of(Units, [](const UnitFacts &Facts) {
      return llvm::any_of(Facts.outcomes, [](const Outcome &O) {
        return O.verdict == Verdict::Converted;
      });
    });
  }

  void describeRun(Result &R) {
    R.toolVersion = Version;
    R.llvmVersion = LLVM_VERSION_STRING;
    R.tree = kernelVersion(J.ledger.root);
    R.profile = J.profile.name;
    for (const Rule *One : J.rules)
      R.rules.push_back({One->id, One->version, One->summary,
                         std::string(toString(One->confidence)), One->explain});
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

  const ConvertOptions &Options;
  const Job &J;
  const std::vector<CompileDatabase> &Databases;
  Planner Plan;
  std::vector<UnitFacts> Units;
  std::vector<UnitFacts> Guesses; ///< with inferred commands
  struct Count {
    std::size_t units = 0, parses = 0;
  };
  std::map<std::string, Count> Parsed; ///< by configuration
  std::size_t Done = 0, Total = 0;
};

llvm::Expected<std::vector<CompileDatabase>>
loadDatabases(const ConvertOptions &Options, const TreePaths &Paths) {
  std::vector<CompileDatabase> Databases;
  for (const std::string &Path : expandDatabases(Options.databases)) {
    auto Database = loadCompileDatabase(Path, Paths);
    if (!Database)
      return Database.takeError();
    Databases.push_back(std::move(*Database));
  }
  makeNamesUnique(Databases);
  return Databases;
}

} // namespace

llvm::Expected<std::string> pageless::findTree(const ConvertOptions &Options) {
  if (Options.tree.empty())
    return guessTree(expandDatabases(Options.databases));
  llvm::SmallString<256> Real;
  if (const std::error_code E = llvm::sys::fs::real_path(Options.tree, Real))
    return problem("--tree " + Options.tree + ": " + E.message());
  if (!llvm::sys::fs::is_directory(Real))
    return problem("--tree " + Options.tree + " is no directory");
  return std::string(Real);
}

llvm::Expected<Conversion> pageless::convert(const ConvertOptions &Options) {
  llvm::Expected<Profile> P = loadProfile(Options.profile);
  if (!P)
    return P.takeError();
  auto Rules = chooseRules(Options, *P);
  if (!Rules)
    return Rules.takeError();
  auto Root = findTree(Options);
  if (!Root)
    return Root.takeError();
  const TreePaths Paths(*Root);
  auto Scope = resolvePaths(Options, Paths);
  if (!Scope)
    return Scope.takeError();
  auto Databases = loadDatabases(Options, Paths);
  if (!Databases)
    return Databases.takeError();

  llvm::StringSet<> Words, Helpers;
  for (const Rule *R : *Rules) {
    for (const std::string &Word : R->words)
      Words.insert(Word);
    for (const std::string &Role : R->roles)
      Helpers.insert(P->find(R->id, Role)->name);
  }
  auto L = scanTree(*Root, Words, *Scope, Options.jobs);
  if (!L)
    return L.takeError();
  const Carriers C = findCarriers(*L, Options.jobs);
  const Job J{*L,    Paths,   *P,      *Rules,
              Words, C.names, Helpers, Options.confidence};

  llvm::CrashRecoveryContext::Enable();
  Conversion Out;
  Out.root = *Root;
  Run R(Options, J, *Databases, C);
  if (llvm::Error E = R.parseAll())
    return E;
  if (llvm::Error E = R.finish(Out.result))
    return E;
  return Out;
}
