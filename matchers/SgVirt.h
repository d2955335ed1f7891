//===- matchers/SgVirt.h - Virtual addresses of entries ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_SGVIRT_H
#define PAGELESS_MATCHERS_SGVIRT_H

#include "matchers/EntryMatchers.h"

namespace pageless::sgvirt {

/// `page_address(sg_page(sg)) + sg->offset`. The address of the page alone is
/// another matter: what is done with it counts from there.
inline match::EntryMatcher virtualAddress() {
  using namespace clang::ast_matchers;
  return declRefExpr(match::entryPage(), match::isConvertedBy("page_address"),
                     unless(match::hasEntryOffset(EntryOffset::Absent)));
}

} // namespace pageless::sgvirt

#endif // PAGELESS_MATCHERS_SGVIRT_H
