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

/// The name under which isRoundTrip() binds the outer call.
inline constexpr const char *RoundTrip = "roundTrip";

/// The whole argument of `page_to_pfn(...)`, which is that of
/// `pfn_to_page(...)`, bound.
AST_MATCHER(clang::MemberExpr, isRoundTrip) {
  const SpelledCall There = spelledCallAround(Node, Finder->getASTContext());
  if (There.name != "page_to_pfn" || !There.whole)
    return false;
  const SpelledCall Back =
      spelledCallAround(*There.whole, Finder->getASTContext());
  if (Back.name != "pfn_to_page" || !Back.whole)
    return false;
  Builder->setBinding(RoundTrip, clang::DynTypedNode::create(*Back.whole));
  return true;
}

/// Where an accessor could be called.
inline auto accessible() {
  return memberExpr(
      bvec::load(),
      unless(anyOf(match::isBroken(), match::isOfUnnamedMember(),
                   match::isOfVolatile(), match::isOfRegisterVariable(),
                   match::isOfPacked(), match::isOfValue())));
}

/// `pfn_to_page(page_to_pfn(bv->bv_page))`, where an accessor could be called.
inline auto roundTrip() { return memberExpr(accessible(), isRoundTrip()); }

/// `page_to_pfn(bv->bv_page)`, where an accessor could be called.
inline auto number() {
  return memberExpr(accessible(), isArgumentOf("page_to_pfn"));
}

} // namespace pageless::pagepfn

#pragma GCC diagnostic pop

#endif // PAGELESS_MATCHERS_PAGEPFN_H
