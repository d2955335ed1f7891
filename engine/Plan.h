//===- engine/Plan.h - Which units show which words ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A .c file with a word is parsed once for each *view*: for each set of its
// words that a configuration shows. A header is seen on the way, most times;
// where it is not, further units are chosen that include it. A macro of a
// header is edited only after every unit that calls it has been seen.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PLAN_H
#define PAGELESS_ENGINE_PLAN_H

#include "engine/CompileCommands.h"
#include "engine/Scan.h"
#include "engine/TuRunner.h"
#include "engine/View.h"

#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/StringMap.h"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// One unit to parse.
struct PlannedUnit {
  const CompileDatabase *database = nullptr;
  const CompileCommand *command = nullptr;
  std::string inferredFrom; ///< the file whose command was borrowed, or ""
};

/// Chooses units round by round, until every word that a unit can show is
/// shown or the candidates run out.
class Planner {
public:
  /// Ledger, carriers and databases must outlive the planner.
  /// \param EveryView plan the files with words under every command they have,
  /// also where the same words are shown.
  Planner(const Ledger &L, const Carriers &C,
          const std::vector<CompileDatabase> &Databases, unsigned Threads,
          bool EveryView = false);

  /// The units whose own file has a word, or that spell one of \p AlsoSpelling
  /// (the helpers' names, so that a clash is noticed).
  std::vector<PlannedUnit> firstRound(const llvm::StringSet<> &AlsoSpelling);

  /// Every command that is not planned yet, for those who do not trust the
  /// choice.
  std::vector<PlannedUnit> everyUnit();

  /// Takes in what a unit showed; not for units with an inferred command.
  void learn(const UnitFacts &Facts);

  /// Units for words that nothing has shown yet; empty when there are none
  /// left, or after a fixed number of tries for each.
  std::vector<PlannedUnit> nextRound();

  /// For files that no unit read: a unit each, with the command of the nearest
  /// file that has one. Call it once, when nextRound() has nothing left.
  std::vector<PlannedUnit> inferredRound();

  /// For each database, how many commands were not parsed because another unit
  /// of the same file had shown the same words.
  std::vector<std::size_t> savedUnits() const;

private:
  /// A file under the database with that index.
  using FileIn = std::pair<std::string, std::size_t>;
  struct Missing {
    std::set<FileIn> units;       ///< to be parsed by themselves
    std::set<FileIn> headers;     ///< to be included by some unit
    std::set<std::string> macros; ///< never expanded, or to be edited
    std::set<FileIn> macrosIn;    ///< never expanded; a macro and a database
  };

  Missing missing() const;
  void missingWord(const Word &W, Missing &M) const;
  void findIncluders(const std::set<FileIn> &Headers);
  void findCallers(const std::set<std::string> &Macros);
  const std::vector<std::string> &commanded();
  const FilesByName &spellers(const llvm::StringSet<> &Names);
  bool wasEntered(const std::string &File) const;
  bool wasEntered(const FileIn &In) const;
  bool hasCommand(const std::string &File) const;
  bool wants(const Word &W) const;
  bool isPlanned(const std::string &File) const;
  void addViews(const std::string &File, std::vector<PlannedUnit> &Units);
  bool addOne(const std::string &File, std::vector<PlannedUnit> &Units);
  bool addIn(const FileIn &Unit, std::vector<PlannedUnit> &Units);
  void addCallers(const Missing &M, std::vector<PlannedUnit> &Units);

  const Ledger &L;
  const Carriers &C;
  const std::vector<CompileDatabase> &Databases;
  unsigned Threads;
  bool EveryView;
  Views Shown;
  /// Of each file with words, by which databases' units it was entered; the
  /// last is for units of none of them.
  llvm::StringMap<llvm::SmallBitVector> Entered;
  std::map<FileIn, std::size_t> Planned; ///< how many of its commands
  std::set<Place> Visible, Settled, Expanded, Edited;
  /// Units that are left to be tried for each header, best last.
  std::map<FileIn, std::vector<std::string>> HeaderCandidates;
  std::map<std::string, std::vector<std::string>> MacroCandidates;
  std::optional<std::vector<std::string>> Commanded; ///< sources with a command
  llvm::StringSet<> Searched; ///< names of which `Spellers` has the files
  FilesByName Spellers;       ///< of the files in `Commanded`
  std::map<FileIn, std::size_t> MacroTries;
  std::deque<CompileCommand> Inferred;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_PLAN_H
