//===- suggest/MakefileReader.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/MakefileReader.h"

#include "llvm/ADT/StringExtras.h"

#include <optional>

using namespace pageless;

namespace {

/// The end of `$(...)` or `${...}` that starts at \p At.
std::size_t endOfReference(llvm::StringRef Text, std::size_t At) {
  unsigned Depth = 0;
  for (std::size_t I = At + 1; I < Text.size(); ++I) {
    if (Text[I] == '(' || Text[I] == '{')
      ++Depth;
    else if ((Text[I] == ')' || Text[I] == '}') && --Depth == 0)
      return I + 1;
  }
  return Text.size();
}

std::vector<std::string> splitValues(llvm::StringRef Text) {
  std::vector<std::string> Values;
  std::string Current;
  for (std::size_t I = 0; I < Text.size();) {
    if (Text[I] == '$' && I + 1 < Text.size() &&
        (Text[I + 1] == '(' || Text[I + 1] == '{')) {
      const std::size_t End = endOfReference(Text, I);
      Current += Text.slice(I, End);
      I = End;
      continue;
    }
    if (!llvm::isSpace(Text[I]))
      Current += Text[I];
    else if (!Current.empty())
      Values.push_back(std::move(Current)), Current.clear();
    ++I;
  }
  if (!Current.empty())
    Values.push_back(std::move(Current));
  return Values;
}

/// X of "$(CONFIG_X)", if that is all of the text.
std::optional<std::string> configOf(llvm::StringRef Text) {
  Text = Text.trim().trim('"');
  if ((!Text.consume_front("$(CONFIG_") || !Text.consume_back(")")) &&
      (!Text.consume_front("${CONFIG_") || !Text.consume_back("}")))
    return std::nullopt;
  for (const char C : Text)
    if (!llvm::isAlnum(C) && C != '_')
      return std::nullopt;
  return Text.str();
}

/// Every CONFIG_X that a text refers to.
std::vector<std::string> configsIn(llvm::StringRef Text) {
  std::vector<std::string> Found;
  for (std::size_t At = Text.find("CONFIG_"); At != llvm::StringRef::npos;
       At = Text.find("CONFIG_", At + 1))
    Found.push_back(
        Text.substr(At + 7)
            .take_while([](char C) { return llvm::isAlnum(C) || C == '_'; })
            .str());
  return Found;
}

/// The condition of `ifeq (A,B)` or `ifeq "A" "B"`.
Need equality(llvm::StringRef Arguments) {
  const Need Unknown = unknown("whether ifeq " + Arguments.str() + " holds");
  llvm::StringRef A, B;
  Arguments = Arguments.trim();
  if (Arguments.starts_with("(")) {
    std::size_t Comma = 1;
    while (Comma < Arguments.size() && Arguments[Comma] != ',')
      Comma = Arguments[Comma] == '$' ? endOfReference(Arguments, Comma)
                                      : Comma + 1;
    A = Arguments.slice(1, Comma).trim();
    B = Arguments.substr(Comma + 1).rtrim(") \t").trim();
    if (Arguments.substr(Comma + 1).contains("$("))
      B = Arguments.substr(Comma + 1).drop_back().trim();
  } else {
    std::tie(A, B) = Arguments.split(' ');
  }
  A = A.trim(" \t\"'");
  B = B.trim(" \t\"'");
  if (!configOf(A))
    std::swap(A, B);
  const auto Symbol = configOf(A);
  if (!Symbol)
    return Unknown;
  if (B == "y")
    return symbol(*Symbol, Need::Test::BuiltIn);
  if (B == "m")
    return symbol(*Symbol, Need::Test::Module);
  if (B.empty() || B == "n")
    return !symbol(*Symbol, Need::Test::Enabled);
  return Unknown;
}

/// Reads line by line and keeps the conditionals that are open.
class Reader {
public:
  Reader(const std::string &File)
      : File(File), IsRoot(File.find('/') == File.npos) {}

  void line(llvm::StringRef Line, unsigned Number) {
    const llvm::StringRef Trimmed = Line.trim();
    if (!conditional(Trimmed) && !Line.starts_with("\t"))
      assignment(Trimmed, Number);
  }

  std::vector<MakeAssignment> Found;

private:
  struct Level {
    Need now, before; ///< this branch; none of the branches before it
  };

  bool conditional(llvm::StringRef Line) {
    if (Line.consume_front("else")) {
      if (Open.empty())
        return true;
      Level &Last = Open.back();
      if (!isOfMakeItself(Last.now))
        Last.before = std::move(Last.before) && !std::move(Last.now);
      Last.now = Last.before;
      if (const auto Next = condition(Line.trim()))
        Last.now = std::move(Last.now) && *Next;
      return true;
    }
    if (Line.starts_with("endif")) {
      if (!Open.empty())
        Open.pop_back();
      return true;
    }
    if (const auto Next = condition(Line)) {
      Open.push_back({*Next, always()});
      return true;
    }
    return false;
  }

  static std::optional<Need> condition(llvm::StringRef Line) {
    const llvm::StringRef Keyword = Line.take_while(llvm::isAlpha);
    const llvm::StringRef Rest = Line.drop_front(Keyword.size()).trim();
    if (Keyword == "ifeq")
      return equality(Rest);
    if (Keyword == "ifneq")
      return !equality(Rest);
    if (Keyword != "ifdef" && Keyword != "ifndef")
      return std::nullopt;
    llvm::StringRef Name = Rest;
    Need N = Name.consume_front("CONFIG_")
                 ? symbol(Name.str(), Need::Test::Enabled)
                 : unknown("whether make's " + Rest.str() + " is set");
    return Keyword == "ifdef" ? N : !N;
  }

  void assignment(llvm::StringRef Line, unsigned Number) {
    Line.consume_front("export ");
    std::size_t At = 0;
    while (At < Line.size() && Line[At] != '=' && Line[At] != ':' &&
           Line[At] != '+' && Line[At] != '?')
      At = Line[At] == '$' && At + 1 < Line.size() ? endOfReference(Line, At)
                                                   : At + 1;
    const llvm::StringRef Variable = Line.take_front(At).trim();
    llvm::StringRef Rest = Line.substr(At);
    if (Variable.empty() ||
        !(Rest.consume_front("+=") || Rest.consume_front(":=") ||
          Rest.consume_front("::=") || Rest.consume_front("?=") ||
          Rest.consume_front("=")))
      return;
    MakeAssignment A;
    A.file = File;
    A.line = Number;
    A.variable = Variable.str();
    A.values = splitValues(Rest);
    for (const Level &L : Open)
      if (!isOfMakeItself(L.now))
        A.condition = std::move(A.condition) && L.now;
    Found.push_back(std::move(A));
  }

  /// The root's Makefile asks which targets were given, whether it was called
  /// by itself and so on. For a build of the kernel, all its lists count.
  bool isOfMakeItself(const Need &Condition) const {
    const Need &Inner =
        Condition.kind == Need::Kind::Not ? Condition.parts.front() : Condition;
    return IsRoot && Inner.kind == Need::Kind::Unknown;
  }

  std::string File;
  bool IsRoot;
  std::vector<Level> Open;
};

} // namespace

std::vector<MakeAssignment> pageless::readMakefile(const std::string &File,
                                                   llvm::StringRef Text) {
  Reader R(File);
  std::string Logical;
  unsigned Number = 0, From = 1;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    ++Number;
    if (Logical.empty())
      From = Number;
    Line.consume_back("\r");
    Line = Line.take_until([](char C) { return C == '#'; });
    if (Line.consume_back("\\")) {
      Logical += (Line + " ").str();
      continue;
    }
    Logical += Line.str();
    R.line(Logical, From);
    Logical.clear();
  }
  R.line(Logical, From);
  return std::move(R.Found);
}

Need pageless::makeSuffix(llvm::StringRef Suffix) {
  if (Suffix == "y" || Suffix == "m")
    return always();
  if (Suffix.empty() || Suffix == "n")
    return never(
        "it is only in a makefile list that is never built, like obj-n");
  if (const auto Symbol = configOf(Suffix))
    return symbol(*Symbol, Need::Test::Enabled);
  // $(subst m,y,$(CONFIG_X)), $(CONFIG_A)$(CONFIG_B), $(or ...): any of them.
  Need Any = never("");
  for (const std::string &Name : configsIn(Suffix))
    Any = std::move(Any) || symbol(Name, Need::Test::Enabled);
  return Any.isFalse() ? unknown("what " + Suffix.str() + " is") : Any;
}
