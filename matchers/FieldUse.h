//===- matchers/FieldUse.h - What an expression does with a field -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An accessor can stand for a field only where the field is read, or assigned
// with the value of the assignment thrown away. This sorts every use of a field
// into exactly one class, by climbing from the MemberExpr to what uses it.
//
// It asks for parents: limit the traversal scope of the ASTContext first, or
// Clang maps the parents of the whole unit (facts/engine-trials.md).
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_FIELDUSE_H
#define PAGELESS_MATCHERS_FIELDUSE_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace pageless {

/// The one thing that is done with a field at one place.
enum class FieldUse {
  Read,               ///< its value, or nothing at all
  Store,              ///< `x.f = v` whose value nobody uses
  StoreUsed,          ///< `x.f = v` whose value is used
  StoreInConditional, ///< `c ? (x.f = v) : e` where `e` is neither store nor
                      ///< void
  CompoundAssignment, ///< `x.f += v`
  Increment,          ///< `x.f++` and the like
  AddressTaken,       ///< `&x.f`
  Sizeof,             ///< anywhere inside sizeof or _Alignof
  Typeof,             ///< anywhere inside typeof
  Offsetof,           ///< `&((T *)0)->f`, the hand-made offsetof
  Constant,           ///< in the initialiser of a static object
  AsmOperand,         ///< an lvalue operand of inline assembly
  Broken,             ///< inside an expression that did not parse
  Other,              ///< none of the above
};

/// A use and the expression that makes it.
struct FieldUseInfo {
  FieldUse use = FieldUse::Other;
  /// The assignment, for the stores; else null.
  const clang::BinaryOperator *store = nullptr;
  /// The `?:` whose other arm must be converted too; null if none.
  const clang::AbstractConditionalOperator *sharedWith = nullptr;
};

/// The parent, or an empty node at the top. Initialiser lists exist twice, as
/// written and as understood; what stands below them has a parent in each. The
/// one with a type that fits (a cast) says more.
clang::DynTypedNode parentOf(const clang::DynTypedNode &Node,
                             clang::ASTContext &Context);

/// Sizeof, Typeof, Constant or Broken if a construct around \p Inner says so,
/// else Other.
FieldUse enclosingUse(const clang::Expr &Inner, clang::ASTContext &Context);

/// Sorts \p Member into its class. Never fails: what it does not know is Other.
FieldUseInfo classifyFieldUse(const clang::MemberExpr &Member,
                              clang::ASTContext &Context);

/// True if `Object.f = Value` may do something else when the object is a
/// function's argument and the value another: C leaves both orders open, but
/// compilers choose a different one for each, so an object that reads what the
/// value's evaluation writes (or the reverse) must stay. Errs on true.
bool evaluationOrderMatters(const clang::Expr &Object,
                            const clang::Expr &Value);

} // namespace pageless

#endif // PAGELESS_MATCHERS_FIELDUSE_H
