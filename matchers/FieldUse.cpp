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

DynTypedNode pageless::parentOf(const DynTypedNode &Node, ASTContext &Context) {
  const DynTypedNodeList Parents = Context.getParents(Node);
  for (const DynTypedNode &Parent : Parents)
    if (Parent.get<ImplicitCastExpr>())
      return Parent;
  return Parents.empty() ? DynTypedNode() : *Parents.begin();
}

namespace {

bool isNone(const DynTypedNode &Node) { return Node.getNodeKind().isNone(); }

/// True for a call of a function that nothing has declared: what was meant may
/// be a macro of a header that was not found.
bool callsUndeclared(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->isImplicit() && !Callee->getBuiltinID();
}

} // namespace

FieldUse pageless::enclosingUse(const Expr &Inner, ASTContext &Context) {
  DynTypedNode Node = DynTypedNode::create(Inner);
  for (;;) {
    Node = parentOf(Node, Context);
    if (isNone(Node) || Node.get<FunctionDecl>())
      return FieldUse::Other;
    if (Node.get<UnaryExprOrTypeTraitExpr>())
      return FieldUse::Sizeof;
    if (const auto *Type = Node.get<TypeLoc>())
      if (Type->getUnqualifiedLoc().getAs<TypeOfExprTypeLoc>())
        return FieldUse::Typeof;
    if (const auto *Variable = Node.get<VarDecl>();
        Variable && Variable->hasGlobalStorage())
      return FieldUse::Constant;
    const auto *Call = Node.get<CallExpr>();
    if (Node.get<RecoveryExpr>() || (Call && callsUndeclared(*Call)))
      return FieldUse::Broken;
  }
}

namespace {

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

/// What stands around an assignment, one step up.
enum class Around { Used, Discarded, Climb };

Around stepOut(const Stmt *Child, const DynTypedNode &Node,
               ASTContext &Context) {
  const Stmt *Parent = Node.get<Stmt>();
  if (!Parent)
    return Around::Used; // e.g. an initialiser
  if (const auto *Cast = dyn_cast<CastExpr>(Parent)) {
    if (Cast->getCastKind() != CK_ToVoid)
      return Around::Used;
    // An arm beside a void arm is cast to void without having been written.
    return isa<ExplicitCastExpr>(Cast) ? Around::Discarded : Around::Climb;
  }
  if (const auto *Op = dyn_cast<BinaryOperator>(Parent)) {
    if (Op->getOpcode() != BO_Comma)
      return Around::Used;
    return Op->getLHS() == Child ? Around::Discarded : Around::Climb;
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Parent))
    return isa<ConditionalOperator>(Choice) && Choice->getCond() == Child
               ? Around::Used
               : Around::Climb;
  if (const auto *Block = dyn_cast<CompoundStmt>(Parent))
    return parentOf(Node, Context).get<StmtExpr>() && isLastIn(*Block, Child)
               ? Around::Climb
               : Around::Discarded;
  if (isBodyOwner(*Parent))
    return isControlling(*Parent, Child) ? Around::Used : Around::Discarded;
  return isa<ParenExpr, StmtExpr, FullExpr, LabelStmt, SwitchCase,
             AttributedStmt>(Parent)
             ? Around::Climb
             : Around::Used;
}

/// Fills in whether the value of `Info.store` is used.
void classifyStore(FieldUseInfo &Info, const ValueDecl *Field,
                   ASTContext &Context) {
  const Stmt *Child = Info.store;
  bool ArmsFit = true;
  for (;;) {
    const DynTypedNode Node = parentOf(DynTypedNode::create(*Child), Context);
    const Around Step = stepOut(Child, Node, Context);
    if (Step == Around::Used)
      Info.use = FieldUse::StoreUsed;
    else if (Step == Around::Discarded)
      Info.use = ArmsFit ? FieldUse::Store : FieldUse::StoreInConditional;
    if (Step != Around::Climb)
      return;
    if (const auto *Choice = Node.get<AbstractConditionalOperator>()) {
      const Expr *Other = Choice->getTrueExpr() == Child
                              ? Choice->getFalseExpr()
                              : Choice->getTrueExpr();
      ArmsFit &=
          isa<ConditionalOperator>(Choice) && isStoreOrVoid(Other, Field);
      Info.sharedWith = Choice;
    }
    Child = Node.get<Stmt>();
  }
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

bool takesAddress(const Stmt *S, const ValueDecl &Variable) {
  if (!S)
    return false;
  const auto *Op = dyn_cast<UnaryOperator>(S);
  if (Op && Op->getOpcode() == UO_AddrOf &&
      localVariable(Op->getSubExpr()) == &Variable)
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return takesAddress(Child, Variable);
  });
}

/// True if the variable's address is taken anywhere in its function.
bool isAddressTaken(const ValueDecl &Variable) {
  const auto *Function = dyn_cast<FunctionDecl>(Variable.getDeclContext());
  return !Function || takesAddress(Function->getBody(), Variable);
}

void addEffects(const Stmt *S, Effects &Out) {
  if (!S)
    return;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue) {
    const ValueDecl *Local = localVariable(Cast->getSubExpr());
    if (Local)
      Out.readLocals.insert(Local);
    if (!Local || isAddressTaken(*Local))
      Out.reads = true;
    if (Cast->getSubExpr()->getType().isVolatileQualified())
      Out.writes = true;
  } else if (isa<ReturnStmt, GotoStmt, IndirectGotoStmt, BreakStmt,
                 ContinueStmt>(S)) {
    Out.writes = true; // leaves before the other side is evaluated, or after
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

/// True for `((T *)0)->a.b[1].f`.
bool isInNothing(const MemberExpr &Member, ASTContext &Context) {
  const Expr *Base = Member.getBase()->IgnoreParenCasts();
  for (;;) {
    if (const auto *Outer = dyn_cast<MemberExpr>(Base))
      Base = Outer->getBase()->IgnoreParenCasts();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Base))
      Base = Element->getBase()->IgnoreParenCasts();
    else
      return Base->isNullPointerConstant(Context,
                                         Expr::NPC_NeverValueDependent);
  }
}

FieldUse classifyUnary(const UnaryOperator &Op, const MemberExpr &Member,
                       ASTContext &Context) {
  if (Op.isIncrementDecrementOp())
    return FieldUse::Increment;
  if (Op.getOpcode() != UO_AddrOf)
    return FieldUse::Other;
  return isInNothing(Member, Context) ? FieldUse::Offsetof
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

namespace {

/// What is done with the member, whatever stands further out.
FieldUseInfo classifyDirectUse(const MemberExpr &Member, ASTContext &Context) {
  FieldUseInfo Info;
  const Stmt *Child = &Member;
  for (;;) {
    const DynTypedNode Node = parentOf(DynTypedNode::create(*Child), Context);
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

} // namespace

FieldUseInfo pageless::classifyFieldUse(const MemberExpr &Member,
                                        ASTContext &Context) {
  FieldUseInfo Info = classifyDirectUse(Member, Context);
  const FieldUse Outside = enclosingUse(Member, Context);
  const bool NotEvaluated =
      Outside == FieldUse::Sizeof || Outside == FieldUse::Typeof;
  if (NotEvaluated && Info.store)
    Info.use = FieldUse::StoreUsed; // it needs an lvalue all the same
  else if (Outside == FieldUse::Broken || Info.use == FieldUse::Read ||
           (NotEvaluated && Info.use == FieldUse::Other))
    Info.use = Outside == FieldUse::Other ? Info.use : Outside;
  return Info;
}

bool pageless::evaluationOrderMatters(const Expr &Object, const Expr &Value) {
  Effects OfObject, OfValue;
  addEffects(&Object, OfObject);
  addEffects(&Value, OfValue);
  return disturbs(OfObject, OfValue) || disturbs(OfValue, OfObject);
}
