//===- flow/Pairing.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "flow/Pairing.h"

#include "flow/PathWalker.h"

#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/IntEqClasses.h"
#include "llvm/ADT/STLExtras.h"

#include <deque>

using namespace clang;
using namespace pageless;

namespace {

constexpr std::size_t MostStatesOfBlock = 256;
constexpr std::size_t MostSteps = 20000;

/// The object that an lvalue is a part of, if it is a variable.
const VarDecl *rootOf(const Expr *LValue) {
  for (;;) {
    LValue = LValue->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(LValue);
        Member && !Member->isArrow()) {
      LValue = Member->getBase();
      continue;
    }
    const auto *Element = dyn_cast<ArraySubscriptExpr>(LValue);
    const auto *Decay =
        Element ? dyn_cast<ImplicitCastExpr>(Element->getBase()) : nullptr;
    if (!Decay || Decay->getCastKind() != CK_ArrayToPointerDecay)
      break;
    LValue = Decay->getSubExpr();
  }
  const auto *Name = dyn_cast<DeclRefExpr>(LValue);
  return Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
}

/// Fills MapSites in two walks over the body.
class Survey {
public:
  Survey(MapSites &Sites, const MapKnowledge &Knowledge, ExprKeys &Keys,
         ASTContext &Context)
      : Sites(Sites), Knowledge(Knowledge), Keys(Keys), Context(Context) {}

  void run(const FunctionDecl &Function) {
    findExposed(Function.getBody());
    Scope.assign(Function.param_begin(), Function.param_end());
    visit(Function.getBody());
    for (const CallExpr *Map : Sites.maps)
      Sites.pages.push_back(Keys.of(Sites.calls.at(Map).argument));
    for (const KeyId Key : Guards)
      if (Tests[Key] > 1)
        Sites.relevant.insert(Key);
  }

private:
  void findExposed(const Stmt *S) {
    if (const auto *Op = dyn_cast<UnaryOperator>(S);
        Op && Op->getOpcode() == UO_AddrOf)
      if (const VarDecl *Variable = rootOf(Op->getSubExpr()))
        Sites.exposed.insert(Variable);
    if (const auto *Asm = dyn_cast<GCCAsmStmt>(S))
      for (unsigned I = 0; I != Asm->getNumOutputs(); ++I)
        if (const VarDecl *Variable = rootOf(Asm->getOutputExpr(I)))
          Sites.exposed.insert(Variable);
    for (const Stmt *Child : S->children())
      if (Child)
        findExposed(Child);
  }

  /// Counts the tests that a condition is made of.
  void addTests(const Expr *E, std::vector<KeyId> &Into) {
    E = E->IgnoreParenCasts();
    if (const auto *Op = dyn_cast<BinaryOperator>(E); Op && Op->isLogicalOp()) {
      addTests(Op->getLHS(), Into);
      addTests(Op->getRHS(), Into);
    } else if (const KeyId Key = Keys.of(normalise(E, Context).subject)) {
      Into.push_back(Key);
    }
  }

  static const Expr *conditionOf(const Stmt *S) {
    if (const auto *If = dyn_cast<IfStmt>(S))
      return If->getCond();
    if (const auto *Op = dyn_cast<ConditionalOperator>(S))
      return Op->getCond();
    if (const auto *Loop = dyn_cast<WhileStmt>(S))
      return Loop->getCond();
    if (const auto *Loop = dyn_cast<ForStmt>(S))
      return Loop->getCond();
    const auto *Loop = dyn_cast<DoStmt>(S);
    return Loop ? Loop->getCond() : nullptr;
  }

  void visit(const Stmt *S) {
    const std::size_t InScope = Scope.size(), Around = Open.size();
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      visitChildren(S);
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          Scope.push_back(Variable);
      return; // the scope is that of the block around it
    }
    const Expr *Tested = conditionOf(S);
    if (Tested)
      addTests(Tested, Open);
    for (std::size_t I = Around; I != Open.size(); ++I)
      ++Tests[Open[I]];
    const bool Guards = isa<IfStmt, AbstractConditionalOperator, SwitchStmt>(S);
    Depth += Guards;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      visitCall(*Call);
    visitChildren(S);
    Depth -= Guards;
    Open.resize(Around);
    if (isa<CompoundStmt, ForStmt>(S))
      Scope.resize(InScope);
  }

  void visitChildren(const Stmt *S) {
    for (const Stmt *Child : S->children())
      if (Child)
        visit(Child);
  }

  void visitCall(const CallExpr &Call) {
    const std::optional<MapCall> What = Knowledge.recognise(Call);
    if (!What)
      return;
    if (!Sites.calls.emplace(&Call, *What).second)
      return;
    Guards.insert(Open.begin(), Open.end());
    if (What->role == MapCall::Role::Maps) {
      Sites.ids.emplace(&Call, static_cast<MapId>(Sites.maps.size()));
      Sites.maps.push_back(&Call);
      return;
    }
    Sites.ends.push_back(&Call);
    if (Depth > 0)
      Sites.guarded.insert(&Call);
    if (What->role == MapCall::Role::EndsPage)
      addScope(Sites.inScope[&Call]);
  }

  /// The variables that can be named here and passed on as `void *`.
  void addScope(std::set<const VarDecl *> &To) const {
    std::set<const IdentifierInfo *> Hidden;
    for (const VarDecl *Variable : llvm::reverse(Scope)) {
      const QualType Pointee = Variable->getType()->getPointeeType();
      if (Hidden.insert(Variable->getIdentifier()).second &&
          !Pointee.isNull() && !Pointee.hasQualifiers())
        To.insert(Variable);
    }
  }

  MapSites &Sites;
  const MapKnowledge &Knowledge;
  ExprKeys &Keys;
  ASTContext &Context;
  std::vector<const VarDecl *> Scope;
  std::vector<KeyId> Open; ///< conditions around
  std::set<KeyId> Guards;  ///< conditions around a map or an unmap
  std::map<KeyId, unsigned> Tests;
  unsigned Depth = 0;
};

/// Follows every path.
class Walk {
public:
  Walk(const CFG &Graph, PathWalker &Walker, Findings &Found)
      : Graph(Graph), Walker(Walker), Found(Found) {}

  /// False if there are too many paths.
  bool run() {
    enter(Graph.getEntry(), PathState());
    for (std::size_t Steps = 0; !Waiting.empty(); ++Steps) {
      if (Steps == MostSteps)
        return false;
      const auto [Block, State] = std::move(Waiting.front());
      Waiting.pop_front();
      if (!walk(*Block, State))
        return false;
    }
    return true;
  }

private:
  bool enter(const CFGBlock &Block, PathState State) {
    std::set<PathState> &States = Seen[&Block];
    const auto [It, Fresh] = States.insert(std::move(State));
    if (Fresh)
      Waiting.emplace_back(&Block, *It);
    return States.size() <= MostStatesOfBlock;
  }

  bool walk(const CFGBlock &Block, PathState State) {
    SourceLocation Last;
    for (const CFGElement &Element : Block)
      if (const auto S = Element.getAs<CFGStmt>()) {
        Last = S->getStmt()->getBeginLoc();
        Walker.step(*S->getStmt(), State);
      }
    if (Block.hasNoReturnElement())
      return true;
    const Expr *Tested = Block.getLastCondition();
    const bool Branches =
        Tested && Block.succ_size() == 2 &&
        !isa_and_nonnull<SwitchStmt>(Block.getTerminatorStmt());
    bool Holds = true; // the first successor is that of a true condition
    for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
      PathState After = State;
      const bool Taken = !Branches || Walker.take(*Tested, Holds, After);
      Holds = false;
      if (!Next || !Taken)
        continue;
      if (&*Next == &Graph.getExit())
        Found.addToAll(After, MapTrap::Leaks, Last);
      else if (!enter(*Next, std::move(After)))
        return false;
    }
    return true;
  }

  const CFG &Graph;
  PathWalker &Walker;
  Findings &Found;
  std::map<const CFGBlock *, std::set<PathState>> Seen;
  std::deque<std::pair<const CFGBlock *, PathState>> Waiting;
};

/// Sums up what unmaps were reached with and without a mapping.
void settleEnds(const MapSites &Sites, Findings &Found) {
  for (const auto &[Call, End] : Found.ends)
    if (End.reachedWithout)
      for (const MapId Map : End.ended)
        Found.add(Map,
                  Sites.guarded.count(Call) ? MapTrap::Conditional
                                            : MapTrap::Uninitialised,
                  Call->getExprLoc());
}

void addMap(MapGroup &G, const CallExpr *Map, const Findings::Trap &T) {
  G.maps.push_back(Map);
  if (T.trap != MapTrap::None && (G.trap == MapTrap::None || T.trap < G.trap)) {
    G.trap = T.trap;
    G.shownBy = T.shownBy;
  }
}

MapEnd makeEnd(const CallExpr *Call, const Findings::End &End) {
  MapEnd Result;
  Result.call = Call;
  if (End.holders && !End.holders->empty())
    Result.holder = *llvm::min_element(
        *End.holders, [](const VarDecl *A, const VarDecl *B) {
          return A->getLocation() < B->getLocation();
        });
  return Result;
}

/// A macro may evaluate its argument in one of several places, of which some
/// are never reached: what is written once is one map.
void joinCopies(const MapSites &Sites, Findings &Found,
                const SourceManager &Sources, llvm::IntEqClasses &Classes) {
  const auto Written = [&](MapId Map) {
    SourceLocation At = Sites.maps[Map]->getCallee()->getExprLoc();
    while (Sources.isMacroArgExpansion(At))
      At = Sources.getImmediateSpellingLoc(At);
    return At;
  };
  for (MapId Map = 0; Map != Sites.maps.size(); ++Map)
    for (MapId Copy = 0; Copy != Map; ++Copy) {
      if (Written(Map) != Written(Copy))
        continue;
      Classes.join(Copy, Map);
      if (Found.reached.count(Copy))
        Found.reached.insert(Map);
      else if (Found.reached.count(Map))
        Found.reached.insert(Copy);
    }
}

/// Maps that share an unmap are one group.
std::vector<MapGroup> makeGroups(const MapSites &Sites, Findings &Found,
                                 const SourceManager &Sources) {
  llvm::IntEqClasses Classes(static_cast<unsigned>(Sites.maps.size()));
  joinCopies(Sites, Found, Sources, Classes);
  for (const auto &[Call, End] : Found.ends)
    for (const MapId Map : End.ended)
      Classes.join(*End.ended.begin(), Map);
  Classes.compress();
  std::vector<MapGroup> Groups(Classes.getNumClasses());
  for (MapId Map = 0; Map != Sites.maps.size(); ++Map) {
    MapGroup &G = Groups[Classes[Map]];
    if (!Found.reached.count(Map))
      Found.add(Map, MapTrap::Unreachable, Sites.maps[Map]->getExprLoc());
    addMap(G, Sites.maps[Map], Found.of(Map));
    for (const CallExpr *Call : Found.inside()[Map])
      if (!llvm::is_contained(G.callsInside, Call))
        G.callsInside.push_back(Call);
  }
  for (const CallExpr *Call : Sites.ends) {
    const Findings::End &End = Found.ends[Call];
    if (!End.ended.empty()) {
      Groups[Classes[*End.ended.begin()]].ends.push_back(makeEnd(Call, End));
      continue;
    }
    MapGroup Alone;
    Alone.ends.push_back({Call, nullptr});
    Alone.trap = End.reached ? MapTrap::Unpaired : MapTrap::Unreachable;
    Alone.shownBy = Call->getExprLoc();
    Groups.push_back(std::move(Alone));
  }
  return Groups;
}

/// One group that says why nothing is known.
std::vector<MapGroup> allRefused(const MapSites &Sites,
                                 const FunctionDecl &Function) {
  MapGroup G;
  G.maps = Sites.maps;
  for (const CallExpr *Call : Sites.ends)
    G.ends.push_back({Call, nullptr});
  G.trap = MapTrap::TooComplex;
  G.shownBy = Function.getLocation();
  return {G};
}

} // namespace

std::vector<MapGroup> pageless::pairMappings(const FunctionDecl &Function,
                                             ASTContext &Context,
                                             const MapKnowledge &Knowledge) {
  if (!Function.doesThisDeclarationHaveABody())
    return {};
  MapSites Sites;
  ExprKeys Keys(Context, Sites.exposed, Knowledge.isAccessor);
  Survey(Sites, Knowledge, Keys, Context).run(Function);
  if (Sites.calls.empty())
    return {};
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  const std::unique_ptr<CFG> Graph =
      CFG::buildCFG(&Function, Function.getBody(), &Context, Options);
  if (!Graph)
    return allRefused(Sites, Function);
  Findings Found(Sites.maps.size());
  PathWalker Walker(Sites, Knowledge, Keys, Found, Context);
  if (!Walk(*Graph, Walker, Found).run())
    return allRefused(Sites, Function);
  settleEnds(Sites, Found);
  return makeGroups(Sites, Found, Context.getSourceManager());
}
