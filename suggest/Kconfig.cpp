//===- suggest/Kconfig.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Kconfig.h"

#include "suggest/KconfigReader.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace pageless;

namespace {

/// How far a chain of dependencies is followed in a proof.
constexpr unsigned MaxProofDepth = 6;

bool reaches(const std::string &Arch, llvm::StringRef File) {
  const std::string Of = archOf(File);
  return Of.empty() || Of == Arch;
}

} // namespace

KconfigIndex::KconfigIndex(const TreeFiles &Tree) {
  for (const std::string &File : Tree.kconfigs())
    // Those are examples and test data of other programs.
    if (!llvm::StringRef(File).starts_with("scripts/kconfig/tests/"))
      KconfigReader(*this, File).read(Tree.read(File));
  std::set<std::string> Directories;
  for (const ArchName &Arch : Tree.architectures())
    Directories.insert(Arch.directory);
  Archs.assign(Directories.begin(), Directories.end());
  addFileNeeds();
}

/// A file that one place sources, inside "if S390", gives that to its entries.
void KconfigIndex::addFileNeeds() {
  const auto NeedOf = [&](const std::string &File, auto &Self,
                          unsigned Depth) -> Need {
    const auto It = SourcedBy.find(File);
    if (It == SourcedBy.end() || Depth == 0)
      return always();
    Need Any = never("");
    for (const auto &[Parent, Around] : It->second) {
      Need Here = Around && Self(Parent, Self, Depth - 1);
      // A parent in arch/X is one more way for X only.
      if (const std::string Arch = archOf(Parent); !Arch.empty())
        Here = architecture(Arch) && std::move(Here);
      Any = std::move(Any) || std::move(Here);
    }
    return Any;
  };
  std::map<std::string, Need> Memo;
  for (auto &[Symbol, All] : Entries)
    for (KconfigEntry &Entry : All) {
      const auto [It, Fresh] = Memo.try_emplace(Entry.file);
      if (Fresh)
        It->second = NeedOf(Entry.file, NeedOf, MaxProofDepth);
      Entry.depends = It->second && std::move(Entry.depends);
    }
}

std::vector<const KconfigEntry *>
KconfigIndex::entriesOf(const std::string &Symbol,
                        const std::string &Arch) const {
  std::vector<const KconfigEntry *> Found;
  if (const auto It = Entries.find(Symbol); It != Entries.end())
    for (const KconfigEntry &Entry : It->second)
      if (reaches(Arch, Entry.file))
        Found.push_back(&Entry);
  return Found;
}

std::vector<const KconfigSelect *>
KconfigIndex::selectsOf(const std::string &Symbol,
                        const std::string &Arch) const {
  std::vector<const KconfigSelect *> Found;
  if (const auto It = Selects.find(Symbol); It != Selects.end())
    for (const KconfigSelect &Select : It->second)
      if (reaches(Arch, Select.file))
        Found.push_back(&Select);
  return Found;
}

bool KconfigIndex::isPossible(const std::string &Symbol,
                              const std::string &Arch) const {
  // A circle is possible until something else rules it out.
  const auto [It, Fresh] = Memo.try_emplace({Symbol, Arch}, true);
  if (Fresh)
    It->second = computePossible(Symbol, Arch);
  return It->second;
}

bool KconfigIndex::computePossible(const std::string &Symbol,
                                   const std::string &Arch) const {
  const auto Leaf = [&](const Need &N, bool Wanted) {
    return possible(N, Wanted, Arch);
  };
  const auto Reachable = entriesOf(Symbol, Arch);
  // A select does not ask for the dependencies of what it selects.
  if (!Reachable.empty())
    for (const KconfigSelect *Select : selectsOf(Symbol, Arch))
      if (isPossible(Select->by, Arch) &&
          best(Select->condition, true, Leaf) != Truth::No)
        return true;
  return llvm::any_of(Reachable, [&](const KconfigEntry *Entry) {
    if (best(Entry->depends, true, Leaf) == Truth::No)
      return false;
    return (Entry->prompt && best(Entry->promptIf, true, Leaf) != Truth::No) ||
           (Entry->valueOfItsOwn &&
            best(Entry->defaults, true, Leaf) != Truth::No);
  });
}

Truth KconfigIndex::possible(const Need &Leaf, bool Wanted,
                             const std::string &Arch) const {
  if (Leaf.kind == Need::Kind::Arch)
    return (Leaf.text == Arch) == Wanted ? Truth::Yes : Truth::No;
  return !Wanted || isPossible(Leaf.text, Arch) ? Truth::Yes : Truth::No;
}

std::string KconfigIndex::whyImpossible(const std::string &Symbol) const {
  for (const std::string &Arch : Archs)
    if (isPossible(Symbol, Arch))
      return "";
  return explain(Symbol, MaxProofDepth);
}

std::string KconfigIndex::explain(const std::string &Symbol,
                                  unsigned Depth) const {
  const std::string Name = "CONFIG_" + Symbol;
  const auto It = Entries.find(Symbol);
  if (It == Entries.end())
    return Name + " is defined by no Kconfig file of this tree";
  const KconfigEntry &Entry = It->second.front();
  // The first dependency that fails on its own says why; the rest is a detail.
  std::string Why;
  const auto Visit = [&](const Need &N, auto &Self) -> void {
    if (N.kind == Need::Kind::Symbol && Why.empty() && Depth) {
      if (llvm::none_of(Archs, [&](const std::string &Arch) {
            return isPossible(N.text, Arch);
          }))
        Why = explain(N.text, Depth - 1);
    } else if (N.kind == Need::Kind::And) {
      for (const Need &Part : N.parts)
        Self(Part, Self);
    }
  };
  Visit(Entry.depends, Visit);
  if (!Why.empty())
    return Name + " (" + Entry.file + ") depends on what cannot be set: " + Why;
  if (!Entry.prompt && !Entry.valueOfItsOwn)
    return Name + " (" + Entry.file +
           ") has no prompt and no default, and nothing that can be set "
           "selects it";
  return Name + " (" + Entry.file +
         ") has dependencies or defaults that no architecture fulfils";
}
