//===- tests/support/TestTree.h - A small tree to convert ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_TESTTREE_H
#define PAGELESS_TESTS_SUPPORT_TESTTREE_H

#include "engine/Convert.h"

#include <map>
#include <string>
#include <vector>

namespace pageless::test {

/// A kernel tree in a temporary directory, which goes with the object.
class TestTree {
public:
  TestTree();
  ~TestTree();
  TestTree(const TestTree &) = delete;
  TestTree &operator=(const TestTree &) = delete;

  const std::string &root() const { return Root; }
  /// Where compile databases go: outside the tree, as with O=.
  std::string objects(const std::string &Configuration = "config") const;

  /// Writes a file below the root.
  void write(const std::string &Path, const std::string &Text) const;
  /// Reads a file below the root; "" if there is none.
  std::string read(const std::string &Path) const;
  /// Adds a compile command for a file of the tree.
  void command(const std::string &Path,
               const std::vector<std::string> &Flags = {},
               const std::string &Configuration = "config");

  /// Writes the options of a configuration where the kernel's makefiles do.
  void autoconf(const std::string &Configuration,
                const std::string &Text) const;

  /// Options to convert the tree with all configurations.
  ConvertOptions options() const;
  /// Converts, and fails the test if that fails.
  Result convert() const;
  Result convert(const ConvertOptions &Options) const;
  /// The message with which the conversion fails; fails the test if it does
  /// not.
  std::string refusal(const ConvertOptions &Options) const;
  /// Edits the tree as the result says.
  void apply(const Result &R) const;

  /// A header with bio_vec and, unless \p Helpers is false, the helpers of the
  /// profile pfn; written as include/linux/blk_types.h.
  void writeBlkTypes(bool Helpers = true) const;

  /// Writes the compile databases, which conversions do by themselves.
  void writeDatabases() const;

private:
  std::string Base, Root;
  struct Command {
    std::string path;
    std::vector<std::string> flags;
  };
  std::map<std::string, std::vector<Command>> Commands;
};

/// "verdict reason" of the N-th site in \p File, e.g. "manual increment".
std::string verdictOf(const Result &R, const std::string &File,
                      std::size_t N = 0);

/// The site's text after conversion, "" if there is none.
std::string afterOf(const Result &R, const std::string &File,
                    std::size_t N = 0);

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_TESTTREE_H
