//===- tool/ExplainCommand.h - pageless rules, pageless explain  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_EXPLAINCOMMAND_H
#define PAGELESS_TOOL_EXPLAINCOMMAND_H

#include <optional>

namespace pageless {

/// Sorts out which options belong to the commands. Before the command line is
/// read.
void setUpExplainCommands();

/// Runs `pageless rules` or `pageless explain` and returns its exit status;
/// nothing if neither was asked for.
std::optional<int> runExplainCommands();

} // namespace pageless

#endif // PAGELESS_TOOL_EXPLAINCOMMAND_H
