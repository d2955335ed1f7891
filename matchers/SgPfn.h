//===- matchers/SgPfn.h - Page frame numbers of entries ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_SGPFN_H
#define PAGELESS_MATCHERS_SGPFN_H

#include "matchers/EntryMatchers.h"

namespace pageless::sgpfn {

/// `page_to_pfn(sg_page(sg))`
inline match::EntryMatcher number() {
  using namespace clang::ast_matchers;
  return declRefExpr(match::entryPage(), match::isConvertedBy("page_to_pfn"));
}

/// `page_to_pfn(sg_page(sg)) << PAGE_SHIFT`, with or without the offset.
inline match::EntryMatcher shifted() {
  using namespace clang::ast_matchers;
  return declRefExpr(number(), match::isShiftedToAddress());
}

} // namespace pageless::sgpfn

#endif // PAGELESS_MATCHERS_SGPFN_H
