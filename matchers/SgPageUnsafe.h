//===- matchers/SgPageUnsafe.h - Who needs an entry's page ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What is done with the page that sg_page() returns, in so many ways that each
// asks for another remedy.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_SGPAGEUNSAFE_H
#define PAGELESS_MATCHERS_SGPAGEUNSAFE_H

#include "matchers/EntryMatchers.h"

// The macros below name parameters that not every matcher needs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

namespace pageless::sgpage {

/// The one thing that is done with a page at one place.
enum class PageUse {
  Number,      ///< made a frame number or physical address: no page is needed
  Map,         ///< mapped, unmapped, made a virtual address
  Count,       ///< a reference taken or dropped; freed
  Arithmetic,  ///< `page + n`, nth_page()
  Test,        ///< compared, or tested for NULL
  Store,       ///< kept in a variable, a field, an initialiser
  Return,      ///< returned
  Dereference, ///< `page->member`
  Pass,        ///< any other argument, or not used
  Other,       ///< none of these, or sg_page is not called
};

/// Sorts the use of the page. \p Function names sg_page().
PageUse classifyPageUse(const clang::DeclRefExpr &Function,
                        clang::ASTContext &Context);

/// A use of the page in one of these ways.
AST_MATCHER_P(clang::DeclRefExpr, isPageUsedTo, PageUse, Use) {
  return classifyPageUse(Node, Finder->getASTContext()) == Use;
}

/// Any sg_page().
inline match::EntryMatcher page() { return match::entryPage(); }

/// One whose page is used in this way.
inline match::EntryMatcher page(PageUse Use) {
  using namespace clang::ast_matchers;
  return declRefExpr(match::entryPage(), isPageUsedTo(Use));
}

/// One in code that did not parse.
inline match::EntryMatcher broken() {
  using namespace clang::ast_matchers;
  return declRefExpr(match::entryPage(), match::standsIn(FieldUse::Broken));
}

} // namespace pageless::sgpage

#pragma GCC diagnostic pop

#endif // PAGELESS_MATCHERS_SGPAGEUNSAFE_H
