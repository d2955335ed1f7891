//===- engine/Wrap.cpp - Edited lines that grew too long ------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Wrap.h"

#include "engine/Apply.h"
#include "engine/Columns.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSwitch.h"

#include <algorithm>
#include <optional>

using namespace pageless;

namespace {

/// A run of white space between two tokens of a line at which it may go on.
struct Gap {
  std::size_t begin = 0; ///< bytes in the line
  std::size_t end = 0;
  unsigned rank = 0;     ///< how bad a break is here
  std::size_t paren = 0; ///< behind the innermost open '(' or '['; 0 if none
};

/// What stands on one line, as the raw lexer sees it.
struct LineTokens {
  std::vector<Gap> gaps;
  /// Bytes up to behind each '(' or '[' that is not closed on the line.
  std::vector<std::size_t> open;
};

/// How bad it is to break behind a token, 0 being best; nothing if no line ends
/// with it. \p Binary if it has white space before it.
std::optional<unsigned> badness(const clang::Token &Token, bool Binary) {
  switch (Token.getKind()) {
  case clang::tok::comma:
  case clang::tok::semi: // of a for loop
    return 0;
  case clang::tok::ampamp:
  case clang::tok::pipepipe:
    return Binary ? std::optional(0U) : std::nullopt;
  case clang::tok::question:
  case clang::tok::colon:
  case clang::tok::pipe:
  case clang::tok::plus:
  case clang::tok::minus:
  case clang::tok::star:
  case clang::tok::slash:
  case clang::tok::percent:
  case clang::tok::amp:
  case clang::tok::caret:
  case clang::tok::equalequal:
  case clang::tok::exclaimequal:
  case clang::tok::less:
  case clang::tok::greater:
  case clang::tok::lessequal:
  case clang::tok::greaterequal:
  case clang::tok::lessless:
  case clang::tok::greatergreater:
    return Binary ? std::optional(1U) : std::nullopt;
  case clang::tok::equal:
  case clang::tok::plusequal:
  case clang::tok::minusequal:
  case clang::tok::pipeequal:
  case clang::tok::ampequal:
    return Binary ? std::optional(3U) : std::nullopt;
  default:
    return std::nullopt;
  }
}

LineTokens lexLine(llvm::StringRef Line) {
  static const clang::LangOptions Options = [] {
    clang::LangOptions C;
    C.C99 = C.LineComment = true;
    return C;
  }();
  const std::string Text = Line.str(); // the lexer wants a final NUL
  clang::Lexer Lexer(clang::SourceLocation::getFromRawEncoding(1), Options,
                     Text.data(), Text.data(), Text.data() + Text.size());
  LineTokens Found;
  clang::Token Token;
  std::optional<unsigned> Bad; // of the token before
  std::size_t Behind = 0;      // that token
  clang::tok::TokenKind Last = clang::tok::unknown;
  for (;;) {
    Lexer.LexFromRawLexer(Token);
    if (Token.is(clang::tok::eof))
      return Found;
    const std::size_t Begin = Token.getLocation().getRawEncoding() - 1;
    const std::size_t End = Begin + Token.getLength();
    const auto Depth = static_cast<unsigned>(Found.open.size());
    if (Bad && Behind < Begin && Line[Begin] != '\\' &&
        (Depth > 0 || Last != clang::tok::semi))
      Found.gaps.push_back({Behind, Begin, 2 * Depth + *Bad,
                            Depth == 0 ? 0 : Found.open.back()});
    if (Token.isOneOf(clang::tok::l_paren, clang::tok::l_square))
      Found.open.push_back(End);
    else if (Token.isOneOf(clang::tok::r_paren, clang::tok::r_square) &&
             !Found.open.empty())
      Found.open.pop_back();
    Bad = badness(Token, Begin > 0 && llvm::isSpace(Line[Begin - 1]));
    Behind = End;
    Last = Token.getKind();
  }
}

/// Whether the line behind \p Line goes on with what it says.
bool goesOn(llvm::StringRef Line) {
  Line = Line.rtrim(" \t\\");
  return !Line.empty() && !Line.ends_with("*/") && !Line.starts_with("#") &&
         llvm::StringRef(",(=&|+-*/?<>").contains(Line.back());
}

std::size_t indentOf(llvm::StringRef Line) {
  return columnAfter(
      Line.take_while([](char Byte) { return llvm::isSpace(Byte); }));
}

/// How a file's lines are, before the edits.
struct Style {
  bool isShort = true;   ///< no line is longer than usual
  bool alignsAll = true; ///< most continuation lines stand behind the '('
};

Style styleOf(llvm::StringRef Text) {
  Style S;
  std::size_t Aligned = 0, Other = 0;
  std::optional<std::size_t> Expected;
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n');
  for (const llvm::StringRef Line : Lines) {
    if (columnAfter(Line) > UsualColumns)
      S.isShort = false;
    if (Expected && !Line.trim().empty())
      ++(indentOf(Line) == *Expected ? Aligned : Other);
    Expected.reset();
    if (Line.ends_with(",") || Line.ends_with("&&") || Line.ends_with("||"))
      if (const LineTokens Tokens = lexLine(Line); !Tokens.open.empty())
        Expected = columnAfter(Line.take_front(Tokens.open.back()));
  }
  S.alignsAll = Aligned >= Other;
  return S;
}

/// Finds breaks for one line.
class LineWrapper {
public:
  /// \p Continues if the line goes on with what the one before it says.
  LineWrapper(llvm::StringRef Line, const Style &S, bool InMacro,
              bool Continues, std::size_t Limit)
      : Line(Line), S(S), InMacro(InMacro), Continues(Continues), Limit(Limit) {
  }

  struct Break {
    std::size_t begin = 0, end = 0; ///< white space of the line
    std::string text;               ///< what it becomes
  };

  /// Empty if no breaks make all pieces of the line short enough.
  std::vector<Break> run(llvm::function_ref<bool(const Gap &)> MayUse) {
    const LineTokens Tokens = lexLine(Line);
    std::vector<Break> Breaks;
    while (endColumn(Line.size()) > Limit) {
      const Gap *Best = nullptr;
      for (const Gap &G : Tokens.gaps)
        if (G.begin > Pieces.back().begin && MayUse(G) && helps(G) &&
            (!Best || G.rank <= Best->rank))
          Best = &G;
      if (!Best)
        return {};
      const std::size_t Indent = continuation(*Best);
      Breaks.push_back({Best->begin, Best->end,
                        (InMacro ? " \\\n" : "\n") + indentTo(Indent)});
      Pieces.push_back({Best->end, Indent});
    }
    return Breaks;
  }

private:
  /// What begins at a byte of the line, at a column of the text.
  struct Piece {
    std::size_t begin = 0, column = 0;
  };

  /// The column at which byte \p End of the line will stand.
  std::size_t endColumn(std::size_t End) const {
    const Piece &P =
        *std::find_if(Pieces.rbegin(), Pieces.rend(),
                      [&](const Piece &One) { return One.begin < End; });
    return columnAfter(std::string(P.column, ' ') +
                       Line.slice(P.begin, End).str());
  }

  /// Whether what is before the gap fits, and what is behind it moves left.
  bool helps(const Gap &G) const {
    return endColumn(G.begin) + (InMacro ? 2 : 0) <= Limit &&
           continuation(G) < endColumn(G.end);
  }

  std::size_t continuation(const Gap &G) const {
    if (G.paren > 0 && S.alignsAll)
      return endColumn(G.paren);
    const std::size_t Indent = indentOf(Line);
    if (Continues)
      return Indent;
    return Indent + (G.paren > 0 ? 2 : 1) * TabWidth;
  }

  llvm::StringRef Line;
  const Style &S;
  bool InMacro, Continues;
  std::size_t Limit;
  std::vector<Piece> Pieces{{0, 0}};
};

/// Wraps the lines of one file.
class FileWrapper {
public:
  FileWrapper(llvm::StringRef Before, std::vector<TextEdit> &Edits,
              const std::vector<TextEdit> &Earlier,
              const std::vector<TextEdit> &Taken)
      : Before(Before), Edits(Edits), Earlier(Earlier), Taken(Taken),
        S(styleOf(Before)) {
    All = Earlier;
    llvm::append_range(All, Edits);
    sortEdits(All);
  }

  void run() {
    std::vector<std::size_t> Starts; // of lines with an edit
    for (const TextEdit &E : Edits)
      if (const std::size_t Start = lineStart(E.offset);
          Starts.empty() || Starts.back() != Start)
        Starts.push_back(Start);
    for (const std::size_t Start : Starts)
      wrapLine(Start);
    llvm::append_range(Edits, Added);
    sortEdits(Edits);
  }

private:
  /// A byte of the edited line, by where it comes from.
  struct Origin {
    std::size_t edit = llvm::StringRef::npos; ///< index; npos if unchanged
    std::size_t offset = 0; ///< in the edit's text, or in `Before`
  };

  std::size_t lineStart(std::size_t Offset) const {
    return Before.take_front(Offset).rfind('\n') + 1; // npos + 1 == 0
  }

  /// The line as \p Some make it; "" if one removes or brings a line break.
  std::string edited(const std::vector<TextEdit> &Some, std::size_t Start,
                     std::size_t End, std::vector<Origin> &Origins) const {
    std::string Line;
    std::size_t At = Start;
    const auto Keep = [&](std::size_t Until) {
      for (; At < Until; ++At) {
        Line += Before[At];
        Origins.push_back({llvm::StringRef::npos, At});
      }
    };
    for (const TextEdit &E : Some) {
      if (E.offset < Start || E.offset > End)
        continue;
      if (E.offset + E.length > End || E.text.find('\n') != std::string::npos)
        return "";
      Keep(E.offset);
      const std::size_t Mine = llvm::find(Edits, E) - Edits.begin();
      for (std::size_t J = 0; J < E.text.size(); ++J) {
        Line += E.text[J];
        Origins.push_back({Mine, J});
      }
      At = E.offset + E.length;
    }
    Keep(End);
    return Line;
  }

  void wrapLine(std::size_t Start) {
    const std::size_t End = std::min(Before.find('\n', Start), Before.size());
    const llvm::StringRef Old = Before.slice(Start, End);
    std::vector<Origin> Origins;
    const std::size_t Was = columnAfter(edited(Earlier, Start, End, Origins));
    Origins.clear();
    const std::string Line = edited(All, Start, End, Origins);
    const std::size_t Columns = columnAfter(Line);
    const std::size_t Most = S.isShort ? UsualColumns : MostColumns;
    const bool Macro = Old.ends_with("\\") || Old.ltrim().starts_with("#");
    if (Columns <= Most || Was > Most || Old.ends_with("\r") ||
        (Old.ltrim().starts_with("#") && !Old.ends_with("\\") &&
         !Old.ltrim().starts_with("#define")))
      return;
    const bool Continues =
        Start > 0 && goesOn(Before.slice(lineStart(Start - 1), Start - 1));
    const auto MayUse = [&](const Gap &G) { return isFree(G, Origins); };
    const auto Breaks = [&](std::size_t Limit) {
      return LineWrapper(Line, S, Macro, Continues, Limit).run(MayUse);
    };
    auto Chosen = Breaks(UsualColumns);
    if (!S.isShort && Chosen.size() != 1)
      if (auto Fewer = Breaks(MostColumns);
          !Fewer.empty() && (Chosen.empty() || Fewer.size() < Chosen.size()))
        Chosen = std::move(Fewer);
    for (const auto &Break : Chosen)
      apply(Break, Origins);
  }

  /// Whether a gap is in one piece, and nobody else's.
  bool isFree(const Gap &G, const std::vector<Origin> &Origins) const {
    const Origin &First = Origins[G.begin], &Last = Origins[G.end - 1];
    if (First.edit != Last.edit ||
        Last.offset - First.offset != G.end - G.begin - 1)
      return false;
    if (First.edit != llvm::StringRef::npos)
      return First.edit < Edits.size(); // not of an earlier patch
    const std::size_t Begin = First.offset, End = Last.offset + 1;
    return llvm::none_of(Taken, [&](const TextEdit &E) {
      const std::size_t Reach = E.offset + E.length;
      if (llvm::is_contained(Edits, E))
        return E.offset < End && Begin < Reach;
      return E.offset <= End && Begin <= Reach;
    });
  }

  void apply(const LineWrapper::Break &Break,
             const std::vector<Origin> &Origins) {
    const Origin &At = Origins[Break.begin];
    const std::size_t Length = Break.end - Break.begin;
    if (At.edit == llvm::StringRef::npos) {
      Added.push_back({At.offset, Length, Break.text, 0});
      return;
    }
    // Breaks come in order: earlier ones of the same edit have moved it.
    std::string &Text = Edits[At.edit].text;
    std::size_t Shift = 0;
    if (Shifted.first == At.edit)
      Shift = Shifted.second;
    Text.replace(At.offset + Shift, Length, Break.text);
    Shifted = {At.edit, Shift + Break.text.size() - Length};
  }

  llvm::StringRef Before;
  std::vector<TextEdit> &Edits;
  const std::vector<TextEdit> &Earlier, &Taken;
  const Style S;
  std::vector<TextEdit> All, Added;
  std::pair<std::size_t, std::size_t> Shifted{llvm::StringRef::npos, 0};
};

} // namespace

void pageless::wrapEditedLines(std::string_view Before,
                               std::vector<TextEdit> &Edits,
                               const std::vector<TextEdit> &Earlier,
                               const std::vector<TextEdit> &Taken) {
  FileWrapper({Before.data(), Before.size()}, Edits, Earlier, Taken).run();
}
