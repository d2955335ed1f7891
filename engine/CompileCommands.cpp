//===- engine/CompileCommands.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"

#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <set>

using namespace pageless;
namespace path = llvm::sys::path;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

std::string databaseFile(const std::string &Path) {
  if (!llvm::sys::fs::is_directory(Path))
    return Path;
  llvm::SmallString<256> File(Path);
  path::append(File, "compile_commands.json");
  return std::string(File);
}

llvm::Expected<std::unique_ptr<clang::tooling::JSONCompilationDatabase>>
open(const std::string &Path) {
  const std::string File = databaseFile(Path);
  if (!llvm::sys::fs::exists(File))
    return problem("no compile database " + File +
                   "; docs/compile-commands.md tells how to make one");
  std::string Message;
  auto Database = clang::tooling::JSONCompilationDatabase::loadFromFile(
      File, Message, clang::tooling::JSONCommandLineSyntax::Gnu);
  if (!Database) {
    // The parser's message is long; the first line says it.
    return problem("cannot read " + File + ": " +
                   llvm::StringRef(Message).trim().split('\n').first);
  }
  return Database;
}

/// What `pageless compdb` noted beside the database; nothing if another tool
/// made it.
void readNotes(const std::string &File, CompileDatabase &Database) {
  llvm::SmallString<256> Path(path::parent_path(File));
  path::append(Path, "pageless-compdb.json");
  std::ifstream In{std::string(Path)};
  const auto Notes = nlohmann::json::parse(In, nullptr, /*exceptions=*/false);
  if (!Notes.is_object())
    return;
  const auto Text = [](const nlohmann::json &Object, const char *Key) {
    const auto It = Object.find(Key);
    return It != Object.end() && It->is_string() ? It->get<std::string>()
                                                 : std::string();
  };
  Database.architecture = Text(Notes, "arch");
  Database.target = Text(Notes, "target");
  if (const auto It = Notes.find("standIn");
      It != Notes.end() && It->is_object())
    Database.standIn = Database.target + " stands for " + Text(*It, "for") +
                       ": " + Text(*It, "why");
}

} // namespace

std::vector<std::string>
pageless::expandDatabases(llvm::ArrayRef<std::string> Paths) {
  std::vector<std::string> Found;
  for (const std::string &Path : Paths) {
    std::set<std::string> Below;
    std::error_code Ignored;
    if (llvm::sys::fs::is_directory(Path) &&
        !llvm::sys::fs::exists(databaseFile(Path)))
      for (const auto &Entry :
           std::filesystem::directory_iterator(Path, Ignored))
        if (llvm::sys::fs::exists(Entry.path().string() +
                                  "/compile_commands.json"))
          Below.insert(Entry.path().string());
    if (Below.empty())
      Below.insert(Path);
    Found.insert(Found.end(), Below.begin(), Below.end());
  }
  return Found;
}

llvm::Expected<CompileDatabase>
pageless::loadCompileDatabase(const std::string &Path, const TreePaths &Paths) {
  auto Database = open(Path);
  if (!Database)
    return Database.takeError();
  CompileDatabase Result;
  llvm::SmallString<256> Absolute(databaseFile(Path));
  llvm::sys::fs::make_absolute(Absolute);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  Result.name = path::filename(path::parent_path(Absolute)).str();
  for (clang::tooling::CompileCommand &Command :
       (*Database)->getAllCompileCommands()) {
    ++Result.entries;
    auto File = Paths.relative(Command.Filename, Command.Directory);
    if (!File)
      continue;
    std::vector<CompileCommand> &Same = Result.commands[*File];
    Same.push_back({std::move(Command.Directory),
                    std::move(Command.CommandLine), std::move(*File)});
  }
  readNotes(std::string(Absolute), Result);
  if (Result.commands.empty())
    return problem(databaseFile(Path) + " names no file below " + Paths.root() +
                   "; is --tree right?");
  return Result;
}

void pageless::makeNamesUnique(std::vector<CompileDatabase> &Databases) {
  std::set<std::string> Taken;
  for (CompileDatabase &Database : Databases) {
    const std::string Base = Database.name;
    for (unsigned N = 2; !Taken.insert(Database.name).second; ++N)
      Database.name = Base + "#" + std::to_string(N);
  }
}

llvm::Expected<std::string>
pageless::guessTree(llvm::ArrayRef<std::string> DatabasePaths) {
  namespace fs = std::filesystem;
  for (const std::string &Path : DatabasePaths) {
    auto Database = open(Path);
    if (!Database)
      return Database.takeError();
    for (const auto &Command : (*Database)->getAllCompileCommands()) {
      llvm::SmallString<256> File(Command.Filename);
      if (!path::is_absolute(File)) {
        File = Command.Directory;
        path::append(File, Command.Filename);
      }
      llvm::SmallString<256> Real;
      if (llvm::sys::fs::real_path(File, Real))
        continue;
      for (llvm::StringRef Up = path::parent_path(Real); !Up.empty();
           Up = path::parent_path(Up)) {
        const fs::path Candidate(Up.str());
        if (fs::exists(Candidate / "Kbuild") &&
            fs::exists(Candidate / "MAINTAINERS"))
          return Up.str();
      }
    }
  }
  return problem("no kernel tree (Kbuild and MAINTAINERS) above the files of "
                 "the compile database; name it with --tree");
}
