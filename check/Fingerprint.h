//===- check/Fingerprint.h - What a use of a word is by content -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Code that was moved, wrapped or indented anew is not new. So a use is known
// by the tokens around it, not by its place: those of its statement, and those
// of its line. Either is enough to know it again.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_FINGERPRINT_H
#define PAGELESS_CHECK_FINGERPRINT_H

#include "check/Changes.h"
#include "engine/LexFile.h"

#include <string>
#include <vector>

namespace pageless {

/// One spelling of a word in code, with what it is known by.
struct PrintedWord {
  Word word;
  /// The tokens from one ';' or brace to the next, and which of them it is.
  std::string statement;
  std::string line; ///< the same of the physical line
};

/// The words of \p Text that are code, in their order; those in comments and
/// literals are left out.
std::vector<PrintedWord> printWords(llvm::StringRef File, llvm::StringRef Text,
                                    const llvm::StringSet<> &Words);

/// The words that the changes add: on a line that only the text after has, and
/// not known from a line that only the text before has. Of each such line
/// every word makes up for one.
struct AddedWords {
  std::vector<PrintedWord> fresh;
  std::size_t moved = 0; ///< how many were known again
};
AddedWords findAdded(const Changes &All, const llvm::StringSet<> &Words);

} // namespace pageless

#endif // PAGELESS_CHECK_FINGERPRINT_H
