//===- tidy/Findings.h - From sites to warnings ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_FINDINGS_H
#define PAGELESS_TIDY_FINDINGS_H

#include "engine/Merge.h"
#include "tidy/Finding.h"

#include <vector>

namespace pageless::tidy {

/// What a person is told of the sites of one unit: those that convert, with the
/// fix, and those that are left to a person, with the reason. Where one unit is
/// not enough to be sure of the edit, or the tree lacks the helper, there is no
/// fix but a note that says so.
std::vector<Finding> makeFindings(const Job &J, const UnitFacts &Facts,
                                  std::vector<MergedSite> Sites);

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_FINDINGS_H
