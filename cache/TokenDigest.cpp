//===- cache/TokenDigest.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/TokenDigest.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

#include <algorithm>

using namespace clang;
using namespace pageless;

namespace {

LangOptions gnuC() {
  LangOptions Options;
  Options.GNUMode = Options.C99 = Options.C11 = Options.LineComment = true;
  Options.DollarIdents = true;
  return Options;
}

/// Where the preprocessor line ends that begins at \p Begin: at a newline that
/// no splice takes away and that is in no comment.
std::size_t endOfDirective(llvm::StringRef Text, std::size_t Begin) {
  for (std::size_t I = Begin; I < Text.size(); ++I) {
    const llvm::StringRef Rest = Text.substr(I);
    if (Rest.starts_with("/*"))
      I = std::min(Text.find("*/", I + 2), Text.size() - 1);
    else if (Rest.starts_with("\\\r\n"))
      I += 2;
    else if (Rest.starts_with("\\\n"))
      ++I;
    else if (Rest.starts_with("\n"))
      return I;
  }
  return Text.size();
}

} // namespace

Digest pageless::tokenDigest(llvm::StringRef Text, bool Lines) {
  Lines = Lines || Text.contains("__builtin_LINE");
  static const LangOptions Options = gnuC();
  Lexer Lex(SourceLocation(), Options, Text.begin(), Text.begin(), Text.end());
  Digester Hash;
  std::size_t Last = 0; // up to where lines are counted
  std::size_t DirectiveEnd = 0;
  const auto AddLines = [&](std::size_t Upto) {
    const llvm::StringRef Between = Text.slice(Last, Upto);
    Hash.add(Lines ? Between.count('\n') : 0);
    Last = std::max(Last, Upto);
  };
  for (Token T;;) {
    Lex.LexFromRawLexer(T);
    if (T.is(tok::eof))
      break;
    const std::size_t Begin =
        T.getLocation().getRawEncoding(); // from no location: an offset
    if (Begin < DirectiveEnd)
      continue;
    AddLines(Begin);
    if (T.is(tok::hash) && T.isAtStartOfLine()) {
      DirectiveEnd = endOfDirective(Text, Begin);
      Hash.add(Text.slice(Begin, DirectiveEnd));
      continue;
    }
    Hash.add((T.hasLeadingSpace() ? 1u : 0u) + (T.isAtStartOfLine() ? 2u : 0u));
    Hash.add(Text.substr(Begin, T.getLength()));
  }
  AddLines(Text.size());
  return Hash.digest();
}
