//===- migrate/SlotNames.h - Names of declarations for all units -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_SLOTNAMES_H
#define PAGELESS_MIGRATE_SLOTNAMES_H

#include "engine/Rule.h"

#include "clang/AST/Decl.h"

#include <optional>
#include <string>

namespace pageless {

/// A part of a declaration: itself, a parameter of the function that it is or
/// points to, or what that function returns.
struct Part {
  static constexpr int Itself = -1, Returned = -2;
  /// A variable with operations, one of which moves.
  static constexpr int Table = -3;
  const clang::NamedDecl *declaration = nullptr;
  int index = Itself;
};

/// The slot of \p P, without group and path. The key is the same in all units.
/// Nothing for what only one function can name.
std::optional<Slot> slotOf(const Part &P, const Match &M);

/// The function type as written of a function, or of a pointer to functions.
/// Null if it is hidden behind a typedef or typeof.
clang::FunctionTypeLoc functionTypeOf(const clang::DeclaratorDecl &D);

/// What people call that part, e.g. "bdev_direct_access:pfn".
std::string nameOf(const Part &P);

/// The part's type; null if it has none.
clang::QualType typeOf(const Part &P);

} // namespace pageless

#endif // PAGELESS_MIGRATE_SLOTNAMES_H
