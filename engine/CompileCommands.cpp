//===- engine/CompileCommands.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"

#include "engine/CutEntries.h"
#include "engine/EntryCheck.h"
#include "engine/FindTree.h"
#include "engine/JsonDepth.h"
#include "engine/OneLine.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"

#include <nlohmann/json.hpp>

#include <filesystem>
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

std::string entryIs(std::size_t Count, const std::string &Wrong) {
  return "entry " + std::to_string(Count) + " " + Wrong;
}

/// Reads the whole text as JSON: for databases that cutEntries() does not
/// understand, above all to say what is wrong with them. Returns that.
std::string readThoroughly(llvm::StringRef Text,
                           llvm::function_ref<bool(CommandEntry &&)> Take) {
  using nlohmann::json;
  if (Text.trim().empty())
    return "it is empty";
  std::size_t Count = 0;
  bool Wanted = true;
  std::string Wrong;
  struct TooDeep {};
  const auto OnEvent = [&](int Depth, json::parse_event_t Event, json &Value) {
    if (Depth > static_cast<int>(MostJsonDepth))
      throw TooDeep();
    if (Depth == 0 && Event == json::parse_event_t::object_start)
      Wrong = "it is no list of commands";
    const bool Whole = Event == json::parse_event_t::object_end ||
                       Event == json::parse_event_t::array_end ||
                       Event == json::parse_event_t::value;
    if (Depth != 1 || !Whole)
      return true;
    ++Count;
    if (Wanted && Wrong.empty()) {
      if (auto One = CommandEntry::of(Value))
        Wanted = Take(std::move(*One));
      else
        Wrong = entryIs(Count, CommandEntry::Lacking);
    }
    return false; // it is done with
  };
  try {
    const json Rest = json::parse(Text.begin(), Text.end(), OnEvent);
    if (Wrong.empty() && !Rest.is_array())
      Wrong = "it is no list of commands";
  } catch (const json::exception &E) {
    Wrong = llvm::StringRef(E.what()).split("] ").second.str();
  } catch (const TooDeep &) {
    Wrong = "it is nested too deeply";
  }
  return Wrong;
}

/// Reads entry by entry. Returns what is wrong, "" if nothing is.
std::string readEntries(llvm::ArrayRef<CutEntry> Entries,
                        const llvm::StringSet<> *Names,
                        llvm::function_ref<bool(CommandEntry &&)> Take) {
  for (std::size_t I = 0; I < Entries.size(); ++I) {
    if (Names && !mayBeNamed(Entries[I], *Names))
      continue;
    std::string What;
    auto One = CommandEntry::read(Entries[I].text, What);
    if (!One)
      return entryIs(I + 1, What);
    if (!Take(std::move(*One)))
      break;
  }
  return "";
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
openDatabase(const std::string &File) {
  if (!llvm::sys::fs::exists(File))
    return problem("no compile database " + File +
                   "; docs/compile-commands.md tells how to make one");
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return problem("cannot read " + File + ": " + Buffer.getError().message());
  return std::move(*Buffer);
}

llvm::Error cannotRead(const std::string &File, const std::string &Wrong) {
  return problem("cannot read " + File + ": " + oneLine(Wrong));
}

/// Calls \p Take for each entry of a database, or for those of files with one
/// of \p Names, until it returns false, without ever having all of them in
/// memory. Returns how many entries there are.
llvm::Expected<std::size_t>
forEachEntry(const std::string &File, llvm::StringRef Text,
             const std::optional<std::vector<CutEntry>> &Entries,
             const llvm::StringSet<> *Names,
             llvm::function_ref<bool(CommandEntry &&)> Take) {
  std::size_t Count = Entries ? Entries->size() : 0;
  const std::string Wrong = Entries
                                ? readEntries(*Entries, Names, Take)
                                : readThoroughly(Text, [&](CommandEntry &&One) {
                                    ++Count;
                                    return Take(std::move(One));
                                  });
  if (!Wrong.empty())
    return cannotRead(File, Wrong);
  return Count;
}

/// Adds the commands of entries, each as it is.
llvm::Expected<std::size_t>
addRead(CompileDatabase &Result, const std::string &File, llvm::StringRef Text,
        const std::optional<std::vector<CutEntry>> &Entries,
        const llvm::StringSet<> *Names, const TreePaths &Paths) {
  const auto Pool = std::make_shared<ArgumentPool>();
  return forEachEntry(File, Text, Entries, Names, [&](CommandEntry &&One) {
    auto Relative = Paths.relative(One.file, One.directory);
    if (!Relative)
      return true;
    CompileCommand Command{std::move(One.directory), {}, *Relative, Pool};
    for (const std::string &Argument : One.arguments)
      Command.arguments.push_back(Pool->keep(Argument));
    Result.commands[*Relative].emplace_back(std::move(Command));
    return true;
  });
}

/// Some entries that follow one another, to be checked and packed as one.
struct Piece {
  std::size_t first = 0, size = 0; ///< which entries
  llvm::StringRef text;            ///< from the first to the last one
  std::vector<std::optional<std::string>> files; ///< relative, of each
  std::vector<uint8_t> packed;
  std::optional<std::size_t> wrong; ///< the first entry that is
  std::string what;                 ///< it is
};

std::vector<Piece> divide(llvm::ArrayRef<CutEntry> Entries) {
  // More shrink better, but all of a piece is unpacked for one entry.
  constexpr std::size_t Enough = 128 * 1024;
  std::vector<Piece> Pieces;
  for (std::size_t I = 0; I < Entries.size(); ++I) {
    if (Pieces.empty() || Pieces.back().text.size() >= Enough) {
      Pieces.emplace_back();
      Pieces.back().first = I;
      Pieces.back().text = Entries[I].text;
    }
    Piece &Last = Pieces.back();
    ++Last.size;
    Last.text = {
        Last.text.data(),
        static_cast<std::size_t>(Entries[I].text.end() - Last.text.begin())};
  }
  return Pieces;
}

/// Checks the entries of a piece; \p End is that of the whole text.
void checkPiece(Piece &P, llvm::ArrayRef<CutEntry> Entries, const char *End,
                const TreePaths &Paths) {
  EntryCheck Check(End);
  for (const CutEntry &Entry : Entries.slice(P.first, P.size)) {
    std::optional<EntryCheck::Names> Names = Check.names(Entry.text);
    if (!Names) { // or it is too much for the check
      auto Read = CommandEntry::read(Entry.text, P.what);
      if (!Read) {
        P.wrong = P.first + P.files.size();
        return;
      }
      Names = {std::move(Read->directory), std::move(Read->file)};
    }
    P.files.push_back(Paths.relative(Names->file, Names->directory));
  }
  P.packed = PackedEntries::pack(P.text);
}

/// Adds the commands of all entries, as text. Returns what is wrong with one.
std::string addPacked(CompileDatabase &Result, llvm::StringRef Text,
                      llvm::ArrayRef<CutEntry> Entries, const TreePaths &Paths,
                      unsigned Threads) {
  std::vector<Piece> Pieces = divide(Entries);
  {
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Threads));
    for (Piece &P : Pieces)
      Pool.async([&] { checkPiece(P, Entries, Text.end(), Paths); });
    Pool.wait();
  }
  const auto Packed = std::make_shared<PackedEntries>();
  for (unsigned N = 0; N < Pieces.size(); ++N) {
    Piece &P = Pieces[N];
    if (P.wrong)
      return entryIs(*P.wrong + 1, P.what);
    for (std::size_t I = 0; I < P.size; ++I) {
      if (!P.files[I])
        continue;
      const llvm::StringRef Entry = Entries[P.first + I].text;
      Result.commands[*P.files[I]].emplace_back(
          Packed, N, static_cast<unsigned>(Entry.begin() - P.text.begin()),
          static_cast<unsigned>(Entry.size()));
    }
    Packed->addPiece(std::move(P.packed), P.text.size());
  }
  return "";
}

/// What `pageless compdb` noted beside the database; nothing if another tool
/// made it.
void readNotes(const std::string &File, CompileDatabase &Database) {
  llvm::SmallString<256> Path(path::parent_path(File));
  path::append(Path, "pageless-compdb.json");
  const auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer || isNestedTooDeeply((*Buffer)->getBuffer()))
    return;
  const auto Notes = nlohmann::json::parse((*Buffer)->getBuffer().str(),
                                           nullptr, /*exceptions=*/false);
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
                              const llvm::StringSet<> *Names,
                              unsigned Threads) {
  CompileDatabase Result;
  llvm::SmallString<256> Absolute(databaseFile(Path));
  llvm::sys::fs::make_absolute(Absolute);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  Result.name = path::filename(path::parent_path(Absolute)).str();
  const std::string File = databaseFile(Path);
  auto Buffer = openDatabase(File);
  if (!Buffer)
    return Buffer.takeError();
  const llvm::StringRef Text = (*Buffer)->getBuffer();
  const auto Entries = cutEntries(Text);
  if (Entries && !Names) {
    if (const std::string Wrong =
            addPacked(Result, Text, *Entries, Paths, Threads);
        !Wrong.empty())
      return cannotRead(File, Wrong);
    Result.entries = Entries->size();
  } else {
    auto Count = addRead(Result, File, Text, Entries, Names, Paths);
    if (!Count)
      return Count.takeError();
    Result.entries = *Count;
  }
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
static std::string treeAround(const CommandEntry &One) {
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
    const std::string File = databaseFile(Path);
    auto Buffer = openDatabase(File);
    if (!Buffer)
      return Buffer.takeError();
    const llvm::StringRef Text = (*Buffer)->getBuffer();
    if (auto Count = forEachEntry(File, Text, cutEntries(Text), nullptr,
                                  [&](CommandEntry &&One) {
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
