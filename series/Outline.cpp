//===- series/Outline.cpp - The definitions of a file, lexed --------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Outline.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

#include <optional>

using namespace pageless;

namespace {

clang::LangOptions kernelC() {
  clang::LangOptions Options;
  Options.C99 = Options.C11 = Options.GNUMode = Options.LineComment = true;
  return Options;
}

std::size_t lineBegin(llvm::StringRef Text, std::size_t Offset) {
  return Text.take_front(Offset).rfind('\n') + 1; // npos + 1 == 0
}

/// The beginning of the comment that ends right above \p Begin, or \p Begin.
std::size_t withComment(llvm::StringRef Text, std::size_t Begin) {
  const std::size_t Line = lineBegin(Text, Begin);
  const llvm::StringRef Above = Text.take_front(Line);
  if (!Above.ends_with("*/\n"))
    return Begin;
  const std::size_t Open = Above.rfind("/*");
  return lineBegin(Text, Open) == Open ? Open : Begin;
}

/// Walks over the tokens at the top of a file.
class Outliner {
public:
  explicit Outliner(llvm::StringRef Text)
      : Text(Text), Tokens(lexTokens(Text)) {}

  std::vector<Definition> run() {
    for (std::size_t I = 0; I < Tokens.size(); ++I) {
      const llvm::StringRef Token = Tokens[I].text;
      if (Token == "{") {
        I = takeBraces(I);
        continue;
      }
      if (Token == ";" || Token == "}")
        First = I + 1;
    }
    return std::move(Found);
  }

private:
  /// The index of the '}' that ends what opens at \p Open.
  std::size_t closing(std::size_t Open) const {
    int Depth = 0;
    for (std::size_t I = Open; I < Tokens.size(); ++I) {
      if (Tokens[I].text == "{")
        ++Depth;
      else if (Tokens[I].text == "}" && (--Depth == 0 || Tokens[I].atLineStart))
        return I;
    }
    return Tokens.size() - 1;
  }

  std::size_t takeBraces(std::size_t Open) {
    const std::size_t Close = closing(Open);
    // extern "C" { … } holds what counts as the top.
    if (Open > 1 && Tokens[Open - 2].text == "extern") {
      First = Open + 1;
      return Open;
    }
    Definition D;
    D.body = {Tokens[Open].end, Tokens[Close].begin};
    std::size_t Last = Close;
    if (nameRecord(Open, D) || nameFunction(Open, D)) {
      if (D.kind != "function")
        while (Last + 1 < Tokens.size() && Tokens[Last].text != ";")
          ++Last;
      D.whole = {withComment(Text, Tokens[First].begin), Tokens[Last].end};
      Found.push_back(std::move(D));
      First = Last + 1;
    }
    return Last;
  }

  bool nameRecord(std::size_t Open, Definition &D) const {
    if (Open < First + 2)
      return false;
    const llvm::StringRef Kind = Tokens[Open - 2].text;
    if (Kind != "struct" && Kind != "union" && Kind != "enum")
      return false;
    D.kind = Kind.str();
    D.name = Tokens[Open - 1].text.str();
    return true;
  }

  /// The identifier before the first '(' at the top, past attributes.
  bool nameFunction(std::size_t Open, Definition &D) const {
    int Depth = 0;
    for (std::size_t I = First; I < Open; ++I) {
      const llvm::StringRef Token = Tokens[I].text;
      if (Token == "=" && Depth == 0)
        return false; // an initialiser
      if (Token == "(" && Depth++ == 0 && I > First &&
          Tokens[I - 1].text != "__attribute__") {
        D.kind = "function";
        D.name = Tokens[I - 1].text.str();
        return true;
      }
      if (Token == ")")
        --Depth;
    }
    return false;
  }

  llvm::StringRef Text;
  std::vector<LexedToken> Tokens;
  std::size_t First = 0; ///< token that the declaration begins with
  std::vector<Definition> Found;
};

} // namespace

std::vector<LexedToken> pageless::lexTokens(llvm::StringRef Given,
                                            bool KeepDirectives) {
  const std::string Text = Given.str(); // the lexer wants a final NUL
  static const clang::LangOptions Options = kernelC();
  clang::Lexer Lexer(clang::SourceLocation::getFromRawEncoding(1), Options,
                     Text.data(), Text.data(), Text.data() + Text.size());
  std::vector<LexedToken> Tokens;
  bool InDirective = false;
  clang::Token Token;
  for (;;) {
    Lexer.LexFromRawLexer(Token);
    if (Token.is(clang::tok::eof))
      return Tokens;
    if (Token.isAtStartOfLine())
      InDirective = Token.is(clang::tok::hash);
    if (InDirective && !KeepDirectives)
      continue;
    const std::size_t Begin = Token.getLocation().getRawEncoding() - 1;
    Tokens.push_back({Begin, Begin + Token.getLength(),
                      Given.substr(Begin, Token.getLength()),
                      Begin == 0 || Given[Begin - 1] == '\n'});
  }
}

std::vector<Definition> pageless::outline(llvm::StringRef Text) {
  return Outliner(Text).run();
}

std::size_t pageless::behindLine(llvm::StringRef Text, std::size_t Offset) {
  for (;;) {
    const std::size_t End = Text.find('\n', Offset);
    const llvm::StringRef Line = Text.slice(Offset, End);
    const std::size_t Comment = Line.find("/*");
    if (Comment == llvm::StringRef::npos || Line.find("//") < Comment)
      return End == llvm::StringRef::npos ? Text.size() : End + 1;
    Offset = Text.find("*/", Offset + Comment + 2);
    if (Offset == llvm::StringRef::npos)
      return Text.size();
    Offset += 2;
  }
}
