//===- engine/Replay.h - What a unit has of precompiled headers -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A precompiled header brings more than a unit includes. While the unit is
// preprocessed, its #include lines are followed through the trace of the
// headers, as they would have been read: every question that a header asks of a
// macro must have the answer it had, and every macro that the unit's own text
// uses must be the one that it would have seen. If not, this is another unit
// than the trace is about, and it has to be parsed as it is.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_REPLAY_H
#define PAGELESS_ENGINE_REPLAY_H

#include "engine/HeaderTrace.h"

#include "clang/Frontend/CompilerInstance.h"

#include <optional>
#include <utility>

namespace pageless {

/// Must be added to the preprocessor after \p Record. \p Facts get what the
/// headers said that the unit includes.
class Replay : public clang::PPCallbacks, public ReadingOrder {
public:
  /// A macro that an option defines, as the option has it, or removes.
  using Option = std::pair<std::string, bool>;

  /// \p Names are the words and carriers.
  Replay(const HeaderTrace &Trace, const clang::CompilerInstance &Compiler,
         const PpRecord &Record, llvm::StringSet<> Names, PpFacts &Facts);

  /// To be called once the headers are there, before the first token. \p Own
  /// are the unit's options that the headers were made without.
  void begin(llvm::ArrayRef<Option> Own);

  /// Why the precompiled headers are not those of the unit, for the report of
  /// where time went; null if they are.
  const char *problem() const { return Problem; }
  /// Says that something else is wrong.
  void fail(const char *Why) {
    if (!Problem)
      Problem = Why;
  }
  /// The declarations of interest in the headers, as Clang numbers them, each
  /// group with the place in the unit's own text that includes them.
  struct Group {
    clang::SourceLocation from;
    std::vector<std::uint64_t> declarations;
    bool saysTokens = false; ///< something that is no directive
  };
  const std::vector<Group> &groups() const { return Groups; }

  /// The precompiled headers that the unit reads, sorted.
  std::vector<HeaderTrace::FileKey> headersRead() const;

  bool isRead(clang::SourceLocation Location) const override;
  bool isBefore(clang::SourceLocation A,
                clang::SourceLocation B) const override;

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
                    clang::SourceRange Range,
                    const clang::MacroArgs *) override;
  void Defined(const clang::Token &Name,
               const clang::MacroDefinition &Definition,
               clang::SourceRange) override;
  void Ifdef(clang::SourceLocation, const clang::Token &Name,
             const clang::MacroDefinition &Definition) override;
  void Ifndef(clang::SourceLocation, const clang::Token &Name,
              const clang::MacroDefinition &Definition) override;
  void Elifdef(clang::SourceLocation, const clang::Token &Name,
               const clang::MacroDefinition &Definition) override;
  void Elifndef(clang::SourceLocation, const clang::Token &Name,
                const clang::MacroDefinition &Definition) override;

private:
  /// In the place of a definition: one that the unit itself makes.
  static constexpr int OwnMacro = -1;
  /// In the same place: none that Clang was told.
  static constexpr int Untold = -2;
  /// Where an inclusion of the trace stands in the unit.
  struct Place {
    int parent = -1; ///< an inclusion, or -1 for the unit's own text
    unsigned offset = 0;
    clang::SourceLocation from; ///< the #include in the unit's own text
    bool read = false;
  };

  std::optional<unsigned> number(llvm::StringRef Name) const;
  void include(const HeaderTrace::Step &S, const Place &At);
  void enter(unsigned Inclusion, const Place &At);
  bool isObjectLike(int Definition) const;
  bool step(unsigned Inclusion, const HeaderTrace::Step &S);
  unsigned chooseInclusion(const HeaderTrace::Step &S) const;
  void readFirstTimesHere();
  void mayBeReadAgain(unsigned File);
  void show(llvm::StringRef Name, int Definition);
  void showContested();
  void ownOption(const Option &O);
  void own(llvm::StringRef Name, bool Defines, bool Harmless);
  void answer(const clang::Token &Name,
              const clang::MacroDefinition &Definition);
  void check(llvm::StringRef Name, const clang::MacroInfo *Info);
  bool isHarmless(const clang::MacroInfo &Info) const;
  int inclusionOf(clang::SourceLocation Location) const;
  bool comesFromOptions(clang::SourceLocation Location) const;
  /// From the unit's own text down to \p Location: offsets of #includes.
  std::pair<clang::SourceLocation, std::vector<unsigned>>
  way(clang::SourceLocation Location) const;

  const HeaderTrace &T;
  const clang::CompilerInstance &Compiler;
  const clang::SourceManager &Sources;
  const PpRecord &Record;
  const llvm::StringSet<> Names;
  PpFacts &Facts;
  int FirstFile = 0;       ///< what Clang calls the first file of the headers
  unsigned FirstPlace = 0; ///< what it adds to their locations
  std::vector<int> State;  ///< the definition of each name
  /// Names whose definitions Clang is told, as it does not know them: those
  /// that are contested, and the unit's own.
  std::vector<std::pair<std::string, unsigned>> Watched;
  std::vector<int> Shown; ///< for these, what Clang was told last
  std::vector<bool> FileRead, Changed, IdlyChanged;
  std::vector<Place> Places;
  std::vector<Group> Groups;
  const char *Problem = nullptr;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_REPLAY_H
