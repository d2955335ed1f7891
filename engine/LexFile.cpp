//===- engine/LexFile.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/LexFile.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

#include <array>
#include <cstdint>
#include <optional>

using namespace pageless;
using clang::tok::TokenKind;

namespace {

bool isWordByte(char C) { return clang::isAsciiIdentifierContinue(C, true); }

/// Calls \p Found(begin, end) for every maximal identifier-like run.
template <typename Fn> void forEachRun(llvm::StringRef Text, Fn Found) {
  for (std::size_t I = 0, E = Text.size(); I < E;) {
    if (!isWordByte(Text[I])) {
      ++I;
      continue;
    }
    const std::size_t Begin = I;
    while (I < E && isWordByte(Text[I]))
      ++I;
    Found(Begin, I);
  }
}

class FileLexer {
public:
  FileLexer(llvm::StringRef File, llvm::StringRef Text,
            const llvm::StringSet<> &Triggers)
      : File(File), Text(Text), Triggers(Triggers), Options(kernelC()),
        Lex(clang::SourceLocation(), Options, Text.begin(), Text.begin(),
            Text.end()) {
    Lex.SetCommentRetentionState(true);
    for (std::size_t At = Text.find('\n'); At != llvm::StringRef::npos;
         At = Text.find('\n', At + 1))
      LineEnds.push_back(At);
  }

  LexedFile run() {
    clang::Token Token;
    do {
      Lex.LexFromRawLexer(Token);
      // A comment in front of a '#' does not keep it from being a directive.
      const bool StartsLine = Token.isAtStartOfLine() || OnlyCommentsOnLine;
      OnlyCommentsOnLine = StartsLine && isComment(Token);
      if (Token.isAtStartOfLine())
        Directive.reset();
      if (Token.is(clang::tok::hash) && StartsLine)
        startDirective(offsetOf(Token));
      else if (Directive)
        inDirective(Token);
      else if (!isComment(Token))
        inCode(Token);
      recordWords(Token);
    } while (Token.isNot(clang::tok::eof));
    return std::move(Out);
  }

private:
  struct DirectiveState {
    std::size_t offset = 0;
    std::string keyword;
    std::string macro;        ///< name of the macro being defined
    std::size_t bodyFrom = 0; ///< end of the macro's name
    unsigned tokens = 0;      ///< after the '#'
  };

  static clang::LangOptions kernelC() {
    clang::LangOptions Options;
    Options.LineComment = true;
    Options.C99 = true;
    return Options;
  }

  static bool isComment(const clang::Token &T) {
    return T.is(clang::tok::comment);
  }

  std::size_t offsetOf(const clang::Token &T) const {
    // The lexer stands behind the token.
    return static_cast<std::size_t>(Lex.getBufferLocation() - Text.begin()) -
           T.getLength();
  }

  llvm::StringRef spelling(const clang::Token &T) const {
    return Text.substr(offsetOf(T), T.getLength());
  }

  /// The logical line from \p From: up to a newline that no '\' precedes.
  llvm::StringRef logicalLine(std::size_t From) const {
    std::size_t End = From;
    for (;;) {
      End = Text.find('\n', End);
      if (End == llvm::StringRef::npos)
        return Text.substr(From);
      llvm::StringRef Before = Text.slice(From, End);
      Before.consume_back("\r");
      if (!Before.ends_with("\\"))
        return Before;
      ++End;
    }
  }

  void startDirective(std::size_t Offset) {
    Directive.emplace();
    Directive->offset = Offset;
    Out.directives.push_back(Offset);
  }

  void inDirective(const clang::Token &Token) {
    if (isComment(Token))
      return;
    ++Directive->tokens;
    if (Directive->tokens == 1) {
      Directive->keyword = spelling(Token).str();
      updateConditions();
    } else if (Directive->tokens == 2 && Directive->keyword == "define") {
      Directive->macro = spelling(Token).str();
      Directive->bodyFrom = offsetOf(Token) + Token.getLength();
    }
  }

  /// The condition text of the current directive, on one line.
  std::string conditionText() const {
    llvm::StringRef Line = logicalLine(Directive->offset).drop_front();
    Line = Line.ltrim().drop_front(Directive->keyword.size());
    std::string OneLine;
    for (const char C : Line.trim())
      if (C != '\\' && C != '\n' && C != '\r')
        OneLine += C;
    const std::size_t Comment = OneLine.find("/*");
    return llvm::StringRef(OneLine).substr(0, Comment).trim().str();
  }

  void updateConditions() {
    const std::string &Keyword = Directive->keyword;
    const std::size_t At = Directive->offset;
    if (Keyword == "if" || Keyword == "ifdef" || Keyword == "ifndef") {
      std::string Text = conditionText();
      if (Keyword == "ifndef")
        Text = "!" + Text;
      Conditions.push_back({At, Text});
      Negated.push_back("!(" + Text + ")");
    } else if (Conditions.empty()) {
      return;
    } else if (Keyword == "endif") {
      Conditions.pop_back();
      Negated.pop_back();
    } else if (Keyword == "else") {
      Conditions.back() = {At, Negated.back()};
    } else if (Keyword == "elif") {
      Conditions.back() = {At, Negated.back() + " && " + conditionText()};
      Negated.back() += " && !(" + conditionText() + ")";
    }
  }

  /// Follows braces well enough to name the enclosing function. A '}' in
  /// column 0 ends every function, so that branches of an #if with unequal
  /// braces cannot lead astray for long.
  void inCode(const clang::Token &Token) {
    switch (Token.getKind()) {
    case clang::tok::l_brace:
      if (Depth++ == 0 && (LastKind == clang::tok::r_paren ||
                           LastKind == clang::tok::raw_identifier))
        Function = Candidate;
      break;
    case clang::tok::r_brace:
      Depth = Token.isAtStartOfLine() && column(offsetOf(Token)) == 1
                  ? 0
                  : (Depth ? Depth - 1 : 0);
      if (Depth == 0)
        endTopLevel();
      break;
    case clang::tok::l_paren:
      if (Depth == 0 && Parens++ == 0 && Candidate.empty() &&
          LastKind == clang::tok::raw_identifier)
        Candidate = LastIdentifier;
      break;
    case clang::tok::r_paren:
      if (Parens)
        --Parens;
      break;
    case clang::tok::semi:
      if (Depth == 0)
        endTopLevel();
      break;
    case clang::tok::raw_identifier:
      LastIdentifier = spelling(Token).str();
      if (LastIdentifier == "__attribute__" && Depth == 0)
        LastIdentifier.clear();
      break;
    default:
      break;
    }
    LastKind = Token.getKind();
  }

  void endTopLevel() {
    Function.clear();
    Candidate.clear();
    Parens = 0;
  }

  unsigned lineIndex(std::size_t Offset) const {
    return static_cast<unsigned>(llvm::lower_bound(LineEnds, Offset) -
                                 LineEnds.begin());
  }
  unsigned column(std::size_t Offset) const {
    const unsigned Line = lineIndex(Offset);
    return static_cast<unsigned>(Offset -
                                 (Line == 0 ? 0 : LineEnds[Line - 1] + 1) + 1);
  }

  void recordWords(const clang::Token &Token) {
    if (Token.is(clang::tok::eof) || Token.getLength() == 0)
      return;
    const llvm::StringRef Spelling = spelling(Token);
    forEachRun(Spelling, [&](std::size_t Begin, std::size_t End) {
      const llvm::StringRef Run = Spelling.slice(Begin, End);
      if (Triggers.contains(Run))
        Out.words.push_back(makeWord(Run, offsetOf(Token) + Begin, Token));
    });
  }

  Word makeWord(llvm::StringRef Run, std::size_t Offset,
                const clang::Token &Token) const {
    Word W;
    W.file = File.str();
    W.text = Run.str();
    W.offset = Offset;
    W.line = lineIndex(Offset) + 1;
    W.column = column(Offset);
    W.function = Function;
    W.conditions = Conditions;
    if (isComment(Token))
      W.kind = WordKind::Comment;
    else if (clang::tok::isLiteral(Token.getKind()) &&
             Token.isNot(clang::tok::numeric_constant))
      W.kind = WordKind::String;
    else if (Directive)
      W.kind = kindInDirective(Run, Offset);
    if (Directive && W.kind == WordKind::MacroBody)
      W.macro = Directive->macro;
    return W;
  }

  WordKind kindInDirective(llvm::StringRef Word, std::size_t Offset) const {
    if (Directive->macro.empty() || Offset < Directive->bodyFrom)
      return WordKind::Directive;
    llvm::StringSet<> Name;
    Name.insert(Word);
    return findIdentifiers(macroParameters(Text, Directive->offset), Name)
                   .empty()
               ? WordKind::MacroBody
               : WordKind::Parameter;
  }

  llvm::StringRef File, Text;
  const llvm::StringSet<> &Triggers;
  const clang::LangOptions Options; ///< before Lex, which refers to it
  clang::Lexer Lex;
  std::vector<std::size_t> LineEnds;
  std::vector<Word::Condition> Conditions;
  std::vector<std::string> Negated; ///< what an #else of each would say
  std::optional<DirectiveState> Directive;
  unsigned Depth = 0, Parens = 0;
  TokenKind LastKind = clang::tok::unknown;
  bool OnlyCommentsOnLine = false;
  std::string LastIdentifier, Candidate, Function;
  LexedFile Out;
};

} // namespace

LexedFile pageless::lexFile(llvm::StringRef File, llvm::StringRef Text,
                            const llvm::StringSet<> &Triggers) {
  return FileLexer(File, Text, Triggers).run();
}

llvm::StringRef pageless::macroParameters(llvm::StringRef Text,
                                          std::size_t Directive) {
  llvm::StringRef Rest = Text.substr(Directive).drop_front().ltrim();
  if (!Rest.consume_front("define"))
    return "";
  Rest = Rest.ltrim(" \t\\\r\n").drop_while(isWordByte);
  return Rest.consume_front("(")
             ? Rest.take_until([](char C) { return C == ')'; })
             : "";
}

std::vector<std::size_t>
pageless::findIdentifiers(llvm::StringRef Text,
                          const llvm::StringSet<> &Names) {
  // Most runs have another first byte or length than all of the names.
  const auto LengthBit = [](std::size_t Length) {
    return std::uint64_t(1) << std::min<std::size_t>(Length, 63);
  };
  std::array<std::uint64_t, 256> Lengths{};
  for (const llvm::StringRef Name : Names.keys())
    if (!Name.empty())
      Lengths[static_cast<unsigned char>(Name[0])] |= LengthBit(Name.size());
  std::vector<std::size_t> Offsets;
  forEachRun(Text, [&](std::size_t Begin, std::size_t End) {
    if ((Lengths[static_cast<unsigned char>(Text[Begin])] &
         LengthBit(End - Begin)) &&
        Names.contains(Text.slice(Begin, End)))
      Offsets.push_back(Begin);
  });
  return Offsets;
}
