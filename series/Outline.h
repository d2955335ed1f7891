//===- series/Outline.h - The definitions of a file, lexed -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_OUTLINE_H
#define PAGELESS_SERIES_OUTLINE_H

#include "engine/Site.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pageless {

/// One token outside comments and directives.
struct LexedToken {
  std::size_t begin = 0;
  std::size_t end = 0;
  llvm::StringRef text;
  bool atLineStart = false; ///< no other byte before it on its line
};

/// The tokens of \p Text without comments, and without directives unless
/// \p KeepDirectives.
std::vector<LexedToken> lexTokens(llvm::StringRef Text,
                                  bool KeepDirectives = false);

/// A function, struct, union or enum that is defined at the top of a file.
struct Definition {
  std::string kind; ///< "function", "struct", "union" or "enum"
  std::string name;
  ByteRange whole; ///< from its first token, or the comment right above, to the
                   ///< last one, with a ';' behind a struct
  ByteRange body;  ///< between the braces
};

/// All definitions of a file, in order. Braces that #if branches leave
/// unbalanced are forgiven where a '}' or a function begins a line.
std::vector<Definition> outline(llvm::StringRef Text);

/// The offset behind the line that \p Offset stands on, with a comment that
/// begins there, or the end of the text.
std::size_t behindLine(llvm::StringRef Text, std::size_t Offset);

} // namespace pageless

#endif // PAGELESS_SERIES_OUTLINE_H
