//===- matchers/SpelledCall.h - Calls as they are written ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// page_to_phys() and its like are macros on most architectures and functions on
// others. The AST shows what a macro is made of, but not the macro; its source
// locations do.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_SPELLEDCALL_H
#define PAGELESS_MATCHERS_SPELLEDCALL_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

#include <string>

namespace pageless {

/// A call with one expression as a whole argument.
struct SpelledCall {
  std::string name;                   ///< of the macro or function; "" if none
  const clang::Expr *whole = nullptr; ///< what the call amounts to; may be null
};

/// The innermost call whose text spells \p Argument, parentheses aside, as one
/// of its arguments. `whole` is null if the macro makes no expression that
/// holds the argument.
SpelledCall spelledCallAround(const clang::Expr &Argument,
                              clang::ASTContext &Context);

/// True if all of \p E, parentheses aside, is made by the macro \p Name,
/// directly or through others.
bool isMadeByMacro(const clang::Expr &E, llvm::StringRef Name,
                   const clang::ASTContext &Context);

/// True if both say the same: the same names, members, elements, operators and
/// numbers, whatever their parentheses. Errs on false.
bool isSameExpression(const clang::Expr *A, const clang::Expr *B);

/// True if \p Member is a member of what \p Pointer points to, as far as the
/// text tells: `e->m` or `(*e).m` and e, `e[i].m` and `&e[i]` or `e + i`.
bool isMemberOfPointee(const clang::MemberExpr &Member,
                       const clang::Expr *Pointer);

} // namespace pageless

#endif // PAGELESS_MATCHERS_SPELLEDCALL_H
