//===- engine/Scan.h - The ledger: every word of the tree ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The lexical scan knows nothing of types or configurations, so it misses
// nothing: what Clang later shows is checked against it, never the reverse.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SCAN_H
#define PAGELESS_ENGINE_SCAN_H

#include "engine/LexFile.h"
#include "engine/ReadFiles.h"
#include "engine/Site.h"
#include "engine/TreeIndex.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// Offsets of words, by file relative to the tree.
using WordPlaces = std::map<std::string, std::set<std::size_t>>;

/// All words of a tree, with the text of the files that hold them as it was
/// read: parsing and editing work on that text, whatever happens on disk.
struct Ledger {
  std::string root;    ///< absolute, without symbolic links
  FileTexts inMemory;  ///< files that are read from here, not from disk
  bool batches = true; ///< how others are read, see Reading
  FileTexts texts;     ///< of the files with words
  std::map<std::string, LexedFile> files; ///< the same keys
  /// If given, the run is about these words only: the others of their files
  /// are read as well, but not searched for, and not edited.
  std::optional<WordPlaces> asked;

  std::size_t countWords() const;
  /// The text of a file of the tree, from memory or from disk. Fails with one
  /// line that names it.
  llvm::Expected<std::string> read(const std::string &File) const;
  /// Whether the run is about the word.
  bool isAsked(const Word &W) const;
  /// Every .c and .h file below the root, relative, sorted; links left out. The
  /// tree is listed when this is called for the first time, by any thread: it
  /// takes a while, and a run about few files may not need it. Empty if that
  /// fails.
  const std::vector<std::string> &sources() const;
  /// Names the sources, so that the tree is not listed.
  void setSources(std::vector<std::string> Sources);
  /// The word at that place, or null.
  const Word *find(const std::string &File, std::size_t Offset) const;

  /// Who includes what among the sources, and in which headers, and files with
  /// words, macros may spell a name. Of whole trees both are gathered with the
  /// words; else files are read when they are asked for for the first time.
  const IncludeIndex &includes(unsigned Threads) const;
  const MacroIndex &macros(unsigned Threads) const;

private:
  friend class TreeScan;
  struct Lazy {
    std::once_flag listed, included, defined;
    std::vector<std::string> sources;
    IncludeIndex includes;
    MacroIndex macros;
  };
  std::shared_ptr<Lazy> Known = std::make_shared<Lazy>();
};

/// Reads every .c and .h file below \p Root and finds the words. If \p Paths is
/// not empty, only files at or below one of them (relative to the root) enter
/// the ledger, and no others are looked at. Files of \p InMemory count as if
/// they were on disk with that text. Fails if a file cannot be read.
/// \param WordsOnly do not note on the way who includes what and the like
llvm::Expected<Ledger> scanTree(const std::string &Root,
                                const llvm::StringSet<> &Triggers,
                                llvm::ArrayRef<std::string> Paths, Reading How,
                                const FileTexts &InMemory = {},
                                bool WordsOnly = false);

/// Macros whose body spells a word, or such a macro's name, and so on: calls of
/// them must be parsed although they do not spell the word.
struct Carriers {
  llvm::StringSet<> names;
  /// For each of them, the macros that spell it in their body.
  std::map<std::string, std::set<std::string>> usedIn;

  /// \p Macro and all macros that lead to it.
  llvm::StringSet<> leadingTo(const std::string &Macro) const;
};

/// Finds the carriers of a ledger's words in all headers of the tree.
Carriers findCarriers(const Ledger &L, unsigned Threads);

/// Which of \p Candidates (relative paths) spell each of \p Names as a whole
/// identifier, comments included. Files that cannot be read are skipped.
FilesByName findSpellers(const Ledger &L,
                         llvm::ArrayRef<std::string> Candidates,
                         const llvm::StringSet<> &Names, unsigned Threads);

/// Which sources of the tree have an #include of a file with each of \p Names,
/// folders aside. Files that cannot be read are skipped.
FilesByName findIncluding(const Ledger &L, const llvm::StringSet<> &Names,
                          unsigned Threads);

} // namespace pageless

#endif // PAGELESS_ENGINE_SCAN_H
