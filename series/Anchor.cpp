//===- series/Anchor.cpp - Places in a file, by its syntax ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Anchor.h"

#include "series/Outline.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// \p Text with each run of white space as one blank, for a message.
std::string onOneLine(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Words;
  llvm::SplitString(Text, Words);
  return llvm::join(Words, " ");
}

/// Makes the edits for one file.
class Placer {
public:
  Placer(llvm::StringRef Text, llvm::StringRef Anchor, llvm::StringRef Inserted,
         llvm::StringRef Old)
      : Text(Text), Anchor(Anchor), Inserted(Inserted), Old(Old) {
    llvm::SplitString(Anchor, Words);
  }

  llvm::Expected<TextEdit> run() {
    if (Anchor == "at end")
      return lines(Text.size());
    if (Anchor == "after includes")
      return afterIncludes();
    if (Anchor == "before endif")
      return beforeEndif();
    if (Words.size() == 4 && Words[0] == "in" && Words[1] == "function" &&
        Words[3] == "replace")
      return replaceInFunction();
    if (Words.size() == 6 && Words[0] == "after" && Words[1] == "member")
      return afterMember();
    if (Words.size() == 3 && Words[1] == "include")
      return afterInclude();
    if (Words.size() == 3 && Words[1] == "define")
      return afterDefine();
    if (Words.size() == 3 && Words[1] == "config")
      return afterConfig();
    if (Words.size() == 3 && (Words[0] == "after" || Words[0] == "before"))
      return besideDefinition();
    return problem("no such place: " + Anchor);
  }

private:
  llvm::Error missing(llvm::StringRef Kind, llvm::StringRef Name) const {
    return problem("it has no " + Kind + " " + Name);
  }

  /// Lines at the beginning of one.
  TextEdit lines(std::size_t At) const {
    const bool Unended = At > 0 && Text[At - 1] != '\n';
    return {At, 0, (Unended ? "\n" : "") + Inserted.str(), 0};
  }

  /// The same with a blank line before and behind, unless there is one.
  TextEdit block(std::size_t At) const {
    TextEdit Edit = lines(At);
    const llvm::StringRef Before = Text.take_front(At),
                          Behind = Text.substr(At);
    if (!Before.empty() && !Before.ends_with("\n\n"))
      Edit.text.insert(0, "\n");
    if (!Behind.empty() && !Behind.starts_with("\n"))
      Edit.text += "\n";
    return Edit;
  }

  llvm::Expected<Definition> definition(llvm::StringRef Kind,
                                        llvm::StringRef Name) const {
    std::optional<Definition> Found;
    for (Definition &D : outline(Text)) {
      if (D.kind != Kind || D.name != Name)
        continue;
      if (Found)
        return problem("it defines " + Kind + " " + Name + " twice");
      Found = std::move(D);
    }
    if (!Found)
      return missing(Kind, Name);
    return *Found;
  }

  llvm::Expected<TextEdit> besideDefinition() const {
    auto D = definition(Words[1], Words[2]);
    if (!D)
      return D.takeError();
    return block(Words[0] == "before" ? D->whole.begin
                                      : behindLine(Text, D->whole.end));
  }

  /// The first line from \p From on for which \p Is holds; npos if none.
  template <typename Predicate>
  std::size_t findLine(std::size_t From, Predicate Is) const {
    for (std::size_t At = From; At < Text.size();) {
      const std::size_t End = std::min(Text.find('\n', At), Text.size());
      if (Is(Text.slice(At, End)))
        return At;
      At = End + 1;
    }
    return llvm::StringRef::npos;
  }

  static llvm::StringRef directive(llvm::StringRef Line) {
    Line = Line.trim();
    return Line.consume_front("#") ? Line.ltrim() : llvm::StringRef();
  }

  llvm::Expected<TextEdit> afterInclude() const {
    const std::size_t At = findLine(0, [&](llvm::StringRef Line) {
      llvm::StringRef D = directive(Line);
      return D.consume_front("include") && D.trim().starts_with(Words[2]);
    });
    if (At == llvm::StringRef::npos)
      return missing("#include", Words[2]);
    return lines(behindLine(Text, At));
  }

  llvm::Expected<TextEdit> afterIncludes() const {
    const std::vector<LexedToken> Code = lexTokens(Text);
    const std::size_t FirstCode = Code.empty() ? Text.size() : Code[0].begin;
    std::size_t Last = llvm::StringRef::npos;
    for (std::size_t At = 0; At < FirstCode;) {
      At = findLine(At, [](llvm::StringRef Line) {
        return directive(Line).starts_with("include");
      });
      if (At >= FirstCode) // also npos
        break;
      Last = At;
      At = behindLine(Text, At);
    }
    if (Last == llvm::StringRef::npos)
      return problem("it has no #include before its code");
    return block(behindLine(Text, Last));
  }

  llvm::Expected<TextEdit> beforeEndif() const {
    std::size_t Last = llvm::StringRef::npos, At = 0;
    while ((At = findLine(At, [](llvm::StringRef Line) {
              return directive(Line).starts_with("endif");
            })) != llvm::StringRef::npos) {
      Last = At;
      At = behindLine(Text, At);
    }
    if (Last == llvm::StringRef::npos)
      return problem("it has no #endif");
    return block(Last);
  }

  llvm::Expected<TextEdit> afterDefine() const {
    const std::size_t At = findLine(0, [&](llvm::StringRef Line) {
      llvm::StringRef D = directive(Line);
      return D.consume_front("define") && D.ltrim().take_while([](char Byte) {
        return llvm::isAlnum(Byte) || Byte == '_';
      }) == Words[2];
    });
    if (At == llvm::StringRef::npos)
      return missing("#define", Words[2]);
    std::size_t End = behindLine(Text, At);
    while (Text.take_front(End).ends_with("\\\n"))
      End = behindLine(Text, End);
    return lines(End);
  }

  llvm::Expected<TextEdit> afterConfig() const {
    const std::size_t At = findLine(0, [&](llvm::StringRef Line) {
      llvm::SmallVector<llvm::StringRef> Parts;
      llvm::SplitString(Line, Parts);
      return Parts.size() == 2 && Parts[1] == Words[2] &&
             (Parts[0] == "config" || Parts[0] == "menuconfig");
    });
    if (At == llvm::StringRef::npos)
      return missing("config", Words[2]);
    // Only a new entry, or a comment, begins in the first column.
    std::size_t End = findLine(behindLine(Text, At), [](llvm::StringRef Line) {
      return !Line.empty() && !llvm::isSpace(Line.front());
    });
    End = std::min(End, Text.size());
    while (Text.take_front(End).ends_with("\n\n"))
      --End;
    return block(End);
  }

  llvm::Expected<TextEdit> afterMember() const {
    const llvm::StringRef Member = Words[2];
    auto D = definition(Words[4], Words[5]);
    if (!D)
      return D.takeError();
    int Parens = 0, Braces = 0;
    bool Named = false;
    llvm::StringRef Last, BeforeLast;
    for (const LexedToken &T : lexTokens(Text)) {
      if (T.begin < D->body.begin || T.end > D->body.end)
        continue;
      // "x", or "(*x)(…)" of a pointer to a function.
      Named |=
          T.text == Member && Braces == 0 &&
          (Parens == 0 || (Parens == 1 && Last == "*" && BeforeLast == "("));
      Parens += (T.text == "(") - (T.text == ")");
      Braces += (T.text == "{") - (T.text == "}");
      if (T.text == ";" && Braces == 0 && Named)
        return lines(behindLine(Text, T.end));
      BeforeLast = Last;
      Last = T.text;
    }
    return missing("member",
                   (Member + " in " + Words[4] + " " + Words[5]).str());
  }

  llvm::Expected<TextEdit> replaceInFunction() const {
    auto D = definition("function", Words[2]);
    if (!D)
      return D.takeError();
    std::vector<LexedToken> Tokens;
    for (const LexedToken &T : lexTokens(Text, /*KeepDirectives=*/true))
      if (T.begin >= D->body.begin && T.end <= D->body.end)
        Tokens.push_back(T);
    const std::vector<LexedToken> Wanted = lexTokens(Old, true);
    const auto Same = [](const LexedToken &A, const LexedToken &B) {
      return A.text == B.text;
    };
    const auto At = std::search(Tokens.begin(), Tokens.end(), Wanted.begin(),
                                Wanted.end(), Same);
    const std::string Quoted =
        "function " + Words[2].str() + "() has \"" + onOneLine(Old) + "\"";
    if (Wanted.empty() || At == Tokens.end())
      return problem("no " + Quoted);
    if (std::search(At + 1, Tokens.end(), Wanted.begin(), Wanted.end(), Same) !=
        Tokens.end())
      return problem(Quoted + " twice");
    // Whole lines take their own indentation with them.
    std::size_t Begin = At->begin;
    while (Begin > 0 && (Text[Begin - 1] == '\t' || Text[Begin - 1] == ' '))
      --Begin;
    const bool Whole = Begin == 0 || Text[Begin - 1] == '\n';
    const std::size_t End = (At + Wanted.size() - 1)->end;
    return Whole
               ? TextEdit{Begin, End - Begin, Inserted.rtrim('\n').str(), 0}
               : TextEdit{At->begin, End - At->begin, Inserted.trim().str(), 0};
  }

  llvm::StringRef Text, Anchor, Inserted, Old;
  llvm::SmallVector<llvm::StringRef> Words;
};

} // namespace

llvm::Expected<TextEdit> pageless::placeText(std::string_view Text,
                                             std::string_view Anchor,
                                             std::string_view Inserted,
                                             std::string_view Old) {
  return Placer({Text.data(), Text.size()}, {Anchor.data(), Anchor.size()},
                {Inserted.data(), Inserted.size()}, {Old.data(), Old.size()})
      .run();
}
