//===- tests/CutEntriesTest.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CutEntries.h"
#include "engine/CompileCommands.h"

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <filesystem>
#include <fstream>

using namespace pageless;
using namespace pageless::test;

namespace {

TEST(CutEntries, CutsAtTheBraces) {
  const auto Entries = cutEntries(
      " [ {\"file\" : \"/k/a.c\", \"arguments\":[\"-DX={\\\"}]\\\\\"]},\n"
      "{\"directory\":\"file\",\"x\":{\"file\":\"no.c\"},\"n\":[1,null]} ]\n");
  ASSERT_TRUE(Entries);
  ASSERT_EQ(Entries->size(), 2u);
  EXPECT_EQ((*Entries)[0].file, "/k/a.c");
  EXPECT_TRUE((*Entries)[0].text.ends_with("\\\\\"]}"));
  EXPECT_EQ((*Entries)[1].file, "");
  EXPECT_EQ(cutEntries("[]")->size(), 0u);
}

TEST(CutEntries, LeavesWhatIsNoListOfObjects) {
  for (const char *Text : {"", "{}", "[1]", "[{}", "[{},]", "[{}{}]", "[{}] x",
                           "[{\"a}]", "[{\"a\":[}]", "[{},1]", "null"})
    EXPECT_FALSE(cutEntries(Text)) << Text;
}

TEST(CutEntries, NamesAreTakenForPresentInDoubt) {
  llvm::StringSet<> Names;
  Names.insert("a.c");
  EXPECT_TRUE(mayBeNamed({"", "a.c"}, Names));
  EXPECT_TRUE(mayBeNamed({"", "x/a.c"}, Names));
  EXPECT_FALSE(mayBeNamed({"", "x/ba.c"}, Names));
  EXPECT_TRUE(mayBeNamed({"", "x/\\u0061.c"}, Names));
  EXPECT_TRUE(mayBeNamed({"", ""}, Names));
}

TEST(CutEntries, DatabasesAreReadInPart) {
  TestTree Tree;
  Tree.writeBlkTypes();
  Tree.write("a.c", "int a;\n");
  Tree.write("b.c", "int b;\n");
  Tree.command("a.c");
  Tree.command("b.c");
  Tree.convert(); // writes the database
  const TreePaths Paths(Tree.root());
  llvm::StringSet<> Names;
  Names.insert("b.c");
  auto Part = loadCompileDatabase(Tree.objects(), Paths, &Names);
  ASSERT_TRUE(!!Part);
  EXPECT_EQ(Part->entries, 2u);
  EXPECT_EQ(Part->commands.size(), 1u);
  EXPECT_TRUE(Part->commands.count("b.c"));
  auto All = loadCompileDatabase(Tree.objects(), Paths);
  ASSERT_TRUE(!!All);
  EXPECT_EQ(All->commands.size(), 2u);
}

TEST(TreePaths, LinksAreTheFilesTheyPointTo) {
  namespace fs = std::filesystem;
  TestTree Tree;
  Tree.write("d/a.c", "");
  fs::create_directory_symlink(Tree.root() + "/d", Tree.root() + "/e");
  fs::create_symlink("a.c", Tree.root() + "/d/b.c");
  const TreePaths Paths(Tree.root());
  const std::optional<std::string> File = "d/a.c";
  EXPECT_EQ(Paths.relative("d/a.c", Tree.root()), File);
  EXPECT_EQ(Paths.relative("e/a.c", Tree.root()), File);
  EXPECT_EQ(Paths.relative("e/b.c", Tree.root()), File);
  EXPECT_EQ(Paths.relative("../d/./a.c", Tree.root() + "/d"), File);
  EXPECT_EQ(Paths.relative("d/no.c", Tree.root()), std::nullopt);
  EXPECT_EQ(Paths.relative("/bin", Tree.root()), std::nullopt);
}

} // namespace
