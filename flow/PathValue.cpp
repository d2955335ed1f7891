//===- flow/PathValue.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "flow/PathValue.h"

#include "clang/Basic/Builtins.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

constexpr std::size_t MostTerms = 3;
constexpr std::int64_t SmallestPage = 4096;

Value unknown() { return {}; }

Value null() {
  Value V;
  V.kind = Value::Kind::Null;
  return V;
}

bool isNull(const Expr *E, ASTContext &Context) {
  if (E->isValueDependent() ||
      !(E->getType()->isPointerType() || E->getType()->isIntegerType()))
    return false;
  const Expr *Bare = E->IgnoreParenCasts();
  if (const auto *Number = dyn_cast<IntegerLiteral>(Bare))
    return Number->getValue() == 0;
  return E->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent) !=
         Expr::NPCK_NotNull;
}

/// True for a mask such as PAGE_MASK, which leads back to a page's beginning.
bool isPageMask(const Expr *E, const ASTContext &Context) {
  const auto Mask = E->getIntegerConstantExpr(Context);
  return Mask && Mask->countr_zero() >= 12 && (*Mask)[Mask->getBitWidth() - 1];
}

} // namespace

Value PathValues::ofVariable(const Expr *LValue, const PathState &State) {
  const auto *Name = dyn_cast<DeclRefExpr>(LValue->IgnoreParens());
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  if (!Variable)
    return unknown();
  const auto It = State.variables.find(Variable);
  return It == State.variables.end() ? unknown() : It->second;
}

bool PathValues::isWhole(const Expr *Offset, QualType Element) const {
  const auto Number = Offset->isValueDependent()
                          ? std::nullopt
                          : Offset->getIntegerConstantExpr(Context);
  if (!Number)
    return false;
  std::int64_t Size = 1;
  if (!Element.isNull() && !Element->isIncompleteType() &&
      !Element->isFunctionType())
    Size = Context.getTypeSizeInChars(Element).getQuantity();
  return Number->isNegative() || Number->getActiveBits() > 31 ||
         Number->getExtValue() * Size >= SmallestPage;
}

Value PathValues::plus(Value Address, const Expr *Offset, QualType Element) {
  if (Address.kind != Value::Kind::Mapped && Address.kind != Value::Kind::Ended)
    return unknown();
  if (Address.shape == Value::Shape::Advanced)
    return Address;
  Address.shape = Value::Shape::Inside;
  if (isWhole(Offset, Element) || Address.terms.size() == MostTerms) {
    Address.shape = Value::Shape::Advanced;
    Address.terms.clear();
    return Address;
  }
  Address.terms.push_back(Keys.of(Offset));
  llvm::sort(Address.terms);
  return Address;
}

Value PathValues::minus(Value Address, const Expr *Offset) {
  if (Address.shape == Value::Shape::Advanced)
    return Address;
  const KeyId Key = Keys.of(Offset);
  const auto It = llvm::find(Address.terms, Key);
  if (Key == 0 || It == Address.terms.end()) {
    Address.shape = Value::Shape::Advanced;
    Address.terms.clear();
    return Address;
  }
  Address.terms.erase(It);
  if (Address.terms.empty())
    Address.shape = Value::Shape::Base;
  return Address;
}

Value PathValues::address(const Expr *LValue, const PathState &State) {
  LValue = LValue->IgnoreParens();
  if (const auto *Member = dyn_cast<MemberExpr>(LValue)) {
    Value V = Member->isArrow() ? of(Member->getBase(), State)
                                : address(Member->getBase(), State);
    if (V.isMapped() && V.shape == Value::Shape::Base)
      V.shape = Value::Shape::Inside;
    if (V.isMapped() && V.shape == Value::Shape::Inside &&
        V.terms.size() < MostTerms)
      V.terms.insert(V.terms.begin(), 0);
    return V;
  }
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(LValue))
    return plus(of(Element->getBase(), State), Element->getIdx(),
                Element->getType());
  if (const auto *Op = dyn_cast<UnaryOperator>(LValue);
      Op && Op->getOpcode() == UO_Deref)
    return of(Op->getSubExpr(), State);
  return unknown();
}

Value PathValues::ofUnary(const UnaryOperator &Op, const PathState &State) {
  switch (Op.getOpcode()) {
  case UO_AddrOf:
    return address(Op.getSubExpr(), State);
  case UO_Plus:
  case UO_Extension:
    return of(Op.getSubExpr(), State);
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec:
    return ofVariable(Op.getSubExpr(), State);
  default:
    return unknown();
  }
}

Value PathValues::ofBinary(const BinaryOperator &Op, const PathState &State) {
  if (Op.getOpcode() == BO_Comma)
    return of(Op.getRHS(), State);
  if (Op.isAssignmentOp())
    return ofVariable(Op.getLHS(), State);
  const Value Left = of(Op.getLHS(), State);
  const Value Right = of(Op.getRHS(), State);
  if (Left.isMapped() == Right.isMapped())
    return unknown(); // none, or a difference
  const Expr *Other = Left.isMapped() ? Op.getRHS() : Op.getLHS();
  Value V = Left.isMapped() ? Left : Right;
  const QualType Pointer =
      (Left.isMapped() ? Op.getLHS() : Op.getRHS())->getType();
  switch (Op.getOpcode()) {
  case BO_Add:
    return plus(V, Other, Pointer->getPointeeType());
  case BO_Sub:
    return Left.isMapped() ? minus(V, Other) : unknown();
  case BO_And:
    if (!isPageMask(Other, Context))
      return unknown();
    if (V.shape == Value::Shape::Inside) {
      V.shape = Value::Shape::Base;
      V.terms.clear();
    }
    return V;
  case BO_Or:
  case BO_Xor:
    V.shape = Value::Shape::Advanced;
    V.terms.clear();
    return V;
  default:
    return unknown();
  }
}

Value PathValues::ofCall(const CallExpr &Call, const PathState &State) {
  if (const auto It = Sites.ids.find(&Call); It != Sites.ids.end()) {
    if (!State.isLive(It->second))
      return unknown();
    Value V;
    V.kind = Value::Kind::Mapped;
    V.map = It->second;
    return V;
  }
  if (Call.getBuiltinCallee() == Builtin::BI__builtin_expect)
    return of(Call.getArg(0), State);
  // memcpy(), memchr(): what comes back points into what went in.
  if (Call.getType()->isPointerType())
    for (const Expr *Argument : Call.arguments())
      if (Value V = of(Argument, State); V.isMapped()) {
        if (V.shape == Value::Shape::Base) {
          V.shape = Value::Shape::Inside;
          V.terms = {0};
        }
        return V;
      }
  return unknown();
}

/// Whether a map inside of \p S is live; nothing if there is none.
std::optional<bool> PathValues::mapsIn(const Stmt *S,
                                       const PathState &State) const {
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    if (const auto It = Sites.ids.find(Call); It != Sites.ids.end())
      return State.isLive(It->second);
  if (S)
    for (const Stmt *Child : S->children())
      if (const auto Maps = mapsIn(Child, State))
        return Maps;
  return std::nullopt;
}

Value PathValues::ofArms(const AbstractConditionalOperator &Op,
                         const PathState &State) {
  const Expr *True = Op.getTrueExpr(), *False = Op.getFalseExpr();
  const Value IfTrue = of(True, State), IfFalse = of(False, State);
  if (IfTrue == IfFalse)
    return IfTrue;
  // An arm that maps was taken if its map is live.
  if (const auto Taken = mapsIn(True, State))
    return *Taken ? IfTrue : IfFalse;
  if (const auto Taken = mapsIn(False, State))
    return *Taken ? IfFalse : IfTrue;
  if (!IfTrue.isMapped() && !IfFalse.isMapped())
    return unknown();
  if (const auto Is = decides(normalise(Op.getCond(), Context), State))
    return *Is ? IfTrue : IfFalse;
  for (const Value &V : {IfTrue, IfFalse})
    if (V.isMapped())
      Found.add(V.map, MapTrap::Conditional, Op.getQuestionLoc());
  return unknown();
}

Value PathValues::of(const Expr *E, const PathState &State) {
  E = E->IgnoreParens();
  if (isNull(E, Context))
    return null();
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_LValueToRValue)
      return isa<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens())
                 ? ofVariable(Cast->getSubExpr(), State)
             : isa<AbstractConditionalOperator, StmtExpr, BinaryOperator>(
                   Cast->getSubExpr()->IgnoreParens())
                 ? of(Cast->getSubExpr(), State)
                 : unknown(); // read from memory
    if (Cast->getCastKind() == CK_ArrayToPointerDecay)
      return address(Cast->getSubExpr(), State);
    return of(Cast->getSubExpr(), State);
  }
  if (isa<DeclRefExpr>(E))
    return ofVariable(E, State);
  if (const auto *Op = dyn_cast<UnaryOperator>(E))
    return ofUnary(*Op, State);
  if (const auto *Op = dyn_cast<BinaryOperator>(E))
    return ofBinary(*Op, State);
  if (const auto *Op = dyn_cast<AbstractConditionalOperator>(E))
    return ofArms(*Op, State);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return ofCall(*Call, State);
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? of(Opaque->getSourceExpr(), State)
                                   : unknown();
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    const auto *Last =
        Body->body_empty() ? nullptr : dyn_cast<ValueStmt>(Body->body_back());
    const Expr *Result = Last ? Last->getExprStmt() : nullptr;
    return Result ? of(Result, State) : unknown();
  }
  if (const auto *Choice = dyn_cast<ChooseExpr>(E))
    return of(Choice->getChosenSubExpr(), State);
  if (const auto *Choice = dyn_cast<GenericSelectionExpr>(E);
      Choice && !Choice->isResultDependent())
    return of(Choice->getResultExpr(), State);
  return unknown();
}

std::optional<bool> PathValues::decides(const Condition &C,
                                        const PathState &State) {
  const Value V = of(C.subject, State);
  if (V.kind == Value::Kind::Null)
    return !C.positive;
  const KeyId Key = Keys.of(C.subject);
  if (const auto It = State.facts.find(Key); Key && It != State.facts.end())
    return It->second == C.positive;
  return std::nullopt;
}
