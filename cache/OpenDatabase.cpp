//===- cache/OpenDatabase.cpp - Making and replacing the file -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Database.h"

#include "llvm/Support/FileSystem.h"

using namespace pageless;
using namespace std::chrono_literals;

namespace {

/// In the file's user_version. To be changed with the tables and with what
/// their columns mean.
constexpr std::int64_t SchemaVersion = 1;

/// How long another process may take to open the file.
constexpr auto Patience = 5000ms;

constexpr const char *Settings = "PRAGMA busy_timeout = 5000;"
                                 "PRAGMA auto_vacuum = INCREMENTAL;"
                                 "PRAGMA journal_mode = WAL;"
                                 "PRAGMA synchronous = NORMAL;"
                                 "PRAGMA journal_size_limit = 16777216;";

/// `sum` is a digest of the row, for SQLite does not notice a flipped bit.
constexpr const char *Schema =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE generation(number INTEGER NOT NULL);"
    "INSERT INTO generation VALUES(0);"
    "CREATE TABLE input(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " path BLOB NOT NULL, sight INTEGER NOT NULL, state BLOB NOT NULL,"
    " sum BLOB NOT NULL, UNIQUE(path, sight, state));"
    "CREATE TABLE unit(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key BLOB NOT NULL, inputs BLOB NOT NULL, aliases BLOB NOT NULL,"
    " facts BLOB NOT NULL, sum BLOB NOT NULL, used INTEGER NOT NULL);"
    "CREATE INDEX unit_key ON unit(key);"
    "CREATE TABLE memory(key BLOB PRIMARY KEY, what BLOB NOT NULL,"
    " sum BLOB NOT NULL) WITHOUT ROWID;"
    "PRAGMA user_version = 1;"
    "COMMIT;";

std::string fileIn(const std::string &Folder) {
  return Folder + "/facts.sqlite";
}

void removeFiles(const std::string &Folder) {
  for (const char *Suffix : {"", "-wal", "-shm", "-journal"})
    llvm::sys::fs::remove(fileIn(Folder) + Suffix);
}

/// Opens the file as it is, or makes a new one. "" in \p Wrong, or why a new
/// one is needed.
llvm::Expected<Sqlite> tryOpen(const std::string &Folder, std::string &Wrong) {
  auto Db = Sqlite::open(fileIn(Folder));
  if (!Db)
    return Db.takeError();
  const auto Prepare = [&]() -> llvm::Error {
    if (llvm::Error E = Db->run(Settings))
      return E;
    auto Version = Db->number("PRAGMA user_version");
    if (!Version)
      return Version.takeError();
    auto Tables = Db->number("SELECT count(*) FROM sqlite_master");
    if (!Tables)
      return Tables.takeError();
    if (*Version == 0 && *Tables == 0)
      return Db->run(Schema);
    if (*Version != SchemaVersion)
      Wrong = "is of another version";
    return llvm::Error::success();
  };
  if (llvm::Error E = Prepare()) {
    llvm::Error Other = llvm::handleErrors(
        std::move(E), [&](std::unique_ptr<SqliteError> Of) -> llvm::Error {
          if (!Of->isCorrupt())
            return llvm::Error(std::move(Of));
          Wrong = "is damaged";
          return llvm::Error::success();
        });
    if (Other)
      return std::move(Other);
  }
  return Db;
}

} // namespace

llvm::Expected<std::unique_ptr<Database>>
Database::open(const std::string &Folder, std::string &Notice) {
  if (const std::error_code E = llvm::sys::fs::create_directories(Folder))
    return llvm::createStringError(E, Folder + ": " + E.message());
  auto Opening = FileLock::open(Folder + "/opening.lock");
  if (!Opening)
    return Opening.takeError();
  auto Users = FileLock::open(Folder + "/users.lock");
  if (!Users)
    return Users.takeError();
  if (!Opening->take(FileLock::Kind::Exclusive, Patience) ||
      !Users->take(FileLock::Kind::Shared, Patience))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   Folder + ": another run opens it");
  std::string Wrong;
  auto Db = tryOpen(Folder, Wrong);
  if (Db && !Wrong.empty()) {
    *Db = Sqlite();
    if (!Users->take(FileLock::Kind::Exclusive, 0ms))
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     Folder + ": it " + Wrong +
                                         ", and another run uses it");
    removeFiles(Folder);
    Notice = "the cache " + Folder + " " + Wrong + "; a new one is made";
    Wrong.clear();
    Db = tryOpen(Folder, Wrong);
    Users->take(FileLock::Kind::Shared, Patience);
  }
  if (!Db)
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   Folder + ": " +
                                       llvm::toString(Db.takeError()));
  return std::unique_ptr<Database>(
      new Database(Folder, std::move(*Users), std::move(*Db)));
}

void Database::discard(std::unique_ptr<Database> D) {
  const std::string Folder = D->Folder;
  D.reset();
  auto Opening = FileLock::open(Folder + "/opening.lock");
  auto Users = FileLock::open(Folder + "/users.lock");
  if (Opening && Users && Opening->take(FileLock::Kind::Exclusive, 0ms) &&
      Users->take(FileLock::Kind::Exclusive, 0ms))
    removeFiles(Folder);
  llvm::consumeError(Opening.takeError());
  llvm::consumeError(Users.takeError());
}
