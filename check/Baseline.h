//===- check/Baseline.h - Findings that are accepted ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_BASELINE_H
#define PAGELESS_CHECK_BASELINE_H

#include "reports/Findings.h"

#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <utility>

namespace pageless {

/// Accepted findings: how many, by file and Finding::content.
using Baseline = std::map<std::pair<std::string, std::string>, unsigned>;

/// Reads what writeBaseline() wrote. Fails with one line that says what is
/// wrong; \p Where names the text there.
llvm::Expected<Baseline> readBaseline(const std::string &Text,
                                      const std::string &Where);

/// The findings as a baseline: JSON that is the same for the same findings, to
/// be kept in a repository.
std::string writeBaseline(const CheckReport &R);

/// Takes the accepted findings out of the report and counts them there.
void acceptFindings(CheckReport &R, Baseline Known);

} // namespace pageless

#endif // PAGELESS_CHECK_BASELINE_H
