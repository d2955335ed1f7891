//===- tests/Pairs.h - What pairs in a small function -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Drives the analysis on small functions. A group is written as the numbers of
// its maps, '>', the numbers of its unmaps, each in the order of the source,
// and its trap. For an unmap by page the variable with the address follows.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_PAIRS_H
#define PAGELESS_TESTS_PAIRS_H

#include <string>

namespace pageless::test {

/// The groups of a function with that body, e.g. "1>1, 2>2 order".
std::string pairs(const std::string &Body);

/// The functions that are called while the first map is live.
std::string inside(const std::string &Body);

} // namespace pageless::test

#endif // PAGELESS_TESTS_PAIRS_H
