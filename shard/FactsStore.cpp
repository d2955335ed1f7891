//===- shard/FactsStore.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shard/Gather.h"
#include "shard/Json.h"

using namespace pageless;

void FactsStore::begin(const Job &Of, UnitInputs &) {
  J = &Of;
  Data = dataOf(Of, Profile);
  const auto It = Known.find(keyOf(Data));
  Units = It == Known.end() ? nullptr : &It->second;
  ++Jobs;
  Rounds = 0;
}

/// Fails if a file is not what it was when its facts were made.
llvm::Error FactsStore::checkInputs() const {
  const SharedFiles Files(J->ledger, {});
  for (const auto &[Path, Sum] : Read)
    if (inputHash(Files.state(Files.number(Path))) != Sum)
      return problem(Path + " changed since the facts were made");
  return llvm::Error::success();
}

llvm::Error FactsStore::expect(llvm::ArrayRef<PlannedUnit> Round) {
  std::vector<ShardUnit> Missing;
  std::set<std::string> Seen;
  for (const PlannedUnit &Unit : Round)
    if (const std::string Key = keyOf(Unit);
        (!Units || !Units->count(Key)) && Seen.insert(Key).second)
      Missing.push_back(
          {Unit.database->name, Unit.inferredFrom, *Unit.command});
  const bool IsPlan = Known.empty();
  if (!IsPlan && !Units && Jobs == 1)
    return problem("the tree changed since the plan: other files have the "
                   "words, or they have other texts");
  // A plan has its first round whole.
  if (Units && Rounds == 0 && !Missing.empty())
    return problem("the compile databases changed since the plan: it has not "
                   "this command of " +
                   Missing.front().command.file + " in " +
                   Missing.front().configuration);
  if (Units && Rounds == 0)
    if (llvm::Error E = checkInputs())
      return E;
  ++Rounds;
  if (!Ends || (!IsPlan && Missing.empty()))
    return llvm::Error::success();
  Rest = Wanted{std::move(Data), std::move(Missing)};
  return problem("further units are wanted");
}

std::optional<UnitFacts> FactsStore::find(const PlannedUnit &Unit) {
  if (!Units)
    return std::nullopt;
  const auto It = Units->find(keyOf(Unit));
  return It == Units->end() ? std::nullopt : std::optional(It->second);
}
