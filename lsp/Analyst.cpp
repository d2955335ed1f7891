//===- lsp/Analyst.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/Analyst.h"

#include "engine/Convert.h"
#include "unit/Where.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <chrono>

using namespace pageless;
using namespace pageless::lsp;
namespace path = llvm::sys::path;

namespace {

/// The path without symbolic links, also of a file that was never saved.
std::string realPathOf(const std::string &Path) {
  llvm::SmallString<256> Real;
  if (!llvm::sys::fs::real_path(Path, Real))
    return std::string(Real);
  if (!llvm::sys::fs::real_path(path::parent_path(Path), Real)) {
    path::append(Real, path::filename(Path));
    return std::string(Real);
  }
  return Path;
}

/// The disk, with what is open on top, under both names that a file may have.
Preamble::FileSystem filesWith(const Buffers &Open) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[Path, B] : Open)
    for (const std::string &Name : {Path, realPathOf(Path)})
      Memory->addFileNoOwn(Name, B.stamp, llvm::MemoryBufferRef(*B.text, Name));
  auto Both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(
          llvm::vfs::createPhysicalFileSystem().release()));
  Both->pushOverlay(Memory);
  return Both;
}

bool isHeader(llvm::StringRef File) { return File.ends_with(".h"); }

/// The ledger of one open file.
Ledger ledgerOf(const std::string &Root, const std::string &File,
                const std::string &Text, const llvm::StringSet<> &Words) {
  Ledger L;
  L.root = Root;
  L.setSources({File});
  // Most files have no word, and need not be lexed.
  const auto Spells = [&](llvm::StringRef Word) {
    return llvm::StringRef(Text).contains(Word);
  };
  if (llvm::none_of(Words.keys(), Spells))
    return L;
  LexedFile Lexed = lexFile(File, Text, Words);
  if (Lexed.words.empty())
    return L;
  L.files.emplace(File, std::move(Lexed));
  L.texts.emplace(File, Text);
  L.inMemory.emplace(File, Text);
  return L;
}

} // namespace

llvm::Expected<std::string> Analyst::findRoot(const std::string &Real) const {
  if (S.tree.empty())
    return unit::treeOrFolder(Real);
  llvm::SmallString<256> Root;
  if (llvm::sys::fs::real_path(S.tree, Root))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "there is no tree " + S.tree);
  return std::string(Root);
}

llvm::Expected<Analyst::Tree *> Analyst::treeAt(const std::string &Root) {
  std::unique_ptr<Tree> &Known = Trees[Root];
  if (Known)
    return Known.get();
  auto P = loadProfile(unit::locateProfile(S.profile, Root));
  if (!P)
    return P.takeError();
  ConvertOptions Options;
  Options.rules = S.rules;
  Options.words.emplace(); // rules that need the whole tree are refused
  auto Rules = chooseRules(Options, *P);
  if (!Rules)
    return Rules.takeError();
  auto T = std::make_unique<Tree>(Root);
  T->profile = std::make_unique<Profile>(std::move(*P));
  T->commands = std::make_unique<Commands>(S.databases, T->paths);
  for (const Rule *R : *Rules)
    T->rules[R] = S.confidence;
  Known = std::move(T);
  return Known.get();
}

Answer Analyst::judge(const std::string &Path, const Buffers &Open) {
  Answer A;
  const std::string Real = realPathOf(Path);
  const auto Fail = [&](llvm::Error E) {
    A.problem = llvm::toString(std::move(E));
    return A;
  };
  if (!llvm::StringRef(Real).ends_with(".c") && !isHeader(Real))
    return A;
  auto Root = findRoot(Real);
  if (!Root)
    return Fail(Root.takeError());
  auto T = treeAt(*Root);
  if (!T) {
    Trees.erase(*Root);
    return Fail(T.takeError());
  }
  llvm::StringRef File = Real;
  if (!File.consume_front(*Root) || !File.consume_front("/")) {
    A.problem = Real + " is not below the tree " + *Root;
    return A;
  }
  const auto Begin = std::chrono::steady_clock::now();
  A = judgeIn(**T, File.str(), Path, Open);
  const std::chrono::duration<double, std::milli> Took =
      std::chrono::steady_clock::now() - Begin;
  A.log += ", " + std::to_string(static_cast<long>(Took.count())) + " ms";
  return A;
}

Job Analyst::makeJob(const Ledger &L, const Tree &T) const {
  Job J = unit::makeJob(L, T.paths, *T.profile, T.rules);
  J.carriers = findCarriers(L, /*Threads=*/1).names;
  J.limits = S.limits;
  return J;
}

Answer Analyst::judgeIn(Tree &T, const std::string &File,
                        const std::string &Path, const Buffers &Open) {
  Answer A;
  llvm::StringSet<> Words;
  for (const auto &[R, Least] : T.rules)
    for (const std::string &Word : R->words)
      Words.insert(Word);
  const Ledger L = ledgerOf(T.paths.root(), File, *Open.at(Path).text, Words);
  if (L.files.empty()) {
    A.log = "no word";
    return A;
  }
  T.paths.addFile(File); // it may never have been saved
  const Job J = makeJob(L, T);
  const UnitFacts *Seen = read(T, J, Path, filesWith(Open), A);
  A.findings = unit::makeFindings(J, Seen, unit::Unjudged::Told);
  return A;
}

bool Analyst::tryHeader(Tree &T, const Job &J, const std::string &Path,
                        const Preamble::FileSystem &Files) {
  const std::string &File = J.ledger.files.begin()->first;
  for (CompileCommand &Command : T.commands->includers(File)) {
    LiveUnit Unit(std::move(Command));
    Facts = Unit.run(J, Files);
    if (!Facts.preprocessor.entered.count(File))
      continue;
    Units.emplace(Path, std::move(Unit));
    return true;
  }
  return false;
}

const UnitFacts *Analyst::read(Tree &T, const Job &J, const std::string &Path,
                               const Preamble::FileSystem &Files, Answer &A) {
  const std::string &File = J.ledger.files.begin()->first;
  auto It = Units.find(Path);
  if (It == Units.end()) {
    auto Own = T.commands->own(File);
    if (!Own) {
      A.problem = llvm::toString(Own.takeError());
      return nullptr;
    }
    std::string From;
    if (*Own)
      Units.emplace(Path, LiveUnit(std::move(**Own)));
    else if (!isHeader(File) || !tryHeader(T, J, Path, Files))
      if (auto Near = T.commands->borrowed(File, From))
        Units.emplace(Path, LiveUnit(std::move(*Near), From));
    It = Units.find(Path);
  }
  if (It == Units.end()) {
    A.problem = "no compile command shows " + File;
    return nullptr;
  }
  LiveUnit &Unit = It->second;
  const unsigned Before = Unit.preamblesBuilt();
  Facts = Unit.run(J, Files);
  A.log = std::to_string(Facts.parses) + " parses" +
          (Unit.preamblesBuilt() != Before ? ", preamble built" : "");
  if (!Unit.inferredFrom().empty())
    A.evidence = "with the compile command of " + Unit.inferredFrom() +
                 ", for it has none of its own";
  else if (Unit.file() != File)
    A.evidence = "as " + Unit.file() + " includes it";
  return &Facts;
}
