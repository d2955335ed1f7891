//===- cache/Sqlite.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Sqlite.h"

#include <sqlite3.h>

using namespace pageless;

char SqliteError::ID;

bool SqliteError::isCorrupt() const {
  return Code == SQLITE_CORRUPT || Code == SQLITE_NOTADB;
}

static llvm::Error problem(sqlite3 &Of) {
  return llvm::make_error<SqliteError>(sqlite3_errcode(&Of),
                                       sqlite3_errmsg(&Of));
}

Query::Query(sqlite3 &To, sqlite3_stmt *Prepared)
    : To(To), Prepared(Prepared) {}

Query::~Query() {
  sqlite3_reset(Prepared);
  sqlite3_clear_bindings(Prepared);
}

Query &Query::bind(std::int64_t Number) {
  sqlite3_bind_int64(Prepared, ++Bound, Number);
  return *this;
}

Query &Query::bind(llvm::StringRef Bytes) {
  // An address, for a null one would bind NULL.
  sqlite3_bind_blob64(Prepared, ++Bound, Bytes.empty() ? "" : Bytes.data(),
                      Bytes.size(), SQLITE_STATIC);
  return *this;
}

llvm::Expected<bool> Query::next() {
  switch (sqlite3_step(Prepared)) {
  case SQLITE_ROW:
    return true;
  case SQLITE_DONE:
    return false;
  default:
    return problem(To);
  }
}

llvm::Error Query::run() { return next().takeError(); }

std::int64_t Query::number(int Column) const {
  return sqlite3_column_int64(Prepared, Column);
}

llvm::StringRef Query::bytes(int Column) const {
  const auto *Data =
      static_cast<const char *>(sqlite3_column_blob(Prepared, Column));
  return {Data,
          static_cast<std::size_t>(sqlite3_column_bytes(Prepared, Column))};
}

void Sqlite::Closer::operator()(sqlite3 *Connection) const {
  sqlite3_close_v2(Connection);
}

void Sqlite::Finalizer::operator()(sqlite3_stmt *Prepared) const {
  sqlite3_finalize(Prepared);
}

llvm::Expected<Sqlite> Sqlite::open(const std::string &File) {
  sqlite3 *Connection = nullptr;
  const int Code = sqlite3_open_v2(File.c_str(), &Connection,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                       SQLITE_OPEN_NOMUTEX,
                                   nullptr);
  Sqlite Opened(Connection);
  if (Code != SQLITE_OK)
    return llvm::make_error<SqliteError>(
        Code, Connection ? sqlite3_errmsg(Connection) : sqlite3_errstr(Code));
  return Opened;
}

llvm::Error Sqlite::run(const char *Sql) {
  if (sqlite3_exec(Connection.get(), Sql, nullptr, nullptr, nullptr) !=
      SQLITE_OK)
    return problem(*Connection);
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<Query>> Sqlite::query(const char *Sql) {
  auto &Prepared = Statements[Sql];
  if (!Prepared) {
    sqlite3_stmt *Fresh = nullptr;
    if (sqlite3_prepare_v3(Connection.get(), Sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &Fresh, nullptr) != SQLITE_OK)
      return problem(*Connection);
    Prepared.reset(Fresh);
  }
  return std::make_unique<Query>(*Connection, Prepared.get());
}

llvm::Expected<std::int64_t> Sqlite::number(const char *Sql) {
  auto Asked = query(Sql);
  if (!Asked)
    return Asked.takeError();
  llvm::Expected<bool> Row = (*Asked)->next();
  if (!Row)
    return Row.takeError();
  return *Row ? (*Asked)->number(0) : 0;
}

std::int64_t Sqlite::lastRow() const {
  return sqlite3_last_insert_rowid(Connection.get());
}

std::int64_t Sqlite::changes() const {
  return sqlite3_changes64(Connection.get());
}
