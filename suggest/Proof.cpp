//===- suggest/Proof.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Proof.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using namespace pageless;

namespace {

void addOnce(std::vector<std::string> &List, std::string Text) {
  if (!Text.empty() && !llvm::is_contained(List, Text))
    List.push_back(std::move(Text));
}

/// The proof for \p N being \p Wanted. Calls itself for the parts.
std::string prove(const Need &N, bool Wanted, const TreeFiles &Tree,
                  const KconfigIndex &Kconfig) {
  const auto Impossible = [&](const Need &Part) {
    return bestAnywhere(Wanted ? Part : !Need(Part), Tree, Kconfig) ==
           Truth::No;
  };
  switch (N.kind) {
  case Need::Kind::False:
    return N.text;
  case Need::Kind::Symbol:
    return Kconfig.whyImpossible(N.text);
  case Need::Kind::Not:
    return prove(N.parts.front(), !Wanted, Tree, Kconfig);
  case Need::Kind::True:
  case Need::Kind::Unknown:
  case Need::Kind::Arch:
    return "";
  case Need::Kind::And:
  case Need::Kind::Or:
    break;
  }
  std::vector<std::string> Found;
  const bool All = (N.kind == Need::Kind::And) == Wanted;
  for (const Need &Part : N.parts)
    if (Impossible(Part)) {
      addOnce(Found, prove(Part, Wanted, Tree, Kconfig));
      if (All)
        break;
    }
  if (Found.empty())
    return "no architecture fulfils all of: " + llvm::join(leavesOf(N), ", ");
  return llvm::join(Found, "; ");
}

void collectUnknowns(const Need &N, std::vector<std::string> &Found) {
  if (N.kind == Need::Kind::Unknown)
    addOnce(Found, N.text);
  for (const Need &Part : N.parts)
    collectUnknowns(Part, Found);
}

void collectLeaves(const Need &N, std::vector<std::string> &Found) {
  if (N.kind == Need::Kind::Symbol || N.kind == Need::Kind::Arch)
    addOnce(Found, nameOf(N));
  for (const Need &Part : N.parts)
    collectLeaves(Part, Found);
}

void collectReasons(const Need &N, bool Wanted, LeafAnswer Leaf,
                    LeafAnswer Given, std::vector<std::string> &Found) {
  if (N.kind == Need::Kind::Not)
    return collectReasons(N.parts.front(), !Wanted, Leaf, Given, Found);
  if (N.kind == Need::Kind::Symbol || N.kind == Need::Kind::Arch) {
    if (Given(N, Wanted) != Truth::Yes)
      addOnce(Found, (Wanted ? "" : "not ") + nameOf(N));
    return;
  }
  const bool All = (N.kind == Need::Kind::And) == Wanted;
  for (const Need &Part : N.parts)
    if (best(Part, Wanted, Leaf) == Truth::Yes) {
      collectReasons(Part, Wanted, Leaf, Given, Found);
      if (!All)
        return;
    }
}

} // namespace

Truth pageless::bestAnywhere(const Need &N, const TreeFiles &Tree,
                             const KconfigIndex &Kconfig) {
  Truth Answer = Truth::No;
  for (const ArchName &Arch : Tree.architectures())
    Answer = std::max(Answer, best(N, true, [&](const Need &L, bool Wanted) {
                        return Kconfig.possible(L, Wanted, Arch.directory);
                      }));
  return Answer;
}

std::string pageless::proofOf(const Need &N, const TreeFiles &Tree,
                              const KconfigIndex &Kconfig) {
  return prove(N, true, Tree, Kconfig);
}

std::string pageless::unknownsOf(const Need &N) {
  std::vector<std::string> Found;
  collectUnknowns(N, Found);
  if (Found.size() > 3)
    Found.resize(3);
  return Found.empty() ? "" : "cannot tell " + llvm::join(Found, ", ");
}

std::vector<std::string> pageless::reasonsOf(const Need &N, LeafAnswer Leaf,
                                             LeafAnswer Given) {
  std::vector<std::string> Found;
  collectReasons(N, true, Leaf, Given, Found);
  return Found;
}

std::vector<std::string> pageless::leavesOf(const Need &N) {
  std::vector<std::string> Found;
  collectLeaves(N, Found);
  return Found;
}
