//===- engine/CompileCommands.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"

#include "engine/CutEntries.h"
#include "engine/FindTree.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
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

/// One entry as it stands in the file.
struct Entry {
  std::string directory, file;
  std::vector<std::string> arguments;
};

/// The text of a member, or nothing if it is no text.
std::optional<std::string> textOf(const nlohmann::json &Object,
                                  const char *Key) {
  const auto It = Object.find(Key);
  if (It == Object.end() || !It->is_string())
    return std::nullopt;
  return It->get<std::string>();
}

/// The arguments of an entry: a list, or a command line as for a shell.
std::optional<std::vector<std::string>>
argumentsOf(const nlohmann::json &Object) {
  std::vector<std::string> Arguments;
  if (const auto It = Object.find("arguments"); It != Object.end()) {
    if (!It->is_array())
      return std::nullopt;
    for (const nlohmann::json &Argument : *It) {
      if (!Argument.is_string())
        return std::nullopt;
      Arguments.push_back(Argument.get<std::string>());
    }
    return Arguments;
  }
  const std::optional<std::string> Command = textOf(Object, "command");
  if (!Command)
    return std::nullopt;
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *> Words;
  llvm::cl::TokenizeGNUCommandLine(*Command, Saver, Words);
  Arguments.assign(Words.begin(), Words.end());
  return Arguments;
}

std::optional<Entry> entryOf(const nlohmann::json &Object) {
  if (!Object.is_object())
    return std::nullopt;
  auto Directory = textOf(Object, "directory"), File = textOf(Object, "file");
  auto Arguments = argumentsOf(Object);
  if (!Directory || !File || !Arguments)
    return std::nullopt;
  return Entry{std::move(*Directory), std::move(*File), std::move(*Arguments)};
}

std::string lacking(std::size_t Count) {
  return "entry " + std::to_string(Count) +
         " lacks a directory, a file, or a command or arguments";
}

/// Reads the whole text as JSON: for databases that cutEntries() does not
/// understand, above all to say what is wrong with them. Returns that.
std::string readThoroughly(llvm::StringRef Text,
                           llvm::function_ref<bool(Entry &&)> Take) {
  using nlohmann::json;
  std::size_t Count = 0;
  bool Wanted = true;
  std::string Wrong;
  const auto OnEvent = [&](int Depth, json::parse_event_t Event, json &Value) {
    if (Depth == 0 && Event == json::parse_event_t::object_start)
      Wrong = "it is no list of commands";
    const bool Whole = Event == json::parse_event_t::object_end ||
                       Event == json::parse_event_t::array_end ||
                       Event == json::parse_event_t::value;
    if (Depth != 1 || !Whole)
      return true;
    ++Count;
    if (Wanted && Wrong.empty()) {
      if (std::optional<Entry> One = entryOf(Value))
        Wanted = Take(std::move(*One));
      else
        Wrong = lacking(Count);
    }
    return false; // it is done with
  };
  try {
    const json Rest = json::parse(Text.begin(), Text.end(), OnEvent);
    if (Wrong.empty() && !Rest.is_array())
      Wrong = "it is no list of commands";
  } catch (const json::exception &E) {
    Wrong = E.what();
  }
  return Wrong;
}

/// Reads entry by entry. Returns what is wrong, "" if nothing is.
std::string readEntries(llvm::ArrayRef<CutEntry> Entries,
                        const llvm::StringSet<> *Names,
                        llvm::function_ref<bool(Entry &&)> Take) {
  using nlohmann::json;
  for (std::size_t I = 0; I < Entries.size(); ++I) {
    if (Names && !mayBeNamed(Entries[I], *Names))
      continue;
    const llvm::StringRef Text = Entries[I].text;
    const json Value = json::parse(Text.begin(), Text.end(), nullptr,
                                   /*allow_exceptions=*/false);
    std::optional<Entry> One = entryOf(Value);
    if (!One)
      return Value.is_discarded()
                 ? "entry " + std::to_string(I + 1) + " is no JSON"
                 : lacking(I + 1);
    if (!Take(std::move(*One)))
      break;
  }
  return "";
}

/// Calls \p Take for each entry of a database, or for those of files with one
/// of \p Names, until it returns false, without ever having all of them in
/// memory. Returns how many entries there are.
llvm::Expected<std::size_t>
forEachEntry(const std::string &Path, const llvm::StringSet<> *Names,
             llvm::function_ref<bool(Entry &&)> Take) {
  const std::string File = databaseFile(Path);
  if (!llvm::sys::fs::exists(File))
    return problem("no compile database " + File +
                   "; docs/compile-commands.md tells how to make one");
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return problem("cannot read " + File + ": " + Buffer.getError().message());
  const llvm::StringRef Text = (*Buffer)->getBuffer();
  const auto Entries = cutEntries(Text);
  std::size_t Count = Entries ? Entries->size() : 0;
  const std::string Wrong = Entries ? readEntries(*Entries, Names, Take)
                                    : readThoroughly(Text, [&](Entry &&One) {
                                        ++Count;
                                        return Take(std::move(One));
                                      });
  if (!Wrong.empty())
    return problem("cannot read " + File + ": " + Wrong);
  return Count;
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
pageless::loadCompileDatabase(const std::string &Path, const TreePaths &Paths,
                              const llvm::StringSet<> *Names) {
  CompileDatabase Result;
  llvm::SmallString<256> Absolute(databaseFile(Path));
  llvm::sys::fs::make_absolute(Absolute);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  Result.name = path::filename(path::parent_path(Absolute)).str();
  const auto Pool = std::make_shared<ArgumentPool>();
  auto Count = forEachEntry(Path, Names, [&](Entry &&One) {
    auto File = Paths.relative(One.file, One.directory);
    if (!File)
      return true;
    CompileCommand Command{std::move(One.directory), {}, *File, Pool};
    for (const std::string &Argument : One.arguments)
      Command.arguments.push_back(Pool->keep(Argument));
    Result.commands[*File].push_back(std::move(Command));
    return true;
  });
  if (!Count)
    return Count.takeError();
  Result.entries = *Count;
  readNotes(std::string(Absolute), Result);
  if (Result.commands.empty() && !Names)
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

/// The kernel tree above an entry's file, or "".
static std::string treeAround(const Entry &One) {
  llvm::SmallString<256> File(One.file);
  if (!path::is_absolute(File)) {
    File = One.directory;
    path::append(File, One.file);
  }
  return treeAbove(File);
}

llvm::Expected<std::string>
pageless::guessTree(llvm::ArrayRef<std::string> DatabasePaths) {
  for (const std::string &Path : DatabasePaths) {
    std::string Tree;
    if (auto Count = forEachEntry(Path, nullptr,
                                  [&](Entry &&One) {
                                    Tree = treeAround(One);
                                    return Tree.empty();
                                  });
        !Count)
      return Count.takeError();
    if (!Tree.empty())
      return Tree;
  }
  return problem("no kernel tree (Kbuild and MAINTAINERS) above the files of "
                 "the compile database; name it with --tree");
}
