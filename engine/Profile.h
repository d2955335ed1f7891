//===- engine/Profile.h - Helper names of a target kernel ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A rule knows *what* to replace, a profile knows by which helper: its name,
// how it is called, its signature, where it is declared, and whether the tool
// brings it along. Profiles are JSON (rewrites/profiles/, profile.schema.json).
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PROFILE_H
#define PAGELESS_ENGINE_PROFILE_H

#include "llvm/Support/Error.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// One helper of a profile, e.g. call "bvec_set_page({bv}, {page})".
struct Helper {
  std::string name; ///< the function, e.g. "bvec_set_page"
  /// Clang's canonical type, e.g. "void (struct s *)"; more than one if it
  /// depends on the architecture. "a macro" stands for a macro of that name.
  std::vector<std::string> signatures;
  std::string open;      ///< text before the object: "bvec_set_page("
  std::string separator; ///< text between object and value: ", "; "" for reads
  std::string close;     ///< text after the last argument: ")"
};

/// Source text that a profile inserts into the tree as a patch of its own.
struct Support {
  std::set<std::string> helpers; ///< names of what it declares
  std::string header;            ///< where it goes, relative to the tree
  std::string after;   ///< the definition it follows: "struct s" or "f()"
  std::string subject; ///< subject line of the patch
  std::string text;    ///< the helpers' source
};

/// Some of a profile's support texts.
using SupportList = std::vector<const Support *>;

/// Everything about one target kernel that a rule needs.
struct Profile {
  std::string name;
  std::string summary;
  std::map<std::string, Helper> helpers; ///< key "<rule>.<role>"
  std::vector<Support> brings;
  std::string json; ///< the text that all of this was read from

  /// The helper for a rule's role, or null if the profile has none.
  const Helper *find(std::string_view Rule, std::string_view Role) const;
  /// What brings the helper of that name along, or null.
  const Support *bringing(const std::string &Name) const;
};

/// Reads a profile from JSON text. \p Where names it in error messages.
/// Fails with one line that says what is wrong and where.
llvm::Expected<Profile> parseProfile(std::string_view Json,
                                     std::string_view Where);

/// Loads the built-in profile of that name or, if \p NameOrFile contains a '/'
/// or ends in ".json", that file. Fails with one line that lists the built-ins.
llvm::Expected<Profile> loadProfile(const std::string &NameOrFile);

/// Names of the profiles that are compiled in, sorted.
std::vector<std::string> builtinProfileNames();

} // namespace pageless

#endif // PAGELESS_ENGINE_PROFILE_H
