//===- series/Anchor.h - Places in a file, by its syntax -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where support code goes in. Files are lexed with Clang's raw lexer and not
// preprocessed, so a place is found in every configuration's text alike, and
// whatever else an older or newer kernel has around it.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_ANCHOR_H
#define PAGELESS_SERIES_ANCHOR_H

#include "engine/Site.h"

#include "llvm/Support/Error.h"

#include <string>
#include <string_view>

namespace pageless {

/// Finds the place that \p Anchor describes in \p Text, and makes the edit that
/// brings \p Inserted, whole lines, there. Anchors are
///
///   after includes              behind the last #include before any code
///   after include <linux/x.h>   or "x.h": behind that line
///   after struct X              or union, enum; before struct X
///   after function F            behind its definition; before function F
///   after define M              behind the macro's last line
///   after member M of struct X  behind its declaration
///   after config FOO            behind that block of a Kconfig file
///   before endif                the last #endif of the file
///   at end
///   in function F replace       \p Old, compared token by token, by
///                               \p Inserted
///
/// Blank lines part what is inserted from code around it, except after an
/// include, a macro, a member, and at the end. Fails with one line that names
/// what was not found, or what is there more than once.
llvm::Expected<TextEdit> placeText(std::string_view Text,
                                   std::string_view Anchor,
                                   std::string_view Inserted,
                                   std::string_view Old = "");

} // namespace pageless

#endif // PAGELESS_SERIES_ANCHOR_H
