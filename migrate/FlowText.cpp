//===- migrate/FlowText.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/FlowText.h"

#include "engine/Apply.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

FlowText::FlowText(const FunctionDecl &F, ASTContext &Context)
    : Context(Context),
      Text(F.getLocation(), Context.getSourceManager(), Context.getLangOpts()) {
  // From the name on: attributes before it may be macros.
  if (const auto Whole = Text.range({F.getLocation(), F.getEndLoc()}))
    Tokens = tokensIn(Text.buffer(), *Whole);
}

std::string FlowText::quote(const Expr *E) const {
  const auto Range = range(E);
  return Range ? "'" + Text.buffer().slice(Range->begin, Range->end).str() + "'"
               : "it";
}

unsigned FlowText::lineOf(const Stmt *S) const {
  return Context.getSourceManager().getExpansionLineNumber(S->getBeginLoc());
}

std::optional<std::size_t> FlowText::tokenAt(std::size_t Begin) const {
  const auto It = llvm::partition_point(
      Tokens, [&](const TextToken &T) { return T.range.begin < Begin; });
  if (It == Tokens.end() || It->range.begin != Begin)
    return std::nullopt;
  return static_cast<std::size_t>(It - Tokens.begin());
}

std::optional<std::size_t> FlowText::closing(std::size_t Open) const {
  int Depth = 0;
  for (std::size_t I = Open; I < Tokens.size(); ++I) {
    Depth += Tokens[I].text == "(";
    Depth -= Tokens[I].text == ")";
    if (Depth == 0)
      return I;
  }
  return std::nullopt;
}

const TextToken *FlowText::callAround(const Expr *E) const {
  const auto Range = range(E);
  const auto First = Range ? tokenAt(Range->begin) : std::nullopt;
  if (!First || *First < 2 || Tokens[*First - 1].text != "(")
    return nullptr;
  const auto Close = closing(*First - 1);
  if (!Close || Tokens[*Close - 1].range.end != Range->end)
    return nullptr;
  return &Tokens[*First - 2];
}

const TextToken *FlowText::callIn(const Expr *E) const {
  const auto Range = range(E);
  const auto First = Range ? tokenAt(Range->begin) : std::nullopt;
  if (!First || *First + 1 >= Tokens.size() || Tokens[*First + 1].text != "(")
    return nullptr;
  const auto Close = closing(*First + 1);
  if (!Close || Tokens[*Close].range.end != Range->end)
    return nullptr;
  return &Tokens[*First];
}

void FlowText::enclose(ByteRange Range, const std::string &With) {
  const auto Size = static_cast<std::int64_t>(Range.end - Range.begin);
  const auto First = tokenAt(Range.begin);
  const auto Close =
      First && Tokens[*First].text == "(" ? closing(*First) : std::nullopt;
  if (Close && Tokens[*Close].range.end == Range.end) {
    add({Range.begin, 0, With, Size}); // it has parentheses of its own
    return;
  }
  add({Range.begin, 0, With + "(", Size});
  add({Range.end, 0, ")", -Size});
}

bool FlowText::wrap(const Expr *E, const std::string &With) {
  const auto Range = range(E);
  if (!Range || !tokenAt(Range->begin))
    return false;
  enclose(*Range, With);
  return true;
}

bool FlowText::unshift(const Expr *E, const std::string &With) {
  const auto Range = range(E);
  const auto First = Range ? tokenAt(Range->begin) : std::nullopt;
  if (!First)
    return false;
  std::size_t Last = *First;
  while (Last + 1 < Tokens.size() && Tokens[Last + 1].range.end <= Range->end)
    ++Last;
  if (Last < *First + 2 || Tokens[Last].text != "PAGE_SHIFT" ||
      Tokens[Last - 1].text != ">>")
    return false;
  const ByteRange Kept{Range->begin, Tokens[Last - 2].range.end};
  enclose(Kept, With);
  add({Kept.end, Range->end - Kept.end, "", 0});
  return true;
}

void FlowText::add(TextEdit E) {
  if (!llvm::is_contained(Edits, E))
    Edits.push_back(std::move(E));
}

std::vector<TextEdit> FlowText::takeEdits() {
  sortEdits(Edits);
  return std::move(Edits);
}
