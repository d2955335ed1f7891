//===- tool/ScanCommand.h - pageless scan ----------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_SCANCOMMAND_H
#define PAGELESS_TOOL_SCANCOMMAND_H

#include "llvm/Support/CommandLine.h"

#include <optional>

namespace pageless {

/// The subcommand, for options that it shares with others.
llvm::cl::SubCommand &scanCommand();

/// Does what `pageless scan` was asked for, when the command line is read.
/// Gives the exit status: 0 done, 2 wrong usage, or a file cannot be read;
/// nothing if another command was given.
std::optional<int> runScanCommand();

} // namespace pageless

#endif // PAGELESS_TOOL_SCANCOMMAND_H
