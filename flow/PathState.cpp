//===- flow/PathState.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "flow/PathState.h"

#include "clang/AST/Attr.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

bool PathState::isLive(MapId Map) const {
  return llvm::any_of(live, [&](const LiveMap &L) { return L.map == Map; });
}

void PathState::remove(MapId Map, Value::Kind After) {
  llvm::erase_if(live, [&](const LiveMap &L) { return L.map == Map; });
  for (auto &[Variable, V] : variables)
    if (V.isMapped() && V.map == Map) {
      V = Value();
      V.kind = After;
      V.map = After == Value::Kind::Ended ? Map : 0;
    }
}

void PathState::forget(const std::function<bool(KeyId)> &Changed,
                       const std::vector<KeyId> &Pages) {
  std::erase_if(facts, [&](const auto &Fact) { return Changed(Fact.first); });
  for (auto &[Variable, V] : variables)
    for (KeyId &Term : V.terms)
      if (Changed(Term))
        Term = 0;
  for (LiveMap &L : live)
    if (Changed(Pages[L.map]))
      L.samePage = false;
}

bool MapSites::isFollowed(const VarDecl &Variable) const {
  const QualType Type = Variable.getType();
  return Variable.hasLocalStorage() && !Type.isVolatileQualified() &&
         (Type->isPointerType() || Type->isIntegerType()) &&
         !exposed.contains(&Variable) && !Variable.hasAttr<CleanupAttr>();
}

void Findings::add(MapId Map, MapTrap Found, SourceLocation At) {
  Trap &T = Traps[Map];
  if (T.trap == MapTrap::None || Found < T.trap)
    T = {Found, At};
}

void Findings::addToAll(const PathState &State, MapTrap Found,
                        SourceLocation At) {
  for (const LiveMap &L : State.live)
    add(L.map, Found, At);
}
