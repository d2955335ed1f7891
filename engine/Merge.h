//===- engine/Merge.h - One verdict for each word --------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_MERGE_H
#define PAGELESS_ENGINE_MERGE_H

#include "engine/Evaluate.h"
#include "engine/TuRunner.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// A word with its verdict, before the texts of the report are made.
struct MergedSite {
  const Word *word = nullptr;
  Outcome outcome;
  std::string condition; ///< for disabled words
  std::set<std::string> configurations;
  /// By configuration, the first unit that showed it, if another file than its
  /// own.
  std::map<std::string, std::string> shownBy;
  std::string inferredFrom; ///< whose command showed it, if it has none
  bool edited = true;       ///< if converted; false if nobody asked for it
};

/// Gathers what all units say. Order of units does not matter to the result.
class Merger {
public:
  /// The job must outlive the merger.
  explicit Merger(const Job &J) : J(J) {}

  /// Takes in one unit. What would be converted where its helper is neither
  /// declared nor among those \p Brought along becomes manual. A unit with an
  /// inferred command only counts for words no other shows.
  void add(const UnitFacts &Facts, const SupportList &Brought);

  /// Exactly one site for each word of the ledger, in its order.
  std::vector<MergedSite> merge() const;

private:
  struct Claim {
    Outcome outcome;
    std::set<std::string> configurations;
    std::string inferredFrom;
    std::map<std::string, std::string> shownBy{};
  };
  using ClaimsAt = std::map<Place, std::vector<Claim>>;

  void addOutcomes(const UnitFacts &Facts, const SupportList &Brought,
                   ClaimsAt &To);
  void settleClaims(const std::vector<Claim> &All, MergedSite &Site) const;

  void settleGuess(const std::vector<Claim> &All, MergedSite &Site) const;
  MergedSite settle(const Word &W) const;
  void weighEvidence(MergedSite &Site) const;
  Outcome unreached(const Word &W, std::string &Condition) const;

  const Job &J;
  ClaimsAt Claims, Inferred;
  std::map<Place, std::set<std::string>> VisibleTo; ///< configurations
  std::map<Place, std::set<std::size_t>> SkippedFrom;
  std::set<Place> Expanded, VisibleInBroken;
  std::set<std::string> Entered, Crashed;
};

/// Leaves sites unedited that the run is not about, unless they are in a group
/// with one that it is about.
void keepAsked(std::vector<MergedSite> &Sites, const Ledger &L);

/// Undoes sites of groups that are not converted whole, and sites whose edits
/// overlap. Call it once, on all sites.
void settleTogether(std::vector<MergedSite> &Sites);

} // namespace pageless

#endif // PAGELESS_ENGINE_MERGE_H
