//===- migrate/Migration.h - What a type migration changes -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A migration gives a parameter of an operation another type, and with it all
// declarations that its values flow to: parameters, variables, fields, return
// types. It ends where a value is made by a known *source*, e.g. page_to_pfn(),
// or handed to a known *sink*, e.g. pfn_to_page(): their calls become calls of
// the profile's helpers. Any other use blocks it.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_MIGRATION_H
#define PAGELESS_MIGRATE_MIGRATION_H

#include "engine/Rule.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// One migration. Roles are those of the rule in the profile.
struct Migration {
  std::string record;     ///< the struct with the operations
  std::string field;      ///< the operation, a pointer to a function
  unsigned parameter = 0; ///< whose type changes, counted from 0

  std::vector<std::string> from; ///< tokens of the old type
  std::string to;                ///< the new type

  std::map<std::string, std::string> sources; ///< function -> role
  /// Role for `x >> PAGE_SHIFT`; "" if that is none.
  std::string shifted;
  /// Role that makes a new value from any old one; "" if there is none.
  std::string wrap;
  std::map<std::string, std::string> sinks; ///< function -> role instead of it
  /// Functions that take the old type for good, and the role that makes it.
  std::map<std::string, std::string> takers;

  /// If not "", functions move to this other operation of the struct, which
  /// takes the new type already; the old operation stays as it is.
  std::string moveTo;
  std::string rename; ///< the parameter's new name; "" keeps it
  std::vector<std::string>
      scope; ///< prefixes of files to begin in, with moveTo

  /// The old type as Clang prints it.
  std::string fromType() const;
  /// True for the new type and pointers to it: nothing is left to do.
  bool isNew(clang::QualType Type) const;
};

/// Decides about anything that a slot's name stands for. The cases must bind it
/// to `Named`.
Action migrate(Migration M);

/// The name under which cases bind the node.
inline constexpr const char *Named = "named";

/// The cases of a rule that does nothing but migrate.
std::vector<Case> migrationCases(const Migration &M);

/// The slots that such a rule begins with.
Slots migrationSlots(const std::string &Rule, const Migration &M);

} // namespace pageless

#endif // PAGELESS_MIGRATE_MIGRATION_H
