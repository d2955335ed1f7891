//===- verify/SavedReport.h - report.json, read back ---------- -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_SAVEDREPORT_H
#define PAGELESS_VERIFY_SAVEDREPORT_H

#include "engine/Result.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// What a verification needs of a report.
struct SavedReport {
  std::vector<std::string> rules;          ///< ids
  std::vector<std::string> configurations; ///< names
  std::vector<std::string> paths; ///< that the ledger is limited to; or none
  /// With file, line, column, word, rule, verdict and shownBy; sorted by file
  /// and place.
  std::vector<Site> sites;
  std::vector<UnspelledUse> unspelled; ///< with file and line
  /// Files below the report's folder that an earlier verification left.
  std::vector<std::string> sideBySides;
};

/// Reads the text of a report.json. Fails, with one line that says what is
/// wrong with it, unless it is one that this program writes.
llvm::Expected<SavedReport> readReport(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_VERIFY_SAVEDREPORT_H
