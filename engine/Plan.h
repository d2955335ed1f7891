//===- engine/Plan.h - Which units show which words ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A .c file with a word is parsed. A header is seen on the way, most times;
// where it is not, further units are chosen that include it. A macro of a
// header is edited only after every unit that calls it has been seen.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PLAN_H
#define PAGELESS_ENGINE_PLAN_H

#include "engine/CompileCommands.h"
#include "engine/Scan.h"
#include "engine/TuRunner.h"

#include <set>
#include <string>
#include <vector>

namespace pageless {

/// One unit to parse.
struct PlannedUnit {
  const CompileDatabase *database = nullptr;
  const CompileCommand *command = nullptr;
};

/// Chooses units round by round, until every word that a unit can show is
/// shown or the candidates run out.
class Planner {
public:
  /// All three must outlive the planner.
  Planner(const Ledger &L, const Carriers &C,
          const std::vector<CompileDatabase> &Databases, unsigned Threads)
      : L(L), C(C), Databases(Databases), Threads(Threads) {}

  /// The units whose own file has a word, or that spell one of \p AlsoSpelling
  /// (the helpers' names, so that a clash is noticed).
  std::vector<PlannedUnit> firstRound(const llvm::StringSet<> &AlsoSpelling);

  /// Takes in what a unit showed.
  void learn(const UnitFacts &Facts);

  /// Units for words that nothing has shown yet; empty when there are none
  /// left, or after a fixed number of tries for each.
  std::vector<PlannedUnit> nextRound();

private:
  struct Missing {
    std::set<std::string> headers; ///< not entered, or not wholly visible
    std::set<std::string> macros;  ///< never expanded, or to be edited
  };

  Missing missing() const;
  void findIncluders(const std::set<std::string> &Headers);
  void findCallers(const std::set<std::string> &Macros);
  std::vector<std::string> withCommand(std::vector<std::string> Files) const;
  bool hasCommand(const std::string &File) const;
  void add(const std::string &File, std::vector<PlannedUnit> &Units);

  const Ledger &L;
  const Carriers &C;
  const std::vector<CompileDatabase> &Databases;
  unsigned Threads;
  std::set<std::string> Entered, Planned;
  std::set<Place> Visible, Expanded, Edited;
  /// Candidates that are left for each header or macro, best last.
  using Candidates = std::map<std::string, std::vector<std::string>>;
  void addBest(Candidates &From, const std::string &Key,
               std::vector<PlannedUnit> &Units);
  Candidates HeaderCandidates, MacroCandidates;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_PLAN_H
