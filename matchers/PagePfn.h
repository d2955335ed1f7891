//===- matchers/PagePfn.h - Frame numbers of bio_vecs -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_PAGEPFN_H
#define PAGELESS_MATCHERS_PAGEPFN_H

#include "matchers/BioVecPage.h"
#include "matchers/SpelledCall.h"

// The macros below name parameters that not every matcher needs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

namespace pageless::pagepfn {

using namespace clang::ast_matchers;

/// The name under which isArgumentOf() binds the call.
inline constexpr const char *Conversion = "conversion";

/// The whole argument of `Name(...)`, a macro or a function, bound.
AST_MATCHER_P(clang::MemberExpr, isArgumentOf, std::string, Name) {
  const SpelledCall Call = spelledCallAround(Node, Finder->getASTContext());
  if (Call.name != Name || !Call.whole)
    return false;
  Builder->setBinding(Conversion, clang::DynTypedNode::create(*Call.whole));
  return true;
}

/// `page_to_pfn(bv->bv_page)`, where an accessor could be called.
inline auto number() {
  return memberExpr(
      bvec::load(), isArgumentOf("page_to_pfn"),
      unless(anyOf(match::isBroken(), match::isOfUnnamedMember(),
                   match::isOfVolatile(), match::isOfRegisterVariable(),
                   match::isOfPacked(), match::isOfValue())));
}

} // namespace pageless::pagepfn

#pragma GCC diagnostic pop

#endif // PAGELESS_MATCHERS_PAGEPFN_H
