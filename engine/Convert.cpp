//===- engine/Convert.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Convert.h"

#include "engine/Groups.h"
#include "engine/Run.h"
#include "engine/Safely.h"
#include "engine/Timing.h"
#include "engine/TreeLock.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// The paths as the ledger names them: first as below the tree, then as below
/// the working directory.
llvm::Expected<std::vector<std::string>>
resolvePaths(const ConvertOptions &Options, const TreePaths &Paths) {
  std::vector<std::string> Resolved;
  if (Options.words) {
    for (const auto &[File, Offsets] : *Options.words)
      Resolved.push_back(File);
    return Resolved;
  }
  for (const std::string &Path : Options.paths) {
    llvm::SmallString<256> Here(Path), Root;
    llvm::sys::fs::make_absolute(Here);
    if (!llvm::sys::fs::real_path(Here, Root) && Root == Paths.root())
      return std::vector<std::string>(); // the whole tree
    auto Relative = Paths.relative(Path, Paths.root());
    if (!Relative)
      Relative = Paths.relative(Here, "");
    if (!Relative)
      return problem(Path + " is not below the tree " + Paths.root());
    Resolved.push_back(std::move(*Relative));
  }
  return Resolved;
}

/// The part of a database that a run about \p Words needs; nothing if that is
/// all of it. Sources of which each has a command need no others. A header
/// does, and so does a file without a command.
std::optional<CompileDatabase> loadNeeded(const std::string &Path,
                                          const WordPlaces &Words,
                                          const TreePaths &Paths) {
  llvm::StringSet<> Names;
  for (const auto &[File, Offsets] : Words) {
    if (!llvm::StringRef(File).ends_with(".c"))
      return std::nullopt;
    Names.insert(llvm::sys::path::filename(File));
  }
  auto Database = loadCompileDatabase(Path, Paths, &Names);
  if (!Database) {
    llvm::consumeError(Database.takeError()); // the whole of it fails as well
    return std::nullopt;
  }
  for (const auto &[File, Offsets] : Words)
    if (!Database->commands.count(File))
      return std::nullopt;
  return std::move(*Database);
}

/// The configuration of the units that are given whole.
CompileDatabase databaseOf(llvm::ArrayRef<GivenUnit> Units,
                           const TreePaths &Paths) {
  CompileDatabase Given;
  Given.name = "command-line";
  Given.entries = Units.size();
  const auto Pool = std::make_shared<ArgumentPool>();
  for (const GivenUnit &Unit : Units) {
    const auto File = Paths.relative(Unit.file, Unit.directory);
    if (!File)
      continue;
    CompileCommand Command{Unit.directory, {}, *File, Pool};
    for (const std::string &Argument : Unit.arguments)
      Command.arguments.push_back(Pool->keep(Argument));
    Given.commands[*File].emplace_back(std::move(Command));
  }
  return Given;
}

llvm::Expected<std::vector<CompileDatabase>>
loadDatabases(const ConvertOptions &Options, const TreePaths &Paths) {
  const Stage Timed("databases");
  std::vector<CompileDatabase> Databases;
  for (const std::string &Path : expandDatabases(Options.databases)) {
    if (Options.words)
      if (auto Needed = loadNeeded(Path, *Options.words, Paths)) {
        Databases.push_back(std::move(*Needed));
        continue;
      }
    auto Database = loadCompileDatabase(Path, Paths, nullptr, Options.jobs);
    if (!Database)
      return Database.takeError();
    Databases.push_back(std::move(*Database));
  }
  if (!Options.units.empty())
    Databases.push_back(databaseOf(Options.units, Paths));
  makeNamesUnique(Databases);
  return Databases;
}

/// What does not change while the words grow.
struct Setting {
  const ConvertOptions &options;
  const Profile &profile;
  const TreePaths &paths;
  const std::vector<CompileDatabase> &databases;
  const std::vector<std::string> &scope;
};

/// One way through with the words that the rules have. True, without a result,
/// if it showed that they need more.
llvm::Expected<bool> runOnce(const Setting &S, std::vector<Rule> &Rules,
                             Result &Out) {
  llvm::StringSet<> Words, Helpers;
  std::vector<const Rule *> Pointers;
  for (const Rule &R : Rules) {
    Pointers.push_back(&R);
    for (const std::string &Word : R.words)
      Words.insert(Word);
    for (const Helper *H : helpersOf(R, S.profile))
      Helpers.insert(H->name);
  }
  const unsigned Threads = S.options.jobs;
  std::optional<Stage> Timed("scan");
  auto L =
      scanTree(S.paths.root(), Words, S.scope,
               {Threads, S.options.shortcuts.batchReads}, S.options.inMemory);
  if (!L)
    return L.takeError();
  L->asked = S.options.words;
  Timed.emplace("carriers");
  const Carriers C = findCarriers(*L, Threads);
  Timed.reset();
  const Job J{*L,    S.paths,         S.profile, Pointers,
              Words, C.names,         Helpers,   S.options.confidence,
              {},    S.options.limits};
  Run R(S.options, J, S.databases, C);
  if (llvm::Error E = R.parseAll())
    return E;
  if (growSlots(Rules, R.units()))
    return true;
  if (llvm::Error E = R.finish(Out))
    return E;
  return false;
}

} // namespace

llvm::Expected<Ledger> pageless::scanOnly(const ConvertOptions &Options) {
  const Stage Timed("scan");
  auto Words = wordsOf(Options);
  if (!Words)
    return Words.takeError();
  auto Root = findTree(Options);
  if (!Root)
    return Root.takeError();
  if (llvm::Error E = checkWhole(*Root))
    return E;
  auto Scope = resolvePaths(Options, TreePaths(*Root));
  if (!Scope)
    return Scope.takeError();
  return scanTree(*Root, *Words, *Scope,
                  {Options.jobs, Options.shortcuts.batchReads},
                  Options.inMemory, /*WordsOnly=*/true);
}

llvm::Expected<Conversion> pageless::convert(const ConvertOptions &Options) {
  llvm::Expected<Profile> P = loadProfile(Options.profile);
  if (!P)
    return P.takeError();
  auto Rules = chooseRules(Options, *P);
  if (!Rules)
    return Rules.takeError();
  auto Root = findTree(Options);
  if (!Root)
    return Root.takeError();
  if (llvm::Error E = checkWhole(*Root))
    return E;
  TreePaths Paths(*Root);
  for (const auto &[File, Text] : Options.inMemory)
    Paths.addFile(File);
  auto Scope = resolvePaths(Options, Paths);
  if (!Scope)
    return Scope.takeError();
  auto Databases = loadDatabases(Options, Paths);
  if (!Databases)
    return Databases.takeError();

  enableCrashRecovery();
  Conversion Out;
  Out.root = *Root;
  if (!Options.words)
    Out.result.paths = *Scope;
  std::vector<Rule> Growing; // copies: their words and slots grow
  for (const Rule *R : *Rules)
    Growing.push_back(*R);
  for (;;) {
    auto Grown =
        runOnce({Options, *P, Paths, *Databases, *Scope}, Growing, Out.result);
    if (!Grown)
      return Grown.takeError();
    if (!*Grown)
      return Out;
  }
}
