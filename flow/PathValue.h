//===- flow/PathValue.h - What an expression is on one path ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_FLOW_PATHVALUE_H
#define PAGELESS_FLOW_PATHVALUE_H

#include "flow/PathState.h"

namespace pageless {

/// Says what an expression is that was just evaluated on a path.
class PathValues {
public:
  PathValues(const MapSites &Sites, ExprKeys &Keys, Findings &Found,
             clang::ASTContext &Context)
      : Sites(Sites), Keys(Keys), Found(Found), Context(Context) {}

  Value of(const clang::Expr *E, const PathState &State);

  /// The condition's outcome, if the path decides it.
  std::optional<bool> decides(const Condition &C, const PathState &State);

private:
  Value ofVariable(const clang::Expr *LValue, const PathState &State);
  Value ofUnary(const clang::UnaryOperator &Op, const PathState &State);
  Value ofBinary(const clang::BinaryOperator &Op, const PathState &State);
  Value ofCall(const clang::CallExpr &Call, const PathState &State);
  Value ofArms(const clang::AbstractConditionalOperator &Op,
               const PathState &State);
  /// The address of an lvalue.
  Value address(const clang::Expr *LValue, const PathState &State);
  Value plus(Value Address, const clang::Expr *Offset, clang::QualType Element);
  Value minus(Value Address, const clang::Expr *Offset);
  bool isWhole(const clang::Expr *Offset, clang::QualType Element) const;
  std::optional<bool> mapsIn(const clang::Stmt *S,
                             const PathState &State) const;

  const MapSites &Sites;
  ExprKeys &Keys;
  Findings &Found;
  clang::ASTContext &Context;
};

} // namespace pageless

#endif // PAGELESS_FLOW_PATHVALUE_H
