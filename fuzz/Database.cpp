//===- fuzz/Database.cpp - Compile databases as files ---------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// loadCompileDatabase() has three ways: it packs all entries, reads those of
// some names, or parses the whole text as JSON if it cannot be cut. All must
// take the same databases for the same commands. A byte order mark, which
// nothing but the last way understands, is how to have that one.
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"
#include "fuzz/Check.h"

#include <map>
#include <optional>

using namespace pageless;
using namespace pageless::fuzz;

namespace {

constexpr llvm::StringRef Mark = "\xef\xbb\xbf";

/// What a database comes to: folder and arguments of each command, by file.
using Commands = std::multimap<std::string, std::vector<std::string>>;

struct Outcome {
  std::size_t entries = 0;
  Commands commands;
  bool operator==(const Outcome &) const = default;
};

std::optional<Outcome> load(llvm::StringRef Text,
                            const llvm::StringSet<> *Names) {
  static MemoryFile File;
  File.write(Text);
  TreePaths Paths("/no-such-tree"); // keeps what it was asked: one each time
  for (const char *Name : {"a.c", "b.c", "d/a.c"})
    Paths.addFile(Name);
  auto Database = loadCompileDatabase(File.path(), Paths, Names);
  if (!Database) {
    checkedError(Database.takeError());
    return std::nullopt;
  }
  Outcome Result{Database->entries, {}};
  for (const auto &Entry : Database->commands)
    for (std::size_t I = 0; I < Entry.second.size(); ++I) {
      const CompileCommand &Command = CompileDatabase::command(Entry, I);
      std::vector<std::string> Texts(Command.arguments.begin(),
                                     Command.arguments.end());
      Texts.push_back(Command.directory);
      Result.commands.emplace(Entry.first, std::move(Texts));
    }
  return Result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  const llvm::StringRef Text = textOf(Data, Size);
  const auto Packed = load(Text, nullptr);
  if (Text.starts_with(Mark)) // it cannot have two
    return 0;
  check(load((Mark + Text).str(), nullptr) == Packed, "both ways read the same",
        Text);
  if (!Packed)
    return 0;
  llvm::StringSet<> Names;
  Names.insert("a.c");
  const auto Some = load(Text, &Names);
  check(Some && Some->entries == Packed->entries,
        "a database that can be read can be read in part", Text);
  for (const auto &[File, Command] : Packed->commands)
    if (File != "b.c")
      check(Some->commands.count(File) == Packed->commands.count(File),
            "no command of a wanted file is left out", Text);
  return 0;
}
