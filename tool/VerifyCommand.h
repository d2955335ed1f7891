//===- tool/VerifyCommand.h - pageless verify ----------------- -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_VERIFYCOMMAND_H
#define PAGELESS_TOOL_VERIFYCOMMAND_H

#include "engine/Convert.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/CommandLine.h"

#include <optional>
#include <string>

namespace pageless {

/// The options of how to prove.
llvm::cl::OptionCategory &verifyCategory();

/// Remembers how this program was called, for the processes of verify.
void setProgram(const char *Argument0);

/// Runs the process that proves one unit, if the command line is that of one;
/// returns its exit status then.
std::optional<int> runProverCommand(llvm::ArrayRef<const char *> Arguments);

/// Proves the conversion in \p Out, prints what came of it, and adds it to the
/// report and the patches. Databases, tree and jobs are those of \p Options.
/// Returns the exit status: 0, 1 if something is wrong, 2 if the options do not
/// fit together, 3 if something could not be proven or written.
int runVerify(const ConvertOptions &Options, const std::string &Out,
              bool ShowsProgress);

/// `pageless verify [OUT]`.
int runVerifyCommand(const ConvertOptions &Options, bool ShowsProgress);

} // namespace pageless

#endif // PAGELESS_TOOL_VERIFYCOMMAND_H
