//===- rewrites/Tokens.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rewrites/Tokens.h"

#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace pageless;

namespace {

/// Calls \p Seen for each token of \p Text but comments.
void forEachToken(llvm::StringRef Text,
                  llvm::function_ref<void(const Token &)> Seen) {
  const std::string Ended = Text.str(); // the lexer needs the zero behind it
  const LangOptions Options;
  Lexer Lex(SourceLocation(), Options, Ended.data(), Ended.data(),
            Ended.data() + Ended.size());
  Token T;
  while (!Lex.LexFromRawLexer(T) && T.isNot(tok::eof))
    Seen(T);
  if (T.isNot(tok::eof))
    Seen(T);
}

} // namespace

bool pageless::isBlank(llvm::StringRef Text) {
  return Text.find_first_not_of(" \t") == llvm::StringRef::npos;
}
bool pageless::isSpace(llvm::StringRef Text) { return Text.trim().empty(); }

bool pageless::isGap(llvm::StringRef Text) {
  bool Empty = true;
  forEachToken(Text, [&](const Token &) { Empty = false; });
  return Empty;
}

bool pageless::isBalanced(llvm::StringRef Text) {
  int Depth = 0;
  bool Balanced = true;
  forEachToken(Text, [&](const Token &T) {
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
      Balanced &= --Depth >= 0;
  });
  return Balanced && Depth == 0;
}

void pageless::replaceTokens(llvm::ArrayRef<ByteRange> Tokens,
                             const std::string &With, llvm::StringRef Buffer,
                             std::vector<TextEdit> &Edits) {
  std::vector<ByteRange> Runs;
  for (const ByteRange &Token : Tokens)
    if (!Runs.empty() && isBlank(Buffer.slice(Runs.back().end, Token.begin)))
      Runs.back().end = Token.end;
    else
      Runs.push_back(Token);
  for (const ByteRange &Run : Runs)
    Edits.push_back(
        {Run.begin, Run.end - Run.begin, &Run == &Runs.back() ? With : "", 0});
}
