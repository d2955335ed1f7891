//===- migrate/FlowIndex.h - Who is named where in a function --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_FLOWINDEX_H
#define PAGELESS_MIGRATE_FLOWINDEX_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ParentMap.h"

#include <map>
#include <utility>
#include <vector>

namespace pageless {

/// The names, calls and parents of one function's body.
class FlowIndex {
public:
  explicit FlowIndex(const clang::FunctionDecl &F);

  std::map<const clang::VarDecl *, std::vector<const clang::DeclRefExpr *>>
      variables;
  std::vector<const clang::DeclRefExpr *> functions;
  std::vector<const clang::MemberExpr *> members;
  std::vector<const clang::CallExpr *> calls;
  std::vector<const clang::ReturnStmt *> returns;

  /// The largest expression that is \p E but for parentheses and, if \p Casts,
  /// implicit casts that do not change the type; and what uses it.
  std::pair<const clang::Expr *, const clang::Stmt *>
  outOf(const clang::Expr *E, bool Casts) const;

  /// True if nobody uses the value of \p E.
  bool isStatement(const clang::Expr *E) const;

private:
  clang::ParentMap Parents;
};

/// \p E without parentheses and implicit casts that do not change the type.
const clang::Expr *plain(const clang::Expr *E);

/// What \p Call calls: a function, a field that points to one, or null.
const clang::ValueDecl *calleeOf(const clang::CallExpr &Call);

} // namespace pageless

#endif // PAGELESS_MIGRATE_FLOWINDEX_H
