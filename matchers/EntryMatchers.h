//===- matchers/EntryMatchers.h - Matchers on sg_page() --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The shared vocabulary of the rules on a scatterlist entry's page. All of them
// are about the word sg_page: it is what such code spells on all architectures.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_ENTRYMATCHERS_H
#define PAGELESS_MATCHERS_ENTRYMATCHERS_H

#include "matchers/EntryUse.h"
#include "matchers/Kernel.h"

// The macros below name parameters that not every matcher needs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

namespace pageless::match {

/// Matches DeclRefExprs. Clang's finder takes no matcher of a narrower type.
using EntryMatcher = clang::ast_matchers::StatementMatcher;

/// Names under which isConvertedBy() binds the parts of an EntryUse.
inline constexpr const char *PageCall = "page-call";
inline constexpr const char *Converted = "converted";
inline constexpr const char *Address = "address";
inline constexpr const char *Shift = "shift";
inline constexpr const char *Sum = "sum";
inline constexpr const char *Added = "added";

/// `struct page *sg_page(struct scatterlist *sg)`
inline auto entryPageFunction() {
  using namespace clang::ast_matchers;
  return functionDecl(
      hasName("sg_page"), parameterCountIs(1),
      hasParameter(0, hasType(pointsTo(recordDecl(hasName("scatterlist"))))));
}

/// Any naming of that function.
inline EntryMatcher entryPage() {
  using namespace clang::ast_matchers;
  return declRefExpr(to(entryPageFunction()));
}

/// `Name(sg_page(entry))`, with its parts bound.
AST_MATCHER_P(clang::DeclRefExpr, isConvertedBy, std::string, Name) {
  const EntryUse Use = classifyEntryUse(Node, Finder->getASTContext());
  if (Use.conversion != Name)
    return false;
  const auto Bind = [Builder](const char *As, const clang::Stmt *S) {
    if (S)
      Builder->setBinding(As, clang::DynTypedNode::create(*S));
  };
  Bind(PageCall, Use.call);
  Bind(Converted, Use.converted);
  Bind(Address, Use.address());
  Bind(Shift, Use.shift);
  Bind(Sum, Use.sum);
  Bind(Added, Use.added);
  return true;
}

/// `Name(sg_page(entry)) << PAGE_SHIFT`
AST_MATCHER(clang::DeclRefExpr, isShiftedToAddress) {
  return classifyEntryUse(Node, Finder->getASTContext()).shift;
}

/// The entry's offset is added in this way.
AST_MATCHER_P(clang::DeclRefExpr, hasEntryOffset, EntryOffset, How) {
  return classifyEntryUse(Node, Finder->getASTContext()).offset == How;
}

/// `sg_page(entry)` where evaluating the entry may do something.
AST_MATCHER(clang::DeclRefExpr, isOfImpureEntry) {
  const EntryUse Use = classifyEntryUse(Node, Finder->getASTContext());
  return Use.call &&
         Use.call->getArg(0)->HasSideEffects(Finder->getASTContext());
}

/// Stands inside of sizeof, typeof, a constant, or what did not parse.
AST_MATCHER_P(clang::Expr, standsIn, FieldUse, Where) {
  return enclosingUse(Node, Finder->getASTContext()) == Where;
}

} // namespace pageless::match

#pragma GCC diagnostic pop

#endif // PAGELESS_MATCHERS_ENTRYMATCHERS_H
