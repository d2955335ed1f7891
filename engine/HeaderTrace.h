//===- engine/HeaderTrace.h - How headers were preprocessed ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a header comes to depends on its text and on what it asks of macros. A
// trace has, for each header that was precompiled, what it asked and was told,
// what it defined and included, and what it said of words. Where a unit gives
// the same answers, the header comes to the same (Replay).
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_HEADERTRACE_H
#define PAGELESS_ENGINE_HEADERTRACE_H

#include "engine/PpRecord.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// Plain data. Names, definitions of macros, files and inclusions of files are
/// numbered; so are Clang's files and declarations, as it numbers them itself.
/// Definitions have the same number if it makes no difference which of them is
/// met: with the same tokens, none of which leads to a word.
struct HeaderTrace {
  static constexpr int Undefined = 0; ///< in the place of a definition

  /// What happens in an inclusion, one after the other.
  struct Step {
    enum Kind : std::uint8_t {
      Lookup,   ///< asks for a name, and is told `value`
      Mention,  ///< the same, where no parenthesis follows: macros with
                ///< parameters stay as they are there
      Define,   ///< makes definition `value` of a name
      Undefine, ///< of a name
      Default,  ///< makes definition `value` of a name if it has none
      Include,  ///< of file `subject`; `value` is the inclusion, -1 if skipped
    } kind;
    unsigned subject;
    int value;
    unsigned offset; ///< of an #include, in bytes
  };

  struct Declaration {
    unsigned offset; ///< where it begins, in bytes
    std::uint64_t id;
  };

  struct Inclusion {
    std::vector<Step> steps;
    std::vector<Declaration> declarations; ///< of interest, sorted by offset
    PpFacts facts;
    bool saysTokens = false;    ///< something that is no directive
    bool looksForFiles = false; ///< that are not there
  };

  struct File {
    std::string name;  ///< as Clang opened it first
    bool once = false; ///< does nothing if it is included again
    std::vector<unsigned> inclusions;
  };

  using FileKey = std::pair<std::uint64_t, std::uint64_t>;
  static FileKey keyOf(clang::FileEntryRef Entry) {
    return {Entry.getUniqueID().getDevice(), Entry.getUniqueID().getFile()};
  }

  std::vector<Inclusion> inclusions;
  int options = -1; ///< the inclusion that is what the options say
  std::vector<File> files;
  std::map<FileKey, unsigned> fileNumbers;
  llvm::StringMap<unsigned> names;
  /// Headers that were asked for by __has_include, read or not.
  std::set<FileKey> lookedFor;
  /// Paths of headers in folders that come behind those of -I.
  std::set<std::string> systemFiles;
  /// For each name, the inclusions that ask for it; and those that only do so
  /// in function bodies that are skipped.
  std::vector<std::vector<unsigned>> askers, idleAskers;
  /// Names, with their numbers, that lose a definition or get another one: what
  /// Clang has in the end is not what everybody is told.
  std::vector<std::pair<std::string, unsigned>> contested;
  /// The number of the definition at each place, as Clang encodes it.
  llvm::DenseMap<unsigned, int> definitionAt;
  llvm::DenseSet<int> byOptions;      ///< definitions that are options'
  llvm::DenseSet<int> withParameters; ///< definitions that are function-like
  /// The inclusion of each of Clang's files, from 1; -1 if it is none.
  std::vector<int> inclusionOfFile;
};

/// True for the name of a macro that another macro brings along, one that says
/// `inline` and adds attributes: they decide how code is made and nothing else.
bool isAttributeOfInline(const clang::Token &Name,
                         const clang::Preprocessor &Pp);

/// Fills a trace while headers are precompiled. Must be added to the
/// preprocessor after \p Record.
class TraceRecorder : public clang::PPCallbacks {
public:
  /// \p Names are the words and carriers.
  TraceRecorder(clang::Preprocessor &Pp, PpRecord &Record, const Ledger &L,
                const llvm::StringSet<> &Names, UnitFiles &Files,
                HeaderTrace &Trace);

  /// To be called once all is preprocessed, before finish() of the record.
  void finish();
  /// Where the facts about a file go.
  PpFacts &factsOf(clang::FileID File);
  /// The inclusion that \p File is, or -1.
  int inclusionOf(clang::FileID File) const;
  /// Something was met whose effect is not traced.
  bool isUntraceable() const { return Untraceable; }

  /// To be called for each token that the parser gets.
  void tokenRead(const clang::Token &T);

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Reason,
                        clang::SrcMgr::CharacteristicKind, clang::FileID,
                        clang::SourceLocation) override;
  void FileSkipped(const clang::FileEntryRef &File, const clang::Token &Name,
                   clang::SrcMgr::CharacteristicKind) override;
  void MacroDefined(const clang::Token &Name,
                    const clang::MacroDirective *Directive) override;
  void MacroUndefined(const clang::Token &Name, const clang::MacroDefinition &,
                      const clang::MacroDirective *) override;
  void MacroExpands(const clang::Token &Name,
                    const clang::MacroDefinition &Definition,
                    clang::SourceRange, const clang::MacroArgs *) override;
  void Defined(const clang::Token &Name, const clang::MacroDefinition &,
               clang::SourceRange) override;
  void If(clang::SourceLocation, clang::SourceRange Condition,
          ConditionValueKind) override;
  void Elif(clang::SourceLocation, clang::SourceRange Condition,
            ConditionValueKind, clang::SourceLocation) override;
  void Ifdef(clang::SourceLocation, const clang::Token &Name,
             const clang::MacroDefinition &) override;
  void Ifndef(clang::SourceLocation At, const clang::Token &Name,
              const clang::MacroDefinition &Definition) override;
  void Elifdef(clang::SourceLocation, const clang::Token &Name,
               const clang::MacroDefinition &) override;
  void Elifndef(clang::SourceLocation, const clang::Token &Name,
                const clang::MacroDefinition &) override;
  void Elifdef(clang::SourceLocation, clang::SourceRange,
               clang::SourceLocation) override;
  void Elifndef(clang::SourceLocation, clang::SourceRange,
                clang::SourceLocation) override;
  void HasInclude(clang::SourceLocation, llvm::StringRef, bool,
                  clang::OptionalFileEntryRef File,
                  clang::SrcMgr::CharacteristicKind) override;
  void Else(clang::SourceLocation, clang::SourceLocation) override;
  void Endif(clang::SourceLocation At, clang::SourceLocation If) override;
  void PragmaDirective(clang::SourceLocation At,
                       clang::PragmaIntroducerKind) override;

private:
  using Step = HeaderTrace::Step;
  struct Open {
    unsigned inclusion = 0;
    /// Name -> version told about, since the last #include.
    llvm::DenseMap<unsigned, unsigned> asked, mentioned;
    llvm::DenseSet<unsigned> asker; ///< for these names
    unsigned pushes = 0;            ///< #pragmas that still have an effect
    llvm::DenseSet<unsigned> askedIdly;
  };

  unsigned number(const clang::IdentifierInfo *Name);
  unsigned fileNumber(clang::FileEntryRef Entry);
  void ask(const clang::IdentifierInfo *Name, bool Idle = false,
           Step::Kind How = Step::Lookup);
  void askBody(const clang::MacroInfo &Info, bool Idle);
  void notePush(llvm::StringRef Line);
  void noteBuiltin(llvm::StringRef Name, bool Idle);
  void askArguments(const clang::MacroArgs &Arguments, bool Idle);
  void askAll(clang::SourceRange Condition);
  void add(Step S);
  void define(unsigned Name, int Definition);
  int definition(const clang::IdentifierInfo &Name,
                 const clang::MacroInfo &Info);
  HeaderTrace::Inclusion &current();
  bool isIdle(clang::SourceLocation Location) const;

  clang::Preprocessor &Pp;
  const clang::SourceManager &Sources;
  PpRecord &Record;
  const Ledger &L;
  const llvm::StringSet<> Names;
  UnitFiles &Files;
  HeaderTrace &Trace;
  std::map<std::string, int> Definitions;   ///< by what they say
  int Made = 0;                             ///< definitions so far
  std::vector<clang::FileEntryRef> Entries; ///< of the files
  std::vector<Open> Stack;
  llvm::DenseMap<const clang::IdentifierInfo *, unsigned> Numbers;
  std::vector<int> State;
  std::vector<unsigned> Versions; ///< of each name, how often it changed
  std::vector<bool> EverDefined, Contested;
  std::vector<bool> OfInline; ///< brought along by `inline`, as a macro
  bool Untraceable = false;
  /// The name that was read last, as long as a parenthesis may follow.
  struct {
    const clang::IdentifierInfo *name = nullptr;
    unsigned inclusion = 0, version = 0;
  } Pending;
  /// An #ifndef that may turn out to make a default.
  struct {
    clang::SourceLocation at;
    unsigned name = 0;
    std::size_t steps = 0; ///< how many there were before
  } Guarded;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_HEADERTRACE_H
