//===- verify/Ledger.h - The ledger against what the compiler says  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_LEDGER_H
#define PAGELESS_VERIFY_LEDGER_H

#include "engine/Verification.h"
#include "verify/Patches.h"
#include "verify/SavedReport.h"
#include "verify/UnitJob.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What all units said about one field.
struct FieldAnswers {
  PoisonField field;
  std::size_t units = 0; ///< that declare it
  FieldUses uses;
  std::set<std::string> unspelled; ///< "FILE:LINE"
};

/// Compares: each use must be a word of the ledger that is not converted, with
/// a verdict that such a use can have, or be the support code's.
PoisonProof checkLedger(const FieldAnswers &Answers, const SavedReport &Report,
                        const std::vector<SavedPatch> &Patches,
                        const std::map<std::string, FileVersions> &Versions,
                        const std::string &Root);

} // namespace pageless

#endif // PAGELESS_VERIFY_LEDGER_H
