//===- matchers/EntryUse.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "matchers/EntryUse.h"

#include "matchers/FieldUse.h"

using namespace clang;
using namespace pageless;

namespace {

/// The field `offset` of a scatterlist entry, casts aside, or null.
const MemberExpr *offsetOf(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenCasts());
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  return Field && Field->getName() == "offset" &&
                 Field->getParent()->getName() == "scatterlist"
             ? Member
             : nullptr;
}

/// True if some entry's offset is a term of \p Sum.
bool hasOffsetTerm(const Expr *Sum) {
  Sum = Sum->IgnoreParenCasts();
  if (const auto *Op = dyn_cast<BinaryOperator>(Sum))
    return hasOffsetTerm(Op->getLHS()) || hasOffsetTerm(Op->getRHS());
  return offsetOf(Sum) != nullptr;
}

/// True if adding before the cast is the same as adding after it.
bool keepsSums(const CastExpr &Cast, const ASTContext &Context) {
  const QualType To = Cast.getType();
  if (const auto *Pointer = To->getAs<PointerType>())
    return Pointer->isVoidPointerType() ||
           (!Pointer->getPointeeType()->isIncompleteType() &&
            Context.getTypeSizeInChars(Pointer->getPointeeType()).isOne());
  // No narrower than the offset.
  return To->isIntegerType() &&
         Context.getTypeSize(To) >= Context.getTypeSize(Context.UnsignedIntTy);
}

class Classifier {
public:
  explicit Classifier(ASTContext &Context) : Context(Context) {}

  EntryUse classify(const DeclRefExpr &Function) {
    EntryUse Use;
    Use.call = callOf(Function);
    if (!Use.call || Use.call->getNumArgs() != 1)
      return EntryUse();
    SpelledCall Around = spelledCallAround(*Use.call, Context);
    Use.conversion = std::move(Around.name);
    Use.converted = Around.whole;
    if (!Use.converted)
      return Use;
    Use.shift = shiftOf(*Use.converted);
    findOffset(Use);
    return Use;
  }

private:
  DynTypedNode up(const DynTypedNode &Node) { return parentOf(Node, Context); }

  const CallExpr *callOf(const DeclRefExpr &Function) {
    DynTypedNode Node = DynTypedNode::create(Function);
    do
      Node = up(Node);
    while (Node.get<ImplicitCastExpr>() || Node.get<ParenExpr>());
    const auto *Call = Node.get<CallExpr>();
    return Call && Call->getCallee()->IgnoreParenImpCasts() == &Function
               ? Call
               : nullptr;
  }

  /// `number << PAGE_SHIFT`, with parentheses and casts around the number.
  const BinaryOperator *shiftOf(const Expr &Number) {
    DynTypedNode Node = DynTypedNode::create(Number);
    for (;;) {
      Node = up(Node);
      if (Node.get<ParenExpr>())
        continue;
      const auto *Cast = Node.get<CastExpr>();
      if (!Cast || !keepsSums(*Cast, Context))
        break;
    }
    const auto *Shift = Node.get<BinaryOperator>();
    return Shift && Shift->getOpcode() == BO_Shl &&
                   isMadeByMacro(*Shift->getRHS(), "PAGE_SHIFT", Context)
               ? Shift
               : nullptr;
  }

  /// Climbs the sum that the address is a term of.
  void findOffset(EntryUse &Use) {
    const Expr *Entry = Use.call->getArg(0);
    const Stmt *Child = Use.address();
    bool Exact = true;
    for (;;) {
      const DynTypedNode Node = up(DynTypedNode::create(*Child));
      const auto *E = Node.get<Expr>();
      if (!E)
        return;
      if (const auto *Cast = dyn_cast<CastExpr>(E)) {
        Exact &= keepsSums(*Cast, Context);
      } else if (const auto *Op = dyn_cast<BinaryOperator>(E)) {
        if (!takeTerm(*Op, Child, Entry, Exact, Use))
          return;
      } else if (!isa<ParenExpr>(E)) {
        return;
      }
      Child = E;
    }
  }

  /// Looks at the other operand of a sum. True to go on.
  bool takeTerm(const BinaryOperator &Op, const Stmt *Child, const Expr *Entry,
                bool Exact, EntryUse &Use) {
    const bool Left = Op.getLHS() == Child;
    if (Op.getOpcode() != BO_Add && !(Op.getOpcode() == BO_Sub && Left))
      return false;
    const Expr *Other = Left ? Op.getRHS() : Op.getLHS();
    const MemberExpr *Offset = offsetOf(Other);
    if (Offset && !isMemberOfPointee(*Offset, Entry)) {
      Use.offset = EntryOffset::Another;
      return true; // its own may follow
    }
    if (Offset && Exact && Op.getOpcode() == BO_Add && !isCastDown(Other)) {
      Use.offset = EntryOffset::Added;
      Use.sum = &Op;
      Use.added = Other;
      return false;
    }
    if (Offset || hasOffsetTerm(Other))
      Use.offset = EntryOffset::Apart;
    return true;
  }

  /// True if a written cast makes the offset narrower.
  bool isCastDown(const Expr *Offset) {
    const auto *Cast =
        dyn_cast<ExplicitCastExpr>(Offset->IgnoreParenImpCasts());
    return Cast && !keepsSums(*Cast, Context);
  }

  ASTContext &Context;
};

} // namespace

EntryUse pageless::classifyEntryUse(const DeclRefExpr &Function,
                                    ASTContext &Context) {
  return Classifier(Context).classify(Function);
}
