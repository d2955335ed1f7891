//===- matchers/FieldUse.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "matchers/FieldUse.h"

#include "clang/AST/ParentMapContext.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace pageless;

namespace {

/// The parent, or an empty node at the top. Initialiser lists exist twice, as
/// written and as understood; what stands below them has a parent in each. The
/// one with a type that fits (a cast) says more.
DynTypedNode parentOf(const DynTypedNode &Node, ASTContext &Context) {
  const DynTypedNodeList Parents = Context.getParents(Node);
  for (const DynTypedNode &Parent : Parents)
    if (Parent.get<ImplicitCastExpr>())
      return Parent;
  return Parents.empty() ? DynTypedNode() : *Parents.begin();
}

bool isNone(const DynTypedNode &Node) {
  return Node.getNodeKind().isNone();
}

/// Sizeof, Typeof or Broken if an enclosing construct says so, else Other.
FieldUse enclosingContext(const MemberExpr &Member, ASTContext &Context) {
  DynTypedNode Node = DynTypedNode::create(Member);
  for (;;) {
    Node = parentOf(Node, Context);
    if (isNone(Node) || Node.get<FunctionDecl>())
      return FieldUse::Other;
    if (Node.get<UnaryExprOrTypeTraitExpr>())
      return FieldUse::Sizeof;
    if (const auto *Type = Node.get<TypeLoc>())
      if (Type->getAs<TypeOfExprTypeLoc>())
        return FieldUse::Typeof;
    if (Node.get<RecoveryExpr>())
      return FieldUse::Broken;
  }
}

/// True if \p Child is the part of \p Parent whose value decides something.
bool isControlling(const Stmt &Parent, const Stmt *Child) {
  if (const auto *S = dyn_cast<IfStmt>(&Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<WhileStmt>(&Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<DoStmt>(&Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<ForStmt>(&Parent))
    return S->getCond() == Child;
  if (const auto *S = dyn_cast<SwitchStmt>(&Parent))
    return S->getCond() == Child;
  return false;
}

bool isBodyOwner(const Stmt &S) {
  return isa<IfStmt, WhileStmt, DoStmt, ForStmt, SwitchStmt>(S);
}

bool isLastIn(const CompoundStmt &Block, const Stmt *Child) {
  return !Block.body_empty() && Block.body_back() == Child;
}

/// True if \p Arm, parentheses aside, stores to \p Field or has no value.
bool isStoreOrVoid(const Expr *Arm, const ValueDecl *Field) {
  Arm = Arm->IgnoreParenImpCasts();
  if (Arm->getType()->isVoidType())
    return true;
  const auto *Store = dyn_cast<BinaryOperator>(Arm);
  if (!Store || Store->getOpcode() != BO_Assign)
    return false;
  const auto *Left = dyn_cast<MemberExpr>(Store->getLHS()->IgnoreParens());
  return Left && Left->getMemberDecl() == Field;
}

/// Fills in whether the value of `Info.store` is used.
void classifyStore(FieldUseInfo &Info, const ValueDecl *Field,
                   ASTContext &Context) {
  Info.use = FieldUse::StoreUsed;
  const Stmt *Child = Info.store;
  for (;;) {
    const DynTypedNode Node =
        parentOf(DynTypedNode::create(*Child), Context);
    const Stmt *Parent = Node.get<Stmt>();
    if (!Parent)
      return; // e.g. an initialiser
    if (const auto *Cast = dyn_cast<CastExpr>(Parent)) {
      // An arm beside a void arm is cast to void without having been written.
      if (Cast->getCastKind() != CK_ToVoid)
        return;
      if (isa<ExplicitCastExpr>(Cast))
        break;
    } else if (const auto *Comma = dyn_cast<BinaryOperator>(Parent)) {
      if (Comma->getOpcode() != BO_Comma)
        return;
      if (Comma->getLHS() == Child)
        break;
    } else if (const auto *Choice =
                   dyn_cast<AbstractConditionalOperator>(Parent)) {
      if (isa<ConditionalOperator>(Choice) && Choice->getCond() == Child)
        return;
      const Expr *Other = Choice->getTrueExpr() == Child
                              ? Choice->getFalseExpr()
                              : Choice->getTrueExpr();
      Info.use = isStoreOrVoid(Other, Field) ? FieldUse::Store
                                             : FieldUse::StoreInConditional;
      Info.sharedWith = Choice;
    } else if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      const DynTypedNode Outer = parentOf(Node, Context);
      if (!Outer.get<StmtExpr>() || !isLastIn(*Block, Child))
        break;
    } else if (isBodyOwner(*Parent)) {
      if (isControlling(*Parent, Child)) {
        Info.use = FieldUse::StoreUsed;
        return;
      }
      break;
    } else if (!isa<ParenExpr, StmtExpr, FullExpr, LabelStmt, SwitchCase,
                    AttributedStmt>(Parent)) {
      Info.use = FieldUse::StoreUsed;
      return;
    }
    Child = Parent;
  }
  if (Info.use != FieldUse::StoreInConditional)
    Info.use = FieldUse::Store;
}

/// What the evaluation of an expression may read and write.
struct Effects {
  bool reads = false;  ///< memory other than local variables
  bool writes = false; ///< memory, by a call or through a pointer
  llvm::SmallPtrSet<const ValueDecl *, 4> readLocals, changedLocals;
};

const ValueDecl *localVariable(const Expr *E) {
  const auto *Name = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Variable && Variable->hasLocalStorage() ? Variable : nullptr;
}

void addEffects(const Stmt *S, Effects &Out) {
  if (!S)
    return;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue) {
    if (const ValueDecl *Local = localVariable(Cast->getSubExpr()))
      Out.readLocals.insert(Local);
    else
      Out.reads = true;
  } else if (isa<CallExpr, AsmStmt>(S)) {
    Out.reads = Out.writes = true;
  } else if (const auto *Op = dyn_cast<UnaryOperator>(S)) {
    // A variable whose address goes somewhere counts as written there.
    if (Op->isIncrementDecrementOp() || Op->getOpcode() == UO_AddrOf) {
      if (const ValueDecl *Local = localVariable(Op->getSubExpr()))
        Out.changedLocals.insert(Local);
      else if (Op->isIncrementDecrementOp())
        Out.writes = true;
    }
  } else if (const auto *Assign = dyn_cast<BinaryOperator>(S);
             Assign && Assign->isAssignmentOp()) {
    if (const ValueDecl *Local = localVariable(Assign->getLHS()))
      Out.changedLocals.insert(Local);
    else
      Out.writes = true;
  }
  if (isa<UnaryExprOrTypeTraitExpr>(S))
    return; // not evaluated
  for (const Stmt *Child : S->children())
    addEffects(Child, Out);
}

/// True if \p A may write what \p B reads or writes.
bool disturbs(const Effects &A, const Effects &B) {
  return (A.writes && (B.reads || B.writes)) ||
         llvm::any_of(A.changedLocals, [&](const ValueDecl *Local) {
           return B.readLocals.count(Local) || B.changedLocals.count(Local);
         });
}

FieldUse classifyUnary(const UnaryOperator &Op, const MemberExpr &Member,
                       ASTContext &Context) {
  if (Op.isIncrementDecrementOp())
    return FieldUse::Increment;
  if (Op.getOpcode() != UO_AddrOf)
    return FieldUse::Other;
  const Expr *Base = Member.getBase();
  return Base->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent) ||
                 Base->IgnoreParenCasts()->isNullPointerConstant(
                     Context, Expr::NPC_NeverValueDependent)
             ? FieldUse::Offsetof
             : FieldUse::AddressTaken;
}

FieldUseInfo classifyBinary(const BinaryOperator &Op, const Stmt *Child,
                            const MemberExpr &Member, ASTContext &Context) {
  FieldUseInfo Info;
  if (Op.getOpcode() == BO_Comma) {
    Info.use = FieldUse::Read; // a value thrown away
  } else if (Op.getLHS() == Child && Op.isCompoundAssignmentOp()) {
    Info.use = FieldUse::CompoundAssignment;
  } else if (Op.getLHS() == Child && Op.getOpcode() == BO_Assign) {
    Info.store = &Op;
    classifyStore(Info, Member.getMemberDecl(), Context);
  }
  return Info;
}

} // namespace

FieldUseInfo pageless::classifyFieldUse(const MemberExpr &Member,
                                        ASTContext &Context) {
  FieldUseInfo Info;
  Info.use = enclosingContext(Member, Context);
  if (Info.use != FieldUse::Other)
    return Info;
  const Stmt *Child = &Member;
  for (;;) {
    const DynTypedNode Node =
        parentOf(DynTypedNode::create(*Child), Context);
    const Stmt *Parent = Node.get<Stmt>();
    if (!Parent)
      return Info;
    if (const auto *Cast = dyn_cast<CastExpr>(Parent)) {
      if (Cast->getCastKind() == CK_LValueToRValue ||
          Cast->getCastKind() == CK_ToVoid)
        Info.use = FieldUse::Read;
      return Info;
    }
    if (const auto *Op = dyn_cast<BinaryOperator>(Parent))
      return classifyBinary(*Op, Child, Member, Context);
    if (const auto *Op = dyn_cast<UnaryOperator>(Parent)) {
      if (Op->getOpcode() != UO_Extension) {
        Info.use = classifyUnary(*Op, Member, Context);
        return Info;
      }
    } else if (isa<AsmStmt>(Parent)) {
      Info.use = FieldUse::AsmOperand;
      return Info;
    } else if (isa<CompoundStmt, LabelStmt, SwitchCase>(Parent) ||
               isBodyOwner(*Parent)) {
      Info.use = FieldUse::Read; // a statement that does nothing
      return Info;
    } else if (!isa<ParenExpr, FullExpr, GenericSelectionExpr, ChooseExpr>(
                   Parent)) {
      return Info;
    }
    Child = Parent;
  }
}

bool pageless::evaluationOrderMatters(const Expr &Object,
                                      const Expr &Value) {
  Effects OfObject, OfValue;
  addEffects(&Object, OfObject);
  addEffects(&Value, OfValue);
  return disturbs(OfObject, OfValue) || disturbs(OfValue, OfObject);
}
