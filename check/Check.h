//===- check/Check.h - From added words to findings -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_CHECK_H
#define PAGELESS_CHECK_CHECK_H

#include "check/Fingerprint.h"
#include "engine/Convert.h"
#include "reports/Findings.h"

#include <vector>

namespace pageless {

/// What a check ends with.
struct Checked {
  CheckReport report;
  /// What convert() said, whose patches edit the findings and nothing else;
  /// nothing in it if there was no word to ask about.
  Conversion conversion;
};

/// Judges \p Words, which the tree's files have. \p Read gives the files'
/// texts. Fails, with one line, if convert() does.
llvm::Expected<Checked> checkWords(ConvertOptions Options,
                                   const std::vector<PrintedWord> &Words,
                                   const ReadText &Read);

/// True if the word of a site could not be judged. Such words are no findings.
bool isUnjudged(const Site &S);

} // namespace pageless

#endif // PAGELESS_CHECK_CHECK_H
