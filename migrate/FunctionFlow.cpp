//===- migrate/FunctionFlow.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/FunctionFlow.h"

#include "migrate/FlowState.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

class Flow : FlowState {
public:
  Flow(const FunctionDecl &F, const Migration &M, const Match &Found)
      : FlowState(F, M, Found) {}

  FlowResult run() {
    seed();
    for (std::size_t I = 0; I < Order.size(); ++I)
      follow(*Order[I]);
    for (const auto &[Value, Path] : Wraps)
      wrapUnlessFollowed(Value, Path);
    for (const VarDecl *V : Order)
      finish(*V);
    R.edits = Text.takeEdits();
    return std::move(R);
  }

private:
  // --- Where values come from ------------------------------------------------

  void seed() {
    for (unsigned I = 0; I < F.getNumParams(); ++I) {
      const Part Own{&F, static_cast<int>(I)};
      const Slot *Split = splitSlot(Own, Found);
      if (const Slot *S = belong(Split ? Split : known(Own)))
        track(*F.getParamDecl(I), S->path);
    }
    if (const Slot *S = belong(known({&F, Part::Returned})))
      for (const ReturnStmt *Return : Index.returns)
        if (Return->getRetValue())
          store(Return->getRetValue(), S->path);
    for (const CallExpr *Call : Index.calls)
      seedCall(*Call);
    for (const MemberExpr *Member : Index.members)
      seedMember(*Member);
    for (const DeclRefExpr *Name : Index.functions)
      seedFunctionName(*Name);
    for (const auto &[V, Names] : Index.variables)
      if (const Slot *S =
              V->isFileVarDecl() ? known({V, Part::Itself}) : nullptr)
        for (const DeclRefExpr *Name : Names) {
          carry(Name->getLocation(), *S);
          lvalue(Name, S->path);
        }
  }

  /// Notes the group; those that meet in one function become one.
  const Slot *belong(const Slot *S) {
    if (S && R.group.empty())
      R.group = S->group;
    return S;
  }

  void seedCall(const CallExpr &Call) {
    const ValueDecl *Callee = calleeOf(Call);
    if (!Callee)
      return;
    for (unsigned I = 0; I < Call.getNumArgs(); ++I)
      if (const Slot *S = belong(known({Callee, static_cast<int>(I)})))
        argument(Call.getArg(I), {Callee, static_cast<int>(I)}, *S);
    if (const Slot *S = belong(known({Callee, Part::Returned})))
      value(&Call, S->path);
  }

  void seedMember(const MemberExpr &Member) {
    const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
    if (!Field)
      return;
    if (const Slot *S = known({Field, Part::Itself})) {
      carry(Member.getMemberLoc(), *S);
      lvalue(&Member, S->path);
    } else if (const Slot *S = knownFunction(*Field)) {
      carry(Member.getMemberLoc(), *S);
      functionValue(&Member, *S);
    }
  }

  void seedFunctionName(const DeclRefExpr &Name) {
    if (const Slot *S = knownFunction(*Name.getDecl())) {
      carry(Name.getLocation(), *S);
      functionValue(&Name, *S);
    }
  }

  // --- Variables -------------------------------------------------------------

  void track(const VarDecl &V, const std::string &From) {
    if (Paths.count(&V) || M.isNew(V.getType()))
      return;
    if (V.isFileVarDecl())
      return reachSlot({&V, Part::Itself}, From, nullptr);
    const std::string Name = F.getNameAsString() + ":" + V.getNameAsString();
    const std::string Path =
        llvm::StringRef(From).ends_with(Name) ? From : From + " -> " + Name;
    if (!isOld(V.getType()))
      return block(Path,
                   "it is declared as '" + V.getType().getAsString() + "'",
                   nullptr);
    Paths.emplace(&V, Path);
    Order.push_back(&V);
    if (isa<ParmVarDecl>(V) && V.getDeclContext() == &F) {
      const auto I = cast<ParmVarDecl>(V).getFunctionScopeIndex();
      reachSlot({&F, static_cast<int>(I)}, From, nullptr);
    }
    if (V.hasInit() && isValue(V.getType()))
      store(V.getInit(), Path);
    else if (V.hasInit())
      argumentValue(V.getInit(), Path);
  }

  void follow(const VarDecl &V) {
    const std::string &Path = Paths.at(&V);
    for (const DeclRefExpr *Name : Index.variables[&V])
      if (isValue(V.getType()))
        lvalue(Name, Path);
      else
        pointer(Name, Path);
  }

  // --- What becomes of a value -----------------------------------------------

  void lvalue(const Expr *E, const std::string &Path) {
    const auto [Whole, User] = Index.outOf(E, /*Casts=*/false);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User)) {
      if (Unary->getOpcode() == UO_AddrOf)
        return address(Unary, Path);
      return block(Path, "changed with " + opcode(*Unary), E);
    }
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User)) {
      if (Binary->getOpcode() != BO_Assign || Binary->getLHS() != Whole)
        return block(Path, "used with " + Binary->getOpcodeStr().str(), E);
      if (!Index.isStatement(Binary))
        return block(Path, "the value of its assignment is used", E);
      return store(Binary->getRHS(), Path);
    }
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(User);
    if (Cast && Cast->getCastKind() == CK_LValueToRValue)
      return value(Cast, Path);
    block(Path, "used in a way that is not understood", E);
  }

  void address(const Expr *AddressOf, const std::string &Path) {
    const auto [Whole, User] = Index.outOf(AddressOf, /*Casts=*/true);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(User))
      return passed(*Call, Whole, Path);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User);
        Binary && Binary->getOpcode() == BO_Assign)
      return storedIn(Binary->getLHS(), Path, AddressOf);
    if (const VarDecl *V = initializedBy(Whole, User))
      return track(*V, Path);
    block(Path, "its address is kept", AddressOf);
  }

  void pointer(const Expr *E, const std::string &Path) {
    const auto [Whole, User] = Index.outOf(E, /*Casts=*/true);
    if (isTest(User))
      return;
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User);
        Unary && Unary->getOpcode() == UO_Deref)
      return lvalue(Unary, Path);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(User))
      return passed(*Call, Whole, Path);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User);
        Binary && Binary->getOpcode() == BO_Assign) {
      if (Binary->getLHS() == Whole)
        return argumentValue(Binary->getRHS(), Path);
      return storedIn(Binary->getLHS(), Path, E);
    }
    if (const VarDecl *V = initializedBy(Whole, User))
      return track(*V, Path);
    block(Path, "the pointer is used in a way that is not understood", E);
  }

  void value(const Expr *E, const std::string &Path) {
    if (const TextToken *Name = Text.callAround(plain(E)))
      if (const auto It = M.sinks.find(Name->text.str()); It != M.sinks.end())
        return convert(*Name, It->second, Path, E);
    const auto [Whole, User] = Index.outOf(E, /*Casts=*/true);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(User))
      return passed(*Call, Whole, Path);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User)) {
      if (Binary->getOpcode() == BO_Assign)
        return storedIn(Binary->getLHS(), Path, E);
      const char *How =
          Binary->isComparisonOp() ? "compared with " : "used with ";
      return block(Path, How + Binary->getOpcodeStr().str(), E);
    }
    if (const VarDecl *V = initializedBy(Whole, User))
      return track(*V, Path);
    if (isa_and_nonnull<ReturnStmt>(User))
      return reachSlot({&F, Part::Returned}, Path, E);
    if (const auto *Cast = dyn_cast_or_null<CastExpr>(User);
        Cast && !isTest(User))
      return block(Path, "taken as '" + Cast->getType().getAsString() + "'", E);
    block(Path,
          isTest(User) ? "tested" : "used in a way that is not understood", E);
  }

  void reachUnlessKnown(const Part &P, const std::string &Path, const Expr *E) {
    if (!known(P))
      reachSlot(P, Path, E);
  }

  /// Goes on with the variable or the field that an object is. False if it is
  /// neither.
  bool followObject(const Expr &Object, const std::string &Path,
                    const Expr *E) {
    if (const auto *Name = dyn_cast<DeclRefExpr>(&Object))
      if (const auto *V = dyn_cast<VarDecl>(Name->getDecl())) {
        track(*V, Path);
        return true;
      }
    if (const auto *Member = dyn_cast<MemberExpr>(&Object))
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        reachUnlessKnown({Field, Part::Itself}, Path, E);
        return true;
      }
    return false;
  }

  void storedIn(const Expr *Target, const std::string &Path, const Expr *E) {
    Target = Target->IgnoreParens();
    if (followObject(*Target, Path, E))
      return;
    if (const auto *Deref = dyn_cast<UnaryOperator>(Target);
        Deref && Deref->getOpcode() == UO_Deref)
      if (const auto *Name = dyn_cast<DeclRefExpr>(plain(Deref->getSubExpr())))
        if (const auto *V = dyn_cast<VarDecl>(Name->getDecl()))
          return track(*V, Path);
    block(Path, "stored in " + Text.quote(Target), E);
  }

  void passed(const CallExpr &Call, const Expr *E, const std::string &Path) {
    const ValueDecl *Callee = calleeOf(Call);
    unsigned At = 0;
    while (At < Call.getNumArgs() && Call.getArg(At) != E)
      ++At;
    if (!Callee || At == Call.getNumArgs())
      return block(Path, "used to call a function", E);
    const auto Taker = M.takers.find(Callee->getNameAsString());
    if (Taker != M.takers.end() && isValue(E->getType())) {
      const std::string Helper = helperFor(Taker->second, Found);
      if (Helper.empty() || !Text.wrap(E, Helper))
        block(Path, "its " + Taker->second + " helper cannot be called", E);
      return;
    }
    const Part To{Callee, static_cast<int>(At)};
    if (typeOf(To).isNull())
      return block(Path,
                   "passed as a variable argument of " +
                       Callee->getNameAsString() + "()",
                   E);
    reachUnlessKnown(To, Path, E);
  }

  // --- What is put into a value ----------------------------------------------

  void argument(const Expr *E, const Part &To, const Slot &S) {
    if (isPointer(typeOf(To)))
      argumentValue(E, S.path);
    else
      store(E, S.path);
  }

  /// Where a pointer to the old type comes from.
  void argumentValue(const Expr *E, const std::string &Path) {
    const Expr *Plain = plain(E);
    if (Plain->isNullPointerConstant(Found.context,
                                     Expr::NPC_ValueDependentIsNull))
      return;
    const auto *Unary = dyn_cast<UnaryOperator>(Plain);
    const Expr *Object = Unary && Unary->getOpcode() == UO_AddrOf
                             ? Unary->getSubExpr()->IgnoreParens()
                             : Plain;
    if (followObject(*Object, Path, E))
      return;
    block(Path, Text.quote(E) + " is passed for it", E);
  }

  void store(const Expr *E, const std::string &Path) {
    const Expr *Plain = plain(E);
    if (const TextToken *Name = Text.callIn(Plain))
      if (const auto It = M.sources.find(Name->text.str());
          It != M.sources.end() && (It->second != M.shifted || isShift(Plain)))
        return convert(*Name, It->second, Path, E);
    if (!M.shifted.empty() && isShift(Plain)) {
      const std::string Helper = helperFor(M.shifted, Found);
      if (!Helper.empty() && Text.unshift(Plain, Helper))
        return;
    }
    if (!M.wrap.empty()) {
      Wraps.emplace_back(E, Path);
      return;
    }
    if (followObject(*Plain, Path, E))
      return;
    const auto *Call = dyn_cast<CallExpr>(Plain);
    if (const ValueDecl *Callee = Call ? calleeOf(*Call) : nullptr)
      return reachUnlessKnown({Callee, Part::Returned}, Path, E);
    block(Path, Text.quote(E) + " is stored in it", E);
  }

  void wrapUnlessFollowed(const Expr *E, const std::string &Path) {
    if (const auto *Name = dyn_cast<DeclRefExpr>(plain(E)))
      if (const auto *V = dyn_cast<VarDecl>(Name->getDecl());
          V && Paths.count(V))
        return;
    const std::string Helper = helperFor(M.wrap, Found);
    if (Helper.empty() || !Text.wrap(E, Helper))
      block(Path, Text.quote(E) + " cannot be converted", E);
  }

  void convert(const TextToken &Name, const std::string &Role,
               const std::string &Path, const Expr *E) {
    const std::string Helper = helperFor(Role, Found);
    if (Helper.empty())
      return block(Path, "no helper is declared for " + Name.text.str() + "()",
                   E);
    Text.replace(Name, Helper);
  }

  static std::string opcode(const UnaryOperator &E) {
    return UnaryOperator::getOpcodeStr(E.getOpcode()).str();
  }

  std::vector<const VarDecl *> Order;
  std::vector<std::pair<const Expr *, std::string>> Wraps;
};

} // namespace

FlowResult pageless::flowThrough(const FunctionDecl &F, const Migration &M,
                                 const Match &Found) {
  if (!F.doesThisDeclarationHaveABody())
    return {};
  return Flow(F, M, Found).run();
}
