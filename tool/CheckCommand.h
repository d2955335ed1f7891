//===- tool/CheckCommand.h - pageless check and check-unit ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_CHECKCOMMAND_H
#define PAGELESS_TOOL_CHECKCOMMAND_H

#include "engine/Convert.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/CommandLine.h"

namespace pageless {

/// The subcommand. Options that it shares with convert name it as well. (A
/// function, because options of other files register with it early.)
llvm::cl::SubCommand &checkCommand();

/// Checks a diff with the command's own options and those of convert. Returns
/// the exit status; what is wrong stands on stderr, in one line.
int runCheck(ConvertOptions Convert, bool ShowsProgress);

/// The subcommand check-unit.
llvm::cl::SubCommand &checkUnitCommand();

/// How many of the arguments of check-unit, program and subcommand included,
/// are its own: those up to the first that is the compiler's.
std::size_t countOwnArguments(llvm::ArrayRef<const char *> Arguments);

/// Checks one unit with \p Flags, the compiler's arguments, as kbuild's CHECK=
/// gives them. Returns the exit status, which is 0 unless --error is given.
int runCheckUnit(ConvertOptions Convert, llvm::ArrayRef<const char *> Flags);

} // namespace pageless

#endif // PAGELESS_TOOL_CHECKCOMMAND_H
