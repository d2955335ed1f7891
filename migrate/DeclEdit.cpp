//===- migrate/DeclEdit.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/DeclEdit.h"

#include "engine/Columns.h"

#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// The place of the old type's tokens among \p Tokens, if it is the only one.
std::optional<std::size_t> findType(const std::vector<TextToken> &Tokens,
                                    const std::vector<std::string> &From) {
  std::optional<std::size_t> Found;
  for (std::size_t I = 0; I + From.size() <= Tokens.size(); ++I) {
    bool Same = true;
    for (std::size_t K = 0; K < From.size(); ++K)
      Same &= Tokens[I + K].text == From[K];
    if (Same && Found)
      return std::nullopt;
    if (Same)
      Found = I;
  }
  return Found;
}

/// True if the declaration shares its specifiers with others.
bool sharesSpecifiers(const DeclaratorDecl &D) {
  if (isa<ParmVarDecl, FunctionDecl>(D))
    return false;
  const SourceLocation Begin = D.getTypeSpecStartLoc();
  return llvm::any_of(D.getDeclContext()->decls(), [&](const Decl *Other) {
    const auto *Neighbour = dyn_cast<DeclaratorDecl>(Other);
    return Neighbour && Neighbour != &D &&
           Neighbour->getTypeSpecStartLoc() == Begin;
  });
}

} // namespace

std::string pageless::gapFor(llvm::StringRef Buffer, std::size_t Before,
                             const std::string &With, llvm::StringRef Gap,
                             std::size_t Behind) {
  if (!Gap.contains('\t'))
    return Gap.empty() ? " " : Gap.str();
  const std::size_t Wanted = columnAt(Buffer, Behind);
  std::size_t Column = columnAt(Buffer, Before) + With.size();
  std::string Tabs;
  do {
    Tabs += '\t';
    Column = columnAfter("\t", Column);
  } while (Column < Wanted);
  return Tabs;
}

std::vector<TextToken> pageless::tokensIn(llvm::StringRef Buffer,
                                          ByteRange Range) {
  const std::string Text(Buffer.slice(Range.begin, Range.end));
  const LangOptions Options;
  Lexer Lex(SourceLocation(), Options, Text.data(), Text.data(),
            Text.data() + Text.size());
  std::vector<TextToken> Tokens;
  const auto Add = [&](const Token &T) {
    const std::size_t End =
        static_cast<std::size_t>(Lex.getBufferLocation() - Text.data());
    const ByteRange At{Range.begin + End - T.getLength(), Range.begin + End};
    Tokens.push_back({At, Buffer.slice(At.begin, At.end)});
  };
  Token T;
  while (!Lex.LexFromRawLexer(T) && T.isNot(tok::eof))
    Add(T);
  if (T.isNot(tok::eof))
    Add(T);
  return Tokens;
}

std::optional<std::vector<TextEdit>>
pageless::changeType(SourceRange Range, const TypeChange &Change,
                     const SiteText &Text, std::string &Why) {
  const auto Whole = Text.range(Range);
  if (!Whole) {
    Why = "it is declared by a macro";
    return std::nullopt;
  }
  const llvm::StringRef Buffer = Text.buffer();
  const std::vector<TextToken> Tokens = tokensIn(Buffer, *Whole);
  const auto At = findType(Tokens, Change.from);
  if (!At) {
    Why = "its type is not written as '" + llvm::join(Change.from, " ") + "'";
    return std::nullopt;
  }
  const std::size_t Count = Change.from.size();
  const ByteRange First = Tokens[*At].range;
  std::size_t End = Tokens[*At + Count - 1].range.end;
  std::string With = Change.to;
  // What follows is the name or a '*'; behind a '*' of the old type no space.
  if (*At + Count < Tokens.size()) {
    const bool Star = Change.from.back() == "*";
    const std::size_t Next = Tokens[*At + Count].range.begin;
    const std::size_t GapBegin = Star ? Tokens[*At + Count - 2].range.end : End;
    const std::size_t GapEnd =
        Star ? Tokens[*At + Count - 1].range.begin : Next;
    With += gapFor(Buffer, First.begin, Change.to,
                   Buffer.slice(GapBegin, GapEnd), GapEnd);
    End = Next;
  }
  if (Buffer.slice(First.begin, End).contains('/')) {
    Why = "a comment stands inside its type";
    return std::nullopt;
  }
  std::vector<TextEdit> Edits = {{First.begin, End - First.begin, With, 0}};
  if (!Change.name.empty() && !Tokens.empty()) {
    const TextToken &Name = Tokens.back();
    Edits.push_back({Name.range.begin, Name.text.size(), Change.name, 0});
  }
  return Edits;
}

std::optional<std::vector<TextEdit>>
pageless::changeDeclaration(const DeclaratorDecl &D, const TypeChange &Change,
                            const SiteText &Text, std::string &Why) {
  if (sharesSpecifiers(D)) {
    Why = "it is declared together with others";
    return std::nullopt;
  }
  const bool Unnamed = !D.getIdentifier();
  TypeChange OfThis = Change;
  if (Unnamed)
    OfThis.name.clear();
  return changeType(
      {D.getTypeSpecStartLoc(), Unnamed ? D.getEndLoc() : D.getLocation()},
      OfThis, Text, Why);
}
