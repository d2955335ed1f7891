//===- engine/Run.h - One way through the tree -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rules may find that they need more words. Then the run goes through the tree
// again, with a new ledger; this is one such way.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_RUN_H
#define PAGELESS_ENGINE_RUN_H

#include "engine/Convert.h"
#include "engine/Plan.h"
#include "engine/UnitInputs.h"

#include "llvm/Support/Error.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// Plans, parses, merges. All that is given must outlive the object.
class Run {
public:
  Run(const ConvertOptions &Options, const Job &J,
      const std::vector<CompileDatabase> &Databases, const Carriers &C);
  ~Run();
  Run(const Run &) = delete;
  Run &operator=(const Run &) = delete;

  /// Parses rounds of units until nothing more can be seen. Fails, with one
  /// line, if the profile does not fit the tree, or if a store ends the run.
  llvm::Error parseAll();

  /// What the units have said.
  const std::vector<UnitFacts> &units() const { return Units; }

  /// Makes one result of it. Fails, with one line, if the helpers cannot be
  /// brought along.
  llvm::Error finish(Result &R);

private:
  llvm::Error announce(llvm::ArrayRef<PlannedUnit> Round);
  /// \p CheckFirst: one of the units is parsed before the others, and if the
  /// profile does not fit it, none but it.
  std::vector<UnitFacts> parse(const std::vector<PlannedUnit> &Round,
                               bool CheckFirst = false);
  bool fits(llvm::ArrayRef<std::optional<UnitFacts>> Units) const;
  std::optional<UnitFacts> findOne(const PlannedUnit &Unit);
  UnitFacts parseOne(const PlannedUnit &Unit);
  llvm::Error parseRound(const std::vector<PlannedUnit> &Round,
                         bool CheckFirst);
  void describe(Result &R);

  const ConvertOptions &Options;
  const Job &J;
  const std::vector<CompileDatabase> &Databases;
  UnitInputs Inputs;
  Planner Plan;
  std::vector<UnitFacts> Units;
  std::vector<UnitFacts> Guesses; ///< with inferred commands
  struct Count {
    std::size_t units = 0, parses = 0;
  };
  std::map<std::string, Count> Parsed; ///< by configuration
  std::size_t Done = 0, Total = 0;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_RUN_H
