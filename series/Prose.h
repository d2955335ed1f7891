//===- series/Prose.h - What the mails say ---------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_PROSE_H
#define PAGELESS_SERIES_PROSE_H

#include "engine/Result.h"

#include <string>
#include <vector>

namespace pageless {

/// Where a series comes from, as its mails tell.
struct Origin {
  const Result &result;
  std::string base; ///< the base commit's hash; "" if none
};

/// The body of a rule's patch, or of a part of it: what and why, with what it
/// was made, how many sites it converts and leaves.
std::string ruleBody(const Origin &From, const PatchSet &Patch);

/// The body of a patch that no rule made: \p Text, and with what it was made.
std::string helperBody(const Origin &From, const std::string &Text);

/// The cover letter's body. \p Patches are those of the series, in order;
/// \p Title introduces them.
std::string coverBody(const Origin &From, const std::vector<PatchSet> &Patches,
                      const std::string &Introduction);

} // namespace pageless

#endif // PAGELESS_SERIES_PROSE_H
