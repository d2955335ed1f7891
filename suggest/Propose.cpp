//===- suggest/Propose.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Propose.h"

#include "suggest/Pending.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// How many alternatives are kept at each step.
constexpr std::size_t MaxAlternatives = 4;
constexpr std::size_t MaxPending = 12;

std::vector<OptionSet> smallest(std::vector<OptionSet> All) {
  llvm::sort(All, [](const OptionSet &A, const OptionSet &B) {
    return std::pair(A.size(), A) < std::pair(B.size(), B);
  });
  All.erase(std::unique(All.begin(), All.end()), All.end());
  if (All.size() > MaxAlternatives)
    All.resize(MaxAlternatives);
  return All;
}

/// What lets a tristate symbol be y: its dependencies must be y, not m.
Need builtIn(Need N) {
  if (N.kind == Need::Kind::Symbol && N.test == Need::Test::Enabled)
    N.test = Need::Test::BuiltIn;
  if (N.kind != Need::Kind::Not)
    for (Need &Part : N.parts)
      Part = builtIn(std::move(Part));
  return N;
}

std::vector<OptionSet> product(const std::vector<OptionSet> &A,
                               const std::vector<OptionSet> &B) {
  std::vector<OptionSet> All;
  for (const OptionSet &One : A)
    for (const OptionSet &Other : B) {
      OptionSet Both = One;
      if (mergeOptions(Both, Other))
        All.push_back(std::move(Both));
    }
  return smallest(std::move(All));
}

} // namespace

bool pageless::mergeOptions(OptionSet &Into, const OptionSet &From) {
  return llvm::all_of(From, [&](const auto &Option) {
    return Into.insert(Option).first->second == Option.second;
  });
}

Truth pageless::answerOf(const Need &Leaf, bool Wanted, const Symbols &Config,
                         const std::string &Directory) {
  bool Holds = false;
  if (Leaf.kind == Need::Kind::Arch) {
    Holds = Leaf.text == Directory;
  } else if (const auto It = Config.find(Leaf.text); It != Config.end()) {
    const bool IsModule = It->second == "m";
    Holds = Leaf.test == Need::Test::Enabled ||
            IsModule == (Leaf.test == Need::Test::Module);
  }
  return Holds == Wanted ? Truth::Yes : Truth::No;
}

std::vector<OptionSet> Proposer::propose(const Need &N, bool Wanted) {
  const auto Leaf = [&](const Need &L, bool Want) {
    return answerOf(L, Want, Config, Directory);
  };
  if (best(N, Wanted, Leaf) == Truth::Yes)
    return {{}};
  switch (N.kind) {
  case Need::Kind::Unknown:
    return {{}}; // only the check will tell
  case Need::Kind::Symbol:
    return ofSymbol(N, Wanted);
  case Need::Kind::Not:
    return propose(N.parts.front(), !Wanted);
  case Need::Kind::And:
  case Need::Kind::Or:
    return ofParts(N, Wanted, (N.kind == Need::Kind::And) == Wanted);
  case Need::Kind::True:
  case Need::Kind::False:
  case Need::Kind::Arch:
    return {};
  }
  return {};
}

std::vector<OptionSet> Proposer::ofParts(const Need &N, bool Wanted, bool All) {
  Alternatives Found;
  if (All)
    Found.emplace_back();
  for (const Need &Part : N.parts) {
    Alternatives Of = propose(Part, Wanted);
    if (All)
      Found = product(Found, Of);
    else
      llvm::append_range(Found, Of);
  }
  return smallest(std::move(Found));
}

std::vector<OptionSet> Proposer::ofSymbol(const Need &Leaf, bool Wanted) {
  const Pending Mark(Open, Leaf.text);
  if (Open.size() > MaxPending || Mark.isCircle())
    return {};
  if (Wanted)
    return Kconfig.isPossible(Leaf.text, Directory) ? toSet(Leaf)
                                                    : Alternatives();
  // CONFIG_X=y is no CONFIG_X_MODULE, and the other way round.
  if (Leaf.test == Need::Test::Module)
    return {{{Leaf.text, "y"}}};
  return toClear(Leaf.text);
}

std::vector<OptionSet> Proposer::toSet(const Need &Leaf) {
  Alternatives All;
  const char *Value = Leaf.test == Need::Test::Module ? "m" : "y";
  for (const KconfigEntry *Entry : Kconfig.entriesOf(Leaf.text, Directory)) {
    Need Above =
        Entry->depends && (Entry->prompt ? Entry->promptIf : Entry->defaults);
    if (Leaf.test == Need::Test::BuiltIn)
      Above = builtIn(std::move(Above));
    if (Entry->prompt)
      llvm::append_range(All, product({{{Leaf.text, Value}}}, propose(Above)));
    else if (Entry->valueOfItsOwn)
      llvm::append_range(All, propose(Above));
  }
  for (const KconfigSelect *Select : Kconfig.selectsOf(Leaf.text, Directory))
    llvm::append_range(
        All, propose(symbol(Select->by, Leaf.test) && Select->condition));
  return smallest(std::move(All));
}

std::vector<OptionSet> Proposer::toClear(const std::string &Symbol) {
  Alternatives All = {{}};
  for (const KconfigSelect *Select : Kconfig.selectsOf(Symbol, Directory))
    All = product(All, propose(symbol(Select->by, Need::Test::Enabled) &&
                                   Select->condition,
                               false));
  for (const KconfigEntry *Entry : Kconfig.entriesOf(Symbol, Directory)) {
    Alternatives Here = propose(Entry->depends, false);
    if (Entry->prompt)
      Here.push_back({{Symbol, "n"}});
    else if (Entry->valueOfItsOwn)
      llvm::append_range(Here, propose(Entry->defaults, false));
    else
      Here.emplace_back();
    All = product(All, smallest(std::move(Here)));
  }
  return All;
}
