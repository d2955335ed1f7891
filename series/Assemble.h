//===- series/Assemble.h - The steps of a series, one by one ---*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The profile's plan says which support code goes in and which rules run, in
// which order. Each step works on the tree as the steps before it have left it,
// in memory: a rule may need a type that support code brings, or the helpers
// that another rule calls.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_ASSEMBLE_H
#define PAGELESS_SERIES_ASSEMBLE_H

#include "engine/Result.h"
#include "series/SupportSpec.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <string>
#include <vector>

namespace pageless {

/// Converts the tree, with some of its files in memory, by some rules; by the
/// usual ones if none is named.
using Converter = std::function<llvm::Expected<Result>(
    const std::vector<std::string> &Rules, const FileTexts &InMemory)>;

/// What to assemble.
struct AssemblyRequest {
  std::string root;               ///< the tree's absolute path
  std::string profile;            ///< its name
  std::vector<std::string> rules; ///< ids; empty for the whole series
};

/// The patches of a series before they are split.
struct Assembly {
  SeriesPlan plan; ///< a plain one if the profile has none
  std::vector<PatchSet> patches;
  /// What all conversions found, without their patches. Lines are those of the
  /// tree before the series; a site that a later step converts is not listed
  /// as left by an earlier one.
  Result result;
  std::vector<std::string> notes; ///< one line each, for the user
};

/// Goes through the plan's steps: all, or those of some rules with the support
/// code that these need. The subject of a rule's patch is the plan's, or empty.
/// Fails with one line if support code does not fit the tree, or as \p Convert
/// does.
llvm::Expected<Assembly> assemble(const AssemblyRequest &Request,
                                  const Converter &Convert);

/// What all patches together change, one entry for each file.
std::vector<FileChange> wholeChange(const std::vector<PatchSet> &Patches);

} // namespace pageless

#endif // PAGELESS_SERIES_ASSEMBLE_H
