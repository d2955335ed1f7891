//===- tests/CachedTree.h - A tree that is converted with a cache *- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_CACHEDTREE_H
#define PAGELESS_TESTS_CACHEDTREE_H

#include "cache/Cache.h"
#include "tests/support/Everything.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <memory>
#include <string>

namespace pageless::test {

/// Three units, of which two include a header without a word.
class CachedTree : public testing::Test {
protected:
  CachedTree() {
    tree.writeBlkTypes();
    tree.write("include/linux/mm.h", "struct page;\nint mm(void);\n");
    for (const char *Name : {"a.c", "b.c"}) {
      tree.write(Name, "#include <linux/blk_types.h>\n"
                       "#include <linux/mm.h>\n"
                       "struct page *f(struct bio_vec *v)\n"
                       "{\n\treturn v->bv_page;\n}\n");
      tree.command(Name);
    }
    tree.write("c.c", "#include <linux/blk_types.h>\n"
                      "struct page *g(struct bio_vec *v)\n"
                      "{\n\treturn v[1].bv_page;\n}\n");
    tree.command("c.c");
    folder = tree.objects("cache");
  }

  /// Converts with the cache, and without it; both must be the same. Counts
  /// what the cache knew, and keeps what it warned of.
  std::string run(const ConvertOptions &Options) {
    tree.writeDatabases();
    const std::string Cold = everythingOf(Options);
    ConvertOptions Warm = Options;
    const auto Used = std::make_shared<Cache>(
        CacheOptions{folder, megabytes},
        [&](const std::string &Text) { warnings += Text + "\n"; });
    Warm.stores = {Used};
    EXPECT_EQ(everythingOf(Warm), Cold);
    hits = Used->hits();
    misses = Used->misses();
    return Cold;
  }
  std::string run() { return run(tree.options()); }

  /// How many units were parsed, after the cache has seen the tree once.
  std::size_t parsed() {
    run();
    return misses;
  }

  TestTree tree;
  std::string folder, warnings;
  std::uint64_t megabytes = 64;
  std::size_t hits = 0, misses = 0;
};

} // namespace pageless::test

#endif // PAGELESS_TESTS_CACHEDTREE_H
