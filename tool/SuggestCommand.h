//===- tool/SuggestCommand.h - convert --suggest-config --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_SUGGESTCOMMAND_H
#define PAGELESS_TOOL_SUGGESTCOMMAND_H

#include "engine/Result.h"

#include <string>
#include <vector>

namespace pageless {

/// Prints to stdout which configurations would show the words of \p R that the
/// given compile databases hide. What is being configured is said on stderr,
/// for it takes seconds each time. \p Jobs is 0 for one thread per core.
void printSuggestions(const Result &R, const std::string &Root,
                      const std::vector<std::string> &Databases, unsigned Jobs);

} // namespace pageless

#endif // PAGELESS_TOOL_SUGGESTCOMMAND_H
