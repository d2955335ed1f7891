//===- cache/Database.h - The file that facts are kept in -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_DATABASE_H
#define PAGELESS_CACHE_DATABASE_H

#include "cache/Digest.h"
#include "cache/FileLock.h"
#include "cache/Sqlite.h"

#include "llvm/ADT/ArrayRef.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// What a unit has read: a path, how it was looked at, and what was there.
struct StoredInput {
  std::string path;
  unsigned sight = 0;
  Digest state{};
};

/// One answer of a unit: right wherever all its inputs are what they were.
struct StoredUnit {
  std::int64_t id = 0;
  std::vector<std::int64_t> inputs; ///< ids, sorted
  std::string aliases;
  std::string facts;
  std::int64_t used = 0; ///< when it was last, in seconds since 1970
};

/// The SQLite file below a folder. Several processes may use it at once, and be
/// killed at any time. For one thread at a time. Its functions fail with what
/// SQLite says; what is damaged without its notice is as if it were not there.
class Database {
public:
  /// Opens the file, or makes it. One that is damaged or of another version is
  /// replaced by an empty one; \p Notice says so then.
  static llvm::Expected<std::unique_ptr<Database>>
  open(const std::string &Folder, std::string &Notice);

  /// The answers under a key, the last used first.
  llvm::Expected<std::vector<StoredUnit>> units(const Digest &Key);
  llvm::Expected<std::optional<StoredInput>> input(std::int64_t Id);

  llvm::Error begin();
  llvm::Error commit();
  void rollback();
  /// Grows when inputs go, whose ids are worth nothing then. To be asked inside
  /// of a transaction.
  llvm::Expected<std::int64_t> generation();
  /// The id of an input, which is added if it is new. Ids never come back.
  llvm::Expected<std::int64_t> add(const StoredInput &Input);
  /// Adds an answer, in the place of one with the same inputs. Of the others
  /// under its key, those used longest ago go if there are many.
  llvm::Error add(const Digest &Key, const StoredUnit &Unit);
  /// What remember() was told of a digest.
  llvm::Expected<std::optional<Digest>> recall(const Digest &Of);
  llvm::Error remember(const Digest &Of, const Digest &What);
  llvm::Error touch(llvm::ArrayRef<std::int64_t> Units, std::int64_t Now);

  /// If the file has more than \p Limit bytes of content, drops what was used
  /// longest ago until it has clearly less. Outside of a transaction.
  llvm::Error shrink(std::uint64_t Limit);
  /// Removes the file if no other process uses it. Nothing else may be called
  /// after.
  static void discard(std::unique_ptr<Database> D);

private:
  Database(std::string Folder, FileLock Users, Sqlite Opened)
      : Folder(std::move(Folder)), Users(std::move(Users)),
        Db(std::move(Opened)) {}
  llvm::Error dropUnusedInputs();
  llvm::Expected<std::uint64_t> size();

  std::string Folder;
  FileLock Users;
  Sqlite Db;
};

/// Sorted ids in few bytes, and back; nothing if the text is damaged.
std::string packIds(llvm::ArrayRef<std::int64_t> Sorted);
std::optional<std::vector<std::int64_t>> unpackIds(llvm::StringRef Packed);

} // namespace pageless

#endif // PAGELESS_CACHE_DATABASE_H
