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
/// need be. Every file is written whole beside its place and renamed. Patches
/// that an earlier run left there are removed; files of anybody else are not.
/// Fails with one line that names the file.
llvm::Error writeOutput(const Result &R, const std::string &Directory);

} // namespace pageless

#endif // PAGELESS_TOOL_OUTPUT_H
