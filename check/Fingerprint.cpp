//===- check/Fingerprint.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Fingerprint.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

using namespace pageless;

namespace {

struct PlainToken {
  std::size_t offset = 0;
  llvm::StringRef text;
  unsigned directive = 0; ///< number of the directive it is in; 0 for code
  bool ends = false;      ///< ends a statement
};

/// The tokens of a text without its comments.
std::vector<PlainToken> lexTokens(llvm::StringRef Text) {
  clang::LangOptions Options;
  Options.LineComment = true;
  Options.C99 = true;
  clang::Lexer Lex(clang::SourceLocation(), Options, Text.begin(), Text.begin(),
                   Text.end());
  std::vector<PlainToken> Tokens;
  unsigned Directives = 0;
  bool InDirective = false;
  for (clang::Token Token;;) {
    Lex.LexFromRawLexer(Token);
    if (Token.is(clang::tok::eof))
      return Tokens;
    if (Token.isAtStartOfLine()) {
      InDirective = Token.is(clang::tok::hash);
      Directives += InDirective;
    }
    PlainToken Plain;
    Plain.offset =
        static_cast<std::size_t>(Lex.getBufferLocation() - Text.begin()) -
        Token.getLength();
    Plain.text = Text.substr(Plain.offset, Token.getLength());
    Plain.directive = InDirective ? Directives : 0;
    Plain.ends = Token.isOneOf(clang::tok::semi, clang::tok::l_brace,
                               clang::tok::r_brace);
    Tokens.push_back(Plain);
  }
}

/// The tokens [Begin, End), a blank between them, and which is \p At.
std::string printOf(llvm::ArrayRef<PlainToken> Tokens, std::size_t Begin,
                    std::size_t End, std::size_t At) {
  std::string Print = std::to_string(At - Begin);
  for (const PlainToken &Token : Tokens.slice(Begin, End - Begin))
    (Print += ' ') += Token.text;
  return Print;
}

std::string statementOf(llvm::ArrayRef<PlainToken> Tokens, std::size_t At) {
  const auto Belongs = [&](std::size_t I) {
    return Tokens[I].directive == Tokens[At].directive;
  };
  // A macro's body is all one statement.
  const bool Whole = Tokens[At].directive != 0;
  std::size_t Begin = At, End = At + 1;
  while (Begin > 0 && Belongs(Begin - 1) && (Whole || !Tokens[Begin - 1].ends))
    --Begin;
  while (End < Tokens.size() && Belongs(End) && (Whole || !Tokens[End].ends))
    ++End;
  return printOf(Tokens, Begin, End, At);
}

std::string lineOf(llvm::ArrayRef<PlainToken> Tokens, llvm::StringRef Text,
                   std::size_t At) {
  const auto SameLine = [&](std::size_t A, std::size_t B) {
    return !Text.slice(Tokens[A].offset, Tokens[B].offset).contains('\n');
  };
  std::size_t Begin = At, End = At + 1;
  while (Begin > 0 && SameLine(Begin - 1, At))
    --Begin;
  while (End < Tokens.size() && SameLine(At, End))
    ++End;
  return printOf(Tokens, Begin, End, At);
}

} // namespace

std::vector<PrintedWord> pageless::printWords(llvm::StringRef File,
                                              llvm::StringRef Text,
                                              const llvm::StringSet<> &Words) {
  std::vector<PrintedWord> Printed;
  LexedFile Lexed = lexFile(File, Text, Words);
  llvm::erase_if(Lexed.words, [](const Word &W) {
    return W.kind == WordKind::Comment || W.kind == WordKind::String;
  });
  if (Lexed.words.empty())
    return Printed;
  const std::vector<PlainToken> Tokens = lexTokens(Text);
  for (Word &W : Lexed.words) {
    const auto It = llvm::upper_bound(
        Tokens, W.offset,
        [](std::size_t O, const PlainToken &T) { return O < T.offset; });
    PrintedWord One{std::move(W), "", ""};
    if (It != Tokens.begin()) {
      const auto At = static_cast<std::size_t>(It - Tokens.begin()) - 1;
      One.statement = statementOf(Tokens, At);
      One.line = lineOf(Tokens, Text, At);
    }
    Printed.push_back(std::move(One));
  }
  return Printed;
}

namespace {

/// The words on the marked lines of some texts.
std::vector<PrintedWord> markedWords(llvm::ArrayRef<ChangedText> Texts,
                                     const llvm::StringSet<> &Words) {
  std::vector<PrintedWord> Marked;
  for (const ChangedText &Text : Texts)
    if (isSourceName(Text.path) && llvm::is_contained(Text.marked, true))
      for (PrintedWord &One : printWords(Text.path, Text.text, Words))
        if (One.word.line <= Text.marked.size() &&
            Text.marked[One.word.line - 1])
          Marked.push_back(std::move(One));
  return Marked;
}

} // namespace

AddedWords pageless::findAdded(const Changes &All,
                               const llvm::StringSet<> &Words) {
  AddedWords Added;
  const std::vector<PrintedWord> Gone = markedWords(All.before, Words);
  std::vector<PrintedWord> Here = markedWords(All.after, Words);
  std::vector<bool> Used(Gone.size());
  // Whole statements first: a line alone may be known by chance.
  for (const auto Print : {&PrintedWord::statement, &PrintedWord::line}) {
    std::map<std::string, std::vector<std::size_t>> Known;
    for (std::size_t I = Gone.size(); I-- > 0;)
      if (!Used[I])
        Known[Gone[I].*Print].push_back(I);
    llvm::erase_if(Here, [&](const PrintedWord &One) {
      const auto It = Known.find(One.*Print);
      if (It == Known.end() || It->second.empty())
        return false;
      Used[It->second.back()] = true;
      It->second.pop_back();
      ++Added.moved;
      return true;
    });
  }
  Added.fresh = std::move(Here);
  return Added;
}
