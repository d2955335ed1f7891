//===- engine/BuildResult.h - Everything the writers need ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_BUILDRESULT_H
#define PAGELESS_ENGINE_BUILDRESULT_H

#include "engine/Merge.h"
#include "engine/Result.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// Fills `sites` and `totals` of \p R, and `internalErrors` if the sites do not
/// add up to the ledger's count.
void addSites(Result &R, const Job &J, const std::vector<MergedSite> &Sites);

/// The edits of one rule, by file: offsets into the parsed text, sorted.
struct RuleEdits {
  const Rule *rule = nullptr;
  std::map<std::string, std::vector<TextEdit>> files;
};

/// What the converted sites of each rule edit, with the line breaks that the
/// edits ask for. \p Before are earlier edits of the same texts, by file.
std::vector<RuleEdits>
finalEdits(const Job &J, const std::vector<MergedSite> &Sites,
           std::map<std::string, std::vector<TextEdit>> Before = {});

/// Fills `patches` of \p R: those of \p Support first, then one for each rule
/// that converted something.
void addPatches(Result &R, const Job &J, const std::vector<MergedSite> &Sites,
                std::vector<PatchSet> Support);

/// The kernel's version from the Makefile below \p Root, e.g. "4.1.0-rc6";
/// "unknown" if there is none.
std::string kernelVersion(const std::string &Root);

} // namespace pageless

#endif // PAGELESS_ENGINE_BUILDRESULT_H
