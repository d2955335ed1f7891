//===- migrate/SlotView.h - One name, and what is a slot there -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_SLOTVIEW_H
#define PAGELESS_MIGRATE_SLOTVIEW_H

#include "migrate/FunctionFlow.h"

#include "engine/SiteText.h"

#include <utility>
#include <vector>

namespace pageless {

/// Something that is not understood blocks the group, or, if that is "", all
/// groups of the rule.
Decision blocked(std::string Why, const std::string &Group);

/// The same for the uses in a function.
Decision blockedBy(const FlowResult &Flow, const std::string &Group,
                   std::vector<Slot> Reaches);

/// The word is right, and nothing is to be changed.
Decision stays(std::vector<Slot> Reaches = {});

/// The group's edits at this word.
Decision converted(std::vector<TextEdit> Edits, const std::string &Group,
                   std::vector<Slot> Reaches);

/// The word means something else.
Decision foreign();

/// A mention, and the slots that declarations have parts in.
class SlotView {
protected:
  SlotView(const Migration &M, const Match &Found)
      : M(M), Found(Found), Here(Found.at, Found.context.getSourceManager(),
                                 Found.context.getLangOpts()) {}

  const Slot *known(const Part &P) const { return knownSlot(P, M, Found); }
  /// The parts of \p D that are slots.
  std::vector<std::pair<int, const Slot *>>
  slotsOf(const clang::ValueDecl &D) const;
  /// True for the operation that functions move away from.
  bool isSource(const clang::ValueDecl &D) const;
  /// The variable of a file in whose initialiser \p Init is; null if none.
  const clang::ValueDecl *tableOf(const clang::Expr &Init) const;
  /// The group of what is to be changed in \p Table alone.
  std::string tableGroup(const clang::ValueDecl &Table) const;
  /// True if the mention is in a file where a move may begin.
  bool isInScope() const;

  const Migration &M;
  const Match &Found;
  SiteText Here;
};

/// Decides about an expression that names \p D.
Decision decideUse(const clang::Expr &E, const clang::ValueDecl &D,
                   const Migration &M, const Match &Found);

} // namespace pageless

#endif // PAGELESS_MIGRATE_SLOTVIEW_H
