//===- migrate/Split.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/Split.h"

#include "engine/Columns.h"
#include "migrate/DeclEdit.h"

using namespace clang;
using namespace pageless;

namespace {

constexpr std::size_t MaxColumn = 80;

/// Lines of a parameter list that begin below its first parameter keep to it
/// when the name before gets \p Less shorter.
void realign(llvm::StringRef Buffer, ByteRange List, std::size_t Less,
             std::vector<TextEdit> &Edits) {
  const std::size_t Column = columnAt(Buffer, List.begin + 1);
  for (std::size_t At = Buffer.find('\n', List.begin); At < List.end;
       At = Buffer.find('\n', At + 1)) {
    const std::size_t Text = Buffer.find_first_not_of(" \t", At + 1);
    if (columnAt(Buffer, Text) == Column)
      Edits.push_back({At + 1, Text - At - 1, indentTo(Column - Less), 0});
  }
}

/// The body that hands all parameters on.
std::string forwardingBody(const FunctionDecl &F, const Migration &M,
                           const std::string &NewName,
                           const std::string &Wrap) {
  std::string Text = "{\n\t";
  if (!F.getReturnType()->isVoidType())
    Text += "return ";
  Text += NewName + "(";
  const std::size_t Indent = TabWidth + Text.size() - 3;
  std::size_t Column = Indent;
  for (unsigned I = 0; I < F.getNumParams(); ++I) {
    std::string Argument = F.getParamDecl(I)->getNameAsString();
    if (I == M.parameter)
      Argument = Wrap + "(" + Argument + ")";
    Argument += I + 1 == F.getNumParams() ? ");" : ",";
    if (I != 0 && Column + 1 + Argument.size() > MaxColumn) {
      Text += "\n" + indentTo(Indent);
      Column = Indent;
    } else if (I != 0) {
      Text += " ";
      ++Column;
    }
    Text += Argument;
    Column += Argument.size();
  }
  return Text + "\n}";
}

/// `EXPORT_SYMBOL_GPL` for "\nEXPORT_SYMBOL_GPL(name);" at \p At; "" if none.
llvm::StringRef exportAt(llvm::StringRef Buffer, std::size_t At,
                         llvm::StringRef Name) {
  const llvm::StringRef Line = Buffer.substr(At).ltrim('\n').split('\n').first;
  const auto [Macro, Rest] = Line.split('(');
  return Macro.starts_with("EXPORT_SYMBOL") &&
                 Rest.starts_with(Name.str() + ")")
             ? Macro
             : "";
}

} // namespace

std::string pageless::splitName(llvm::StringRef Name, const Migration &M) {
  const std::size_t At = Name.find(M.field);
  if (At == llvm::StringRef::npos || Name == M.field)
    return "";
  return (Name.substr(0, At) + M.moveTo + Name.substr(At + M.field.size()))
      .str();
}

std::optional<std::vector<TextEdit>>
pageless::splitDeclaration(const FunctionDecl &F, const Migration &M,
                           const std::string &Wrap,
                           const std::vector<TextEdit> &Changed,
                           const SiteText &Text, std::string &Why) {
  const llvm::StringRef Buffer = Text.buffer();
  const std::string Old = F.getNameAsString(), New = splitName(Old, M);
  const auto Name = Text.token(F.getLocation());
  const auto Begin = Text.token(F.getBeginLoc());
  const auto List = Text.range(F.getFunctionTypeLoc().getParensRange());
  if (New.empty() || !Name || !Begin || !List) {
    Why = "no second function can be made of it";
    return std::nullopt;
  }
  for (const ParmVarDecl *P : F.parameters())
    if (!P->getIdentifier() && F.hasBody()) {
      Why = "a parameter has no name";
      return std::nullopt;
    }
  std::vector<TextEdit> Edits = Changed;
  Edits.push_back({Name->begin, Old.size(), New, 0});
  realign(Buffer, *List, Old.size() - New.size(), Edits);
  std::string Behind = Buffer.slice(Begin->begin, List->end).str();
  std::size_t At = 0;
  if (F.doesThisDeclarationHaveABody()) {
    const auto End = Text.token(F.getBody()->getEndLoc());
    if (!End) {
      Why = "its body ends in a macro";
      return std::nullopt;
    }
    At = End->end;
    const llvm::StringRef Export = exportAt(Buffer, At, Old);
    Behind = (Export.empty() ? "" : "\n" + Export.str() + "(" + New + ");") +
             "\n\n" + Behind + "\n" + forwardingBody(F, M, New, Wrap);
  } else {
    At = Buffer.find(';', List->end);
    Behind = ";\n" + Behind + Buffer.slice(List->end, At).str();
  }
  Edits.push_back({At, 0, Behind, 0});
  return Edits;
}
