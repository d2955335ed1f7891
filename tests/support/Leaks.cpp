//===- tests/support/Leaks.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A unit that crashes Clang cannot free what it held: the price of losing only
// that unit. LeakSanitizer asks this function what not to report.
//
//===----------------------------------------------------------------------===//

extern "C" const char *__lsan_default_suppressions();
extern "C" const char *__lsan_default_suppressions() {
  return "leak:pageless::parseUnit\nleak:libclang-cpp.so\n";
}
