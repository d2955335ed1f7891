//===- matchers/SpelledCall.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "matchers/SpelledCall.h"

#include "matchers/FieldUse.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// True if the token at \p Location came out of \p Macro, an expansion of one
/// macro's body, perhaps through macros that it calls.
bool comesFrom(SourceLocation Location, FileID Macro, bool Begin,
               const SourceManager &Sources) {
  if (Sources.getFileID(Location) == Macro)
    return true;
  if (!Location.isMacroID())
    return false;
  if (Sources.isMacroArgExpansion(Location) &&
      comesFrom(Sources.getImmediateSpellingLoc(Location), Macro, Begin,
                Sources))
    return true;
  const CharSourceRange Call = Sources.getImmediateExpansionRange(Location);
  return comesFrom(Begin ? Call.getBegin() : Call.getEnd(), Macro, Begin,
                   Sources);
}

bool comesFrom(SourceRange Range, FileID Macro, const SourceManager &Sources) {
  return comesFrom(Range.getBegin(), Macro, /*Begin=*/true, Sources) &&
         comesFrom(Range.getEnd(), Macro, /*Begin=*/false, Sources);
}

/// The argument that \p Location was handed on as first: where it stands in the
/// macro whose call spells it.
SourceLocation firstArgument(SourceLocation Location,
                             const SourceManager &Sources) {
  for (;;) {
    const SourceLocation Written = Sources.getImmediateSpellingLoc(Location);
    if (!Sources.isMacroArgExpansion(Written))
      return Location;
    Location = Written;
  }
}

class Finder {
public:
  explicit Finder(ASTContext &Context)
      : Context(Context), Sources(Context.getSourceManager()) {}

  SpelledCall around(const Expr &Argument) {
    const DynTypedNode Parent = aroundParens(&Argument);
    for (const Expr *E = &Argument; E; E = parens(*E))
      if (const FileID Macro = macroWithArgument(*E); Macro.isValid())
        return {nameOf(Macro, Argument), largestFrom(Macro, *E)};
    if (const auto *Call = Parent.get<CallExpr>())
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee && Callee->getIdentifier() && Call->getNumArgs() > 0)
        return {Callee->getName().str(), Call};
    return {};
  }

private:
  const Expr *parens(const Expr &E) {
    return parentOf(DynTypedNode::create(E), Context).get<ParenExpr>();
  }

  DynTypedNode aroundParens(const Expr *E) {
    DynTypedNode Node = DynTypedNode::create(*E);
    do
      Node = parentOf(Node, Context);
    while (Node.get<ParenExpr>() || Node.get<ImplicitCastExpr>());
    return Node;
  }

  /// The expansion of the macro's body that \p E is a whole argument of.
  FileID macroWithArgument(const Expr &E) {
    if (!Sources.isMacroArgExpansion(E.getBeginLoc()) ||
        !Sources.isMacroArgExpansion(E.getEndLoc()))
      return FileID();
    const SourceLocation First = firstArgument(E.getBeginLoc(), Sources);
    const SourceLocation Last = firstArgument(E.getEndLoc(), Sources);
    const int Length = static_cast<int>(Lexer::MeasureTokenLength(
        Sources.getSpellingLoc(Last), Sources, Context.getLangOpts()));
    const SourceLocation Parameter =
        Sources.getImmediateExpansionRange(First).getBegin();
    if (!Sources.isAtStartOfImmediateMacroExpansion(First) ||
        !Sources.isAtEndOfImmediateMacroExpansion(
            Last.getLocWithOffset(Length)) ||
        Parameter != Sources.getImmediateExpansionRange(Last).getBegin())
      return FileID();
    return Sources.getFileID(Parameter);
  }

  /// The name in front of the call that spells \p Argument. A macro whose name
  /// another macro stands for, as __page_to_pfn for page_to_pfn, has that name.
  std::string nameOf(FileID Macro, const Expr &Argument) {
    const FileID Level = Sources.getFileID(Sources.getImmediateSpellingLoc(
        firstArgument(Argument.getBeginLoc(), Sources)));
    SourceLocation At =
        Sources.getSLocEntry(Macro).getExpansion().getExpansionLocStart();
    while (At.isMacroID() && Sources.getFileID(At) != Level) {
      if (Sources.isMacroArgExpansion(At))
        At = Sources.getImmediateSpellingLoc(At);
      else if (!Sources.isAtStartOfImmediateMacroExpansion(At, &At))
        return "";
    }
    const SourceLocation Spelling = Sources.getSpellingLoc(At);
    const unsigned Length =
        Lexer::MeasureTokenLength(Spelling, Sources, Context.getLangOpts());
    return std::string(Sources.getCharacterData(Spelling), Length);
  }

  /// The largest expression around \p E of which \p Macro makes every token.
  const Expr *largestFrom(FileID Macro, const Expr &E) {
    const Expr *Largest = nullptr;
    DynTypedNode Node = DynTypedNode::create(E);
    for (;;) {
      Node = parentOf(Node, Context);
      const SourceRange Range = Node.getSourceRange();
      if (Range.isInvalid() || !comesFrom(Range, Macro, Sources))
        return Largest;
      if (const auto *Whole = Node.get<Expr>();
          Whole && !isa<ImplicitCastExpr>(Whole))
        Largest = Whole;
    }
  }

  ASTContext &Context;
  const SourceManager &Sources;
};

const Expr *bare(const Expr *E) { return E->IgnoreParenImpCasts(); }

/// X of `&X`, or null.
const Expr *addressed(const Expr *Pointer) {
  const auto *Op = dyn_cast<UnaryOperator>(bare(Pointer));
  return Op && Op->getOpcode() == UO_AddrOf ? Op->getSubExpr() : nullptr;
}

bool isZero(const Expr *E) {
  const auto *Number = dyn_cast<IntegerLiteral>(bare(E));
  return Number && Number->getValue() == 0;
}

/// True if \p Object is what \p Pointer points to.
bool isPointee(const Expr *Object, const Expr *Pointer) {
  Object = bare(Object);
  if (const Expr *Named = addressed(Pointer))
    return isSameExpression(Named, Object);
  if (const auto *Star = dyn_cast<UnaryOperator>(Object))
    return Star->getOpcode() == UO_Deref &&
           isSameExpression(Star->getSubExpr(), Pointer);
  const auto *Element = dyn_cast<ArraySubscriptExpr>(Object);
  if (Element && isZero(Element->getIdx()))
    return isSameExpression(Element->getBase(), Pointer);
  const auto *Sum = dyn_cast<BinaryOperator>(bare(Pointer));
  return Element && Sum && Sum->getOpcode() == BO_Add &&
         isSameExpression(Element->getLHS(), Sum->getLHS()) &&
         isSameExpression(Element->getRHS(), Sum->getRHS());
}

bool haveSameArguments(const CallExpr &A, const CallExpr &B) {
  return A.getNumArgs() == B.getNumArgs() &&
         llvm::all_of(llvm::zip(A.arguments(), B.arguments()), [](auto Pair) {
           return isSameExpression(std::get<0>(Pair), std::get<1>(Pair));
         });
}

/// isSameExpression() for those with other expressions inside.
bool isSameCompound(const Expr *A, const Expr *B) {
  if (const auto *M = dyn_cast<MemberExpr>(A)) {
    const auto *N = cast<MemberExpr>(B);
    return M->getMemberDecl() == N->getMemberDecl() &&
           M->isArrow() == N->isArrow() &&
           isSameExpression(M->getBase(), N->getBase());
  }
  if (const auto *M = dyn_cast<ArraySubscriptExpr>(A)) {
    const auto *N = cast<ArraySubscriptExpr>(B);
    return isSameExpression(M->getLHS(), N->getLHS()) &&
           isSameExpression(M->getRHS(), N->getRHS());
  }
  if (const auto *M = dyn_cast<UnaryOperator>(A)) {
    const auto *N = cast<UnaryOperator>(B);
    return M->getOpcode() == N->getOpcode() &&
           isSameExpression(M->getSubExpr(), N->getSubExpr());
  }
  if (const auto *M = dyn_cast<BinaryOperator>(A)) {
    const auto *N = cast<BinaryOperator>(B);
    return M->getOpcode() == N->getOpcode() &&
           isSameExpression(M->getLHS(), N->getLHS()) &&
           isSameExpression(M->getRHS(), N->getRHS());
  }
  if (const auto *M = dyn_cast<CStyleCastExpr>(A)) {
    const auto *N = cast<CStyleCastExpr>(B);
    return M->getType() == N->getType() &&
           isSameExpression(M->getSubExpr(), N->getSubExpr());
  }
  const auto *M = dyn_cast<CallExpr>(A);
  return M && M->getDirectCallee() &&
         M->getDirectCallee() == cast<CallExpr>(B)->getDirectCallee() &&
         haveSameArguments(*M, *cast<CallExpr>(B));
}

} // namespace

SpelledCall pageless::spelledCallAround(const Expr &Argument,
                                        ASTContext &Context) {
  return Finder(Context).around(Argument);
}

bool pageless::isMadeByMacro(const Expr &E, llvm::StringRef Name,
                             const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const SourceRange Range = bare(&E)->getSourceRange();
  for (SourceLocation At = Range.getBegin(); At.isMacroID();
       At = Sources.getImmediateMacroCallerLoc(At))
    if (Lexer::getImmediateMacroName(At, Sources, Context.getLangOpts()) ==
        Name)
      return comesFrom(Range, Sources.getFileID(At), Sources);
  return false;
}

bool pageless::isSameExpression(const Expr *A, const Expr *B) {
  A = bare(A);
  B = bare(B);
  if (A->getStmtClass() != B->getStmtClass())
    return false;
  if (const auto *Name = dyn_cast<DeclRefExpr>(A))
    return Name->getDecl() == cast<DeclRefExpr>(B)->getDecl();
  if (const auto *Number = dyn_cast<IntegerLiteral>(A))
    return llvm::APInt::isSameValue(Number->getValue(),
                                    cast<IntegerLiteral>(B)->getValue());
  return isSameCompound(A, B);
}

bool pageless::isMemberOfPointee(const MemberExpr &Member,
                                 const Expr *Pointer) {
  const Expr *Base = Member.getBase();
  if (!Member.isArrow())
    return isPointee(Base, Pointer);
  const Expr *Object = addressed(Base), *Other = addressed(Pointer);
  return isSameExpression(Base, Pointer) ||
         (Object && isPointee(Object, Pointer)) ||
         (Other && isPointee(Other, Base));
}
