//===- rewrites/EntryActions.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rewrites/EntryActions.h"

#include "engine/PpRecord.h"
#include "engine/SiteText.h"
#include "rewrites/Tokens.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;
using namespace pageless::match;

namespace {

/// True if \p Text is any number of \p Bracket, and white space.
bool isOnly(llvm::StringRef Text, char Bracket) {
  return llvm::all_of(Text, [&](char C) {
    return C == Bracket || isWhitespace(C) || C == '\\';
  });
}

/// True for what `->` and `.` can follow without parentheses.
bool isPostfix(const Expr *E) {
  return isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, ParenExpr, CallExpr>(
      E->IgnoreImpCasts());
}

/// True if the type of \p Around follows from those of its operands.
bool handsTypeOn(const Expr &Around) {
  if (const auto *Op = dyn_cast<BinaryOperator>(&Around))
    return Op->isAdditiveOp() || Op->isMultiplicativeOp() ||
           Op->isBitwiseOp() || Op->isShiftOp();
  if (const auto *Op = dyn_cast<UnaryOperator>(&Around))
    return Op->getOpcode() != UO_LNot;
  return isa<ParenExpr, ImplicitCastExpr, ConditionalOperator>(Around);
}

/// True if \p E is \p Inner in any number of parentheses.
bool isAsWritten(const Expr *E, const Expr *Inner) {
  while (E != Inner) {
    if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    else
      return false;
  }
  return true;
}

/// What \p E is an operand of.
DynTypedNode operandOf(const Expr &E, ASTContext &Context) {
  DynTypedNode Node = DynTypedNode::create(E);
  do
    Node = parentOf(Node, Context);
  while (Node.get<ImplicitCastExpr>());
  return Node;
}

/// True if `a - b` needs parentheses in the place of \p E, or compilers ask for
/// them.
bool needsParens(const Expr &E, ASTContext &Context) {
  const DynTypedNode Node = operandOf(E, Context);
  if (const auto *Op = Node.get<BinaryOperator>()) {
    if (Op->isAdditiveOp())
      return Op->getLHS()->IgnoreImpCasts() != &E;
    return Op->isMultiplicativeOp() || Op->isShiftOp() || Op->isBitwiseOp();
  }
  return Node.get<UnaryOperator>() || Node.get<ExplicitCastExpr>() ||
         Node.get<UnaryExprOrTypeTraitExpr>();
}

class EntryRewrite {
public:
  EntryRewrite(const Match &M, const Helper &H, Yields What)
      : M(M), H(H), What(What), Call(*M.nodes.getNodeAs<CallExpr>(PageCall)),
        Converted(M.nodes.getNodeAs<Expr>(match::Converted)),
        Address(M.nodes.getNodeAs<Expr>(match::Address)),
        Shift(M.nodes.getNodeAs<BinaryOperator>(match::Shift)),
        Sum(What == Yields::WithOffset
                ? M.nodes.getNodeAs<BinaryOperator>(match::Sum)
                : nullptr),
        Added(M.nodes.getNodeAs<Expr>(match::Added)),
        Text(Call.getCallee()->IgnoreParenImpCasts()->getExprLoc(),
             M.context.getSourceManager(), M.context.getLangOpts()) {}

  Decision run() {
    if (!Converted || !findTokens())
      return refuse(Reason::MacroBoundary);
    if (!isTidy())
      return refuse(Reason::NotUnderstood);
    if (!isTypeRight())
      return refuse(Reason::TypeDiffers);
    const bool Subtracts = What == Yields::WithOffset && !Sum;
    const bool Wraps = Subtracts && wraps();
    const std::string Tail =
        Subtracts ? " - " + offsetText() + (Wraps ? ")" : "") : "";
    edit(Name, (Wraps && Whole.begin == Name.begin ? "(" : "") + H.open);
    if (Wraps && Whole.begin != Name.begin)
      edit({Whole.begin, Whole.begin}, "(");
    edit({Closing.begin, Closing.end}, H.close);
    if (Shift && !removeOperand(*Shift, *Shift->getRHS()))
      return refuse(Reason::NotUnderstood);
    if (Sum && !removeOperand(*Sum, *Added))
      return refuse(Reason::NotUnderstood);
    if (Sum)
      dropParens();
    if (!Tail.empty())
      edit({Whole.end, Whole.end}, Tail);
    return decide();
  }

private:
  /// Finds the spelled parts; false if they do not stand side by side.
  bool findTokens() {
    const auto Function =
        Text.token(Call.getCallee()->IgnoreParenImpCasts()->getExprLoc());
    const auto Right = Text.token(Call.getRParenLoc());
    const auto Conversion = Text.range(Converted->getSourceRange());
    const auto All = Text.range((Sum ? Sum : Address)->getSourceRange());
    const auto Argument = Text.range(Call.getArg(0)->getSourceRange());
    if (!Function || !Right || !Conversion || !All || !Argument ||
        Conversion->begin > Function->begin || Argument->end > Right->begin)
      return false;
    const llvm::StringRef Buffer = Text.buffer();
    const std::size_t Left = Buffer.find('(', Function->end);
    Name = {Conversion->begin, Left + 1};
    Closing = {Right->begin, Conversion->end};
    Whole = *All;
    Entry = *Argument;
    FunctionName = *Function;
    return Left < Entry.begin && areTokensHere() &&
           isBalanced(Buffer.slice(Entry.begin, Entry.end)) &&
           isBalanced(Buffer.slice(Whole.begin, Whole.end));
  }

  /// True if what goes is spelled here, and is no macro's parameter.
  bool areTokensHere() const {
    if (Shift && !Text.token(Shift->getOperatorLoc()))
      return false;
    if (Shift) {
      const auto Bits = Text.range(Shift->getRHS()->getSourceRange());
      if (!Bits || Text.buffer().slice(Bits->begin, Bits->end).trim("() ") !=
                       "PAGE_SHIFT")
        return false;
    }
    return !Sum || (Text.token(Sum->getOperatorLoc()) &&
                    Text.token(Added->IgnoreParenCasts()->getExprLoc()));
  }

  /// True if nothing but the tokens of both calls would be replaced.
  bool isTidy() const {
    const llvm::StringRef Buffer = Text.buffer();
    const llvm::StringRef Before =
        Buffer.slice(Name.begin, FunctionName.begin).drop_while([](char C) {
          return isAsciiIdentifierContinue(C);
        });
    return isOnly(Before, '(') &&
           isSpace(Buffer.slice(FunctionName.end, Name.end - 1)) &&
           isOnly(Buffer.slice(Closing.begin, Closing.end), ')');
  }

  /// True if the difference needs parentheses. What is around a macro's body
  /// is another thing for each use.
  bool wraps() const {
    const Expr *Around = operandOf(*Address, M.context).get<Expr>();
    const auto Outer =
        Around ? Text.range(Around->getSourceRange()) : std::nullopt;
    if (Text.isInMacroBody() && (!Outer || *Outer == Whole))
      return true;
    return needsParens(*Address, M.context);
  }

  /// False if the helper is known to return another type, and it matters: the
  /// size always, the kind in the variable arguments of printk() and the like.
  bool isTypeRight() const {
    const auto Found = M.context.getTranslationUnitDecl()->lookup(
        &M.context.Idents.get(H.name));
    const NamedDecl *Last =
        Found.empty() ? nullptr : M.files.lastRead(*Found.begin());
    const auto *Function = dyn_cast_or_null<FunctionDecl>(Last);
    if (!Function)
      return true;
    const QualType Returned = Function->getReturnType().getCanonicalType();
    const QualType Had = Converted->getType().getCanonicalType();
    return Returned == Had ||
           (M.context.getTypeSize(Returned) == M.context.getTypeSize(Had) &&
            !isVariableArgument());
  }

  bool isVariableArgument() const {
    const Stmt *Child = Sum ? Sum : Address;
    for (;;) {
      const DynTypedNode Node =
          parentOf(DynTypedNode::create(*Child), M.context);
      if (const auto *Around = Node.get<CallExpr>()) {
        const FunctionDecl *Callee = Around->getDirectCallee();
        const unsigned Named = Callee ? Callee->getNumParams() : 0;
        return llvm::is_contained(llvm::drop_begin(Around->arguments(), Named),
                                  Child);
      }
      const auto *E = Node.get<Expr>();
      if (!E || !handsTypeOn(*E))
        return false;
      Child = E;
    }
  }

  /// `entry->offset` with the entry as it is written.
  std::string offsetText() const {
    const Expr *Argument = Call.getArg(0)->IgnoreImpCasts();
    const llvm::StringRef Buffer = Text.buffer();
    if (const auto *Op = dyn_cast<UnaryOperator>(Argument);
        Op && Op->getOpcode() == UO_AddrOf && isPostfix(Op->getSubExpr()))
      if (const auto Object = Text.range(Op->getSubExpr()->getSourceRange()))
        return (Buffer.slice(Object->begin, Object->end) + ".offset").str();
    const llvm::StringRef Written = Buffer.slice(Entry.begin, Entry.end);
    // A macro's parameter may stand for anything.
    const bool IsParameter =
        !Text.token(Argument->getBeginLoc()) && isValidAsciiIdentifier(Written);
    if (isPostfix(Argument) && !IsParameter)
      return (Written + "->offset").str();
    return ("(" + Written + ")->offset").str();
  }

  /// Takes \p Operand away with the operator. False if there is a comment or a
  /// directive beside it.
  bool removeOperand(const BinaryOperator &Op, const Expr &Operand) {
    const auto First = Text.range(Op.getLHS()->getSourceRange());
    const auto Second = Text.range(Op.getRHS()->getSourceRange());
    const auto Operator = Text.token(Op.getOperatorLoc());
    if (!First || !Second || !Operator || First->end > Operator->begin ||
        Operator->end > Second->begin)
      return false;
    const llvm::StringRef Buffer = Text.buffer();
    if (!isOnly(Buffer.slice(First->end, Operator->begin), ' ') ||
        !isOnly(Buffer.slice(Operator->end, Second->begin), ' ') ||
        !isBalanced(Buffer.slice(First->begin, First->end)) ||
        !isBalanced(Buffer.slice(Second->begin, Second->end)))
      return false;
    edit(Op.getLHS() == &Operand ? ByteRange{First->begin, Second->begin}
                                 : ByteRange{First->end, Second->end},
         "");
    return true;
  }

  /// `(a << b) + c` and `(a + b)` that become `(f())` lose their parentheses,
  /// but for those of a call.
  void dropParens() {
    const bool Bare = !Shift || isAsWritten(Shift->getLHS(), Converted);
    const Expr *Other = Sum->getLHS() == Added ? Sum->getRHS() : Sum->getLHS();
    if (!Bare || !isAsWritten(Other, Address))
      return;
    if (const auto *Inner = parensOf(*Address))
      dropParens(*Inner, Address->getSourceRange());
    const auto *Outer = parensOf(*Sum);
    // Nobody writes `(a + b);`: this is an argument that was cut out of a call.
    if (!Outer ||
        parentOf(DynTypedNode::create(*Outer), M.context).get<CompoundStmt>())
      return;
    if (const auto Dropped = dropParens(*Outer, Sum->getSourceRange()))
      Whole = *Dropped;
  }

  const ParenExpr *parensOf(const Expr &E) const {
    return parentOf(DynTypedNode::create(E), M.context).get<ParenExpr>();
  }

  /// Takes the parentheses away. Returns where they stood, if it did.
  std::optional<ByteRange> dropParens(const ParenExpr &Paren,
                                      SourceRange Inside) {
    const auto Left = Text.token(Paren.getLParen());
    const auto Right = Text.token(Paren.getRParen());
    const auto Kept = Text.range(Inside);
    const llvm::StringRef Buffer = Text.buffer();
    if (!Left || !Right || !Kept || Left->begin == 0 ||
        isAsciiIdentifierContinue(Buffer[Left->begin - 1]) ||
        !isSpace(Buffer.slice(Left->end, Kept->begin)) ||
        !isSpace(Buffer.slice(Kept->end, Right->begin)))
      return std::nullopt;
    edit({Left->begin, Kept->begin}, "");
    edit({Kept->end, Right->end}, "");
    return ByteRange{Left->begin, Right->end};
  }

  void edit(ByteRange Range, const std::string &With) {
    const auto At = llvm::upper_bound(
        Edits, Range.begin,
        [](std::size_t Begin, const TextEdit &E) { return Begin < E.offset; });
    Edits.insert(At, {Range.begin, Range.end - Range.begin, With, 0});
  }

  /// The edits, those that touch as one.
  Decision decide() {
    Decision D;
    D.verdict = Verdict::Converted;
    D.message = "use " + H.name + "()";
    D.helper = H.name;
    D.range = Whole;
    for (const TextEdit &E : Edits)
      if (!D.edits.empty() &&
          D.edits.back().offset + D.edits.back().length == E.offset) {
        D.edits.back().length += E.length;
        D.edits.back().text += E.text;
      } else {
        D.edits.push_back(E);
      }
    return D;
  }

  Decision refuse(Reason R) const {
    Decision D;
    D.reason = R;
    D.message = describe(R);
    if (Whole.end)
      D.range = Whole;
    return D;
  }

  const Match &M;
  const Helper &H;
  const Yields What;
  const CallExpr &Call; ///< sg_page(entry)
  const Expr *Converted, *Address;
  const BinaryOperator *Shift, *Sum;
  const Expr *Added; ///< operand of the sum
  const SiteText Text;
  ByteRange Name;              ///< `page_to_phys(sg_page(`
  ByteRange FunctionName;      ///< `sg_page` in it
  ByteRange Closing;           ///< `))`
  ByteRange Entry;             ///< what stands between them
  ByteRange Whole;             ///< all of the site
  std::vector<TextEdit> Edits; ///< sorted
};

} // namespace

Action pageless::throughEntryHelper(std::string Role, Yields What) {
  return {[Role = std::move(Role), What](const Match &M) {
            const Helper *H = M.profile.find(M.rule, Role);
            return H ? EntryRewrite(M, *H, What).run()
                     : manual(Reason::NoHelper)(M);
          },
          {Reason::NoHelper, Reason::TypeDiffers}};
}

std::vector<Case> pageless::entryCases(const EntryMatcher &What,
                                       std::string Role, Yields Result) {
  using namespace clang::ast_matchers;
  const auto But =
      [&](const ast_matchers::internal::Matcher<DeclRefExpr> &Where) {
        return declRefExpr(What, Where);
      };
  std::vector<Case> Cases = {
      {But(standsIn(FieldUse::Broken)), manual(Reason::BrokenAst)},
      {But(standsIn(FieldUse::Sizeof)), manual(Reason::Sizeof)},
      {But(standsIn(FieldUse::Typeof)), manual(Reason::Typeof)},
  };
  if (Result == Yields::WithOffset)
    Cases = Cases + std::vector<Case>{
                        {But(isOfImpureEntry()), manual(Reason::SideEffects)},
                        {But(hasEntryOffset(EntryOffset::Another)),
                         manual(Reason::OffsetOfAnother)},
                        {But(hasEntryOffset(EntryOffset::Apart)),
                         manual(Reason::OffsetApart)},
                    };
  Cases.push_back({What, throughEntryHelper(std::move(Role), Result)});
  return Cases;
}

std::vector<Case> pageless::otherEntryCases() {
  using namespace clang::ast_matchers;
  return {
      {functionDecl(entryPageFunction()), leave(Verdict::Definition)},
      {entryPage(), leave(Verdict::OtherRecord, Reason::OtherUse)},
  };
}

std::vector<Case> pageless::operator+(std::vector<Case> A,
                                      const std::vector<Case> &B) {
  A.insert(A.end(), B.begin(), B.end());
  return A;
}
