//===- migrate/FlowText.h - The text of one function -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Conversions such as page_to_pfn() are macros on some architectures and
// functions on others, so they are found in the text, around or in the place
// of an expression that the AST shows.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_FLOWTEXT_H
#define PAGELESS_MIGRATE_FLOWTEXT_H

#include "migrate/DeclEdit.h"

#include "clang/AST/Expr.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// Tokens and edits of one function's text.
class FlowText {
public:
  FlowText(const clang::FunctionDecl &F, clang::ASTContext &Context);

  const SiteText &site() const { return Text; }
  const std::vector<TextToken> &tokens() const { return Tokens; }
  std::optional<ByteRange> range(const clang::Expr *E) const {
    return Text.range(E->getSourceRange());
  }
  /// The text of \p E, or "it".
  std::string quote(const clang::Expr *E) const;
  /// The line of \p E.
  unsigned lineOf(const clang::Stmt *S) const;

  /// The token that is the name in `name(E)`, E being all there is.
  const TextToken *callAround(const clang::Expr *E) const;
  /// The token that is the name if \p E as a whole is `name(...)`.
  const TextToken *callIn(const clang::Expr *E) const;

  void replace(const TextToken &Token, const std::string &With) {
    add({Token.range.begin, Token.text.size(), With, 0});
  }
  /// `E` to `With(E)`. False if E is not spelled in one piece.
  bool wrap(const clang::Expr *E, const std::string &With);
  /// `x >> PAGE_SHIFT` to `With(x)`. False if E does not read so.
  bool unshift(const clang::Expr *E, const std::string &With);
  void add(TextEdit E);

  /// All edits, sorted, each once.
  std::vector<TextEdit> takeEdits();

private:
  std::optional<std::size_t> tokenAt(std::size_t Begin) const;
  std::optional<std::size_t> closing(std::size_t Open) const;
  void enclose(ByteRange Range, const std::string &With);

  clang::ASTContext &Context;
  SiteText Text;
  std::vector<TextToken> Tokens;
  std::vector<TextEdit> Edits;
};

} // namespace pageless

#endif // PAGELESS_MIGRATE_FLOWTEXT_H
