//===- tests/AskedWordsTest.cpp - Runs about some words -------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <filesystem>

using namespace pageless;
using namespace pageless::test;

namespace {

class AskedWords : public testing::Test {
protected:
  void SetUp() override {
    tree.writeBlkTypes();
    tree.write("a.c", "#include <linux/blk_types.h>\n"
                      "void *a(struct bio_vec *v)\n{\n"
                      "\tvoid *p = v->bv_page;\n"
                      "\treturn v->bv_page;\n}\n");
    tree.command("a.c");
    tree.write("h.h", "static inline void *h(struct bio_vec *v)\n"
                      "{\n\treturn v->bv_page;\n}\n");
    tree.write("b.c", "#include <linux/blk_types.h>\n#include \"h.h\"\n");
    tree.command("b.c");
  }

  /// Converts only the N-th word of \p File.
  Result ask(const std::string &File, std::size_t N) const {
    const std::string Text = tree.read(File);
    std::size_t At = Text.find("bv_page");
    while (N--)
      At = Text.find("bv_page", At + 1);
    ConvertOptions Options = tree.options();
    Options.words = WordPlaces{{File, {At}}};
    return tree.convert(Options);
  }

  TestTree tree;
};

TEST_F(AskedWords, OnlyTheyAreEdited) {
  const Result R = ask("a.c", 1);
  EXPECT_EQ(R.totals.words, 2u);
  EXPECT_TRUE(R.sites[0].edits.empty());
  EXPECT_EQ(R.sites[1].edits.size(), 2u);
  tree.apply(R);
  EXPECT_NE(tree.read("a.c").find("p = v->bv_page;"), std::string::npos);
  EXPECT_NE(tree.read("a.c").find("return bvec_page(v);"), std::string::npos);
}

TEST_F(AskedWords, OneInAHeaderFindsAUnitThatIncludesIt) {
  const Result R = ask("h.h", 0);
  EXPECT_EQ(verdictOf(R, "h.h"), "converted");
  EXPECT_EQ(R.configurations.at(0).unitsParsed, 1u);
}

TEST_F(AskedWords, AFileWithoutACommandBorrowsOne) {
  tree.write("c.c", tree.read("a.c"));
  const Result R = ask("c.c", 0);
  EXPECT_EQ(verdictOf(R, "c.c"), "manual inferred-command");
}

TEST_F(AskedWords, OthersOfTheFileNeedNotBeSeen) {
  tree.write("h.h", tree.read("h.h") + "#define PAGE_OF(v) (v)->bv_page\n");
  const Result R = ask("h.h", 0);
  EXPECT_EQ(verdictOf(R, "h.h"), "converted");
  EXPECT_EQ(R.configurations.at(0).unitsParsed, 1u);
}

TEST_F(AskedWords, AUnitCanBeGivenWhole) {
  ConvertOptions Options = tree.options();
  Options.databases.clear();
  Options.tree = tree.root();
  Options.words = WordPlaces{{"a.c", {tree.read("a.c").find("bv_page")}}};
  Options.units = {{tree.root(),
                    "a.c",
                    {"clang", "-I" + tree.root() + "/include", "-c", "a.c"}}};
  const Result R = tree.convert(Options);
  EXPECT_EQ(verdictOf(R, "a.c"), "converted");
  EXPECT_EQ(R.sites[0].configurations.at(0), "command-line");
}

TEST_F(AskedWords, FilesInMemoryNeedNotBeOnDisk) {
  ConvertOptions Options = tree.options();
  const std::string Text = tree.read("a.c");
  Options.inMemory["new/n.h"] = "struct bio_vec;\n" + tree.read("h.h");
  Options.inMemory["b.c"] = "#include <linux/blk_types.h>\n"
                            "#include \"new/n.h\"\n";
  Options.words =
      WordPlaces{{"new/n.h", {Options.inMemory["new/n.h"].find("bv_page")}}};
  EXPECT_EQ(verdictOf(tree.convert(Options), "new/n.h"), "converted");
  Options.inMemory = {{"new.c", Text}};
  Options.words = WordPlaces{{"new.c", {Text.find("bv_page")}}};
  EXPECT_EQ(verdictOf(tree.convert(Options), "new.c"),
            "manual inferred-command");
}

TEST_F(AskedWords, RulesThatNeedTheWholeTreeAreRefused) {
  ConvertOptions Options = tree.options();
  Options.rules = {"dma-map-pfn"};
  Options.words = WordPlaces{{"a.c", {0}}};
  EXPECT_EQ(tree.refusal(Options),
            "the rule dma-map-pfn needs the whole tree, and this run is about "
            "a part of it");
}

} // namespace
