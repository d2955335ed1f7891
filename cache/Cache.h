//===- cache/Cache.h - Facts of units that earlier runs found ---*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_CACHE_H
#define PAGELESS_CACHE_CACHE_H

#include "engine/UnitStore.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace pageless {

/// Where the cache is, and how large it may become.
struct CacheOptions {
  std::string folder;
  std::uint64_t megabytes = 512;
};

/// $XDG_CACHE_HOME/pageless/facts, or ~/.cache/pageless/facts; "" if there is
/// neither.
std::string defaultCacheFolder();

/// A store on disk that several runs may use at once. It knows a unit's facts
/// if the program, the rules, the command and all that the unit read are the
/// same as when they were found; see docs/cache.md. Whatever is wrong with it
/// is no error of the run: it then knows nothing.
class Cache : public UnitStore {
public:
  /// Told what is wrong with the cache, in one line. From any thread.
  using Warning = std::function<void(const std::string &)>;

  Cache(CacheOptions Options, Warning Warn);
  ~Cache() override;

  void begin(const Job &J, UnitInputs &Inputs) override;
  void end() override;
  std::optional<UnitFacts> find(const PlannedUnit &Unit) override;
  void keep(const PlannedUnit &Unit, const UnitFacts &Facts,
            const InputRecord &Read) override;

  /// How many units find() knew, and how many it did not.
  std::size_t hits() const;
  std::size_t misses() const;

private:
  class Way;
  struct Disk;
  std::unique_ptr<Disk> OnDisk;
  std::unique_ptr<Way> Current; ///< null outside of begin() and end()
};

} // namespace pageless

#endif // PAGELESS_CACHE_CACHE_H
