//===- engine/Evaluate.h - From mentions to outcomes -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_EVALUATE_H
#define PAGELESS_ENGINE_EVALUATE_H

#include "engine/PpRecord.h"
#include "engine/Result.h"
#include "engine/Rule.h"
#include "engine/Scan.h"
#include "engine/Sweep.h"
#include "engine/UnitLimits.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What every unit is evaluated against.
struct Job {
  const Ledger &ledger;
  const TreePaths &paths;
  const Profile &profile;
  std::vector<const Rule *> rules;
  llvm::StringSet<> words;    ///< of all rules
  llvm::StringSet<> carriers; ///< macros that bring words along
  llvm::StringSet<> helpers;  ///< names of the profile's helpers
  /// Edits with less confidence are not made.
  Confidence least = Confidence::Moderate;
  /// The same for single rules, by id, in place of `least`.
  std::map<std::string, Confidence> leastOf = {};
  UnitLimits limits = {}; ///< for each parse
};

/// The outcomes of one unit. The AST may die after that.
struct Evaluation {
  std::vector<Outcome> outcomes;
  std::vector<UnspelledUse> unspelled;
};

/// Applies the rules to every mention: exactly one outcome for each. Mentions
/// outside the ledger's files are left out, but made-up ones are listed.
Evaluation evaluate(const Job &J, const Mentions &M, UnitFiles &Files,
                    clang::ASTContext &Context);

/// What an outcome would do, in a few words: its edits or its reason.
std::string wishOf(const Outcome &O);

/// The conflict of two outcomes for one place; the message shows both.
Outcome conflictOf(Outcome A, const Outcome &B);

/// One outcome for each place. A type or size of an expression that is also
/// read goes with the read; other uses that differ are a conflict.
std::vector<Outcome> reconcileWithinUnit(std::vector<Outcome> Outcomes);

} // namespace pageless

#endif // PAGELESS_ENGINE_EVALUATE_H
