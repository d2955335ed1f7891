//===- series/SupportSpec.h - Support code as it is kept -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What no rule makes: files below rewrites/support/<profile>/, one for each
// patch, and the order of the series. docs/series.md describes both.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_SUPPORTSPEC_H
#define PAGELESS_SERIES_SUPPORTSPEC_H

#include "engine/Result.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// Text for one place of one file.
struct SupportPiece {
  std::string file;
  std::string anchor; ///< see placeText(); "" if the piece is a new file
  std::string old;    ///< what is replaced, if something is
  std::string text;
};

/// One support patch, from NAME.support.
struct SupportSpec {
  std::string name;
  std::string subject;
  std::string body;
  std::vector<std::string> needs; ///< names of others that must come before
  /// An identifier and a file that has it once this is in.
  std::string provides, providedIn;
  /// The same that must be there before; "" for nothing.
  std::string required, requiredIn;
  std::vector<SupportPiece> pieces;
};

/// One step of a profile's series.
struct SeriesStep {
  enum class Kind { Rule, Support };
  Kind kind = Kind::Rule;
  std::string name;               ///< the rule's id or the support's name
  std::vector<std::string> needs; ///< of a rule: names of support
  bool withPrevious = false; ///< a rule that runs together with the one before
  std::string subject;       ///< of a rule's whole patch; "" for a default
};

/// The series of a profile, from series.txt.
struct SeriesPlan {
  std::string title; ///< subject of the cover letter
  std::string introduction;
  std::vector<SeriesStep> steps;
};

/// Reads the text of a .support file. Fails with one line.
llvm::Expected<SupportSpec> parseSupport(std::string_view Name,
                                         std::string_view Text);

/// Reads the text of a series.txt. Fails with one line.
llvm::Expected<SeriesPlan> parsePlan(std::string_view Text);

/// The plan that is compiled in for \p Profile, or nothing.
std::optional<std::string_view> builtinPlan(const std::string &Profile);

/// The text of \p Name.support of \p Profile, or nothing.
std::optional<std::string_view> builtinSupport(const std::string &Profile,
                                               const std::string &Name);

/// The current text of a file of the tree; nothing if there is none.
using FileReader =
    std::function<std::optional<std::string>(const std::string &)>;

/// Whether the tree has what \p Spec provides already.
bool isProvided(const SupportSpec &Spec, const FileReader &Read);

/// Whether the tree has what \p Spec requires.
bool hasRequired(const SupportSpec &Spec, const FileReader &Read);

/// The patch that brings \p Spec into the tree as it is at its place in the
/// series. Fails with one line that names the file and what it lacks.
llvm::Expected<PatchSet> makeSupport(const SupportSpec &Spec,
                                     const FileReader &Read);

} // namespace pageless

#endif // PAGELESS_SERIES_SUPPORTSPEC_H
