//===- engine/UnitBudget.h - Gives up on units without an end --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_UNITBUDGET_H
#define PAGELESS_ENGINE_UNITBUDGET_H

#include "engine/UnitLimits.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"

#include <string>

namespace pageless {

/// Watches what a parse costs: at each token that the parser gets, each macro
/// that is expanded, and each file. A parse that costs too much ends there, as
/// if Clang had crashed. Where nobody enabled recovery from crashes it goes on.
class UnitBudget : public clang::PPCallbacks {
public:
  /// Of \p Compiler, whose preprocessor owns it. It must be added before other
  /// callbacks. \p Why takes in a sentence if it ends the parse.
  static UnitBudget &add(clang::CompilerInstance &Compiler,
                         const UnitLimits &Limits, std::string &Why);

  /// To be called with each token that the parser gets. add() sees to it; a
  /// preprocessor has one who watches, though.
  void tokenRead() {
    if (++Steps % 1024 == 0)
      check();
  }

  void MacroExpands(const clang::Token &Name,
                    const clang::MacroDefinition &Definition,
                    clang::SourceRange Range,
                    const clang::MacroArgs *Arguments) override;
  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Reason,
                        clang::SrcMgr::CharacteristicKind, clang::FileID,
                        clang::SourceLocation) override;

private:
  UnitBudget(clang::CompilerInstance &Compiler, const UnitLimits &Limits,
             std::string &Why)
      : Compiler(Compiler), Limits(Limits), Why(Why) {}

  std::size_t memory() const;
  void check(std::size_t More = 0);
  std::size_t expandedLength(const clang::MacroInfo &Info,
                             clang::MacroArgs &Arguments);
  void giveUp(std::string Reason);

  clang::CompilerInstance &Compiler;
  const UnitLimits Limits;
  std::string &Why;
  std::size_t Steps = 0;
  unsigned Depth = 0; ///< of arguments that are being expanded
};

} // namespace pageless

#endif // PAGELESS_ENGINE_UNITBUDGET_H
