//===- tests/tidy/RunTidy.h - Runs clang-tidy with the plugin --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_TIDY_RUNTIDY_H
#define PAGELESS_TESTS_TIDY_RUNTIDY_H

#include "tests/support/TestTree.h"

#include <map>
#include <string>
#include <vector>

namespace pageless::test {

/// How a program ended.
struct TidyEnded {
  int status = -1;
  std::string output; ///< what it wrote to both stdout and stderr
};

/// Runs a shell command.
TidyEnded runShell(const std::string &Command);

/// Runs pageless-tidy on files of \p Tree, with its compile database.
TidyEnded runTidy(const TestTree &Tree,
                  const std::vector<std::string> &Arguments);

/// A warning, as `--export-fixes` writes it.
struct Warned {
  std::string check, message;
  std::string file; ///< relative to the tree's root
  std::size_t offset = 0;
  std::map<std::string, std::vector<TextEdit>> fix; ///< by file, the same way
  std::vector<std::string> notes;
};

/// Runs pageless-tidy with \p Arguments, and returns what the plugin warned of.
std::vector<Warned> warningsOf(const TestTree &Tree,
                               const std::vector<std::string> &Arguments);

/// Edits the files of \p Tree as all the fixes say. Fails the test if two
/// touch.
void applyFixes(const TestTree &Tree, const std::vector<Warned> &Warnings);

} // namespace pageless::test

#endif // PAGELESS_TESTS_TIDY_RUNTIDY_H
