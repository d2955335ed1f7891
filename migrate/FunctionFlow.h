//===- migrate/FunctionFlow.h - Migrated values in one function -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows values from slots through the variables of one function to other
// slots. Each use of what is migrated is one of a few known ones, with edits,
// or it blocks the migration. So does a spelling of a variable that the AST
// does not show: in an #if branch, or in an argument that a macro throws away.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_FUNCTIONFLOW_H
#define PAGELESS_MIGRATE_FUNCTIONFLOW_H

#include "migrate/Migration.h"
#include "migrate/SlotNames.h"

#include "clang/AST/Decl.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// What the migration means for one function.
struct FlowResult {
  std::vector<TextEdit> edits; ///< in the body, in order
  std::vector<Slot> reaches;
  std::vector<std::string> blockers; ///< what and where, with the path
  std::string group;                 ///< "" if nothing of it is migrated
  /// Offset of the first name of a slot in the body.
  std::optional<std::size_t> carrier;
};

/// The decision for one slot's word may need the same of a known function.
FlowResult flowThrough(const clang::FunctionDecl &F, const Migration &M,
                       const Match &Found);

/// Helper name of a role, e.g. "page_to_pfn_t"; "" if it is not declared.
std::string helperFor(const std::string &Role, const Match &Found);

/// True if a type, or a macro, of that name is known at the mention.
bool isTypeDeclared(llvm::StringRef Type, const Match &Found);

/// The slot of that part, if the rule has it and it has the old type.
const Slot *knownSlot(const Part &P, const Migration &M, const Match &Found);

/// The same, if the function has to be split for it; only knownSlot() has the
/// others.
const Slot *splitSlot(const Part &P, const Match &Found);

/// The reach of a slot out of another.
Slot reach(const Part &To, Slot S, const std::string &Path,
           const std::string &Group);

} // namespace pageless

#endif // PAGELESS_MIGRATE_FUNCTIONFLOW_H
