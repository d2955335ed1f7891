//===- shard/Gather.h - Facts in the place of Clang -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_GATHER_H
#define PAGELESS_SHARD_GATHER_H

#include "engine/UnitStore.h"
#include "shard/Facts.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// The facts of whole plans of one run.
struct Gathered {
  RunOptions run;
  std::size_t shards = 0; ///< of the plan with most
  std::map<std::string, std::map<std::string, UnitFacts>>
      units; ///< by job, key
  InputHashes inputs;
  std::vector<UnitCost> costs;
  std::vector<std::string> warnings; ///< lines
};

/// The files that \p Paths name: a folder stands for the facts directly in it.
llvm::Expected<std::vector<std::string>>
expandFacts(const std::vector<std::string> &Paths);

/// Reads facts, a plan's in any order. A shard whose facts are given twice is
/// warned of if they say the same. Fails, with one line, if they do not, if a
/// shard's are missing, if files are of different runs, or if one is no whole
/// file of facts.
llvm::Expected<Gathered> gather(const std::vector<std::string> &Files,
                                unsigned Jobs);

/// What a round wants to know and nobody knows.
struct Wanted {
  JobData job;
  std::vector<ShardUnit> units; ///< each once
};

/// Knows what was gathered. Ends the run, if it is to, at the first round that
/// wants more.
class FactsStore : public UnitStore {
public:
  /// For a plan: knows nothing, and ends the run at the first round.
  /// \param Profile its JSON text.
  explicit FactsStore(std::string Profile)
      : Profile(std::move(Profile)), Ends(true) {}
  /// \param EndsAtRest end the run at a round that wants more, which otherwise
  /// is Clang's to say.
  FactsStore(std::string Profile, Gathered Known, bool EndsAtRest)
      : Profile(std::move(Profile)), Known(std::move(Known.units)),
        Read(std::move(Known.inputs)), Ends(EndsAtRest) {}

  void begin(const Job &J, UnitInputs &Inputs) override;
  llvm::Error expect(llvm::ArrayRef<PlannedUnit> Round) override;
  std::optional<UnitFacts> find(const PlannedUnit &Unit) override;
  void keep(const PlannedUnit &, const UnitFacts &,
            const InputRecord &) override {}

  /// Why the store has ended the run; nothing if it has not.
  const std::optional<Wanted> &wanted() const { return Rest; }

private:
  llvm::Error checkInputs() const;

  std::string Profile;
  std::map<std::string, std::map<std::string, UnitFacts>> Known;
  InputHashes Read; ///< by the units that are known
  const std::map<std::string, UnitFacts> *Units = nullptr; ///< of this job
  JobData Data;
  const Job *J = nullptr;
  bool Ends;
  std::size_t Jobs = 0, Rounds = 0; ///< so far; rounds of this job
  std::optional<Wanted> Rest;
};

} // namespace pageless

#endif // PAGELESS_SHARD_GATHER_H
