//===- tool/Guard.h - Ends that are told in one line -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_GUARD_H
#define PAGELESS_TOOL_GUARD_H

#include <string>

namespace pageless {

/// Sees to it that a file that grows too large, or memory that is not there,
/// is an error where it happens. Without it the system would end the program,
/// or another one.
void guardProcess();

/// Prints one line on stderr, whatever names of files are in it.
void sayProblem(const std::string &Message);

/// False, with one line on stderr, if something could not be written to stdout.
bool isAllPrinted();

} // namespace pageless

#endif // PAGELESS_TOOL_GUARD_H
