//===- flow/ExprKeys.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "flow/ExprKeys.h"

#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// A name that no other declaration has.
std::string nameOf(const Decl *D) {
  return "#" + llvm::utohexstr(
                   reinterpret_cast<std::uintptr_t>(D->getCanonicalDecl()));
}

bool isExpect(const CallExpr &Call) {
  const unsigned Builtin = Call.getBuiltinCallee();
  return Builtin == Builtin::BI__builtin_expect ||
         Builtin == Builtin::BI__builtin_expect_with_probability;
}

bool isZero(const Expr *E, const ASTContext &Context) {
  if (E->isValueDependent())
    return false;
  if (const auto Number = E->getIntegerConstantExpr(Context))
    return *Number == 0;
  return E->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                  Expr::NPC_NeverValueDependent) !=
         Expr::NPCK_NotNull;
}

} // namespace

bool ExprKeys::spellCall(const CallExpr &Call, std::string &Text,
                         Reads &R) const {
  if (isExpect(Call))
    return spell(Call.getArg(0), Text, R);
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !IsAccessor || !IsAccessor(Call))
    return false;
  R.memory = true;
  Text += nameOf(Callee) + "(";
  for (const Expr *Argument : Call.arguments()) {
    if (!spell(Argument, Text, R))
      return false;
    Text += ",";
  }
  Text += ")";
  return true;
}

bool ExprKeys::spellOperator(const Expr *E, std::string &Text, Reads &R) const {
  if (const auto *Op = dyn_cast<UnaryOperator>(E)) {
    if (Op->isIncrementDecrementOp())
      return false;
    if (Op->getOpcode() == UO_Deref) {
      R.memory = true;
      R.types.insert(Op->getType().getCanonicalType().getTypePtr());
    }
    Text += UnaryOperator::getOpcodeStr(Op->getOpcode()).str() + "(";
    return spell(Op->getSubExpr(), Text, R) && (Text += ")", true);
  }
  if (const auto *Op = dyn_cast<BinaryOperator>(E)) {
    if (Op->isAssignmentOp())
      return false;
    Text += "(";
    if (!spell(Op->getLHS(), Text, R))
      return false;
    Text += Op->getOpcodeStr().str();
    return spell(Op->getRHS(), Text, R) && (Text += ")", true);
  }
  const auto *Element = dyn_cast<ArraySubscriptExpr>(E);
  if (!Element || !spell(Element->getBase(), Text, R))
    return false;
  R.memory = true;
  R.types.insert(Element->getType().getCanonicalType().getTypePtr());
  Text += "[";
  return spell(Element->getIdx(), Text, R) && (Text += "]", true);
}

bool ExprKeys::spell(const Expr *E, std::string &Text, Reads &R) const {
  E = E->IgnoreParenCasts();
  if (E->getType().isVolatileQualified())
    return false;
  if (!E->isValueDependent())
    if (const auto Number = E->getIntegerConstantExpr(Context)) {
      Text += llvm::toString(*Number, 10);
      return true;
    }
  if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    if (!Variable)
      return false;
    R.variables.insert(Variable->getCanonicalDecl());
    R.memory |= Variable->hasGlobalStorage() || Exposed.contains(Variable);
    Text += nameOf(Variable);
    return true;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || !spell(Member->getBase(), Text, R))
      return false;
    R.fields.insert(Field->getCanonicalDecl());
    R.memory |= Member->isArrow();
    Text += (Member->isArrow() ? "->" : ".") + nameOf(Field);
    return true;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return spellCall(*Call, Text, R);
  return spellOperator(E, Text, R);
}

KeyId ExprKeys::of(const Expr *E) {
  std::string Text;
  Reads R;
  if (!spell(E, Text, R))
    return 0;
  const auto [It, Fresh] =
      Ids.try_emplace(Text, static_cast<KeyId>(Known.size() + 1));
  if (Fresh)
    Known.push_back(std::move(R));
  return It->second;
}

bool ExprKeys::reads(KeyId Key, const VarDecl &Variable) const {
  return Key && Known[Key - 1].variables.count(Variable.getCanonicalDecl());
}

bool ExprKeys::reads(KeyId Key, const FieldDecl &Field) const {
  return Key && Known[Key - 1].fields.count(Field.getCanonicalDecl());
}

bool ExprKeys::readsMemory(KeyId Key, QualType Type) const {
  return Key &&
         Known[Key - 1].types.count(Type.getCanonicalType().getTypePtr());
}

bool ExprKeys::readsMemory(KeyId Key) const {
  return Key && Known[Key - 1].memory;
}

Condition pageless::normalise(const Expr *E, const ASTContext &Context) {
  Condition C{E->IgnoreParenCasts(), true};
  for (;;) {
    C.subject = C.subject->IgnoreParenCasts();
    if (const auto *Op = dyn_cast<UnaryOperator>(C.subject);
        Op && Op->getOpcode() == UO_LNot) {
      C.subject = Op->getSubExpr();
      C.positive = !C.positive;
    } else if (const auto *Call = dyn_cast<CallExpr>(C.subject);
               Call && isExpect(*Call)) {
      C.subject = Call->getArg(0);
    } else if (const auto *Op = dyn_cast<BinaryOperator>(C.subject);
               Op && Op->isEqualityOp() && isZero(Op->getRHS(), Context)) {
      C.positive = C.positive == (Op->getOpcode() == BO_NE);
      C.subject = Op->getLHS();
    } else {
      return C;
    }
  }
}
