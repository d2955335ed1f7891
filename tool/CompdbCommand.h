//===- tool/CompdbCommand.h - pageless compdb ------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_COMPDBCOMMAND_H
#define PAGELESS_TOOL_COMPDBCOMMAND_H

#include <optional>

namespace pageless {

/// Hides the options of others in the help of compdb; to be called before the
/// command line is read.
void setUpCompdbCommand();

/// Does what `pageless compdb` was asked for, when the command line is read.
/// Gives the exit status: 0 done, 2 wrong usage, 3 if something could not be
/// made; nothing if another command was given.
std::optional<int> runCompdbCommand();

} // namespace pageless

#endif // PAGELESS_TOOL_COMPDBCOMMAND_H
