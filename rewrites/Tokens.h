//===- rewrites/Tokens.h - Tokens of a site's text ----------------*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REWRITES_TOKENS_H
#define PAGELESS_REWRITES_TOKENS_H

#include "engine/SiteText.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace pageless {

/// True for spaces and tabs only.
bool isBlank(llvm::StringRef Text);

/// True for white space only.
bool isSpace(llvm::StringRef Text);

/// True if nothing but white space and comments stands there.
bool isGap(llvm::StringRef Text);

/// True if every bracket has its partner: a macro call that the AST does not
/// show can stand with one half inside of an operand.
bool isBalanced(llvm::StringRef Text);

/// Puts \p With in the place of tokens that stand in a row. Those with no more
/// than blanks between them are one edit; comments and line breaks are kept.
void replaceTokens(llvm::ArrayRef<ByteRange> Tokens, const std::string &With,
                   llvm::StringRef Buffer, std::vector<TextEdit> &Edits);

} // namespace pageless

#endif // PAGELESS_REWRITES_TOKENS_H
