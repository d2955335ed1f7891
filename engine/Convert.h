//===- engine/Convert.h - The whole run ------------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_CONVERT_H
#define PAGELESS_ENGINE_CONVERT_H

#include "engine/Result.h"
#include "engine/Rule.h"
#include "engine/Scan.h"
#include "engine/Shortcuts.h"
#include "engine/UnitLimits.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

class UnitStore;

/// A unit that is in no database.
struct GivenUnit {
  std::string directory;              ///< absolute; where the compiler runs
  std::string file;                   ///< as the arguments name it
  std::vector<std::string> arguments; ///< the compiler first
};

/// What the user asked for.
struct ConvertOptions {
  /// Directories or files; at least one. A directory without a database stands
  /// for those directly below it that have one, as `pageless compdb` makes
  /// them.
  std::vector<std::string> databases;
  std::string tree; ///< "" to find it above the databases' files
  std::string profile = "pfn";
  std::vector<std::string> rules; ///< ids; empty for all
  std::vector<std::string> paths; ///< limit what may be edited; as given
  /// If given, the run is about these words only, and `paths` are ignored. It
  /// then reads no more of tree and databases than it needs for them. Helpers
  /// that clash with a name elsewhere in the tree are not noticed.
  std::optional<WordPlaces> words;
  /// Units that are given whole, as one more configuration.
  std::vector<GivenUnit> units;
  /// Texts that stand in for files of the tree, or add files to it.
  FileTexts inMemory;
  unsigned jobs = 0; ///< threads; 0 for one per core
  /// Parse files with words under every configuration, also where one shows the
  /// same words as another.
  bool everyView = false;
  /// Parse only units that may show a word which no other unit shows.
  bool pruneUnits = true;
  /// Edits with less confidence are listed and not made.
  Confidence confidence = Confidence::Moderate;
  Shortcuts shortcuts;
  UnitLimits limits;
  /// Asked in this order before Clang is; told what Clang found.
  std::vector<std::shared_ptr<UnitStore>> stores;
  /// Called, one thread at a time, whenever a unit is done. \p Total grows if
  /// more units turn out to be needed.
  std::function<void(std::size_t Done, std::size_t Total)> progress;
};

/// What a run ends with.
struct Conversion {
  Result result;
  std::string root; ///< the tree's absolute path, which no report shows
};

/// The absolute path of the tree that convert() would work on. Fails, with one
/// line, if there is none.
llvm::Expected<std::string> findTree(const ConvertOptions &Options);

/// The rules of a run with that profile: those that are asked for, or all that
/// it has helpers for and that need not be asked for. Fails if convert() would.
llvm::Expected<std::vector<const Rule *>>
chooseRules(const ConvertOptions &Options, const Profile &P);

/// The words that the rules of a run are about, before it finds more. Fails if
/// convert() would, for the rules or the profile.
llvm::Expected<llvm::StringSet<>> wordsOf(const ConvertOptions &Options);

/// The words of those rules in the tree, or below its paths. Reads no compile
/// database if the tree is given. Fails if convert() would.
llvm::Expected<Ledger> scanOnly(const ConvertOptions &Options);

/// Scans, plans, parses, evaluates, merges. Changes no file. Fails, with one
/// line, if the options or the profile do not fit the tree.
llvm::Expected<Conversion> convert(const ConvertOptions &Options);

} // namespace pageless

#endif // PAGELESS_ENGINE_CONVERT_H
