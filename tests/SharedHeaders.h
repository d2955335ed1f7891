//===- tests/SharedHeaders.h - Units that share headers ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Ten units share headers. One more is a trap: with the headers of the others
// it would say something else. A unit that notices is read a second time.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SHAREDHEADERS_H
#define PAGELESS_TESTS_SHAREDHEADERS_H

#include "tests/Keep.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

namespace pageless::test {

class SharedHeaders : public testing::Test {
protected:
  SharedHeaders() {
    tree.writeBlkTypes();
    for (int I = 0; I < 10; ++I) {
      const std::string N = std::to_string(I);
      unit("u" + N + ".c", "", "");
    }
    unit("zzz.c", "", ""); // a run begins with the last one, by itself
  }

  /// A unit that includes a header of its own, if there is one, before the
  /// others.
  void unit(const std::string &File, const std::string &Before,
            const std::string &After,
            const std::vector<std::string> &Flags = {}) {
    tree.write(File, Before + "#include <linux/blk_types.h>\n" +
                         "#include <linux/all.h>\n" + After +
                         "static void *get(struct bio_vec *b)\n{\n"
                         "\treturn b->bv_page;\n}\n");
    tree.command(File, Flags);
  }

  /// Adds a unit with all of its text.
  void whole(const std::string &File, const std::string &Text) {
    tree.write(File, Text);
    tree.command(File);
  }

  std::shared_ptr<Keep> run(bool Precompile) {
    const auto Store = std::make_shared<Keep>();
    ConvertOptions Options = tree.options();
    Options.jobs = 1;
    Options.shortcuts.precompileHeaders = Precompile;
    Options.shortcuts.blankHeaders = false; // it has retries of its own
    Options.stores = {Store};
    tree.convert(Options);
    return Store;
  }

  /// Whether \p File was read in vain with the headers of others. No unit's
  /// facts may depend on them.
  bool isTrap(const std::string &File) {
    const auto Fast = run(true), Slow = run(false);
    EXPECT_EQ(Fast->facts.size(), Slow->facts.size());
    for (const auto &[Name, Facts] : Fast->facts)
      EXPECT_EQ(Facts, Slow->facts[Name]) << Name;
    EXPECT_EQ(Slow->retries[File], 0u);
    return Fast->retries[File] != 0;
  }

  TestTree tree;
};

} // namespace pageless::test

#endif // PAGELESS_TESTS_SHAREDHEADERS_H
