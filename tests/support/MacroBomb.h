//===- tests/support/MacroBomb.h - A billion laughs ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_MACROBOMB_H
#define PAGELESS_TESTS_SUPPORT_MACROBOMB_H

#include <string>

namespace pageless::test {

/// Macros L0, which is \p First, to L\p Levels, each of which calls the one
/// before twice.
inline std::string laughs(const std::string &First, unsigned Levels) {
  std::string Text = "#define L0 " + First + "\n";
  for (unsigned I = 1; I <= Levels; ++I) {
    const std::string Before = "L" + std::to_string(I - 1);
    Text +=
        "#define L" + std::to_string(I) + " " + Before + " " + Before + "\n";
  }
  return Text;
}

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_MACROBOMB_H
