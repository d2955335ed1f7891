//===- engine/Slot.h - Declarations that change together -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A rule that changes a declaration's type changes all that values flow to as
// well, across units. What several units can name is a *slot*: a field, a
// function's parameter, a parameter of the functions that a field points to.
// Its name joins the rule's words, so the ledger accounts for every spelling of
// it: one that is not understood blocks the slot's group.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SLOT_H
#define PAGELESS_ENGINE_SLOT_H

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// One declaration, named alike by all units.
struct Slot {
  std::string rule; ///< whose it is; set by the engine
  std::string key;  ///< which declaration, and which part of it
  std::string word; ///< its name as spelled
  /// The only file that can mean it; "" if any can. With a '/' behind it, an
  /// architecture's folder: those of the others mean something else.
  std::string file;
  std::string group; ///< what converts together with it
  std::string path;  ///< how values get there from where the rule begins
  bool open = false; ///< a function of which no definition was seen yet
  /// It stays as it is for those who name it: no spelling of it blocks.
  bool keepsName = false;

  bool operator==(const Slot &) const = default;
};

/// The slots of a rule, by key.
using Slots = std::map<std::string, Slot>;

} // namespace pageless

#endif // PAGELESS_ENGINE_SLOT_H
