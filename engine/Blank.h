//===- engine/Blank.h - Headers without what nobody asks for ---*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Even a function body that is skipped has to be lexed, and its macros
// expanded. A body of a header that spells nothing of interest is not shown to
// Clang at all: its definition becomes a declaration, at the same offsets.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_BLANK_H
#define PAGELESS_ENGINE_BLANK_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <optional>
#include <string>

namespace pageless {

/// \p Text, of a header, with the bodies of inline functions replaced by a ';'
/// and spaces; newlines stay. Bodies that spell one of \p Keep, in whose head
/// one of them stands, or that hold a '#', stay, and so does everything that is
/// not beyond doubt a function: it must say "inline", its braces must stand in
/// column 0 with nothing beside them, and be each other's. Nothing if there is
/// no such body.
std::optional<std::string> blankBodies(llvm::StringRef Text,
                                       const llvm::StringSet<> &Keep);

/// True if the head of a function that ends at \p HeadEnd had a body in the
/// text from which blankBodies() made \p Text.
bool isBlankedAt(llvm::StringRef Text, std::size_t HeadEnd);

} // namespace pageless

#endif // PAGELESS_ENGINE_BLANK_H
