//===- unit/Findings.h - From sites to warnings ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_UNIT_FINDINGS_H
#define PAGELESS_UNIT_FINDINGS_H

#include "engine/Merge.h"
#include "unit/Finding.h"

#include <map>
#include <vector>

namespace pageless::unit {

/// Rules with the least confidence that their edits need.
using Wanted = std::map<const Rule *, Confidence>;

/// The work of one unit: a job with these rules, in the order of a run. All but
/// the last must outlive it.
Job makeJob(const Ledger &L, const TreePaths &Paths, const Profile &P,
            const Wanted &Rules);

/// Whether words that this one unit cannot judge are told as well.
enum class Unjudged { Left, Told };

/// What a person is told of the sites of one unit: those that convert, with the
/// fix, and those that are left to a person, with the reason. Where one unit is
/// not enough to be sure of the edit, or the tree lacks the helper, there is no
/// fix but a note that says so. \p Facts are those of the unit when all is
/// parsed; null if there is no unit.
std::vector<Finding> makeFindings(const Job &J, const UnitFacts *Facts,
                                  Unjudged Others = Unjudged::Left);

} // namespace pageless::unit

#endif // PAGELESS_UNIT_FINDINGS_H
