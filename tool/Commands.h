//===- tool/Commands.h - Subcommands that share options ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_COMMANDS_H
#define PAGELESS_TOOL_COMMANDS_H

#include "llvm/Support/CommandLine.h"

namespace pageless {

/// The subcommand convert.
llvm::cl::SubCommand &convertCommand();

/// The subcommand verify.
llvm::cl::SubCommand &verifyCommand();

} // namespace pageless

#endif // PAGELESS_TOOL_COMMANDS_H
