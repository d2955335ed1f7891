//===- engine/Support.h - Do the helpers fit the tree? ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SUPPORT_H
#define PAGELESS_ENGINE_SUPPORT_H

#include "engine/Profile.h"
#include "engine/Result.h"
#include "engine/TuRunner.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// Fails if \p Facts show that a helper of the profile is something else in
/// this tree: another signature, a macro, a variable.
llvm::Error checkHelpers(const Profile &P, const UnitFacts &Facts);

/// Whether the tree has the helpers, judged by all units: true if every helper
/// is declared somewhere, false if none is and the profile brings them. Fails
/// if only some are, or none and the profile does not bring them.
llvm::Expected<bool> helpersInTree(const Profile &P,
                                   const std::vector<UnitFacts> &Units);

/// The first patch: the profile's support code behind the record it follows.
/// Fails if the record was not found, or not in the profile's header.
llvm::Expected<PatchSet> makeSupportPatch(const Profile &P,
                                          const std::vector<UnitFacts> &Units,
                                          const std::string &Root);

} // namespace pageless

#endif // PAGELESS_ENGINE_SUPPORT_H
