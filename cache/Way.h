//===- cache/Way.h - The cache during one way through the tree --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_WAY_H
#define PAGELESS_CACHE_WAY_H

#include "cache/Cache.h"
#include "cache/Database.h"
#include "cache/Sights.h"
#include "cache/UnitKey.h"

#include "llvm/ADT/DenseMap.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace pageless {

/// The open database, or none once something went wrong with it.
struct Cache::Disk {
  CacheOptions options;
  Warning warn;
  Digest program = {};
  std::mutex mutex; ///< for what follows
  std::unique_ptr<Database> database;
  std::atomic<std::size_t> hits = 0, misses = 0;

  /// Goes on without the database, and says why. With the lock.
  void giveUp(llvm::Error Why);
};

/// What is known while the words, and so the states of files, stay the same.
/// Its functions may be called from several threads.
class Cache::Way : TextMemory {
public:
  /// All must outlive the object.
  Way(Disk &On, const Job &J, UnitInputs &Inputs, const SharedFiles &Files);

  std::optional<UnitFacts> find(const PlannedUnit &Unit);
  void keep(const PlannedUnit &Unit, const UnitFacts &Facts,
            const InputRecord &Read);
  /// Writes what is not written yet.
  void finish();

private:
  using Clock = std::chrono::steady_clock;

  /// An input of the database, compared with the files.
  struct Checked {
    bool same = false;
    unsigned identity = 0;
  };
  /// Facts that are to be written.
  struct Pending {
    Digest key;
    std::vector<Seen> paths;
    std::string facts;
  };

  std::optional<Digest> recall(const Digest &Of) override;
  void remember(const Digest &Of, const Digest &What) override;
  std::optional<Digest> keyOf(const PlannedUnit &Unit);
  bool isRight(const StoredUnit &Unit);
  llvm::Error check(llvm::ArrayRef<std::int64_t> Ids);
  bool mayKeep(const UnitFacts &Facts, const Pending &One);
  llvm::Error write(llvm::ArrayRef<Pending> Batch);
  llvm::Error writeOne(const Pending &One, std::int64_t Now);
  void flush(std::vector<Pending> Batch);

  Disk &On;
  const Job &J;
  UnitInputs &Inputs;
  FileStates States;
  const Digest Key;
  std::mutex Mutex; ///< for what follows
  llvm::DenseMap<std::int64_t, Checked> Known;
  std::vector<Pending> Unwritten;
  Clock::time_point LastWrite = Clock::now();
  std::vector<std::int64_t> Touched;
  std::map<Digest, Digest> Remembered;
  // With the lock of the disk:
  std::map<std::pair<unsigned, Sight>, std::int64_t> Ids; ///< by path
  std::int64_t Generation = 0;
};

} // namespace pageless

#endif // PAGELESS_CACHE_WAY_H
