//===- engine/SearchTree.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the planner asks about the tree after the scan.
//
//===----------------------------------------------------------------------===//

#include "engine/LiteralSearch.h"
#include "engine/Scan.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// For each name that \p Text spells as a whole identifier, once.
void forEachSpelled(const LiteralSearch &Search, LiteralSearch::Scratch &S,
                    llvm::StringRef Text,
                    llvm::function_ref<void(llvm::StringRef)> Found) {
  std::vector<bool> Seen(Search.literals().size());
  Search.find(Text, S, [&](std::size_t Literal, std::size_t Begin) {
    const std::string &Name = Search.literals()[Literal];
    if (Seen[Literal] || !isWholeWord(Text, Begin, Name.size()))
      return;
    Seen[Literal] = true;
    Found(Name);
  });
}

/// Reads \p Files and calls \p Found, on any thread, for each that spells one
/// of \p Names. Files that cannot be read are skipped.
void searchFiles(
    const Ledger &L, llvm::ArrayRef<std::string> Files,
    const llvm::StringSet<> &Names, unsigned Threads,
    llvm::function_ref<void(const std::string &File, llvm::StringRef Text,
                            llvm::StringRef Name)>
        Found) {
  std::vector<std::string> Literals;
  for (const llvm::StringRef Name : Names.keys())
    Literals.push_back(Name.str());
  const LiteralSearch Search(std::move(Literals));
  std::vector<LiteralSearch::Scratch> Scratches;
  for (unsigned I = 0; I < countWorkers(Threads); ++I)
    Scratches.emplace_back(Search);
  readFiles(L.root, L.inMemory, Files, {Threads, L.batches},
            [&](unsigned Worker, std::size_t File,
                llvm::Expected<llvm::StringRef> Text) {
              if (!Text)
                return llvm::consumeError(Text.takeError());
              forEachSpelled(Search, Scratches[Worker], *Text,
                             [&](llvm::StringRef Name) {
                               Found(Files[File], *Text, Name);
                             });
            });
}

} // namespace

llvm::StringSet<> Carriers::leadingTo(const std::string &Macro) const {
  llvm::StringSet<> Names;
  std::vector<std::string> Pending = {Macro};
  while (!Pending.empty()) {
    const std::string Name = std::move(Pending.back());
    Pending.pop_back();
    if (!Names.insert(Name).second)
      continue;
    if (const auto It = usedIn.find(Name); It != usedIn.end())
      Pending.insert(Pending.end(), It->second.begin(), It->second.end());
  }
  return Names;
}

Carriers pageless::findCarriers(const Ledger &L, unsigned Threads) {
  Carriers Found;
  llvm::StringSet<> Fresh;
  for (const auto &[File, Lexed] : L.files)
    for (const Word &W : Lexed.words)
      if (W.kind == WordKind::MacroBody)
        Fresh.insert(W.macro);
  while (!Fresh.empty()) {
    for (llvm::StringRef Name : Fresh.keys())
      Found.names.insert(Name);
    std::vector<std::string> Candidates;
    for (const unsigned File : L.macros(Threads).find(Fresh))
      Candidates.push_back(L.sources()[File]);
    llvm::StringSet<> Next;
    std::mutex Mutex;
    std::set<std::string> Read;
    searchFiles(
        L, Candidates, Fresh, Threads,
        [&](const std::string &File, llvm::StringRef Text, llvm::StringRef) {
          {
            const std::lock_guard Lock(Mutex);
            if (!Read.insert(File).second)
              return;
          }
          const LexedFile Lexed = lexFile("", Text, Fresh);
          const std::lock_guard Lock(Mutex);
          for (const Word &W : Lexed.words)
            if (W.kind == WordKind::MacroBody) {
              Found.usedIn[W.text].insert(W.macro);
              if (!Found.names.contains(W.macro))
                Next.insert(W.macro);
            }
        });
    Fresh = std::move(Next);
  }
  return Found;
}

FilesByName pageless::findSpellers(const Ledger &L,
                                   llvm::ArrayRef<std::string> Candidates,
                                   const llvm::StringSet<> &Names,
                                   unsigned Threads) {
  FilesByName Spellers;
  std::mutex Mutex;
  searchFiles(
      L, Candidates, Names, Threads,
      [&](const std::string &File, llvm::StringRef, llvm::StringRef Name) {
        const std::lock_guard Lock(Mutex);
        Spellers[Name.str()].push_back(File);
      });
  for (auto &[Name, Files] : Spellers)
    llvm::sort(Files);
  return Spellers;
}

FilesByName pageless::findIncluding(const Ledger &L,
                                    const llvm::StringSet<> &Names,
                                    unsigned Threads) {
  FilesByName Includers;
  const IncludeIndex &Known = L.includes(Threads);
  for (const llvm::StringRef Name : Names.keys())
    for (const unsigned File : Known.find(Name))
      Includers[Name.str()].push_back(L.sources()[File]);
  return Includers;
}
