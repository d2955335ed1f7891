//===- tool/LspCommand.h - pageless lsp -------------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_LSPCOMMAND_H
#define PAGELESS_TOOL_LSPCOMMAND_H

#include "engine/Convert.h"

#include "llvm/Support/CommandLine.h"

namespace pageless {

/// The subcommand. Options that it shares with convert name it as well.
llvm::cl::SubCommand &lspCommand();

/// Runs the language server on stdin and stdout. Returns the exit status: that
/// of the protocol, or 2 for wrong usage.
int runLsp(const ConvertOptions &Options);

} // namespace pageless

#endif // PAGELESS_TOOL_LSPCOMMAND_H
