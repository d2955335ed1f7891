//===- engine/TuRunner.h - Parse one unit and evaluate it ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_TURUNNER_H
#define PAGELESS_ENGINE_TURUNNER_H

#include "engine/CompileCommands.h"
#include "engine/Evaluate.h"
#include "engine/UnitInputs.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace pageless {

enum class ParseMode;

/// How a unit declares one of the profile's helpers.
struct HelperState {
  enum class Kind { Missing, Function, Other } kind = Kind::Missing;
  std::string signature; ///< of a function, as Clang prints it canonically
  std::string file;      ///< that declares it, relative; "" if elsewhere
  bool operator==(const HelperState &) const = default;
};

/// Where the definition ends that a profile's support follows.
struct DefinitionEnd {
  std::string file;
  std::size_t offset = 0; ///< behind the ';' or '}'
  bool operator==(const DefinitionEnd &) const = default;
};

/// Everything that one unit says. Plain data.
struct UnitFacts {
  UnitReport report;
  unsigned parses = 0; ///< how often Clang read the unit
  PpFacts preprocessor;
  std::vector<Outcome> outcomes;
  std::vector<UnspelledUse> unspelled;
  std::map<std::string, HelperState> helpers;         ///< by name
  std::map<std::string, DefinitionEnd> supportPlaces; ///< by Support::after
  bool operator==(const UnitFacts &) const = default;
};

/// Parses \p Command and evaluates the job's rules in it. Words that the AST
/// does not show because a macro throws its argument away are recovered by
/// further parses in which the call is blanked out but for the argument.
/// Never fails: a crash or errors are in the report.
/// \param InferredFrom the file whose command was borrowed; "" if none was.
/// \param Read takes in what the unit read, if it is given.
UnitFacts runUnit(const Job &J, UnitInputs &Inputs,
                  const CompileCommand &Command,
                  const std::string &Configuration,
                  const std::string &InferredFrom = "",
                  InputRecord *Read = nullptr);

/// Reads one unit once, as parseUnit() does: some files have other texts, of
/// the same length. False if Clang crashed.
using ParseOnce =
    std::function<bool(const FileTexts &Changed, UnitFacts &, ParseMode)>;

/// The same for a unit that \p Parse knows how to read. \p Facts has its
/// report's names, and is filled.
/// \param First what the first parse reads; further ones decide themselves.
void runUnit(const Job &J, const ParseOnce &Parse, ParseMode First,
             UnitFacts &Facts);

} // namespace pageless

#endif // PAGELESS_ENGINE_TURUNNER_H
