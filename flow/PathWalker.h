//===- flow/PathWalker.h - One step on one path ----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_FLOW_PATHWALKER_H
#define PAGELESS_FLOW_PATHWALKER_H

#include "flow/PathValue.h"

namespace pageless {

/// Carries a state over statements and branches. A statement's parts are steps
/// of their own, taken before it.
class PathWalker {
public:
  PathWalker(const MapSites &Sites, const MapKnowledge &Knowledge,
             ExprKeys &Keys, Findings &Found, clang::ASTContext &Context)
      : Sites(Sites), Knowledge(Knowledge), Keys(Keys), Found(Found),
        Context(Context), Values(Sites, Keys, Found, Context) {}

  /// Evaluates \p S, whose parts were evaluated before.
  void step(const clang::Stmt &S, PathState &State);

  /// Follows the branch on which \p Condition is \p Holds. False if the path
  /// cannot take it.
  bool take(const clang::Expr &Condition, bool Holds, PathState &State);

private:
  void call(const clang::CallExpr &Call, PathState &State);
  void map(const clang::CallExpr &Call, PathState &State);
  void endByAddress(const clang::CallExpr &Call, const MapCall &What,
                    PathState &State);
  void endByPage(const clang::CallExpr &Call, const MapCall &What,
                 PathState &State);
  void end(const clang::CallExpr &Call, MapId Map, PathState &State);
  void otherCall(const clang::CallExpr &Call, PathState &State);
  void assign(const clang::Expr *Target, const clang::Expr &Source, Value V,
              PathState &State);
  void compoundAssign(const clang::BinaryOperator &Op, PathState &State);
  void increment(const clang::UnaryOperator &Op, PathState &State);
  void declare(const clang::DeclStmt &S, PathState &State);
  void escape(const Value &V, MapTrap Trap, clang::SourceLocation At);
  void write(const clang::Expr *Target, PathState &State);
  void forgetVariable(const clang::VarDecl &Variable, PathState &State);
  const clang::VarDecl *followed(const clang::Expr *LValue) const;

  const MapSites &Sites;
  const MapKnowledge &Knowledge;
  ExprKeys &Keys;
  Findings &Found;
  clang::ASTContext &Context;
  PathValues Values;
};

} // namespace pageless

#endif // PAGELESS_FLOW_PATHWALKER_H
