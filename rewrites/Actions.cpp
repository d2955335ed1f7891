//===- rewrites/Actions.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang::transformer would replace the whole matched range, which loses sites
// nested in it, and returns no edits where a range cannot be edited. These
// actions edit token by token and say why they did not.
//
//===----------------------------------------------------------------------===//

#include "rewrites/Actions.h"

#include "engine/SiteText.h"
#include "matchers/Kernel.h"
#include "rewrites/Tokens.h"

#include "clang/AST/Expr.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// The object of a member expression as the helper's first argument.
struct Operand {
  ByteRange opening; ///< text that the helper's opening replaces; may be empty
  std::size_t end = 0;              ///< of the text of the object
  std::string prefix;               ///< goes behind the opening: "&" or nothing
  std::optional<ByteRange> closing; ///< a ')' that goes
};

bool isComma(const Expr *E) {
  const auto *Op = dyn_cast<BinaryOperator>(E->IgnoreImpCasts());
  return Op && Op->getOpcode() == BO_Comma;
}

/// `(e)->f`: the parentheses become the call's. `(*p).f`: the object is p.
std::optional<Operand> withoutParentheses(const MemberExpr &Member,
                                          const ParenExpr &Paren,
                                          const SiteText &Text) {
  const auto Left = Text.token(Paren.getLParen());
  const auto Right = Text.token(Paren.getRParen());
  if (!Left || !Right || isComma(Paren.getSubExpr()))
    return std::nullopt;
  if (Member.isArrow())
    return Operand{*Left, Right->end, "", Right};
  const auto *Star = dyn_cast<UnaryOperator>(Paren.getSubExpr());
  if (!Star || Star->getOpcode() != UO_Deref || isComma(Star->getSubExpr()))
    return std::nullopt;
  const auto StarToken = Text.token(Star->getOperatorLoc());
  const auto Pointer = Text.range(Star->getSubExpr()->getSourceRange());
  if (!StarToken || !Pointer ||
      !isSpace(Text.buffer().slice(Left->end, StarToken->begin)) ||
      !isSpace(Text.buffer().slice(StarToken->end, Pointer->begin)))
    return std::nullopt;
  return Operand{{Left->begin, Pointer->begin}, Right->end, "", Right};
}

std::optional<Operand> findOperand(const MemberExpr &Member,
                                   const SiteText &Text) {
  const Expr *Object = Member.getBase()->IgnoreImpCasts();
  const auto Range = Text.range(Object->getSourceRange());
  if (!Range)
    return std::nullopt;
  if (const auto *Paren = dyn_cast<ParenExpr>(Object))
    if (auto Bare = withoutParentheses(Member, *Paren, Text))
      return Bare;
  return Operand{{Range->begin, Range->begin},
                 Range->end,
                 Member.isArrow() ? "" : "&",
                 std::nullopt};
}

/// What ties the bound member to others; "" if nothing does.
std::string groupOf(const Match &M) {
  const auto *Member = M.nodes.getNodeAs<MemberExpr>(match::Member);
  if (!Member)
    return "";
  const FieldUseInfo Use = classifyFieldUse(*Member, M.context);
  if (!Use.sharedWith)
    return "";
  const SourceManager &Sources = M.context.getSourceManager();
  return Sources.getSpellingLoc(Use.sharedWith->getQuestionLoc())
      .printToString(Sources);
}

Decision refuse(Reason R, const SiteText &Text, const MemberExpr &Member) {
  Decision D;
  D.reason = R;
  D.message = describe(R);
  if (const auto Range = Text.range(Member.getSourceRange()))
    D.range = *Range;
  return D;
}

/// The tokens of `e->f` that are spelled side by side, or why they are not.
struct Parts {
  Reason problem = Reason::None;
  Operand object;
  ByteRange arrow, name; ///< `arrow` takes blanks in front of it along
  std::size_t begin = 0; ///< of the expression
};

Parts takeApart(const MemberExpr &Member, const SiteText &Text,
                const SourceManager &Sources) {
  Parts P;
  const auto Arrow = Text.token(Member.getOperatorLoc());
  const auto Name = Text.token(Member.getMemberLoc());
  if (!Arrow || !Name) {
    P.problem = Sources.isMacroArgExpansion(Member.getMemberLoc())
                    ? Reason::MacroArgumentName
                    : Reason::MacroBoundary;
    return P;
  }
  const auto Object = findOperand(Member, Text);
  const llvm::StringRef Buffer = Text.buffer();
  if (!Object || Arrow->end > Name->begin || Object->end > Arrow->begin ||
      !isBalanced(Buffer.slice(Object->opening.begin, Object->end)) ||
      !isGap(Buffer.slice(Object->end, Arrow->begin)) ||
      !isGap(Buffer.slice(Arrow->end, Name->begin))) {
    P.problem = Reason::MacroBoundary;
    return P;
  }
  P.object = *Object;
  P.arrow = *Arrow;
  if (isBlank(Text.buffer().slice(Object->end, Arrow->begin)))
    P.arrow.begin = Object->end;
  P.name = *Name;
  P.begin = Object->opening.begin;
  return P;
}

std::vector<ByteRange> tokensBehindObject(const Parts &P) {
  std::vector<ByteRange> Tokens;
  if (P.object.closing)
    Tokens.push_back(*P.object.closing);
  Tokens.push_back(P.arrow);
  Tokens.push_back(P.name);
  return Tokens;
}

TextEdit opening(const Parts &P, const Helper &H, std::size_t End,
                 llvm::StringRef Buffer) {
  // `return(bv)->f`: the parenthesis goes that kept two words apart.
  const bool Touches =
      P.begin > 0 && isAsciiIdentifierContinue(Buffer[P.begin - 1]);
  return {P.object.opening.begin, P.object.opening.end - P.object.opening.begin,
          (Touches ? " " : "") + H.open + P.object.prefix,
          P.object.opening.begin == P.object.opening.end
              ? static_cast<std::int64_t>(End - P.begin)
              : 0};
}

Decision converted(std::size_t Begin, std::size_t End, const Helper &H) {
  Decision D;
  D.verdict = Verdict::Converted;
  D.message = "use " + H.name + "()";
  D.helper = H.name;
  D.range = {Begin, End};
  return D;
}

Decision rewriteRead(const Match &M, const Helper &H) {
  const auto &Member = *M.nodes.getNodeAs<MemberExpr>(match::Member);
  const SourceManager &Sources = M.context.getSourceManager();
  const SiteText Text(Member.getMemberLoc(), Sources, M.context.getLangOpts());
  const Parts P = takeApart(Member, Text, Sources);
  if (P.problem != Reason::None)
    return refuse(P.problem, Text, Member);
  Decision D = converted(P.begin, P.name.end, H);
  D.edits.push_back(opening(P, H, P.name.end, Text.buffer()));
  replaceTokens(tokensBehindObject(P), H.close, Text.buffer(), D.edits);
  return D;
}

/// rewriteRead(), and the call around the member goes.
Decision rewriteCall(const Match &M, const Helper &H, const Expr &Call) {
  Decision D = rewriteRead(M, H);
  if (D.verdict != Verdict::Converted)
    return D;
  const auto &Member = *M.nodes.getNodeAs<MemberExpr>(match::Member);
  const SiteText Text(Member.getMemberLoc(), M.context.getSourceManager(),
                      M.context.getLangOpts());
  const auto Whole = Text.range(Call.getSourceRange());
  if (!Whole || Whole->begin >= D.range.begin || Whole->end <= D.range.end)
    return refuse(Reason::MacroBoundary, Text, Member);
  const llvm::StringRef Buffer = Text.buffer();
  // Names of functions and open parentheses, of one call or of calls in calls.
  const llvm::StringRef Before = Buffer.slice(Whole->begin, D.range.begin);
  if (!llvm::all_of(Before,
                    [](char C) {
                      return isAsciiIdentifierContinue(C) ||
                             llvm::StringRef("( \t\n").contains(C);
                    }) ||
      !Buffer.slice(D.range.end, Whole->end).ltrim(") \t\n").empty())
    return refuse(Reason::NotUnderstood, Text, Member);
  D.edits.push_back({Whole->begin, D.range.begin - Whole->begin, "", 0});
  D.edits.push_back({D.range.end, Whole->end - D.range.end, "", 0});
  D.range = *Whole;
  return D;
}

/// Turns `.f =` into the text between the helper's arguments, and keeps line
/// breaks and comments.
void replaceAssignment(const Parts &P, ByteRange Equals, const Helper &H,
                       llvm::StringRef Buffer, std::vector<TextEdit> &Edits) {
  std::vector<ByteRange> Tokens = tokensBehindObject(P);
  const llvm::StringRef Gap = Buffer.slice(P.name.end, Equals.begin);
  const bool SpaceFollows = isSpace(Buffer.substr(Equals.end, 1));
  const std::string Between =
      SpaceFollows ? llvm::StringRef(H.separator).rtrim().str() : H.separator;
  if (isBlank(Gap)) {
    Tokens.back().end = Equals.end;
    replaceTokens(Tokens, Between, Buffer, Edits);
  } else if (isSpace(Gap)) {
    // The value stands on the line of the '=': end the line before with ','.
    const std::size_t Value = Buffer.find_first_not_of(" \t", Equals.end);
    replaceTokens(Tokens, llvm::StringRef(H.separator).rtrim().str(), Buffer,
                  Edits);
    Edits.push_back({Equals.begin, Value - Equals.begin, "", 0});
  } else {
    replaceTokens(Tokens, "", Buffer, Edits);
    // Blanks go with the '=', but not those that begin its line.
    llvm::StringRef Kept = Gap.rtrim(" \t");
    if (Kept.ends_with("\n"))
      Kept = Gap;
    const std::size_t From = P.name.end + Kept.size();
    Edits.push_back({From, Equals.end - From, Between, 0});
  }
}

Decision rewriteStore(const Match &M, const Helper &H) {
  const auto &Member = *M.nodes.getNodeAs<MemberExpr>(match::Member);
  const auto &Store = *M.nodes.getNodeAs<BinaryOperator>(match::Store);
  const SourceManager &Sources = M.context.getSourceManager();
  const SiteText Text(Member.getMemberLoc(), Sources, M.context.getLangOpts());
  const Parts P = takeApart(Member, Text, Sources);
  if (P.problem != Reason::None)
    return refuse(P.problem, Text, Member);
  const auto Equals = Text.token(Store.getOperatorLoc());
  const auto Value = Text.range(Store.getRHS()->getSourceRange());
  if (!Equals || !Value || Equals->begin < P.name.end ||
      Value->begin < Equals->end)
    return refuse(Reason::MacroBoundary, Text, Member);
  // `(x.f) = v`, _Generic: what is around x.f would stay behind.
  if (Store.getLHS() != &Member)
    return refuse(Reason::NotUnderstood, Text, Member);
  const llvm::StringRef Buffer = Text.buffer();
  if (!isGap(Buffer.slice(P.name.end, Equals->begin)) ||
      !isGap(Buffer.slice(Equals->end, Value->begin)) ||
      !isBalanced(Buffer.slice(Value->begin, Value->end))) {
    Decision D = refuse(Reason::MacroBoundary, Text, Member);
    D.range = {P.begin, Value->end};
    return D;
  }
  Decision D = converted(P.begin, Value->end, H);
  D.stores = true;
  D.edits.push_back(opening(P, H, Value->end, Text.buffer()));
  replaceAssignment(P, *Equals, H, Text.buffer(), D.edits);
  D.edits.push_back({Value->end, 0, H.close,
                     -static_cast<std::int64_t>(Value->end - P.begin)});
  return D;
}

/// The helper of a role: a rule runs only with a profile that has them all.
const Helper &helperOf(const Match &M, const std::string &Role) {
  return *M.profile.find(M.rule, Role);
}

} // namespace

Action pageless::leave(Verdict V, Reason R) {
  return {[V, R](const Match &M) {
            Decision D;
            D.verdict = V;
            D.reason = R;
            D.message = describe(R);
            D.group = groupOf(M);
            return D;
          },
          V == Verdict::Manual ? std::vector{R} : std::vector<Reason>()};
}

Action pageless::manual(Reason R) { return leave(Verdict::Manual, R); }

Action pageless::readThroughHelper(std::string Role) {
  return [Role = std::move(Role)](const Match &M) {
    return rewriteRead(M, helperOf(M, Role));
  };
}

Action pageless::readThroughCall(std::string Role, std::string Call) {
  return [Role = std::move(Role), Call = std::move(Call)](const Match &M) {
    const Helper *H = M.profile.find(M.rule, Role);
    if (!H)
      return leave(Verdict::Manual, Reason::NoHelper)(M);
    Decision D = rewriteCall(M, *H, *M.nodes.getNodeAs<Expr>(Call));
    return D.verdict == Verdict::Converted
               ? D
               : leave(Verdict::OtherRecord, Reason::OtherUse)(M);
  };
}

Action pageless::storeThroughHelper(std::string Role) {
  return [Role = std::move(Role)](const Match &M) {
    Decision D = rewriteStore(M, helperOf(M, Role));
    D.group = groupOf(M);
    return D;
  };
}
