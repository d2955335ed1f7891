//===- engine/Plan.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Plan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using namespace pageless;

namespace {

/// How many units are tried for one header or macro.
constexpr std::size_t MaxTries = 6;
/// How many headers up an includer is looked for.
constexpr unsigned MaxIncludeDepth = 4;

bool needsAst(const Word &W) {
  return W.kind == WordKind::Code || W.kind == WordKind::MacroBody;
}

/// True if the condition asks for more than the kernel's configuration, which
/// is the same for every unit of a database.
bool dependsOnUnit(const Word &W) {
  return llvm::any_of(W.conditions, [](const Word::Condition &Condition) {
    bool Other = false;
    llvm::StringRef Rest = Condition.text;
    while (!Rest.empty()) {
      const std::size_t Begin = Rest.find_if(
          [](char Byte) { return llvm::isAlpha(Byte) || Byte == '_'; });
      Rest = Rest.substr(Begin);
      const llvm::StringRef Name = Rest.take_while(
          [](char Byte) { return llvm::isAlnum(Byte) || Byte == '_'; });
      Rest = Rest.drop_front(Name.size());
      Other |= !Name.empty() && !Name.starts_with("CONFIG_") &&
               Name != "defined" && Name != "IS_ENABLED" &&
               Name != "IS_BUILTIN" && Name != "IS_MODULE" &&
               Name != "IS_REACHABLE";
    }
    return Other;
  });
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

bool Planner::hasCommand(const std::string &File) const {
  return llvm::any_of(Databases, [&](const CompileDatabase &Database) {
    return Database.commands.count(File) != 0;
  });
}

std::vector<std::string>
Planner::withCommand(std::vector<std::string> Files) const {
  llvm::erase_if(Files, [&](const std::string &F) { return !hasCommand(F); });
  return Files;
}

void Planner::add(const std::string &File, std::vector<PlannedUnit> &Units) {
  if (!Planned.insert(File).second)
    return;
  for (const CompileDatabase &Database : Databases)
    if (const auto It = Database.commands.find(File);
        It != Database.commands.end())
      for (const CompileCommand &Command : It->second)
        Units.push_back({&Database, &Command});
}

std::vector<PlannedUnit>
Planner::firstRound(const llvm::StringSet<> &AlsoSpelling) {
  std::vector<PlannedUnit> Units;
  for (const auto &[File, Lexed] : L.files)
    if (llvm::any_of(Lexed.words, needsAst))
      add(File, Units);
  if (!AlsoSpelling.empty())
    for (const auto &[Name, Files] :
         findSpellers(L, withCommand(L.sources), AlsoSpelling, Threads))
      for (const std::string &File : Files)
        add(File, Units);
  return Units;
}

void Planner::learn(const UnitFacts &Facts) {
  const PpFacts &Pp = Facts.preprocessor;
  Entered.insert(Pp.entered.begin(), Pp.entered.end());
  Visible.insert(Pp.visible.begin(), Pp.visible.end());
  Expanded.insert(Pp.expanded.begin(), Pp.expanded.end());
  for (const Outcome &O : Facts.outcomes)
    if (O.verdict == Verdict::Converted)
      Edited.insert({O.file, O.offset});
}

Planner::Missing Planner::missing() const {
  Missing M;
  for (const auto &[File, Lexed] : L.files)
    for (const Word &W : Lexed.words) {
      if (!needsAst(W))
        continue;
      const Place At(File, W.offset);
      if (!Entered.count(File)) {
        // A .c file is looked for like a header: another may include it.
        if (!hasCommand(File))
          M.headers.insert(File);
      } else if (!Visible.count(At)) {
        if (dependsOnUnit(W))
          M.headers.insert(File);
      } else if (W.kind == WordKind::MacroBody &&
                 (!Expanded.count(At) ||
                  (Edited.count(At) && !hasCommand(File)))) {
        M.macros.insert(W.macro);
      }
    }
  return M;
}

void Planner::findIncluders(const std::set<std::string> &Headers) {
  // From each header up, level by level; one pass over the tree for all.
  struct Search {
    std::set<std::string> names; ///< file names that are looked for
    std::set<std::string> seen;
  };
  std::map<std::string, Search> Open;
  for (const std::string &Header : Headers)
    if (HeaderCandidates.try_emplace(Header).second)
      Open[Header].names = {llvm::sys::path::filename(Header).str()};
  for (unsigned Depth = 0; Depth < MaxIncludeDepth && !Open.empty(); ++Depth) {
    llvm::StringSet<> Names;
    for (const auto &[Header, Way] : Open)
      for (const std::string &Name : Way.names)
        Names.insert(Name);
    const auto Includers = findIncluding(L, Names, Threads);
    for (auto It = Open.begin(); It != Open.end();) {
      auto &[Header, Way] = *It;
      std::vector<std::string> &Units = HeaderCandidates[Header];
      std::set<std::string> Next;
      for (const std::string &Name : Way.names) {
        const auto Found = Includers.find(Name);
        if (Found == Includers.end())
          continue;
        for (const std::string &File : Found->second)
          if (hasCommand(File))
            Units.push_back(File);
          else if (Way.seen.insert(File).second)
            Next.insert(llvm::sys::path::filename(File).str());
      }
      Way.names = std::move(Next);
      const bool Ended = !Units.empty() || Way.names.empty();
      sortByNearness(Units, Header);
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
  const auto Spellers = findSpellers(L, withCommand(L.sources), Names, Threads);
  for (const auto &[Macro, Ways] : Leading) {
    std::set<std::string> Units;
    for (llvm::StringRef Name : Ways.keys())
      if (const auto It = Spellers.find(Name.str()); It != Spellers.end())
        Units.insert(It->second.begin(), It->second.end());
    MacroCandidates[Macro].assign(Units.begin(), Units.end());
  }
}

void Planner::addBest(Candidates &From, const std::string &Key,
                      std::vector<PlannedUnit> &Units) {
  std::vector<std::string> &Left = From[Key];
  while (!Left.empty() && Planned.count(Left.back()))
    Left.pop_back();
  if (!Left.empty())
    add(Left.back(), Units);
}

std::vector<PlannedUnit> Planner::nextRound() {
  std::vector<PlannedUnit> Units;
  const Missing M = missing();
  findIncluders(M.headers);
  findCallers(M.macros);
  for (const std::string &Header : M.headers)
    addBest(HeaderCandidates, Header, Units);
  for (const std::string &Macro : M.macros)
    for (const std::string &File : MacroCandidates[Macro])
      add(File, Units);
  return Units;
}
