//===- rewrites/MapText.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rewrites/MapText.h"

#include "rewrites/Tokens.h"

#include "clang/Basic/CharInfo.h"

using namespace clang;
using namespace pageless;

MapTemplate pageless::mapTemplate(const Helper &H) {
  MapTemplate T;
  llvm::StringRef Open = H.open, Close = H.close;
  if (!Open.consume_front(H.name + "("))
    return T;
  if (Open.empty() && Close.consume_front("->") && Close.consume_back(")")) {
    T.field = Close.str();
    T.understood = isValidAsciiIdentifier(Close);
  } else if (Open.consume_back("(") && Close == "))") {
    T.inner = Open.str();
    T.understood = isValidAsciiIdentifier(Open);
  }
  return T;
}

std::optional<std::size_t> pageless::closingAfter(llvm::StringRef Buffer,
                                                  std::size_t From) {
  for (std::size_t At = Buffer.find(')', From); At != llvm::StringRef::npos;
       At = Buffer.find(')', At + 1)) {
    const llvm::StringRef Between = Buffer.slice(From, At);
    if (isGap(Between))
      return At + 1;
    if (!Between.ltrim().starts_with("/"))
      break;
  }
  return std::nullopt;
}

bool pageless::isCallText(llvm::StringRef Buffer, ByteRange Name,
                          ByteRange Argument) {
  if (Argument.begin < Name.end)
    return false;
  const llvm::StringRef Before = Buffer.slice(Name.end, Argument.begin);
  const auto [Gap, Inside] = Before.split('(');
  return Before.contains('(') && isSpace(Gap) && isGap(Inside) &&
         closingAfter(Buffer, Argument.end) &&
         isBalanced(Buffer.slice(Argument.begin, Argument.end));
}

namespace {

/// True for what `->` and `.` can follow.
bool isPostfix(const Expr *E) {
  return isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, ParenExpr, CallExpr>(
      E->IgnoreImpCasts());
}

/// `bv->bv_page` to `bv->field` or `inner(bv)`.
bool rewriteMember(const MemberExpr &Page, const MapTemplate &T,
                   const SiteText &Text, std::vector<TextEdit> &Edits) {
  const auto Field = Text.token(Page.getMemberLoc());
  const auto Arrow = Text.token(Page.getOperatorLoc());
  const auto Object = Text.range(Page.getBase()->getSourceRange());
  if (!Field || !Arrow || !Object || Arrow->end > Field->begin ||
      Object->end > Arrow->begin)
    return false;
  if (!T.field.empty()) {
    Edits.push_back({Field->begin, Field->end - Field->begin, T.field, 0});
    return true;
  }
  if (Object->end != Arrow->begin || Arrow->end != Field->begin)
    return false;
  Edits.push_back({Object->begin, 0, T.inner + (Page.isArrow() ? "(" : "(&"),
                   static_cast<std::int64_t>(Field->end - Object->begin)});
  Edits.push_back({Arrow->begin, Field->end - Arrow->begin, ")", 0});
  return true;
}

/// `bvec_page(bv)` to `bv->field` or `inner(bv)`.
bool rewriteAccessor(const CallExpr &Accessor, const MapTemplate &T,
                     const SiteText &Text, ByteRange Whole,
                     std::vector<TextEdit> &Edits) {
  const auto Name =
      Text.token(Accessor.getCallee()->IgnoreParenImpCasts()->getExprLoc());
  const Expr *Object = Accessor.getArg(0)->IgnoreImpCasts();
  const auto Argument = Text.range(Object->getSourceRange());
  if (!Name || !Argument || Name->begin != Whole.begin ||
      !isCallText(Text.buffer(), *Name, *Argument) ||
      closingAfter(Text.buffer(), Argument->end) != Whole.end)
    return false;
  if (!T.field.empty() &&
      (!isSpace(Text.buffer().slice(Name->end, Argument->begin).ltrim("(")) ||
       !isSpace(Text.buffer().slice(Argument->end, Whole.end).rtrim(")"))))
    return false; // a comment would be lost
  if (T.field.empty()) {
    Edits.push_back({Name->begin, Name->end - Name->begin, T.inner, 0});
    return true;
  }
  std::string Before, Behind = "->" + T.field;
  ByteRange Kept = *Argument;
  const auto *Address = dyn_cast<UnaryOperator>(Object);
  if (Address && Address->getOpcode() == UO_AddrOf) {
    const auto Operand = Text.range(Address->getSubExpr()->getSourceRange());
    if (!Operand || !isPostfix(Address->getSubExpr()))
      return false;
    Kept = *Operand;
    Behind = "." + T.field;
  } else if (!isPostfix(Object)) {
    Before = "(";
    Behind = ")" + Behind;
  }
  Edits.push_back({Whole.begin, Kept.begin - Whole.begin, Before, 0});
  Edits.push_back({Kept.end, Whole.end - Kept.end, Behind, 0});
  return true;
}

} // namespace

bool pageless::rewritePage(const MappedPage &Page, const MapTemplate &T,
                           const SiteText &Text, ByteRange Whole,
                           std::vector<TextEdit> &Edits) {
  return Page.member ? rewriteMember(*Page.member, T, Text, Edits)
                     : rewriteAccessor(*Page.accessor, T, Text, Whole, Edits);
}
