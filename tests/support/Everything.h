//===- tests/support/Everything.h - All that a user gets --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_EVERYTHING_H
#define PAGELESS_TESTS_SUPPORT_EVERYTHING_H

#include "engine/Convert.h"

#include <string>

namespace pageless::test {

/// The report and the edits of all patches, to be compared byte for byte.
std::string everythingOf(const Result &R);

/// The same of a run; if it is refused, what it says then.
std::string everythingOf(const ConvertOptions &Options);

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_EVERYTHING_H
