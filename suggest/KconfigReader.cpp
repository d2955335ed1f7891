//===- suggest/KconfigReader.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/KconfigReader.h"

#include "suggest/Condition.h"

#include "llvm/ADT/StringExtras.h"

using namespace pageless;

namespace {

/// The column after a line's indentation; tabs go to multiples of eight.
std::size_t indentOf(llvm::StringRef Line) {
  std::size_t Column = 0;
  for (const char C : Line) {
    if (C == '\t')
      Column = (Column / 8 + 1) * 8;
    else if (C == ' ')
      ++Column;
    else
      break;
  }
  return Column;
}

llvm::StringRef withoutComment(llvm::StringRef Line) {
  char Quote = 0;
  for (std::size_t I = 0; I < Line.size(); ++I) {
    if (Quote ? Line[I] == Quote : (Line[I] == '"' || Line[I] == '\''))
      Quote = Quote ? 0 : Line[I];
    else if (!Quote && Line[I] == '#')
      return Line.take_front(I);
  }
  return Line;
}

/// Splits "VALUE if CONDITION"; the condition of no "if" always holds.
std::pair<llvm::StringRef, Need> splitIf(llvm::StringRef Text) {
  char Quote = 0;
  for (std::size_t I = 0; I + 3 < Text.size(); ++I) {
    if (Quote ? Text[I] == Quote : (Text[I] == '"' || Text[I] == '\''))
      Quote = Quote ? 0 : Text[I];
    else if (!Quote && Text.substr(I).starts_with("if") && I &&
             llvm::isSpace(Text[I - 1]) &&
             (llvm::isSpace(Text[I + 2]) || Text[I + 2] == '('))
      return {Text.take_front(I).trim(),
              parseKconfigExpression(Text.substr(I + 2))};
  }
  return {Text.trim(), always()};
}

} // namespace

void KconfigReader::read(llvm::StringRef Text) {
  std::string Logical;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.rtrim();
    if (InHelp) {
      if (Line.empty())
        continue;
      const std::size_t Indent = indentOf(Line);
      if (HelpIndent == 0)
        HelpIndent = Indent;
      if (Indent >= HelpIndent && HelpIndent > 0)
        continue;
      InHelp = false;
    }
    if (Line.consume_back("\\")) {
      Logical += (Line + " ").str();
      continue;
    }
    Logical += Line.str();
    line(withoutComment(Logical).trim());
    Logical.clear();
  }
  endEntry();
}

void KconfigReader::line(llvm::StringRef Line) {
  const auto IsKeyword = [](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '-';
  };
  const llvm::StringRef Keyword = Line.take_while(IsKeyword);
  const llvm::StringRef Rest = Line.drop_front(Keyword.size()).trim();
  if (Keyword.empty())
    return;
  if (Keyword.trim('-') == "help") {
    InHelp = true;
    HelpIndent = 0;
  } else if (!structure(Keyword, Rest)) {
    attribute(Keyword, Rest);
  }
}

bool KconfigReader::structure(llvm::StringRef Keyword, llvm::StringRef Rest) {
  const bool IsEntry = Keyword == "config" || Keyword == "menuconfig";
  const bool Opens = Keyword == "menu" || Keyword == "choice";
  const bool Closes =
      Keyword == "endif" || Keyword == "endmenu" || Keyword == "endchoice";
  const bool IsSource = Keyword == "source" || Keyword == "osource" ||
                        Keyword == "rsource" || Keyword == "orsource";
  if (!IsEntry && !Opens && !Closes && !IsSource && Keyword != "if" &&
      Keyword != "comment" && Keyword != "mainmenu")
    return false;
  endEntry();
  if (IsEntry) {
    Where = In::Entry;
    Symbol = Rest.str();
    Entry = {};
    Entry.file = File;
    Entry.defaults = never("");
    Entry.promptIf = never("");
  } else if (Opens) {
    Where = In::Block;
    Around.push_back(always());
  } else if (Keyword == "if") {
    Around.push_back(parseKconfigExpression(Rest));
  } else if (Closes) {
    if (!Around.empty())
      Around.pop_back();
  } else if (IsSource) {
    source(Rest, Keyword.contains("rsource"));
  }
  return true;
}

void KconfigReader::attribute(llvm::StringRef Keyword, llvm::StringRef Rest) {
  if (Keyword == "depends") {
    Rest.consume_front("on");
    return dependsOn(Rest);
  }
  if (Where != In::Entry)
    return;
  const auto [Value, Condition] = splitIf(Rest);
  const bool IsType = Keyword == "bool" || Keyword == "tristate" ||
                      Keyword == "int" || Keyword == "hex" ||
                      Keyword == "string" || Keyword == "boolean";
  if (IsType ? !Value.empty() : Keyword == "prompt") {
    Entry.prompt = true;
    Entry.promptIf = std::move(Entry.promptIf) || Condition;
  } else if (Keyword.starts_with("def_") || Keyword == "default") {
    Entry.valueOfItsOwn = true;
    // The expression of a default is a condition too: "default X && Y".
    Entry.defaults = std::move(Entry.defaults) ||
                     (parseKconfigExpression(Value) && Condition);
  } else if (Keyword == "option") {
    Entry.valueOfItsOwn = true;
    Entry.defaults = always();
  } else if (Keyword == "select" || Keyword == "imply") {
    EntrySelects.emplace_back(Value.str(), Condition);
  }
}

void KconfigReader::dependsOn(llvm::StringRef Condition) {
  Need N = splitIf(Condition).second.isTrue()
               ? parseKconfigExpression(Condition)
               : unknown("whether " + Condition.str() + " holds");
  if (Where == In::Entry)
    Entry.depends = std::move(Entry.depends) && std::move(N);
  else if (Where == In::Block && !Around.empty())
    Around.back() = std::move(Around.back()) && std::move(N);
}

void KconfigReader::source(llvm::StringRef Path, bool FromHere) {
  Path = Path.trim("\"' \t");
  Path.consume_front("$srctree/") || Path.consume_front("$(srctree)/");
  const std::string Full =
      FromHere ? inFolder(folderOf(File), Path) : Path.str();
  // arch/$SRCARCH/Kconfig: a file that belongs to an architecture anyhow.
  if (Full.find('$') == std::string::npos &&
      Full.find('*') == std::string::npos)
    Index.SourcedBy[Full].emplace_back(File, around());
}

Need KconfigReader::around() const {
  Need N;
  for (const Need &Outer : Around)
    N = std::move(N) && Outer;
  return N;
}

void KconfigReader::endEntry() {
  if (Where == In::Entry && !Symbol.empty()) {
    Entry.depends = around() && std::move(Entry.depends);
    for (auto &[Selected, Condition] : EntrySelects)
      Index.Selects[Selected].push_back({Symbol, File, Condition});
    Index.Entries[Symbol].push_back(std::move(Entry));
  }
  EntrySelects.clear();
  Where = In::Nothing;
}
