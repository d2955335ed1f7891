//===- unit/Clusters.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "unit/Clusters.h"

#include "engine/Apply.h"

#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

using namespace pageless;
using namespace pageless::unit;

namespace {

/// An edit, and the sites that want it.
struct OwnedEdit {
  TextEdit edit;
  std::vector<std::size_t> owners;
};

/// One file's edits that touch, as one.
OwnedEdit fuse(const OwnedEdit &A, const OwnedEdit &B) {
  OwnedEdit Both = A;
  Both.edit.length = B.edit.offset + B.edit.length - A.edit.offset;
  Both.edit.text += B.edit.text;
  llvm::append_range(Both.owners, B.owners);
  return Both;
}

class Divider {
public:
  Divider(const std::vector<RuleEdits> &Edits,
          const std::vector<MergedSite> &Sites, const Ledger &L)
      : Edits(Edits), Sites(Sites), L(L) {
    for (std::size_t I = 0; I < Sites.size(); ++I)
      if (Sites[I].outcome.verdict == Verdict::Converted) {
        OfFile[Sites[I].word->file].push_back(I);
        Classes.insert(I);
      }
  }

  std::vector<Cluster> run() {
    uniteGroups();
    std::vector<std::pair<std::string, OwnedEdit>> Atoms;
    for (const auto &[File, Indices] : OfFile)
      for (OwnedEdit &Atom : atomsOf(File)) {
        for (const std::size_t Owner : Atom.owners)
          Classes.unionSets(Atom.owners.front(), Owner);
        Atoms.emplace_back(File, std::move(Atom));
      }
    std::map<std::size_t, Cluster> ByLeader;
    for (const auto &[File, Indices] : OfFile)
      for (const std::size_t I : Indices)
        ByLeader[Classes.getLeaderValue(I)].sites.push_back(I);
    for (auto &[File, Atom] : Atoms)
      ByLeader[Classes.getLeaderValue(Atom.owners.front())].edits.push_back(
          {File, std::move(Atom.edit)});
    std::vector<Cluster> Result;
    for (auto &[Leader, C] : ByLeader) {
      llvm::sort(C.sites);
      Result.push_back(std::move(C));
    }
    return Result;
  }

private:
  void uniteGroups() {
    std::map<std::string, std::size_t> First;
    for (const auto &[File, Indices] : OfFile)
      for (const std::size_t I : Indices)
        for (const std::string *Group :
             {&Sites[I].outcome.group, &Sites[I].outcome.needs})
          if (!Group->empty())
            Classes.unionSets(First.try_emplace(*Group, I).first->second, I);
  }

  /// A fix-it that only removes takes a blank beside it along (EditedSource):
  /// let it replace the byte before, by itself.
  void keepBlanks(const std::string &File, OwnedEdit &Atom) const {
    TextEdit &E = Atom.edit;
    const std::string &Text = L.texts.at(File);
    if (!E.text.empty() || E.length == 0 || E.length == Text.size())
      return;
    const bool First = E.offset == 0;
    E.text = Text[First ? E.length : E.offset - 1];
    E.offset -= First ? 0 : 1;
    ++E.length;
  }

  /// Adds an edit behind the others, to the last one if they touch.
  static void append(std::vector<OwnedEdit> &Atoms, OwnedEdit Next) {
    if (!Atoms.empty() &&
        Atoms.back().edit.offset + Atoms.back().edit.length >= Next.edit.offset)
      Atoms.back() = fuse(Atoms.back(), Next);
    else
      Atoms.push_back(std::move(Next));
  }

  /// The file's edits, fused where they touch.
  std::vector<OwnedEdit> atomsOf(const std::string &File) const {
    std::vector<TextEdit> Order;
    std::map<std::size_t, std::vector<OwnedEdit>> At; // by offset
    for (const RuleEdits &Of : Edits)
      if (const auto It = Of.files.find(File); It != Of.files.end())
        for (const TextEdit &E : It->second) {
          Order.push_back(E);
          At[E.offset].push_back({E, ownersOf(File, *Of.rule, E)});
        }
    sortEdits(Order);
    std::vector<OwnedEdit> Atoms;
    for (const TextEdit &E : Order) {
      auto &Here = At[E.offset];
      const auto Mine =
          llvm::find_if(Here, [&](const OwnedEdit &O) { return O.edit == E; });
      OwnedEdit Next = std::move(*Mine);
      Here.erase(Mine);
      append(Atoms, std::move(Next));
    }
    std::vector<OwnedEdit> Apart;
    for (OwnedEdit &Atom : Atoms) {
      keepBlanks(File, Atom);
      append(Apart, std::move(Atom));
    }
    return Apart;
  }

  /// The sites with that very edit; if it was made or changed to wrap a line,
  /// all that edit the line.
  std::vector<std::size_t> ownersOf(const std::string &File, const Rule &R,
                                    const TextEdit &E) const {
    std::vector<std::size_t> Exact, OnLine;
    const std::size_t Line = lineStart(File, E.offset);
    for (const std::size_t I : OfFile.at(File)) {
      const Outcome &O = Sites[I].outcome;
      if (O.rule == R.id && llvm::is_contained(O.edits, E))
        Exact.push_back(I);
      if (llvm::any_of(O.edits, [&](const TextEdit &Other) {
            return lineStart(File, Other.offset) == Line;
          }))
        OnLine.push_back(I);
    }
    return Exact.empty() ? OnLine : Exact;
  }

  std::size_t lineStart(const std::string &File, std::size_t Offset) const {
    const std::string &Text = L.texts.at(File);
    return Offset == 0 ? 0 : Text.rfind('\n', Offset - 1) + 1; // npos + 1 == 0
  }

  const std::vector<RuleEdits> &Edits;
  const std::vector<MergedSite> &Sites;
  const Ledger &L;
  std::map<std::string, std::vector<std::size_t>> OfFile; ///< converted sites
  llvm::EquivalenceClasses<std::size_t> Classes;
};

} // namespace

std::vector<Cluster>
pageless::unit::makeClusters(const std::vector<RuleEdits> &Edits,
                             const std::vector<MergedSite> &Sites,
                             const Ledger &L) {
  return Divider(Edits, Sites, L).run();
}
