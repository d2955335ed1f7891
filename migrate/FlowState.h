//===- migrate/FlowState.h - What is known about one function --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_FLOWSTATE_H
#define PAGELESS_MIGRATE_FLOWSTATE_H

#include "migrate/FlowIndex.h"
#include "migrate/FlowText.h"
#include "migrate/FunctionFlow.h"
#include "migrate/SlotNames.h"

namespace pageless {

/// The ground that the analysis of one function stands on: its names and text,
/// the slots it meets, and the variables that are migrated.
class FlowState {
protected:
  FlowState(const clang::FunctionDecl &F, const Migration &M,
            const Match &Found)
      : F(F), M(M), Found(Found), Index(F), Text(F, Found.context) {}

  const Slot *known(const Part &P) const;

  /// A slot that is part of what the function, or the pointer to one, is like.
  const Slot *knownFunction(const clang::ValueDecl &D) const;

  void carry(clang::SourceLocation At, const Slot &S);

  void reachSlot(const Part &To, const std::string &Path,
                 const clang::Stmt *From);

  void block(const std::string &Path, const std::string &What,
             const clang::Stmt *Where);

  bool isValue(clang::QualType T) const;

  bool isPointer(clang::QualType T) const;

  bool isOld(clang::QualType T) const;

  /// The declaration's type, and that every spelling was seen.
  void finish(const clang::VarDecl &V);

  void checkSpellings(const clang::VarDecl &V,
                      const std::set<std::size_t> &Seen, bool Rename);

  std::size_t bodyBegin() const;

  /// True for `if (x)`, `!x`, `x && y`.
  bool isTest(const clang::Stmt *User) const;

  const clang::VarDecl *initializedBy(const clang::Expr *E,
                                      const clang::Stmt *User) const;

  /// `x >> PAGE_SHIFT` of an unsigned x.
  bool isShift(const clang::Expr *E) const;

  /// A function of which a slot is a part, or an operation that points to one.
  void functionValue(const clang::Expr *E, const Slot &S);
  void functionAssigned(const clang::BinaryOperator &Assignment,
                        const clang::Expr *Side, const Slot &S);

  const clang::FunctionDecl &F;
  const Migration &M;
  const Match &Found;
  FlowIndex Index;
  FlowText Text;
  FlowResult R;
  std::map<const clang::VarDecl *, std::string> Paths; ///< how they are reached
};

} // namespace pageless

#endif // PAGELESS_MIGRATE_FLOWSTATE_H
