//===- tool/Output.h - The files of one run --------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_OUTPUT_H
#define PAGELESS_TOOL_OUTPUT_H

#include "engine/Result.h"

#include "llvm/Support/Error.h"

#include <string>

namespace pageless {

/// Writes `report.json` and `patches/` below \p Directory, which is made if
/// need be. What an earlier run left there is replaced as a whole; patches of
/// anybody else stay. While the report is missing, patches may be of two runs.
/// Fails with one line that names the file; if that could not be written, all
/// is as it was.
llvm::Error writeOutput(const Result &R, const std::string &Directory);

} // namespace pageless

#endif // PAGELESS_TOOL_OUTPUT_H
