//===- engine/Blank.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Blank.h"

#include "clang/Basic/CharInfo.h"

using namespace pageless;

namespace {

constexpr auto npos = llvm::StringRef::npos;

bool isWordByte(char C) { return clang::isAsciiIdentifierContinue(C, true); }

/// Calls \p Found for every identifier of \p Text until it returns false.
template <typename Fn> bool everyName(llvm::StringRef Text, Fn Found) {
  for (std::size_t I = 0; I < Text.size();) {
    if (!isWordByte(Text[I])) {
      ++I;
      continue;
    }
    const std::size_t Begin = I;
    while (I < Text.size() && isWordByte(Text[I]))
      ++I;
    if (!Found(Text.slice(Begin, I)))
      return false;
  }
  return true;
}

/// Where the head of the function begins whose parameters end before \p End:
/// behind the last declaration, comment, directive or blank line. Nothing if
/// something stands in it that no plain head has.
std::optional<std::size_t> beginOfHead(llvm::StringRef Text, std::size_t End) {
  constexpr llvm::StringRef Plain = " \t\r\n*(),.[]";
  std::size_t Newline = npos; // the last one seen, if only blanks follow it
  for (std::size_t I = End; I-- > 0;) {
    const char C = Text[I];
    if (C == ';' || C == '}' || (C == '/' && I > 0 && Text[I - 1] == '*'))
      return I + 1;
    if (C == '#')
      return Text.find('\n', I);
    if (C == '\n') {
      if (Newline != npos)
        return Newline;
      Newline = I;
    } else if (C != ' ' && C != '\t' && C != '\r') {
      Newline = npos;
    }
    if (!isWordByte(C) && Plain.find(C) == npos)
      return std::nullopt;
  }
  return 0;
}

/// Whether \p Head, which ends with a ')', can only be that of a function.
bool isInlineFunction(llvm::StringRef Head) {
  int Depth = 0;
  for (const char C : Head) {
    Depth += C == '(' ? 1 : C == ')' ? -1 : 0;
    if (Depth < 0)
      return false;
  }
  return Depth == 0 && !everyName(Head, [](llvm::StringRef Name) {
           return Name != "inline" && Name != "__inline" &&
                  Name != "__inline__" && Name != "__always_inline";
         });
}

/// Behind the comment or literal that begins at \p I; \p I if none does, npos
/// if it does not end where it should.
std::size_t behindText(llvm::StringRef Text, std::size_t I) {
  if (Text.substr(I).starts_with("/*")) {
    const std::size_t End = Text.find("*/", I + 2);
    return End == npos ? npos : End + 2;
  }
  if (Text.substr(I).starts_with("//"))
    return Text.find('\n', I);
  if (Text.substr(I).starts_with("*/"))
    return npos; // the body began in a comment
  const char Quote = Text[I];
  if (Quote != '"' && Quote != '\'')
    return I;
  for (++I; I < Text.size() && Text[I] != '\n'; ++I)
    if (Text[I] == '\\')
      ++I;
    else if (Text[I] == Quote)
      return I + 1;
  return npos;
}

/// True if the brace at the beginning of \p Body and the one at its end are a
/// pair, and nothing else ends there.
bool isOneBlock(llvm::StringRef Body) {
  int Depth = 0;
  for (std::size_t I = 0; I < Body.size();) {
    const std::size_t Next = behindText(Body, I);
    if (Next == npos)
      return false;
    if (Next != I) {
      I = Next;
      continue;
    }
    const char C = Body[I++];
    if (C == '#' || (C == '\\' && I < Body.size()))
      return false;
    Depth += C == '{' ? 1 : C == '}' ? -1 : 0;
    if (Depth == 0)
      return I == Body.size();
  }
  return false;
}

/// True if only blanks stand behind \p At on its line.
bool endsLine(llvm::StringRef Text, std::size_t At) {
  return Text.slice(At + 1, Text.find('\n', At)).trim(" \t\r").empty();
}

/// Whether the text behind a block cannot belong to it: it is the end, a
/// directive, a comment, or a declaration of two words at least.
bool beginsAnew(llvm::StringRef Rest) {
  Rest = Rest.ltrim();
  if (Rest.empty() || Rest.front() == '#' || Rest.starts_with("/*"))
    return true;
  if (!isWordByte(Rest.front()))
    return false;
  const llvm::StringRef Next = Rest.drop_while(isWordByte).ltrim();
  return !Next.empty() && (isWordByte(Next.front()) || Next.front() == '*' ||
                           Next.front() == '(');
}

} // namespace

std::optional<std::string>
pageless::blankBodies(llvm::StringRef Text, const llvm::StringSet<> &Keep) {
  std::optional<std::string> Blanked;
  const auto MayGo = [&](llvm::StringRef Name) { return !Keep.contains(Name); };
  std::size_t Close = 0;
  for (std::size_t At = Text.find("\n{"); At != npos;
       At = Text.find("\n{", std::max(At + 1, Close))) {
    const std::size_t Open = At + 1, End = Text.find("\n}", Open);
    if (End == npos)
      break;
    Close = 0;
    const llvm::StringRef Before = Text.take_front(Open).rtrim();
    if (!Before.ends_with(")") || !endsLine(Text, Open) ||
        !endsLine(Text, End + 1) || !beginsAnew(Text.substr(End + 2)))
      continue;
    const auto Head = beginOfHead(Text, Before.size());
    if (!Head || !isInlineFunction(Text.slice(*Head, Before.size())) ||
        !isOneBlock(Text.slice(Open, End + 2)) ||
        !everyName(Text.slice(*Head, End), MayGo))
      continue;
    Close = End + 1;
    if (!Blanked)
      Blanked = Text.str();
    for (std::size_t I = Open; I <= Close; ++I)
      if (Text[I] != '\n' && Text[I] != '\r')
        (*Blanked)[I] = ' ';
    (*Blanked)[Open] = ';';
  }
  return Blanked;
}

bool pageless::isBlankedAt(llvm::StringRef Text, std::size_t HeadEnd) {
  const std::size_t End = Text.find(';', HeadEnd);
  return End != llvm::StringRef::npos && End > 0 && Text[End - 1] == '\n';
}
