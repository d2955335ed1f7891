//===- flow/ExprKeys.h - Expressions that say the same ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two evaluations of `bv[i].bv_page` give the same value if nothing that it
// reads was written in between. A key stands for such an expression, and knows
// what it reads.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_FLOW_EXPRKEYS_H
#define PAGELESS_FLOW_EXPRKEYS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// Stands for an expression; 0 for one that cannot be compared.
using KeyId = unsigned;

/// The keys of one function.
class ExprKeys {
public:
  /// \p Exposed are the local variables whose address is taken; \p IsAccessor
  /// says which calls only read what their arguments lead to.
  ExprKeys(const clang::ASTContext &Context,
           const llvm::SmallPtrSetImpl<const clang::VarDecl *> &Exposed,
           std::function<bool(const clang::CallExpr &)> IsAccessor)
      : Context(Context), Exposed(Exposed), IsAccessor(std::move(IsAccessor)) {}

  /// The key of \p E, whatever its parentheses. 0 if evaluating it may do
  /// something, or if it is not understood.
  KeyId of(const clang::Expr *E);

  /// True if a write to the variable may change the value.
  bool reads(KeyId Key, const clang::VarDecl &Variable) const;
  /// True if a write to the field of some object may change the value.
  bool reads(KeyId Key, const clang::FieldDecl &Field) const;
  /// True if a write to something of that type in memory may change the value.
  bool readsMemory(KeyId Key, clang::QualType Type) const;
  /// True if a function that is called may change the value.
  bool readsMemory(KeyId Key) const;

private:
  struct Reads {
    std::set<const clang::VarDecl *> variables;
    std::set<const clang::FieldDecl *> fields;
    std::set<const clang::Type *> types;
    bool memory = false;
  };

  bool spell(const clang::Expr *E, std::string &Text, Reads &R) const;
  bool spellOperator(const clang::Expr *E, std::string &Text, Reads &R) const;
  bool spellCall(const clang::CallExpr &Call, std::string &Text,
                 Reads &R) const;

  const clang::ASTContext &Context;
  const llvm::SmallPtrSetImpl<const clang::VarDecl *> &Exposed;
  std::function<bool(const clang::CallExpr &)> IsAccessor;
  std::map<std::string, KeyId> Ids;
  std::vector<Reads> Known; ///< by key, from 1
};

/// What a condition asks of what: `!x`, `x == NULL` ask whether x is not zero.
struct Condition {
  const clang::Expr *subject = nullptr;
  bool positive = true; ///< holds if the subject is not zero
};

/// Takes !, comparisons with zero and likely() away from \p E.
Condition normalise(const clang::Expr *E, const clang::ASTContext &Context);

} // namespace pageless

#endif // PAGELESS_FLOW_EXPRKEYS_H
