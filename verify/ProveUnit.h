//===- verify/ProveUnit.h - The proofs of one unit ------------ -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_PROVEUNIT_H
#define PAGELESS_VERIFY_PROVEUNIT_H

#include "verify/UnitJob.h"

namespace pageless {

/// Compiles a unit before and after, compares, and parses it with the fields
/// renamed. Never fails: what cannot be proven is in the answer.
UnitAnswer proveUnit(const UnitJob &Job);

/// The program of the process that proves one unit: reads the job from
/// \p JobFile, limits itself as the job says, and writes the answer to
/// \p AnswerFile. Returns the exit status: 0, or 2 with one line on stderr if
/// the files are at fault. Crashes and limits end the process.
int runProver(const std::string &JobFile, const std::string &AnswerFile);

} // namespace pageless

#endif // PAGELESS_VERIFY_PROVEUNIT_H
