//===- matchers/EntryUse.h - What becomes of sg_page() ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Many users of a scatterlist entry's page only want an address or a number
// that is made of it: page_to_phys(sg_page(sg)) + sg->offset. This finds the
// conversion around a call of sg_page(), and where the offset is added.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_ENTRYUSE_H
#define PAGELESS_MATCHERS_ENTRYUSE_H

#include "matchers/SpelledCall.h"

namespace pageless {

/// How the offset of an entry is added to an address made from its page.
enum class EntryOffset {
  Absent,  ///< it is not
  Added,   ///< `address + entry->offset`, terms between them allowed
  Another, ///< the offset of another entry is added
  Apart,   ///< it takes part in the sum, but cannot be taken out of it
};

/// What is made from one sg_page(entry).
struct EntryUse {
  const clang::CallExpr *call = nullptr; ///< sg_page(entry); null if no call
  std::string conversion; ///< the call around it, e.g. "page_to_phys"
  const clang::Expr *converted = nullptr;       ///< that call
  const clang::BinaryOperator *shift = nullptr; ///< `converted << PAGE_SHIFT`
  EntryOffset offset = EntryOffset::Absent;
  const clang::BinaryOperator *sum = nullptr; ///< that adds the offset
  const clang::Expr *added = nullptr;         ///< the operand that goes

  /// The address or number, without the offset.
  const clang::Expr *address() const { return shift ? shift : converted; }
};

/// Sorts the use of the function that \p Function names. Never fails.
EntryUse classifyEntryUse(const clang::DeclRefExpr &Function,
                          clang::ASTContext &Context);

} // namespace pageless

#endif // PAGELESS_MATCHERS_ENTRYUSE_H
