//===- cache/Way.cpp ------------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Way.h"

#include "cache/PackFacts.h"
#include "engine/Timing.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// When facts are written: a run that is killed loses no more.
constexpr std::size_t BatchSize = 64;
constexpr auto BatchTime = std::chrono::seconds(2);

/// How exactly the database knows when facts were used: reading writes little.
constexpr std::int64_t UsePrecision = 3600;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

} // namespace

void Cache::Disk::giveUp(llvm::Error Why) {
  bool Corrupt = false;
  llvm::Error Rest = llvm::handleErrors(
      std::move(Why), [&](std::unique_ptr<SqliteError> E) -> llvm::Error {
        Corrupt = E->isCorrupt();
        return llvm::Error(std::move(E));
      });
  const std::string Text = llvm::toString(std::move(Rest));
  if (!database)
    return;
  database->rollback();
  if (Corrupt)
    Database::discard(std::move(database));
  database.reset();
  warn("no cache from here on: " + options.folder + ": " + Text);
}

Cache::Way::Way(Disk &On, const Job &J, UnitInputs &Inputs,
                const SharedFiles &Files)
    : On(On), J(J), Inputs(Inputs), States(J, Files),
      Key(jobKey(On.program, J, Inputs.enabled())) {}

std::optional<Digest> Cache::Way::keyOf(const PlannedUnit &Unit) {
  const std::string Told = Inputs.told(*Unit.command);
  if (Told.empty())
    return std::nullopt;
  return unitKey(Key, *Unit.command, Told);
}

/// Compares inputs that nobody has compared yet.
llvm::Error Cache::Way::check(llvm::ArrayRef<std::int64_t> Ids) {
  std::vector<std::optional<StoredInput>> Stored;
  {
    const std::lock_guard Lock(On.mutex);
    if (!On.database)
      return llvm::Error::success();
    for (const std::int64_t Id : Ids) {
      auto Input = On.database->input(Id);
      if (!Input)
        return Input.takeError();
      Stored.push_back(std::move(*Input));
    }
  }
  for (std::size_t I = 0; I < Ids.size(); ++I) {
    Checked C;
    if (Stored[I]) {
      const FileState State =
          States.state(States.files().number(Stored[I]->path));
      C.same = State.isCertain && State.digest == Stored[I]->state;
      C.identity = State.identity;
    }
    const std::lock_guard Lock(Mutex);
    Known[Ids[I]] = C;
  }
  return llvm::Error::success();
}

/// True if all that the unit read is still the same.
bool Cache::Way::isRight(const StoredUnit &Unit) {
  std::vector<unsigned> Identities;
  Identities.reserve(Unit.inputs.size());
  std::vector<std::int64_t> Unknown;
  {
    const std::lock_guard Lock(Mutex);
    for (const std::int64_t Id : Unit.inputs) {
      const auto It = Known.find(Id);
      if (It == Known.end())
        Unknown.push_back(Id);
      else if (!It->second.same)
        return false;
    }
  }
  if (!Unknown.empty())
    if (llvm::Error E = check(Unknown)) {
      const std::lock_guard Lock(On.mutex);
      On.giveUp(std::move(E));
      return false;
    }
  const std::lock_guard Lock(Mutex);
  for (const std::int64_t Id : Unit.inputs) {
    const Checked C = Known.lookup(Id);
    if (!C.same)
      return false;
    Identities.push_back(C.identity);
  }
  return aliasesAmong(Identities) == Unit.aliases;
}

std::optional<UnitFacts> Cache::Way::find(const PlannedUnit &Unit) {
  const Work Timed("cache: find", Unit.command->file);
  const auto K = keyOf(Unit);
  if (!K)
    return std::nullopt;
  std::vector<StoredUnit> Candidates;
  {
    const std::lock_guard Lock(On.mutex);
    if (!On.database)
      return std::nullopt;
    auto Found = On.database->units(*K);
    if (!Found) {
      On.giveUp(Found.takeError());
      return std::nullopt;
    }
    Candidates = std::move(*Found);
  }
  for (const StoredUnit &One : Candidates) {
    if (!isRight(One))
      continue;
    auto Facts = unpackFacts(One.facts);
    if (!Facts)
      continue;
    // What only names the unit.
    Facts->report.configuration = Unit.database->name;
    Facts->report.inferredFrom = Unit.inferredFrom;
    if (now() - One.used >= UsePrecision) {
      const std::lock_guard Lock(Mutex);
      Touched.push_back(One.id);
    }
    return Facts;
  }
  return std::nullopt;
}

/// True if the place of the unit's first error is in one of its files: a line
/// directive may name any other, whose place in the tree is no input.
bool Cache::Way::placesErrorIn(const UnitReport &Report,
                               const std::vector<unsigned> &Paths) {
  const llvm::StringRef Place =
      llvm::StringRef(Report.firstError).split(':').first;
  return llvm::any_of(Paths, [&](unsigned Number) {
    const llvm::StringRef Path = States.files().path(Number);
    const auto Name = J.paths.relative(Path, "");
    return Name ? *Name == Place : Path.rsplit('/').second == Place;
  });
}

bool Cache::Way::mayKeep(const UnitFacts &Facts,
                         const std::vector<unsigned> &Paths) {
  if (Facts.report.status == UnitReport::Status::Crashed)
    return false;
  for (const unsigned Number : Paths)
    if (!States.state(Number).isCertain)
      return false;
  return Facts.report.errors == 0 || placesErrorIn(Facts.report, Paths);
}

void Cache::Way::keep(const PlannedUnit &Unit, const UnitFacts &Facts,
                      const InputRecord &Read) {
  const Work Timed("cache: keep", Unit.command->file);
  const auto K = keyOf(Unit);
  if (!K || !Read.isComplete)
    return;
  Pending One{*K, Read.paths, ""};
  llvm::sort(One.paths);
  One.paths.erase(llvm::unique(One.paths), One.paths.end());
  if (!mayKeep(Facts, One.paths))
    return;
  One.facts = packFacts(Facts);
  std::vector<Pending> Batch;
  {
    const std::lock_guard Lock(Mutex);
    Unwritten.push_back(std::move(One));
    if (Unwritten.size() < BatchSize && Clock::now() - LastWrite < BatchTime)
      return;
    Batch.swap(Unwritten);
    LastWrite = Clock::now();
  }
  flush(std::move(Batch));
}

llvm::Error Cache::Way::writeOne(const Pending &One, std::int64_t Now) {
  std::vector<std::pair<std::int64_t, unsigned>> Sorted; // id, identity
  Sorted.reserve(One.paths.size());
  for (const unsigned Number : One.paths) {
    const FileState State = States.state(Number);
    std::int64_t &Id = Ids[Number];
    if (Id == 0) {
      auto Fresh = On.database->add(
          StoredInput{States.files().path(Number).str(), 0, State.digest});
      if (!Fresh)
        return Fresh.takeError();
      Id = *Fresh;
    }
    Sorted.emplace_back(Id, State.identity);
  }
  llvm::sort(Sorted);
  StoredUnit Unit;
  std::vector<unsigned> Identities;
  for (const auto &[Id, Identity] : Sorted) {
    Unit.inputs.push_back(Id);
    Identities.push_back(Identity);
  }
  Unit.aliases = aliasesAmong(Identities);
  Unit.facts = One.facts;
  Unit.used = Now;
  return On.database->add(One.key, Unit);
}

llvm::Error Cache::Way::write(llvm::ArrayRef<Pending> Batch) {
  if (llvm::Error E = On.database->begin())
    return E;
  auto Current = On.database->generation();
  if (!Current)
    return Current.takeError();
  if (*Current != Generation)
    Ids.clear(); // another run may have dropped some
  Generation = *Current;
  const std::int64_t Now = now();
  for (const Pending &One : Batch)
    if (llvm::Error E = writeOne(One, Now))
      return E;
  if (llvm::Error E = On.database->touch(Touched, Now))
    return E;
  Touched.clear();
  if (llvm::Error E = On.database->commit())
    return E;
  return On.database->shrink(On.options.megabytes << 20);
}

void Cache::Way::flush(std::vector<Pending> Batch) {
  const std::lock_guard Lock(On.mutex);
  if (!On.database)
    return;
  if (llvm::Error E = write(Batch))
    On.giveUp(std::move(E));
}

void Cache::Way::finish() {
  const Stage Timed("cache: write");
  if (!Unwritten.empty() || !Touched.empty())
    flush(std::move(Unwritten));
}
