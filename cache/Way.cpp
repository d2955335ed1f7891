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
    : On(On), J(J), Inputs(Inputs), States(J, Files, *this),
      Key(jobKey(On.program, J, Inputs.enabled())) {}

std::optional<Digest> Cache::Way::recall(const Digest &Of) {
  const std::lock_guard Lock(On.mutex);
  if (!On.database)
    return std::nullopt;
  auto Found = On.database->recall(Of);
  if (Found)
    return *Found;
  On.giveUp(Found.takeError());
  return std::nullopt;
}

void Cache::Way::remember(const Digest &Of, const Digest &What) {
  const std::lock_guard Lock(Mutex);
  Remembered.emplace(Of, What);
}

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
    if (Stored[I] && Stored[I]->sight <= unsigned(LastSight)) {
      const FileState State =
          States.state(States.files().number(Stored[I]->path),
                       static_cast<Sight>(Stored[I]->sight));
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

bool Cache::Way::mayKeep(const UnitFacts &Facts, const Pending &One) {
  if (Facts.report.isLost())
    return false;
  for (const auto &[Number, How] : One.paths)
    if (!States.state(Number, How).isCertain)
      return false;
  // A line directive may name any other file, whose place in the tree is no
  // input.
  return Facts.report.errors == 0 ||
         llvm::any_of(One.paths, [&](const Seen &Input) {
           return placesErrorIn(Facts.report, States.files().path(Input.first),
                                J.paths);
         });
}

void Cache::Way::keep(const PlannedUnit &Unit, const UnitFacts &Facts,
                      const InputRecord &Read) {
  const Work Timed("cache: keep", Unit.command->file);
  const auto K = keyOf(Unit);
  if (!K || !Read.isComplete)
    return;
  UnitFacts Kept = Facts;
  // Of use only while the unit is parsed, and with places in any file.
  Kept.preprocessor.calls.clear();
  const std::string Text = factsText(Kept);
  Pending One{*K, sightsOf(Kept, Text, Read, J, States.files()), ""};
  if (!mayKeep(Facts, One))
    return;
  One.facts = packFacts(Text);
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
  for (const auto &[Number, How] : One.paths) {
    const FileState State = States.state(Number, How);
    std::int64_t &Id = Ids[{Number, How}];
    if (Id == 0) {
      auto Fresh = On.database->add(
          StoredInput{States.files().path(Number).str(),
                      static_cast<unsigned>(How), State.digest});
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
  std::vector<std::int64_t> Touched;
  std::map<Digest, Digest> Remembered;
  {
    const std::lock_guard Lock(Mutex);
    Touched.swap(this->Touched);
    Remembered.swap(this->Remembered);
  }
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
  for (const auto &[Of, What] : Remembered)
    if (llvm::Error E = On.database->remember(Of, What))
      return E;
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
  if (!Unwritten.empty() || !Touched.empty() || !Remembered.empty())
    flush(std::move(Unwritten));
}
