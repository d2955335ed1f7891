//===- migrate/FieldChange.h - Another type and name for a field -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A field that is reached through accessors changes with the bodies of these
// and with its initialisers. Nobody else may name it.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_FIELDCHANGE_H
#define PAGELESS_MIGRATE_FIELDCHANGE_H

#include "engine/Rule.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What becomes of one field.
struct FieldChange {
  std::string record, field;        ///< which
  std::vector<std::string> from;    ///< tokens of its type
  std::string to;                   ///< its new type
  std::string name;                 ///< its new name
  std::string make;                 ///< role: new value of an old one
  std::string get;                  ///< role: old value of a new one
  std::vector<std::string> readers; ///< keys of accessors in the profile
  std::string writer;               ///< the same, of the one that stores
  /// Macros that give the old value, and those that give the new one instead if
  /// the tree has them.
  std::map<std::string, std::string> twins;
};

/// The cases of a rule that changes a field, and nothing else.
std::vector<Case> fieldChangeCases(const FieldChange &C);

/// The slot that such a rule is about.
Slots fieldChangeSlots(const std::string &Rule, const FieldChange &C);

} // namespace pageless

#endif // PAGELESS_MIGRATE_FIELDCHANGE_H
