//===- tests/ScanTest.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Scan.h"

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <filesystem>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

llvm::StringSet<> set(const Names &All) {
  llvm::StringSet<> Set;
  for (const std::string &One : All)
    Set.insert(One);
  return Set;
}

Ledger scan(const TestTree &Tree, const Names &Paths = {},
            const FileTexts &InMemory = {}, bool WordsOnly = false) {
  auto L = scanTree(Tree.root(), set({"word"}), Paths, 2, InMemory, WordsOnly);
  EXPECT_TRUE(!!L);
  return L ? std::move(*L) : Ledger();
}

Names filesOf(const Ledger &L) {
  Names Files;
  for (const auto &[File, Lexed] : L.files)
    Files.push_back(File);
  return Files;
}

TEST(Scan, ListsSourcesByTheirOwnNames) {
  const TestTree Tree;
  for (const char *File : {"d/a.c", "d/e/b.h", ".git/c.c", "d/.c", "d/.x.c",
                           "d/a.S", "d.c/x.h", "z..c"})
    Tree.write(File, "word");
  fs::create_symlink("a.c", Tree.root() + "/d/link.c");
  fs::create_directory_symlink("d", Tree.root() + "/also");
  const Ledger L = scan(Tree);
  const Names Expected = {"d.c/x.h", "d/.x.c", "d/a.c", "d/e/b.h", "z..c"};
  EXPECT_EQ(L.sources(), Expected);
  EXPECT_EQ(filesOf(L), Expected);
  EXPECT_EQ(L.texts.at("d/a.c"), "word");
}

TEST(Scan, PathsLimitTheLedgerButNotTheSources) {
  const TestTree Tree;
  Tree.write("d/a.c", "word");
  Tree.write("d2/b.c", "word");
  Tree.write("c.c", "int word;");
  const Ledger L = scan(Tree, {"d", "c.c", "none.c"}, {{"d/m.c", "word"}});
  EXPECT_EQ(filesOf(L), Names({"c.c", "d/a.c", "d/m.c"}));
  EXPECT_EQ(L.sources(), Names({"c.c", "d/a.c", "d/m.c", "d2/b.c"}));
}

TEST(Scan, TextsInMemoryStandInForFiles) {
  const TestTree Tree;
  Tree.write("a.c", "word");
  Tree.write("b.c", "none");
  const Ledger L = scan(Tree, {},
                        {{"a.c", "none"},
                         {"b.c", "word"},
                         {"new/n.h", "word"},
                         {"new/n.txt", "word"}});
  EXPECT_EQ(filesOf(L), Names({"b.c", "new/n.h"}));
}

TEST(Scan, WhatCannotBeListedOrReadIsSaid) {
  const TestTree Tree;
  const std::string None = Tree.root() + "/none";
  auto L = scanTree(None, set({"word"}), {}, 1);
  ASSERT_FALSE(!!L);
  EXPECT_EQ(llvm::toString(L.takeError()),
            "cannot list " + None + ": No such file or directory");
}

/// What the indexes say does not depend on when they were made.
TEST(Scan, LaterQuestionsHaveTheSameAnswersEitherWay) {
  const TestTree Tree;
  Tree.write("include/a.h", "#define ONE(x) ((x)->word)\n");
  Tree.write("include/b.h", "#include \"a.h\"\n#define TWO(x) ONE(x)\n");
  Tree.write("include/c.h", "#define THREE TWO(0)\nint TWO;\n");
  Tree.write("d.c", "#include <b.h>\n#define FOUR word\nint x = TWO(y);\n");
  Tree.write("e.c", "#include <x/b.h>\n#define FIVE TWO(1)\n/* THREE */");
  for (const bool WordsOnly : {false, true}) {
    const Ledger L = scan(Tree, {}, {}, WordsOnly);
    const Carriers C = findCarriers(L, 2);
    Names Found;
    for (const llvm::StringRef Name : C.names.keys())
      Found.push_back(Name.str());
    std::sort(Found.begin(), Found.end());
    EXPECT_EQ(Found, Names({"FOUR", "ONE", "THREE", "TWO"}));
    EXPECT_EQ(C.usedIn.at("TWO"), std::set<std::string>{"THREE"});
    const FilesByName Includers =
        findIncluding(L, set({"a.h", "b.h", "c.h"}), 2);
    EXPECT_EQ(Includers,
              (FilesByName{{"a.h", {"include/b.h"}}, {"b.h", {"d.c", "e.c"}}}));
    EXPECT_EQ(findSpellers(L, Names({"d.c", "e.c", "gone.c"}),
                           set({"TWO", "THREE", "W"}), 2),
              (FilesByName{{"THREE", {"e.c"}}, {"TWO", {"d.c", "e.c"}}}));
  }
}

} // namespace
