//===- matchers/KmapPfn.h - Who maps and unmaps pages ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_KMAPPFN_H
#define PAGELESS_MATCHERS_KMAPPFN_H

#include "matchers/Kernel.h"
#include "matchers/KernelMaps.h"

#include "clang/ASTMatchers/ASTMatchers.h"

namespace pageless::kmap {

using namespace clang::ast_matchers;

/// Name under which the calls are bound.
inline constexpr const char *Call = "map-call";

/// A function of that family.
inline auto function() {
  return functionDecl(hasAnyName("kmap", "kunmap", "kmap_atomic",
                                 "kunmap_atomic", "kmap_local_page",
                                 "kunmap_local"));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

/// Names a function that is called there, or is a call that a macro makes.
/// Binds the call.
AST_MATCHER(clang::Expr, isMapCall) {
  const auto *Found =
      callNamedBy(clang::DynTypedNode::create(Node), Finder->getASTContext());
  if (!Found || !spelledMap(*Found, Finder->getASTContext()))
    return false;
  Builder->setBinding(Call, clang::DynTypedNode::create(*Found));
  return true;
}

/// Stands inside of sizeof or typeof, or of what did not parse.
AST_MATCHER_P(clang::Expr, standsIn, FieldUse, Where) {
  return enclosingUse(Node, Finder->getASTContext()) == Where;
}

#pragma GCC diagnostic pop

/// `kmap(page)`, `kunmap_atomic(address)` and so on, as a function or a macro.
inline StatementMatcher call() { return expr(isMapCall()); }

} // namespace pageless::kmap

#endif // PAGELESS_MATCHERS_KMAPPFN_H
