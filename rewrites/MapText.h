//===- rewrites/MapText.h - The text of a map or unmap ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REWRITES_MAPTEXT_H
#define PAGELESS_REWRITES_MAPTEXT_H

#include "engine/Rule.h"
#include "engine/SiteText.h"
#include "matchers/KernelMaps.h"

namespace pageless {

/// A helper's call, `outer({bv}->field)` or `outer(inner({sg}))`.
struct MapTemplate {
  std::string field; ///< of the object; "" for the second form
  std::string inner;
  bool understood = false;
};

/// The parts of a helper's call; not `understood` if it has neither form.
MapTemplate mapTemplate(const Helper &H);

/// The end of the ')' that follows, comments aside, or nothing.
std::optional<std::size_t> closingAfter(llvm::StringRef Buffer,
                                        std::size_t From);

/// True for `name(argument)` with nothing else but white space and comments.
bool isCallText(llvm::StringRef Buffer, ByteRange Name, ByteRange Argument);

/// Turns the page at \p Whole, the argument of a map, into what the helper
/// takes: `bv->bv_page` and `bvec_page(bv)` into `bv->field` or `inner(bv)`.
/// False if its tokens are not spelled side by side.
bool rewritePage(const MappedPage &Page, const MapTemplate &T,
                 const SiteText &Text, ByteRange Whole,
                 std::vector<TextEdit> &Edits);

} // namespace pageless

#endif // PAGELESS_REWRITES_MAPTEXT_H
