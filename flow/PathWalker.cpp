//===- flow/PathWalker.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "flow/PathWalker.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

const VarDecl *variableOf(const Expr *LValue) {
  const auto *Name = dyn_cast<DeclRefExpr>(LValue->IgnoreParens());
  return Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
}

bool mentions(const Stmt *S, const VarDecl &Variable) {
  if (const auto *Name = dyn_cast_or_null<DeclRefExpr>(S))
    return Name->getDecl() == &Variable;
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) {
           return mentions(Child, Variable);
         });
}

void advance(Value &V) {
  V.shape = Value::Shape::Advanced;
  V.terms.clear();
}

} // namespace

const VarDecl *PathWalker::followed(const Expr *LValue) const {
  const VarDecl *Variable = variableOf(LValue);
  return Variable && Sites.isFollowed(*Variable) ? Variable : nullptr;
}

void PathWalker::escape(const Value &V, MapTrap Trap, SourceLocation At) {
  if (V.isMapped())
    Found.add(V.map, Trap, At);
}

void PathWalker::forgetVariable(const VarDecl &Variable, PathState &State) {
  State.forget([&](KeyId Key) { return Keys.reads(Key, Variable); },
               Sites.pages);
}

/// Forgets what a write to \p Target may change.
void PathWalker::write(const Expr *Target, PathState &State) {
  Target = Target->IgnoreParens();
  if (const VarDecl *Variable = variableOf(Target))
    return forgetVariable(*Variable, State);
  if (const auto *Member = dyn_cast<MemberExpr>(Target))
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
      return State.forget([&](KeyId Key) { return Keys.reads(Key, *Field); },
                          Sites.pages);
  const QualType Type = Target->getType();
  State.forget([&](KeyId Key) { return Keys.readsMemory(Key, Type); },
               Sites.pages);
}

void PathWalker::assign(const Expr *Target, const Expr &Source, Value V,
                        PathState &State) {
  const VarDecl *Variable = followed(Target);
  if (!Variable) {
    escape(V, MapTrap::Escapes, Target->getExprLoc());
    return write(Target, State);
  }
  const auto Old = State.variables.find(Variable);
  const bool Steps = V.isMapped() && Old != State.variables.end() &&
                     Old->second.isMapped() && Old->second != V &&
                     V.shape == Value::Shape::Inside &&
                     mentions(&Source, *Variable);
  if (Steps) { // p = p + n
    const auto *Sum = dyn_cast<BinaryOperator>(Source.IgnoreParenCasts());
    const bool Once = Sum && Sum->getOpcode() == BO_Add &&
                      Old->second.shape == Value::Shape::Base &&
                      Knowledge.isPageOffset &&
                      Knowledge.isPageOffset(*Sum->getRHS());
    if (!Once)
      advance(V);
  }
  forgetVariable(*Variable, State);
  for (KeyId &Term : V.terms)
    if (Keys.reads(Term, *Variable))
      Term = 0;
  if (V.kind == Value::Kind::Unknown)
    State.variables.erase(Variable);
  else
    State.variables[Variable] = std::move(V);
}

void PathWalker::compoundAssign(const BinaryOperator &Op, PathState &State) {
  const VarDecl *Variable = followed(Op.getLHS());
  const Value Right = Values.of(Op.getRHS(), State);
  escape(Right, MapTrap::Escapes, Op.getOperatorLoc());
  write(Op.getLHS(), State);
  const auto It =
      Variable ? State.variables.find(Variable) : State.variables.end();
  if (It == State.variables.end())
    return;
  Value &V = It->second;
  if (!V.isMapped()) {
    State.variables.erase(It);
  } else if (Op.getOpcode() == BO_AddAssign && V.shape == Value::Shape::Base &&
             Knowledge.isPageOffset && Knowledge.isPageOffset(*Op.getRHS())) {
    V.shape = Value::Shape::Inside;
    V.terms = {Keys.of(Op.getRHS())};
  } else if (Op.getOpcode() == BO_SubAssign &&
             V.shape == Value::Shape::Inside &&
             llvm::is_contained(V.terms, Keys.of(Op.getRHS())) &&
             Keys.of(Op.getRHS()) != 0) {
    V.terms.erase(llvm::find(V.terms, Keys.of(Op.getRHS())));
    V.shape = V.terms.empty() ? Value::Shape::Base : Value::Shape::Inside;
  } else {
    advance(V);
  }
}

void PathWalker::increment(const UnaryOperator &Op, PathState &State) {
  write(Op.getSubExpr(), State);
  const VarDecl *Variable = followed(Op.getSubExpr());
  const auto It =
      Variable ? State.variables.find(Variable) : State.variables.end();
  if (It == State.variables.end())
    return;
  if (It->second.isMapped())
    advance(It->second);
  else
    State.variables.erase(It);
}

void PathWalker::declare(const DeclStmt &S, PathState &State) {
  for (const Decl *D : S.decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->hasLocalStorage())
      continue;
    forgetVariable(*Variable, State);
    State.variables.erase(Variable);
    const Expr *Init = Variable->getInit();
    if (!Init)
      continue;
    Value V = Values.of(Init, State);
    if (!Sites.isFollowed(*Variable))
      escape(V, MapTrap::Escapes, Variable->getLocation());
    else if (V.kind != Value::Kind::Unknown)
      State.variables[Variable] = std::move(V);
  }
}

void PathWalker::map(const CallExpr &Call, PathState &State) {
  const MapId Map = Sites.ids.at(&Call);
  Found.reached.insert(Map);
  if (State.isLive(Map)) {
    Found.add(Map, MapTrap::Leaks, Call.getExprLoc());
    State.remove(Map, Value::Kind::Unknown);
  }
  for (const LiveMap &L : State.live)
    Found.inside()[L.map].insert(&Call);
  State.live.push_back({Map, true});
}

void PathWalker::end(const CallExpr &Call, MapId Map, PathState &State) {
  if (State.live.back().map != Map) {
    while (State.live.front().map != Map)
      State.live.erase(State.live.begin());
    Found.addToAll(State, MapTrap::Order, Call.getExprLoc());
  }
  Found.ends[&Call].ended.insert(Map);
}

void PathWalker::endByAddress(const CallExpr &Call, const MapCall &What,
                              PathState &State) {
  Findings::End &End = Found.ends[&Call];
  End.reached = true;
  const Value V = Values.of(What.argument, State);
  if (V.kind == Value::Kind::Ended) {
    Found.add(V.map, MapTrap::EndsTwice, Call.getExprLoc());
    End.ended.insert(V.map);
    return;
  }
  if (!V.isMapped() || !State.isLive(V.map)) {
    End.reachedWithout = true;
    if (V.kind == Value::Kind::Unknown)
      for (const LiveMap &L : State.live)
        if (Sites.calls.at(Sites.maps[L.map]).kind == What.kind)
          Found.add(L.map, MapTrap::Order, Call.getExprLoc());
    return;
  }
  if (Sites.calls.at(Sites.maps[V.map]).kind != What.kind)
    Found.add(V.map, MapTrap::KindDiffers, Call.getExprLoc());
  if (V.shape == Value::Shape::Advanced)
    Found.add(V.map, MapTrap::Advanced, Call.getExprLoc());
  PathState Before = State;
  end(Call, V.map, Before);
  State.remove(V.map, Value::Kind::Ended);
}

void PathWalker::endByPage(const CallExpr &Call, const MapCall &What,
                           PathState &State) {
  Findings::End &End = Found.ends[&Call];
  End.reached = true;
  const KeyId Page = Keys.of(What.argument);
  const LiveMap *Same = nullptr;
  for (const LiveMap &L : llvm::reverse(State.live))
    if (Page && Sites.pages[L.map] == Page &&
        Sites.calls.at(Sites.maps[L.map]).kind == What.kind) {
      Same = &L;
      break;
    }
  if (!Same || !Same->samePage) {
    bool Any = false;
    for (const LiveMap &L : std::vector<LiveMap>(State.live))
      if (Sites.calls.at(Sites.maps[L.map]).kind == What.kind) {
        Found.add(L.map, MapTrap::PageDiffers, Call.getExprLoc());
        End.ended.insert(L.map);
        State.remove(L.map, Value::Kind::Ended);
        Any = true;
      }
    End.reachedWithout |= !Any;
    return;
  }
  const MapId Map = Same->map;
  std::set<const VarDecl *> Holders;
  const auto Scope = Sites.inScope.find(&Call);
  for (const auto &[Variable, V] : State.variables)
    if (V.isMapped() && V.map == Map && V.shape != Value::Shape::Advanced &&
        Scope != Sites.inScope.end() && Scope->second.count(Variable) &&
        (!End.holders || End.holders->count(Variable)))
      Holders.insert(Variable);
  End.holders = std::move(Holders);
  PathState Before = State;
  end(Call, Map, Before);
  State.remove(Map, Value::Kind::Ended);
}

void PathWalker::otherCall(const CallExpr &Call, PathState &State) {
  for (const LiveMap &L : State.live)
    Found.inside()[L.map].insert(&Call);
  if (Call.getBuiltinCallee() ||
      (Knowledge.keepsNothing && Knowledge.keepsNothing(Call)))
    return;
  for (const Expr *Argument : Call.arguments())
    escape(Values.of(Argument, State), MapTrap::PassedOn,
           Argument->getExprLoc());
  if (Knowledge.isAccessor && Knowledge.isAccessor(Call))
    return;
  State.forget([&](KeyId Key) { return Keys.readsMemory(Key); }, Sites.pages);
}

void PathWalker::call(const CallExpr &Call, PathState &State) {
  const auto It = Sites.calls.find(&Call);
  if (It == Sites.calls.end())
    return otherCall(Call, State);
  switch (It->second.role) {
  case MapCall::Role::Maps:
    return map(Call, State);
  case MapCall::Role::EndsAddress:
    return endByAddress(Call, It->second, State);
  case MapCall::Role::EndsPage:
    return endByPage(Call, It->second, State);
  }
}

void PathWalker::step(const Stmt &S, PathState &State) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return call(*Call, State);
  if (const auto *Op = dyn_cast<BinaryOperator>(&S)) {
    if (Op->isCompoundAssignmentOp())
      return compoundAssign(*Op, State);
    if (Op->isAssignmentOp())
      return assign(Op->getLHS(), *Op->getRHS(), Values.of(Op->getRHS(), State),
                    State);
    return;
  }
  if (const auto *Op = dyn_cast<UnaryOperator>(&S)) {
    if (Op->isIncrementDecrementOp())
      increment(*Op, State);
    return;
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
    return declare(*Declaration, State);
  if (const auto *Return = dyn_cast<ReturnStmt>(&S)) {
    if (Return->getRetValue())
      escape(Values.of(Return->getRetValue(), State), MapTrap::Escapes,
             Return->getReturnLoc());
    return;
  }
  if (const auto *List = dyn_cast<InitListExpr>(&S)) {
    for (const Expr *Init : List->inits())
      escape(Values.of(Init, State), MapTrap::Escapes, Init->getExprLoc());
    return;
  }
  if (const auto *Asm = dyn_cast<GCCAsmStmt>(&S)) {
    for (unsigned I = 0; I != Asm->getNumInputs(); ++I)
      escape(Values.of(Asm->getInputExpr(I), State), MapTrap::Escapes,
             Asm->getAsmLoc());
    State.forget([&](KeyId Key) { return Keys.readsMemory(Key); }, Sites.pages);
  }
}

bool PathWalker::take(const Expr &Tested, bool Holds, PathState &State) {
  const Condition C = normalise(&Tested, Context);
  if (const auto Is = Values.decides(C, State))
    return *Is == Holds;
  const bool IsZero = Holds != C.positive;
  const Value V = Values.of(C.subject, State);
  if (V.isMapped() && IsZero)
    State.remove(V.map, Value::Kind::Null); // the map has failed
  const KeyId Key = Keys.of(C.subject);
  if (Key && Sites.relevant.count(Key))
    State.facts[Key] = !IsZero;
  return true;
}
