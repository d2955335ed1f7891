//===- cache/Sqlite.h - A connection that closes itself ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_SQLITE_H
#define PAGELESS_CACHE_SQLITE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace pageless {

/// What SQLite could not do.
class SqliteError : public llvm::ErrorInfo<SqliteError> {
public:
  static char ID;
  SqliteError(int Code, std::string Message)
      : Code(Code), Message(std::move(Message)) {}
  void log(llvm::raw_ostream &Out) const override { Out << Message; }
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }
  /// The file is damaged, or no database.
  bool isCorrupt() const;

private:
  int Code;
  std::string Message;
};

/// A statement with its arguments, to be stepped through once. The texts that
/// are bound must live until it was stepped through.
class Query {
public:
  Query(sqlite3 &To, sqlite3_stmt *Prepared);
  ~Query();
  Query(const Query &) = delete;
  Query &operator=(const Query &) = delete;

  Query &bind(std::int64_t Number);
  Query &bind(llvm::StringRef Bytes);
  /// True if there is one more row, which the functions below read.
  llvm::Expected<bool> next();
  /// For statements that have no rows.
  llvm::Error run();
  std::int64_t number(int Column) const;
  /// Valid until the next row.
  llvm::StringRef bytes(int Column) const;

private:
  sqlite3 &To;
  sqlite3_stmt *Prepared;
  int Bound = 0;
};

/// One connection, for one thread at a time.
class Sqlite {
public:
  /// No connection; nothing can be asked of it.
  Sqlite() = default;
  /// Opens or makes the file.
  static llvm::Expected<Sqlite> open(const std::string &File);

  /// Runs statements that take and give nothing.
  llvm::Error run(const char *Sql);
  /// \p Sql is prepared once for each address.
  llvm::Expected<std::unique_ptr<Query>> query(const char *Sql);
  /// The one number that \p Sql asks for.
  llvm::Expected<std::int64_t> number(const char *Sql);
  std::int64_t lastRow() const;
  std::int64_t changes() const;

private:
  struct Closer {
    void operator()(sqlite3 *Connection) const;
  };
  struct Finalizer {
    void operator()(sqlite3_stmt *Prepared) const;
  };
  explicit Sqlite(sqlite3 *Connection) : Connection(Connection) {}

  std::unique_ptr<sqlite3, Closer> Connection;
  std::map<const char *, std::unique_ptr<sqlite3_stmt, Finalizer>> Statements;
};

} // namespace pageless

#endif // PAGELESS_CACHE_SQLITE_H
