//===- flow/Pairing.h - Which unmap ends which map -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A map and the unmaps that end it can only be converted together. Which they
// are is a question of paths: this follows every path of a function on Clang's
// control flow graph, with the mappings that are live as a stack and the local
// variables that hold their addresses. What it cannot follow is a trap.
//
// It knows nothing of kmap(): the caller says which calls map and unmap.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_FLOW_PAIRING_H
#define PAGELESS_FLOW_PAIRING_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

#include <functional>
#include <optional>
#include <vector>

namespace pageless {

/// Why a map and its unmaps cannot be converted. Where there is more than one
/// reason, the first of this list is reported.
enum class MapTrap {
  None,
  TooComplex,    ///< more paths than the analysis follows, or no graph
  KindDiffers,   ///< the unmap is that of another kind of map
  Escapes,       ///< the address is stored, returned, or its variable exposed
  PassedOn,      ///< the address is passed to a function that may keep it
  Order,         ///< not unmapped in the reverse order of mapping
  EndsTwice,     ///< unmapped again on some path
  Advanced,      ///< unmapped by an address that may be past the page
  Conditional,   ///< mapped and unmapped under conditions that may differ
  Uninitialised, ///< a path leads to the unmap on which nothing was mapped
  PageDiffers,   ///< unmapped by a page that may be another by then
  Leaks,       ///< a path leaves the function, or maps again, before the unmap
  Unpaired,    ///< unmaps what this function did not map
  Unreachable, ///< no path leads there, or it is not evaluated
};

/// What a call does with mappings.
struct MapCall {
  enum class Role {
    Maps,        ///< returns the address at which it mapped its argument
    EndsAddress, ///< unmaps what its argument points into
    EndsPage,    ///< unmaps what was mapped with that argument
  };
  Role role = Role::Maps;
  const clang::Expr *argument = nullptr;
  int kind = 0; ///< an unmap ends maps of its own kind only
};

/// What the analysis has to ask.
struct MapKnowledge {
  /// What the call does with mappings, if anything.
  std::function<std::optional<MapCall>(const clang::CallExpr &)> recognise;
  /// True if the call keeps no address that it is given, and writes nothing
  /// but what these addresses lead to.
  std::function<bool(const clang::CallExpr &)> keepsNothing;
  /// True if the call only reads, and gives the same result until something is
  /// written: it may be part of a page's expression.
  std::function<bool(const clang::CallExpr &)> isAccessor;
  /// True if the expression is an offset inside of a page.
  std::function<bool(const clang::Expr &)> isPageOffset;
};

/// One unmap of a group.
struct MapEnd {
  const clang::CallExpr *call = nullptr;
  /// For an unmap by page: a variable that has the address there, or null.
  const clang::VarDecl *holder = nullptr;
};

/// Maps and unmaps that belong together: all of them end, or are ended by,
/// others of the group.
struct MapGroup {
  std::vector<const clang::CallExpr *> maps; ///< empty for an unpaired unmap
  std::vector<MapEnd> ends;
  MapTrap trap = MapTrap::None;
  clang::SourceLocation shownBy; ///< where the trap is; invalid without one
  /// Calls that are made while one of the maps is live, but for unmaps.
  std::vector<const clang::CallExpr *> callsInside;
};

/// Sorts every call in the body of \p Function that maps or unmaps into exactly
/// one group, in the order of the source. Never fails: what is not understood
/// has a trap.
std::vector<MapGroup> pairMappings(const clang::FunctionDecl &Function,
                                   clang::ASTContext &Context,
                                   const MapKnowledge &Knowledge);

} // namespace pageless

#endif // PAGELESS_FLOW_PAIRING_H
