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

#include <string>
#include <vector>

namespace pageless {

/// Fails if \p Facts show that a helper of the profile is something else in
/// this tree: another signature, a macro, a variable.
llvm::Error checkHelpers(const Profile &P, const UnitFacts &Facts);

/// The support texts that the converted sites need: those whose helpers no unit
/// declares. A rule that converted something needs the helpers of all its
/// roles, and those of its optional roles that it called. Fails if only some
/// helpers of a text are declared, or if one is not and the profile does not
/// bring it.
llvm::Expected<SupportList> missingSupport(const Job &J,
                                           const std::vector<UnitFacts> &Units);

/// The patch that puts \p Brings behind the definition it follows. Fails if
/// that was not found, or not in the header it belongs to.
llvm::Expected<PatchSet> makeSupportPatch(const Profile &P,
                                          const Support &Brings,
                                          const std::vector<UnitFacts> &Units,
                                          const Ledger &L);

} // namespace pageless

#endif // PAGELESS_ENGINE_SUPPORT_H
