//===- cache/Database.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Database.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;

namespace {

/// How many answers one unit keeps: of the branches that one switches between.
constexpr std::size_t MostVariants = 8;

Digest sumOf(std::int64_t Id, const StoredInput &Input) {
  return Digester()
      .add(static_cast<std::uint64_t>(Id))
      .add(Input.path)
      .add(Input.sight)
      .add(bytesOf(Input.state))
      .digest();
}

Digest sumOf(const Digest &Key, llvm::StringRef Inputs, llvm::StringRef Aliases,
             llvm::StringRef Facts) {
  return Digester()
      .add(bytesOf(Key))
      .add(Inputs)
      .add(Aliases)
      .add(Facts)
      .digest();
}

Digest sumOf(const Digest &Of, const Digest &What) {
  return Digester().add(bytesOf(Of)).add(bytesOf(What)).digest();
}

/// A digest from a column; false if it is none.
bool readDigest(llvm::StringRef Bytes, Digest &To) {
  if (Bytes.size() != To.size())
    return false;
  std::copy(Bytes.begin(), Bytes.end(), To.begin());
  return true;
}

/// Steps through \p Asked and hands each row to \p Take.
template <typename Fn>
llvm::Error forEachRow(llvm::Expected<std::unique_ptr<Query>> Asked,
                       llvm::function_ref<void(Query &)> Bind, Fn Take) {
  if (!Asked)
    return Asked.takeError();
  Bind(**Asked);
  for (;;) {
    llvm::Expected<bool> Row = (*Asked)->next();
    if (!Row)
      return Row.takeError();
    if (!*Row)
      return llvm::Error::success();
    Take(**Asked);
  }
}

/// Runs \p Asked, which gives no rows.
llvm::Error runWith(llvm::Expected<std::unique_ptr<Query>> Asked,
                    llvm::function_ref<void(Query &)> Bind) {
  return forEachRow(std::move(Asked), Bind, [](Query &) {});
}

} // namespace

std::string pageless::packIds(llvm::ArrayRef<std::int64_t> Sorted) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  std::int64_t Last = 0;
  for (const std::int64_t Id : Sorted) {
    llvm::encodeULEB128(static_cast<std::uint64_t>(Id - Last), Out);
    Last = Id;
  }
  return Text;
}

std::optional<std::vector<std::int64_t>>
pageless::unpackIds(llvm::StringRef Packed) {
  std::vector<std::int64_t> Ids;
  std::uint64_t Last = 0;
  const auto *At = Packed.bytes_begin();
  while (At != Packed.bytes_end()) {
    unsigned Size = 0;
    const char *Wrong = nullptr;
    Last += llvm::decodeULEB128(At, &Size, Packed.bytes_end(), &Wrong);
    if (Wrong)
      return std::nullopt;
    At += Size;
    Ids.push_back(static_cast<std::int64_t>(Last));
  }
  return Ids;
}

llvm::Expected<std::vector<StoredUnit>> Database::units(const Digest &Key) {
  std::vector<StoredUnit> Found;
  llvm::Error E = forEachRow(
      Db.query("SELECT id, inputs, aliases, facts, sum, used FROM unit"
               " WHERE key = ? ORDER BY used DESC, id DESC"),
      [&](Query &Q) { Q.bind(bytesOf(Key)); },
      [&](Query &Q) {
        const llvm::StringRef Inputs = Q.bytes(1), Aliases = Q.bytes(2),
                              Facts = Q.bytes(3);
        if (Q.bytes(4) != bytesOf(sumOf(Key, Inputs, Aliases, Facts)))
          return;
        if (auto Ids = unpackIds(Inputs))
          Found.push_back({Q.number(0), std::move(*Ids), Aliases.str(),
                           Facts.str(), Q.number(5)});
      });
  if (E)
    return std::move(E);
  return Found;
}

llvm::Expected<std::optional<StoredInput>> Database::input(std::int64_t Id) {
  std::optional<StoredInput> Found;
  llvm::Error E = forEachRow(
      Db.query("SELECT path, sight, state, sum FROM input WHERE id = ?"),
      [&](Query &Q) { Q.bind(Id); },
      [&](Query &Q) {
        StoredInput Input;
        Input.path = Q.bytes(0).str();
        Input.sight = static_cast<unsigned>(Q.number(1));
        if (readDigest(Q.bytes(2), Input.state) &&
            Q.bytes(3) == bytesOf(sumOf(Id, Input)))
          Found = std::move(Input);
      });
  if (E)
    return std::move(E);
  return Found;
}

llvm::Error Database::begin() { return Db.run("BEGIN IMMEDIATE"); }
llvm::Error Database::commit() { return Db.run("COMMIT"); }
void Database::rollback() { llvm::consumeError(Db.run("ROLLBACK")); }

llvm::Expected<std::int64_t> Database::generation() {
  return Db.number("SELECT number FROM generation");
}

llvm::Expected<std::int64_t> Database::add(const StoredInput &Input) {
  std::int64_t Id = 0;
  if (llvm::Error E = forEachRow(
          Db.query("SELECT id FROM input"
                   " WHERE path = ? AND sight = ? AND state = ?"),
          [&](Query &Q) {
            Q.bind(Input.path).bind(Input.sight).bind(bytesOf(Input.state));
          },
          [&](Query &Q) { Id = Q.number(0); }))
    return std::move(E);
  if (Id != 0)
    return Id;
  if (llvm::Error E = runWith(
          Db.query("INSERT INTO input(path, sight, state, sum)"
                   " VALUES(?, ?, ?, '')"),
          [&](Query &Q) {
            Q.bind(Input.path).bind(Input.sight).bind(bytesOf(Input.state));
          }))
    return std::move(E);
  Id = Db.lastRow();
  const Digest Sum = sumOf(Id, Input);
  if (llvm::Error E = runWith(Db.query("UPDATE input SET sum = ? WHERE id = ?"),
                              [&](Query &Q) { Q.bind(bytesOf(Sum)).bind(Id); }))
    return std::move(E);
  return Id;
}

llvm::Error Database::add(const Digest &Key, const StoredUnit &Unit) {
  const std::string Inputs = packIds(Unit.inputs);
  const Digest Sum = sumOf(Key, Inputs, Unit.aliases, Unit.facts);
  if (llvm::Error E =
          runWith(Db.query("DELETE FROM unit WHERE key = ? AND inputs = ?"),
                  [&](Query &Q) { Q.bind(bytesOf(Key)).bind(Inputs); }))
    return E;
  if (llvm::Error E = runWith(
          Db.query("INSERT INTO unit(key, inputs, aliases, facts, sum, used)"
                   " VALUES(?, ?, ?, ?, ?, ?)"),
          [&](Query &Q) {
            Q.bind(bytesOf(Key)).bind(Inputs).bind(Unit.aliases);
            Q.bind(Unit.facts).bind(bytesOf(Sum)).bind(Unit.used);
          }))
    return E;
  return runWith(
      Db.query("DELETE FROM unit WHERE id IN (SELECT id FROM unit"
               " WHERE key = ? ORDER BY used DESC, id DESC LIMIT -1 OFFSET ?)"),
      [&](Query &Q) {
        Q.bind(bytesOf(Key)).bind(static_cast<std::int64_t>(MostVariants));
      });
}

llvm::Expected<std::optional<Digest>> Database::recall(const Digest &Of) {
  std::optional<Digest> Found;
  Digest What;
  llvm::Error E = forEachRow(
      Db.query("SELECT what, sum FROM memory WHERE key = ?"),
      [&](Query &Q) { Q.bind(bytesOf(Of)); },
      [&](Query &Q) {
        if (readDigest(Q.bytes(0), What) &&
            Q.bytes(1) == bytesOf(sumOf(Of, What)))
          Found = What;
      });
  if (E)
    return std::move(E);
  return Found;
}

llvm::Error Database::remember(const Digest &Of, const Digest &What) {
  const Digest Sum = sumOf(Of, What);
  return runWith(Db.query("INSERT OR REPLACE INTO memory VALUES(?, ?, ?)"),
                 [&](Query &Q) {
                   Q.bind(bytesOf(Of)).bind(bytesOf(What)).bind(bytesOf(Sum));
                 });
}

llvm::Error Database::touch(llvm::ArrayRef<std::int64_t> Units,
                            std::int64_t Now) {
  for (const std::int64_t Id : Units)
    if (llvm::Error E =
            runWith(Db.query("UPDATE unit SET used = ? WHERE id = ?"),
                    [&](Query &Q) { Q.bind(Now).bind(Id); }))
      return E;
  return llvm::Error::success();
}

llvm::Expected<std::uint64_t> Database::size() {
  std::uint64_t Product = 1;
  auto Pages = Db.number("PRAGMA page_count");
  if (!Pages)
    return Pages.takeError();
  auto Free = Db.number("PRAGMA freelist_count");
  if (!Free)
    return Free.takeError();
  auto Page = Db.number("PRAGMA page_size");
  if (!Page)
    return Page.takeError();
  Product *= static_cast<std::uint64_t>(*Pages - *Free);
  return Product * static_cast<std::uint64_t>(*Page);
}

llvm::Error Database::dropUnusedInputs() {
  llvm::DenseSet<std::int64_t> Used;
  if (llvm::Error E = forEachRow(
          Db.query("SELECT inputs FROM unit"), [](Query &) {},
          [&](Query &Q) {
            if (const auto Ids = unpackIds(Q.bytes(0)))
              Used.insert(Ids->begin(), Ids->end());
          }))
    return E;
  std::vector<std::int64_t> Unused;
  if (llvm::Error E = forEachRow(
          Db.query("SELECT id FROM input"), [](Query &) {},
          [&](Query &Q) {
            if (!Used.contains(Q.number(0)))
              Unused.push_back(Q.number(0));
          }))
    return E;
  for (const std::int64_t Id : Unused)
    if (llvm::Error E = runWith(Db.query("DELETE FROM input WHERE id = ?"),
                                [&](Query &Q) { Q.bind(Id); }))
      return E;
  return Db.run("UPDATE generation SET number = number + 1");
}

llvm::Error Database::shrink(std::uint64_t Limit) {
  auto Size = size();
  if (!Size)
    return Size.takeError();
  if (*Size <= Limit)
    return llvm::Error::success();
  if (llvm::Error E = begin())
    return E;
  if (llvm::Error E = Db.run("DELETE FROM memory")) // is soon found again
    return E;
  while (*Size > Limit / 5 * 4) {
    auto Count = Db.number("SELECT count(*) FROM unit");
    if (!Count)
      return Count.takeError();
    if (*Count == 0)
      break;
    if (llvm::Error E =
            runWith(Db.query("DELETE FROM unit WHERE id IN (SELECT id FROM unit"
                             " ORDER BY used, id LIMIT ?)"),
                    [&](Query &Q) { Q.bind(*Count / 10 + 1); }))
      return E;
    if (llvm::Error E = dropUnusedInputs())
      return E;
    Size = size();
    if (!Size)
      return Size.takeError();
  }
  if (llvm::Error E = commit())
    return E;
  return Db.run("PRAGMA incremental_vacuum");
}
