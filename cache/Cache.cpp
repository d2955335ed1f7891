//===- cache/Cache.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Cache.h"

#include "cache/Identity.h"
#include "cache/Way.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include <cstdlib>

using namespace pageless;

std::string pageless::defaultCacheFolder() {
  const char *Xdg = std::getenv("XDG_CACHE_HOME");
  const char *Home = std::getenv("HOME");
  llvm::SmallString<128> Folder;
  // The standard says that relative paths are to be ignored.
  if (Xdg && llvm::sys::path::is_absolute(Xdg))
    Folder = Xdg;
  else if (Home && *Home)
    llvm::sys::path::append(Folder, Home, ".cache");
  else
    return "";
  llvm::sys::path::append(Folder, "pageless", "facts");
  return std::string(Folder);
}

Cache::Cache(CacheOptions Options, Warning Warn)
    : OnDisk(std::make_unique<Disk>()) {
  OnDisk->options = std::move(Options);
  OnDisk->warn = std::move(Warn);
  OnDisk->program = programIdentity();
  std::string Notice;
  auto Opened = Database::open(OnDisk->options.folder, Notice);
  if (!Notice.empty())
    OnDisk->warn(Notice);
  if (Opened)
    OnDisk->database = std::move(*Opened);
  else
    OnDisk->warn("no cache: " + llvm::toString(Opened.takeError()));
}

Cache::~Cache() = default;

void Cache::begin(const Job &J, UnitInputs &Inputs) {
  Current.reset();
  if (const SharedFiles *Files = Inputs.files())
    Current = std::make_unique<Way>(*OnDisk, J, Inputs, *Files);
}

void Cache::end() {
  if (Current)
    Current->finish();
  Current.reset();
}

std::optional<UnitFacts> Cache::find(const PlannedUnit &Unit) {
  std::optional<UnitFacts> Facts;
  if (Current)
    Facts = Current->find(Unit);
  ++(Facts ? OnDisk->hits : OnDisk->misses);
  return Facts;
}

void Cache::keep(const PlannedUnit &Unit, const UnitFacts &Facts,
                 const InputRecord &Read) {
  if (Current)
    Current->keep(Unit, Facts, Read);
}

std::size_t Cache::hits() const { return OnDisk->hits; }
std::size_t Cache::misses() const { return OnDisk->misses; }
