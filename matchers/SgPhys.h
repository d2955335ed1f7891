//===- matchers/SgPhys.h - Physical addresses of entries -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_SGPHYS_H
#define PAGELESS_MATCHERS_SGPHYS_H

#include "matchers/EntryMatchers.h"

namespace pageless::sgphys {

/// `page_to_phys(sg_page(sg))`, with or without the offset.
inline match::EntryMatcher physical() {
  using namespace clang::ast_matchers;
  return declRefExpr(match::entryPage(), match::isConvertedBy("page_to_phys"));
}

} // namespace pageless::sgphys

#endif // PAGELESS_MATCHERS_SGPHYS_H
