//===- engine/PpRecord.h - What the preprocessor did with words -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The AST misses text: branches of #if, macros that nobody expands, arguments
// that a macro throws away. The preprocessor sees them all.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PPRECORD_H
#define PAGELESS_ENGINE_PPRECORD_H

#include "engine/SharedFiles.h"
#include "engine/Site.h"
#include "engine/TreePaths.h"

#include "clang/AST/Decl.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace pageless {

/// A word's place: file relative to the tree, byte offset.
using Place = std::pair<std::string, std::size_t>;

/// A macro call that has a word in one of its arguments.
struct MacroCall {
  std::string macro;
  std::string file; ///< that spells the argument
  /// The call's own text spells the argument. False for a call in the body of
  /// another macro, which hands on an argument of its own.
  bool spellsArgument = false;
  ByteRange call; ///< from the macro's name to the closing parenthesis
  ByteRange argument;
  /// The macro's body uses the parameter as a plain value everywhere: as an
  /// argument or a statement, with no operator beside it.
  bool plain = true;
  bool stringified = false; ///< the parameter stands behind a '#'
  bool pasted = false;      ///< the parameter stands beside a '##'

  bool operator==(const MacroCall &) const = default;
};

/// What one preprocessing run said about the ledger's words.
struct PpFacts {
  std::set<std::string> entered;        ///< ledger files that were read
  std::set<Place> visible;              ///< words outside all skipped branches
  std::map<Place, std::size_t> skipped; ///< word -> start of skipped branch
  std::set<Place> expanded; ///< words in bodies of macros that were expanded
  std::map<Place, std::vector<MacroCall>> calls; ///< around a word
  std::set<std::string> helperMacros; ///< helpers' names that were #defined
  /// A macro with a word in its body was expanded, or a file with a word was
  /// included, in a function body that was not parsed.
  bool usedInSkippedBody = false;

  bool operator==(const PpFacts &) const = default;
};

/// What a unit would read, and in which order, if it were parsed by itself.
class ReadingOrder {
public:
  virtual ~ReadingOrder() = default;
  virtual bool isRead(clang::SourceLocation Location) const = 0;
  /// For locations that are both read.
  virtual bool isBefore(clang::SourceLocation A,
                        clang::SourceLocation B) const = 0;
};

/// Names files of one unit as the ledger does.
class UnitFiles {
public:
  UnitFiles(const clang::SourceManager &Sources, const TreePaths &Paths,
            std::string Directory)
      : Sources(Sources), Paths(Paths), Directory(std::move(Directory)) {}

  /// Path relative to the tree, or "" if the file is none of the tree's.
  const std::string &name(clang::FileID File);

  /// Says that more was precompiled than the unit reads. \p Other must outlive
  /// the object.
  void follow(const ReadingOrder &Other) { Order = &Other; }
  /// False for what only others read that share a precompiled header.
  bool isRead(clang::SourceLocation Location) const;
  /// True if \p A comes before \p B as the unit reads them.
  bool isBefore(clang::SourceLocation A, clang::SourceLocation B) const;
  /// What the unit reads last of the declarations of an entity, of which
  /// \p Any is one; null if it reads none of them. Without a precompiled
  /// header that is \p Any.
  const clang::NamedDecl *lastRead(const clang::NamedDecl *Any) const;
  /// True if the unit declares what \p Any declares before \p Location.
  bool isDeclaredBefore(const clang::NamedDecl *Any,
                        clang::SourceLocation Location) const;

private:
  const clang::SourceManager &Sources;
  const TreePaths &Paths;
  std::string Directory;
  const ReadingOrder *Order = nullptr;
  llvm::DenseMap<clang::FileID, std::string> Names;
};

/// Records into \p Facts while the unit is preprocessed; call finish() after.
class PpRecord : public clang::PPCallbacks {
public:
  PpRecord(clang::Preprocessor &Pp, UnitFiles &Files, const Ledger &L,
           const llvm::StringSet<> &Words, const llvm::StringSet<> &Helpers,
           PpFacts &Facts)
      : Sources(Pp.getSourceManager()), Files(Files), L(L), Helpers(Helpers),
        Facts(&Facts), Pp(Pp) {
    for (const llvm::StringRef Word : Words.keys())
      Triggers.insert(Pp.getIdentifierInfo(Word));
  }

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Reason,
                        clang::SrcMgr::CharacteristicKind, clang::FileID,
                        clang::SourceLocation) override;
  void SourceRangeSkipped(clang::SourceRange Range,
                          clang::SourceLocation) override;
  void MacroDefined(const clang::Token &Name,
                    const clang::MacroDirective *Directive) override;
  void MacroExpands(const clang::Token &Name,
                    const clang::MacroDefinition &Definition,
                    clang::SourceRange Range,
                    const clang::MacroArgs *Arguments) override;

  /// Sums up which words were visible in at least one inclusion.
  void finish();
  /// The same; what a file says goes where \p Of says.
  void finish(llvm::function_ref<PpFacts &(clang::FileID)> Of);

  /// What is recorded from here on goes to \p Other.
  void record(PpFacts &Other) { Facts = &Other; }

  /// Says that headers are read without bodies that spell neither a word nor
  /// one of \p Carriers.
  void expectBlanks(const llvm::StringSet<> &Carriers);
  /// True if a body that was not read may have led to a word all the same: the
  /// unit made a macro of its own that does, and included a header after it.
  bool distrustsBlanks() const { return BlanksAreWrong; }

  /// Where files without a word say which line they are in, but for bodies that
  /// are skipped.
  const LineUses &lines() const { return Lines; }

  /// Says that the parser skips a function body from here on, which to all
  /// appearances ends at \p End of \p File.
  void startSkipping(clang::FileID File, std::size_t End) {
    Skipping = true;
    SkippedFile = File;
    SkippedEnd = End;
  }
  /// Says that the declaration is done. One token behind it was read already.
  void stopSkipping() { Skipping = false; }
  /// True if \p Location is in the body that is being skipped.
  bool isInSkippedBody(clang::SourceLocation Location) const;

private:
  /// True if the body that is being skipped includes \p File, or one that does.
  bool isInSkippedBody(clang::FileID File) const;
  bool isInHeader(clang::SourceLocation Location);
  bool isOwnCarrier(const clang::MacroInfo &Info) const;
  void noteLine(const clang::Token &Name);
  void recordBody(const clang::MacroInfo &Info);
  void recordArguments(const clang::Token &Name, const clang::MacroInfo &Info,
                       ByteRange Call, clang::FileID File,
                       const clang::MacroArgs &Arguments);

  const clang::SourceManager &Sources;
  UnitFiles &Files;
  const Ledger &L;
  const llvm::StringSet<> &Helpers;
  llvm::SmallPtrSet<const clang::IdentifierInfo *, 4> Triggers;
  PpFacts *Facts;
  clang::Preprocessor &Pp;
  llvm::SmallPtrSet<const clang::IdentifierInfo *, 4> Carriers; ///< and words
  bool MadeCarrier = false, BlanksAreWrong = false;
  LineUses Lines;
  /// Macros without a word, which are expanded time and again.
  llvm::DenseSet<const clang::MacroInfo *> Wordless;
  clang::FileID LastFile; ///< that isInHeader() was asked about
  bool LastIsHeader = false;
  bool Skipping = false;
  clang::FileID SkippedFile;
  std::size_t SkippedEnd = 0;
  std::map<clang::FileID, std::vector<ByteRange>> Inclusions;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_PPRECORD_H
