//===- engine/Plan.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Plan.h"

#include "engine/InferCommand.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using namespace pageless;

namespace {

/// How many units are tried for one header or macro.
constexpr std::size_t MaxTries = 6;
/// How many headers up an includer is looked for.
constexpr unsigned MaxIncludeDepth = 4;

/// False if the file belongs to an architecture that the database is not for.
bool compilesArchitectureOf(llvm::StringRef File,
                            const CompileDatabase &Database) {
  if (!File.starts_with("arch/"))
    return true;
  const std::string Folder = File.take_front(File.find('/', 5) + 1).str();
  const auto It = Database.commands.lower_bound(Folder);
  return It != Database.commands.end() &&
         llvm::StringRef(It->first).starts_with(Folder);
}

std::size_t commonPrefix(llvm::StringRef A, llvm::StringRef B) {
  return static_cast<std::size_t>(
      std::mismatch(A.begin(), A.end(), B.begin(), B.end()).first - A.begin());
}

/// The nearest file last, and of those equally near the first by name.
void sortByNearness(std::vector<std::string> &Files,
                    const std::string &Target) {
  llvm::sort(Files, [&](const std::string &A, const std::string &B) {
    const std::size_t NearA = commonPrefix(A, Target);
    const std::size_t NearB = commonPrefix(B, Target);
    return NearA != NearB ? NearA < NearB : A > B;
  });
  if (Files.size() > MaxTries)
    Files.erase(Files.begin(), Files.end() - MaxTries);
}

} // namespace

Planner::Planner(const Ledger &L, const Carriers &C,
                 const std::vector<CompileDatabase> &Databases,
                 unsigned Threads, bool EveryView)
    : L(L), C(C), Databases(Databases), Threads(Threads), EveryView(EveryView),
      Shown(L, Databases) {
  const auto Count = static_cast<unsigned>(Databases.size());
  for (const auto &[File, Lexed] : L.files)
    Entered.try_emplace(File, llvm::SmallBitVector(Count + 1));
}

bool Planner::hasCommand(const std::string &File) const {
  return llvm::any_of(Databases, [&](const CompileDatabase &Database) {
    return Database.commands.count(File) != 0;
  });
}

bool Planner::wants(const Word &W) const { return needsAst(W) && L.isAsked(W); }

bool Planner::isPlanned(const std::string &File) const {
  const auto It = Planned.lower_bound({File, 0});
  return It != Planned.end() && It->first.first == File;
}

bool Planner::wasEntered(const std::string &File) const {
  const auto It = Entered.find(File);
  return It != Entered.end() && It->getValue().any();
}

bool Planner::wasEntered(const FileIn &In) const {
  const auto It = Entered.find(In.first);
  return It != Entered.end() &&
         It->getValue().test(static_cast<unsigned>(In.second));
}

/// The sources that some database has a command for, sorted.
const std::vector<std::string> &Planner::commanded() {
  if (Commanded)
    return *Commanded;
  std::vector<bool> Has(L.sources().size());
  for (const CompileDatabase &Database : Databases) {
    // Both are sorted.
    auto Next = Database.commands.begin();
    for (std::size_t I = 0; I < Has.size(); ++I) {
      while (Next != Database.commands.end() && Next->first < L.sources()[I])
        ++Next;
      if (Next == Database.commands.end())
        break;
      if (Next->first == L.sources()[I])
        Has[I] = true;
    }
  }
  Commanded.emplace();
  for (std::size_t I = 0; I < Has.size(); ++I)
    if (Has[I])
      Commanded->push_back(L.sources()[I]);
  return *Commanded;
}

/// Which files with a command spell which of \p Names, and perhaps other
/// names: all that will ever be asked for are looked for at once.
const FilesByName &Planner::spellers(const llvm::StringSet<> &Names) {
  llvm::StringSet<> Fresh;
  for (const llvm::StringSet<> *All : {&Names, &C.names})
    for (const llvm::StringRef Name : All->keys())
      if (!Searched.contains(Name))
        Fresh.insert(Name);
  if (llvm::all_of(Names.keys(),
                   [&](llvm::StringRef N) { return Searched.contains(N); }))
    return Spellers;
  Spellers.merge(findSpellers(L, commanded(), Fresh, Threads));
  for (const llvm::StringRef Name : Fresh.keys())
    Searched.insert(Name);
  return Spellers;
}

bool Planner::addIn(const FileIn &Unit, std::vector<PlannedUnit> &Units) {
  const CompileDatabase &Database = Databases[Unit.second];
  const auto It = Database.commands.find(Unit.first);
  if (It == Database.commands.end())
    return false;
  std::size_t &Next = Planned[Unit];
  if (Next == It->second.size())
    return false;
  Units.push_back({&Database, &CompileDatabase::command(*It, Next++), ""});
  return true;
}

bool Planner::addOne(const std::string &File, std::vector<PlannedUnit> &Units) {
  for (std::size_t I = 0; I < Databases.size(); ++I)
    if (addIn({File, I}, Units))
      return true;
  return false;
}

void Planner::addViews(const std::string &File,
                       std::vector<PlannedUnit> &Units) {
  std::set<std::string> Views;
  for (std::size_t I = 0; I < Databases.size(); ++I) {
    if (!Databases[I].commands.count(File))
      continue;
    while (EveryView && addIn({File, I}, Units))
      ;
    const std::string View = Shown.view(File, I);
    // One that shows nothing is only parsed to prove just that.
    const bool Empty = View.find_first_not_of('F') == View.npos;
    if (Empty ? Views.empty() : Views.insert(View).second)
      addIn({File, I}, Units);
    Views.insert(View);
  }
}

std::vector<PlannedUnit>
Planner::firstRound(const llvm::StringSet<> &AlsoSpelling) {
  std::vector<PlannedUnit> Units;
  for (const auto &[File, Lexed] : L.files)
    if (llvm::any_of(Lexed.words, [&](const Word &W) { return wants(W); }))
      addViews(File, Units);
  if (!AlsoSpelling.empty())
    for (const auto &[Name, Files] : spellers(AlsoSpelling))
      if (AlsoSpelling.contains(Name))
        for (const std::string &File : Files)
          if (!isPlanned(File))
            addOne(File, Units);
  return Units;
}

std::vector<PlannedUnit> Planner::everyUnit() {
  std::vector<PlannedUnit> Units;
  for (std::size_t I = 0; I < Databases.size(); ++I)
    for (const auto &Entry : Databases[I].commands)
      while (addIn({Entry.first, I}, Units))
        ;
  return Units;
}

void Planner::learn(const UnitFacts &Facts) {
  const PpFacts &Pp = Facts.preprocessor;
  const auto In = llvm::find_if(Databases, [&](const CompileDatabase &D) {
    return D.name == Facts.report.configuration;
  });
  for (const std::string &File : Pp.entered)
    if (const auto It = Entered.find(File); It != Entered.end())
      It->getValue().set(static_cast<unsigned>(In - Databases.begin()));
  Visible.insert(Pp.visible.begin(), Pp.visible.end());
  if (Facts.report.status == UnitReport::Status::Clean)
    Settled.insert(Pp.visible.begin(), Pp.visible.end());
  Expanded.insert(Pp.expanded.begin(), Pp.expanded.end());
  for (const Outcome &O : Facts.outcomes) {
    if (O.verdict == Verdict::Converted)
      Edited.insert({O.file, O.offset});
    if (O.verdict != Verdict::ParseFailed && O.reason != Reason::BrokenAst)
      Settled.insert({O.file, O.offset});
  }
}

void Planner::missingWord(const Word &W, Missing &M) const {
  const Place At(W.file, W.offset);
  if (W.kind == WordKind::MacroBody && Visible.count(At)) {
    if (!Expanded.count(At) || (Edited.count(At) && !hasCommand(W.file)))
      M.macros.insert(W.macro);
    for (std::size_t I = 0; I < Databases.size() && !Expanded.count(At); ++I)
      if (Shown.shows(W, I) != Truth::False)
        M.macrosIn.insert({W.macro, I});
    return;
  }
  if (Visible.count(At) && Settled.count(At))
    return;
  // A .c file is looked for like a header: another may include it.
  for (std::size_t I = 0; I < Databases.size(); ++I) {
    if (Shown.shows(W, I) == Truth::False)
      continue;
    const FileIn In(W.file, I);
    const auto Own = Databases[I].commands.find(W.file);
    if (Own != Databases[I].commands.end()) {
      const auto Done = Planned.find(In);
      if (Done == Planned.end() || Done->second < Own->second.size()) {
        M.units.insert(In);
        return;
      }
      continue;
    }
    const auto Left = HeaderCandidates.find(In);
    if ((wasEntered(In) && !Shown.dependsOnUnit(W, I)) ||
        (Left != HeaderCandidates.end() && Left->second.empty()) ||
        !compilesArchitectureOf(W.file, Databases[I]))
      continue;
    M.headers.insert(In);
    return;
  }
}

Planner::Missing Planner::missing() const {
  Missing M;
  for (const auto &[File, Lexed] : L.files)
    for (const Word &W : Lexed.words)
      if (wants(W))
        missingWord(W, M);
  return M;
}

void Planner::findIncluders(const std::set<FileIn> &Headers) {
  // From each header up, level by level; one pass over the tree for all.
  struct Search {
    std::set<std::string> names; ///< file names that are looked for
    std::set<std::string> seen;
  };
  std::map<FileIn, Search> Open;
  for (const FileIn &Header : Headers)
    if (HeaderCandidates.try_emplace(Header).second)
      Open[Header].names = {llvm::sys::path::filename(Header.first).str()};
  for (unsigned Depth = 0; Depth < MaxIncludeDepth && !Open.empty(); ++Depth) {
    llvm::StringSet<> Names;
    for (const auto &[Header, Way] : Open)
      for (const std::string &Name : Way.names)
        Names.insert(Name);
    const auto Includers = findIncluding(L, Names, Threads);
    for (auto It = Open.begin(); It != Open.end();) {
      auto &[Header, Way] = *It;
      const auto &Commands = Databases[Header.second].commands;
      std::vector<std::string> &Units = HeaderCandidates[Header];
      std::set<std::string> Next;
      for (const std::string &Name : Way.names) {
        const auto Found = Includers.find(Name);
        if (Found == Includers.end())
          continue;
        for (const std::string &File : Found->second)
          if (Commands.count(File))
            Units.push_back(File);
          else if (Way.seen.insert(File).second)
            Next.insert(llvm::sys::path::filename(File).str());
      }
      Way.names = std::move(Next);
      const bool Ended = !Units.empty() || Way.names.empty();
      sortByNearness(Units, Header.first);
      It = Ended ? Open.erase(It) : std::next(It);
    }
  }
}

void Planner::findCallers(const std::set<std::string> &Macros) {
  std::map<std::string, llvm::StringSet<>> Leading;
  llvm::StringSet<> Names;
  for (const std::string &Macro : Macros)
    if (MacroCandidates.try_emplace(Macro).second) {
      Leading[Macro] = C.leadingTo(Macro);
      for (llvm::StringRef Name : Leading[Macro].keys())
        Names.insert(Name);
    }
  if (Leading.empty())
    return;
  spellers(Names);
  for (const auto &[Macro, Ways] : Leading) {
    std::set<std::string> Units;
    for (llvm::StringRef Name : Ways.keys())
      if (const auto It = Spellers.find(Name.str()); It != Spellers.end())
        Units.insert(It->second.begin(), It->second.end());
    MacroCandidates[Macro].assign(Units.begin(), Units.end());
  }
}

void Planner::addCallers(const Missing &M, std::vector<PlannedUnit> &Units) {
  const std::size_t Before = Units.size();
  for (const std::string &Macro : M.macros)
    for (const std::string &File : MacroCandidates[Macro])
      if (!isPlanned(File))
        addOne(File, Units);
  if (Units.size() != Before)
    return;
  // All callers were seen once, and none expands the macro there: perhaps they
  // do so under another configuration.
  for (const FileIn &In : M.macrosIn) {
    std::size_t &Tries = MacroTries[In];
    for (const std::string &File : MacroCandidates[In.first])
      if (Tries < MaxTries && !Planned.count({File, In.second}) &&
          addIn({File, In.second}, Units)) {
        ++Tries;
        break;
      }
  }
}

std::vector<PlannedUnit> Planner::nextRound() {
  std::vector<PlannedUnit> Units;
  for (;;) {
    const Missing M = missing();
    findIncluders(M.headers);
    findCallers(M.macros);
    for (const FileIn &Unit : M.units)
      addIn(Unit, Units);
    for (const FileIn &Header : M.headers) {
      std::vector<std::string> &Left = HeaderCandidates[Header];
      while (!Left.empty() && Planned.count({Left.back(), Header.second}))
        Left.pop_back();
      if (!Left.empty())
        addIn({Left.back(), Header.second}, Units);
    }
    addCallers(M, Units);
    // Headers whose candidates have just run out have a next configuration.
    if (!Units.empty() || M.headers.empty())
      return Units;
  }
}

std::vector<PlannedUnit> Planner::inferredRound() {
  const TreePaths Paths(L.root);
  CommandLender Lender(Databases, Paths);
  std::vector<PlannedUnit> Units;
  for (const auto &[File, Lexed] : L.files) {
    if (wasEntered(File) || isPlanned(File) ||
        llvm::none_of(Lexed.words, [&](const Word &W) { return wants(W); }))
      continue;
    std::optional<InferredCommand> Found = Lender.lendTo(File);
    if (!Found)
      continue;
    Inferred.push_back(std::move(Found->command));
    Units.push_back({Found->database, &Inferred.back(), Found->from});
  }
  return Units;
}

std::vector<std::size_t> Planner::savedUnits() const {
  std::vector<std::size_t> Saved(Databases.size());
  for (const auto &[File, Lexed] : L.files) {
    if (!isPlanned(File) || llvm::none_of(Lexed.words, needsAst))
      continue;
    for (std::size_t I = 0; I < Databases.size(); ++I)
      if (const auto It = Databases[I].commands.find(File);
          It != Databases[I].commands.end()) {
        const auto Done = Planned.find({File, I});
        Saved[I] +=
            It->second.size() - (Done == Planned.end() ? 0 : Done->second);
      }
  }
  return Saved;
}
