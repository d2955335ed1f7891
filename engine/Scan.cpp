//===- engine/Scan.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Scan.h"

#include "engine/LiteralSearch.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

#include <numeric>
#include <utility>

using namespace pageless;
namespace fs = llvm::sys::fs;

namespace {

/// Adds to \p Sources those of \p InMemory at or below \p Folder.
void addInMemory(const FileTexts &InMemory, llvm::StringRef Folder,
                 std::vector<std::string> &Sources) {
  const auto Before = Sources.size();
  for (const auto &[File, Text] : InMemory)
    if (llvm::StringRef Rest = File;
        isSourceFile(File) && (Folder.empty() || (Rest.consume_front(Folder) &&
                                                  Rest.starts_with("/"))))
      Sources.push_back(File);
  if (Sources.size() == Before)
    return;
  llvm::sort(Sources);
  Sources.erase(std::unique(Sources.begin(), Sources.end()), Sources.end());
}

/// All sources of the tree at or below \p Folder.
llvm::Expected<std::vector<std::string>> listWith(const std::string &Root,
                                                  llvm::StringRef Folder,
                                                  const FileTexts &InMemory,
                                                  unsigned Threads) {
  auto Sources = listSources(Root, Folder, Threads);
  if (Sources)
    addInMemory(InMemory, Folder, *Sources);
  return Sources;
}

bool isWholeTree(llvm::ArrayRef<std::string> Paths) {
  return Paths.empty() || llvm::is_contained(Paths, "");
}

/// The sources at or below \p Paths; of the whole tree if there are none.
llvm::Expected<std::vector<std::string>>
listScope(const std::string &Root, llvm::ArrayRef<std::string> Paths,
          const FileTexts &InMemory, unsigned Threads) {
  if (isWholeTree(Paths))
    return listWith(Root, "", InMemory, Threads);
  std::set<std::string> Found;
  for (const std::string &Path : Paths) {
    const std::string Full = Root + "/" + Path;
    if (fs::is_directory(Full)) {
      auto Below = listWith(Root, Path, InMemory, Threads);
      if (!Below)
        return Below.takeError();
      Found.insert(Below->begin(), Below->end());
    } else if (isSourceFile(Path) &&
               (InMemory.count(Path) ||
                (fs::is_regular_file(Full) && !fs::is_symlink_file(Full)))) {
      Found.insert(Path);
    }
  }
  return std::vector<std::string>(Found.begin(), Found.end());
}

} // namespace

namespace pageless {

/// One pass over files: finds the words, and notes what the indexes want.
class TreeScan {
public:
  TreeScan(Ledger &L, const llvm::StringSet<> &Triggers,
           llvm::ArrayRef<std::string> Files, unsigned Threads, bool Index)
      : L(L), Triggers(Triggers), Files(Files), Threads(Threads), Index(Index),
        Search(literals(Triggers, Index)), Words(Triggers.size()) {}

  llvm::Error run() {
    std::vector<Part> Parts;
    for (unsigned I = 0; I < countWorkers(Threads); ++I)
      Parts.emplace_back(Search);
    readFiles(L.root, L.inMemory, Files, {Threads, L.batches},
              [&](unsigned Worker, std::size_t File,
                  llvm::Expected<llvm::StringRef> Text) {
                if (Text)
                  read(Parts[Worker], static_cast<unsigned>(File), *Text);
                else
                  Parts[Worker].failures.emplace(
                      File, llvm::toString(Text.takeError()));
              });
    return join(Parts);
  }

private:
  /// What one worker has found.
  struct Part {
    explicit Part(const LiteralSearch &Search) : scratch(Search) {}

    LiteralSearch::Scratch scratch;
    std::map<std::string, LexedFile> files;
    FileTexts texts;
    IncludeIndex includes;
    MacroIndex macros;
    std::map<std::size_t, std::string> failures;
  };

  static std::vector<std::string> literals(const llvm::StringSet<> &Triggers,
                                           bool Index) {
    std::vector<std::string> All;
    for (const llvm::StringRef Word : Triggers.keys())
      All.push_back(Word.str());
    if (Index)
      All.insert(All.end(),
                 {IncludeIndex::Keyword.str(), MacroIndex::Keyword.str()});
    return All;
  }

  void read(Part &P, unsigned File, llvm::StringRef Text) const {
    const std::string &Name = Files[File];
    const bool IsHeader = llvm::StringRef(Name).ends_with(".h");
    bool Spells = false;
    Search.find(Text, P.scratch, [&](std::size_t Literal, std::size_t Begin) {
      if (Literal < Words)
        Spells = Spells ||
                 isWholeWord(Text, Begin, Search.literals()[Literal].size());
      else if (Literal == Words)
        P.includes.add(File, Text, Begin);
      else if (IsHeader)
        P.macros.add(File, Text, Begin);
    });
    if (!Spells)
      return;
    if (Index && !IsHeader)
      P.macros.addAll(File, Text);
    P.files.emplace(Name, lexFile(Name, Text, Triggers));
    P.texts.emplace(Name, Text.str());
  }

  llvm::Error join(std::vector<Part> &Parts) {
    std::map<std::size_t, std::string> Failures;
    for (Part &P : Parts) {
      L.files.merge(P.files);
      L.texts.merge(P.texts);
      Failures.merge(P.failures);
      if (Index) {
        L.Known->includes.merge(std::move(P.includes));
        L.Known->macros.merge(std::move(P.macros));
      }
    }
    llvm::Error All = llvm::Error::success();
    if (!Failures.empty())
      All = llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          Failures.begin()->second +
              (Failures.size() == 1
                   ? ""
                   : ", nor " + std::to_string(Failures.size() - 1) +
                         " others"));
    if (Index) {
      std::call_once(L.Known->included, [&] { L.Known->includes.finish(); });
      std::call_once(L.Known->defined, [] {});
    }
    return All;
  }

  Ledger &L;
  const llvm::StringSet<> &Triggers;
  llvm::ArrayRef<std::string> Files;
  unsigned Threads;
  bool Index;
  LiteralSearch Search;
  std::size_t Words; ///< literals of higher numbers are keywords
};

} // namespace pageless

std::size_t Ledger::countWords() const {
  std::size_t Count = 0;
  for (const auto &[File, Lexed] : files)
    Count += Lexed.words.size();
  return Count;
}

bool Ledger::isAsked(const Word &W) const {
  if (!asked)
    return true;
  const auto It = asked->find(W.file);
  return It != asked->end() && It->second.count(W.offset);
}

const std::vector<std::string> &Ledger::sources() const {
  std::call_once(Known->listed, [&] {
    if (auto All = listWith(root, "", inMemory, /*Threads=*/1))
      Known->sources = std::move(*All);
    else
      llvm::consumeError(All.takeError());
  });
  return Known->sources;
}

void Ledger::setSources(std::vector<std::string> Sources) {
  std::call_once(Known->listed, [&] { Known->sources = std::move(Sources); });
}

/// Reads \p Files and adds what has \p Keyword to an index. Files that cannot
/// be read are skipped.
template <typename Index>
static void fill(Index &Out, const Ledger &L, llvm::ArrayRef<std::string> Files,
                 llvm::ArrayRef<unsigned> Numbers, unsigned Threads) {
  const LiteralSearch Search({Index::Keyword.str()});
  std::vector<LiteralSearch::Scratch> Scratches;
  for (unsigned I = 0; I < countWorkers(Threads); ++I)
    Scratches.emplace_back(Search);
  std::vector<Index> Parts(countWorkers(Threads));
  readFiles(L.root, L.inMemory, Files, {Threads, L.batches},
            [&](unsigned Worker, std::size_t File,
                llvm::Expected<llvm::StringRef> Text) {
              if (!Text)
                return llvm::consumeError(Text.takeError());
              Search.find(*Text, Scratches[Worker],
                          [&](std::size_t, std::size_t Begin) {
                            Parts[Worker].add(Numbers[File], *Text, Begin);
                          });
            });
  for (Index &Part : Parts)
    Out.merge(std::move(Part));
}

const IncludeIndex &Ledger::includes(unsigned Threads) const {
  std::call_once(Known->included, [&] {
    std::vector<unsigned> Numbers(sources().size());
    std::iota(Numbers.begin(), Numbers.end(), 0);
    fill(Known->includes, *this, sources(), Numbers, Threads);
    Known->includes.finish();
  });
  return Known->includes;
}

const MacroIndex &Ledger::macros(unsigned Threads) const {
  std::call_once(Known->defined, [&] {
    // A macro of a .c file can only carry into that file, which the ledger has
    // read already; those of headers carry anywhere.
    std::vector<std::string> Candidates;
    std::vector<unsigned> Numbers;
    for (unsigned I = 0; I < sources().size(); ++I)
      if (const std::string &File = sources()[I];
          llvm::StringRef(File).ends_with(".h") || files.count(File)) {
        Candidates.push_back(File);
        Numbers.push_back(I);
      }
    fill(Known->macros, *this, Candidates, Numbers, Threads);
  });
  return Known->macros;
}

const Word *Ledger::find(const std::string &File, std::size_t Offset) const {
  const auto It = files.find(File);
  if (It == files.end())
    return nullptr;
  const auto &Words = It->second.words;
  const auto At = llvm::lower_bound(
      Words, Offset, [](const Word &W, std::size_t O) { return W.offset < O; });
  return At != Words.end() && At->offset == Offset ? &*At : nullptr;
}

llvm::Expected<std::string> Ledger::read(const std::string &File) const {
  if (const auto It = inMemory.find(File); It != inMemory.end())
    return It->second;
  return readFile(root + "/" + File);
}

llvm::Expected<Ledger>
pageless::scanTree(const std::string &Root, const llvm::StringSet<> &Triggers,
                   llvm::ArrayRef<std::string> Paths, Reading How,
                   const FileTexts &InMemory, bool WordsOnly) {
  Ledger L;
  L.root = Root;
  L.inMemory = InMemory;
  L.batches = How.batches;
  auto Scope = listScope(Root, Paths, InMemory, How.threads);
  if (!Scope)
    return Scope.takeError();
  const bool Whole = isWholeTree(Paths);
  TreeScan Scan(L, Triggers, *Scope, How.threads, Whole && !WordsOnly);
  if (llvm::Error E = Scan.run())
    return E;
  if (Whole)
    L.setSources(std::move(*Scope));
  return L;
}
