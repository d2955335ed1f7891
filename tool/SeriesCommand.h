//===- tool/SeriesCommand.h - pageless series ------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_SERIESCOMMAND_H
#define PAGELESS_TOOL_SERIESCOMMAND_H

#include "engine/Convert.h"

#include "llvm/Support/CommandLine.h"

namespace pageless {

/// The subcommand. Options that it shares with convert name it as well. (A
/// function, because options of other files register with it early.)
llvm::cl::SubCommand &seriesCommand();

/// Makes a series with the command's own options and those of convert. Returns
/// the exit status; what is wrong stands on stderr, in one line.
int runSeries(ConvertOptions Convert, bool ShowsProgress);

} // namespace pageless

#endif // PAGELESS_TOOL_SERIESCOMMAND_H
