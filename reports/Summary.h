//===- reports/Summary.h - What the terminal shows -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_SUMMARY_H
#define PAGELESS_REPORTS_SUMMARY_H

#include "engine/Result.h"

#include <string>
#include <string_view>

namespace pageless {

/// Renders \p R for a person at a terminal: what became of the words, what is
/// left to do and why, what went wrong, what was written and what to run next.
///
/// Plain text, lines of at most 80 columns; only a single word that is longer,
/// such as a path, makes its line longer, so that it can still be copied.
/// Control characters of the tree are shown as '?'. Never fails.
///
/// \p OutDir is the folder with report.json and patches/, which has one
/// "<name>.patch" per `PatchSet`. It is shown as given; the commands of the
/// last part are to be run in the tree, so it is best absolute. If \p InPlace,
/// the tree is edited by the run itself and there are no such commands.
std::string writeSummary(const Result &R, std::string_view OutDir,
                         bool InPlace = false);

} // namespace pageless

#endif // PAGELESS_REPORTS_SUMMARY_H
