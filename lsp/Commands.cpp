//===- lsp/Commands.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/Commands.h"

#include "engine/InferCommand.h"
#include "engine/Scan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <set>

using namespace pageless;
using namespace pageless::lsp;
namespace path = llvm::sys::path;

namespace {

/// How many folders, from the root on, both paths share.
std::size_t sharedFolders(llvm::StringRef A, llvm::StringRef B) {
  std::size_t Count = 0;
  while (A.contains('/') && A.split('/').first == B.split('/').first) {
    ++Count;
    A = A.split('/').second;
    B = B.split('/').second;
  }
  return Count;
}

/// The sources with an #include of one of \p Headers, the nearest to the first
/// one first.
std::vector<std::string> includersOf(const Ledger &L,
                                     llvm::ArrayRef<std::string> Headers) {
  llvm::StringSet<> Names;
  for (const std::string &Header : Headers)
    Names.insert(path::filename(Header));
  std::set<std::string> Found;
  for (const auto &[Name, Files] : findIncluding(L, Names, /*Threads=*/0))
    Found.insert(Files.begin(), Files.end());
  std::vector<std::string> Sorted(Found.begin(), Found.end());
  const auto Key = [&](const std::string &File) {
    return std::pair(~sharedFolders(File, Headers.front()), File);
  };
  llvm::sort(Sorted, [&](const std::string &A, const std::string &B) {
    return Key(A) < Key(B);
  });
  return Sorted;
}

} // namespace

Commands::Commands(llvm::ArrayRef<std::string> Given, const TreePaths &Paths)
    : Given(expandDatabases(Given)), Paths(Paths) {}

std::vector<std::string> Commands::databasesFor(const std::string &File) const {
  if (!Given.empty())
    return Given;
  const std::string Absolute = Paths.root() + "/" + File;
  for (llvm::StringRef Up = path::parent_path(Absolute); !Up.empty();
       Up = path::parent_path(Up))
    for (const char *Folder : {"", "/build"})
      if (llvm::sys::fs::exists(Up + Folder + "/compile_commands.json"))
        return {(Up + Folder).str()};
  return {};
}

llvm::Expected<std::optional<CompileCommand>>
Commands::own(const std::string &File) {
  const std::vector<std::string> Databases = databasesFor(File);
  if (Databases.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "no compile_commands.json in the folder of " + File +
            ", one above it, or a folder build/ there; name one with "
            "'pageless lsp -p DIR'");
  const llvm::StringSet<> Names = {path::filename(File)};
  for (const std::string &Database : Databases) {
    auto Loaded = loadCompileDatabase(Database, Paths, &Names);
    if (!Loaded)
      return Loaded.takeError();
    if (const auto It = Loaded->commands.find(File);
        It != Loaded->commands.end())
      return CompileDatabase::command(*It);
  }
  return std::nullopt;
}

const std::vector<CompileDatabase> &Commands::all(const std::string &File) {
  const std::vector<std::string> Databases = databasesFor(File);
  if (Databases == Loaded)
    return Whole;
  Loaded = Databases;
  Whole.clear();
  for (const std::string &Database : Databases)
    if (auto One = loadCompileDatabase(Database, Paths))
      Whole.push_back(std::move(*One));
    else
      llvm::consumeError(One.takeError()); // own() has reported it
  return Whole;
}

std::vector<CompileCommand> Commands::includers(const std::string &Header) {
  constexpr std::size_t Most = 6;
  std::vector<CompileCommand> Found;
  std::set<std::string> Seen = {Header};
  Ledger L;
  L.root = Paths.root();
  // Directly, and by way of another header.
  std::vector<std::string> Headers = {Header};
  for (int Level = 0; Level < 2 && !Headers.empty(); ++Level) {
    std::vector<std::string> Next;
    for (const std::string &File : includersOf(L, Headers)) {
      if (!Seen.insert(File).second)
        continue;
      if (llvm::StringRef(File).ends_with(".h"))
        Next.push_back(File);
      for (const CompileDatabase &Database : all(Header))
        if (const auto It = Database.commands.find(File);
            It != Database.commands.end() && Found.size() < Most)
          Found.push_back(CompileDatabase::command(*It));
    }
    if (Found.size() == Most)
      break;
    Headers = std::move(Next);
  }
  return Found;
}

std::optional<CompileCommand> Commands::borrowed(const std::string &File,
                                                 std::string &From) {
  auto Near = CommandLender(all(File), Paths).lendTo(File);
  if (!Near)
    return std::nullopt;
  From = Near->from;
  return std::move(Near->command);
}
