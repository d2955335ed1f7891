//===- tests/CompileCommandsTest.cpp
//----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <fstream>

using namespace pageless;
using namespace pageless::test;

namespace {

class CompileCommands : public testing::Test {
protected:
  void SetUp() override {
    tree.write("a.c", "");
    tree.write("b.c", "");
    tree.command("a.c");
    tree.writeDatabases(); // and the folder
  }
  llvm::Expected<CompileDatabase> load(const std::string &Text) const {
    std::ofstream(tree.objects() + "/compile_commands.json") << Text;
    return loadCompileDatabase(tree.objects(), TreePaths(tree.root()), nullptr,
                               2);
  }
  std::string problem(const std::string &Text) const {
    auto Database = load(Text);
    return Database ? "" : llvm::toString(Database.takeError());
  }
  std::string entry(const std::string &File, const std::string &More) const {
    return "{\"directory\":\"" + tree.root() + "\",\"file\":\"" + File + "\"," +
           More + "}";
  }
  TestTree tree;
};

std::vector<std::string> words(const CompileCommand &Command) {
  return {Command.arguments.begin(), Command.arguments.end()};
}

using Words = std::vector<std::string>;

TEST_F(CompileCommands, AreReadWhenTheyAreWanted) {
  auto Database = load(
      "[" + entry("a.c", R"("arguments":["cc","-DX=\"\u00e9\\","a.c"])") + "," +
      entry("b.c", R"("command":"cc '-DY=1 2' b.c","command":"gcc b.c")") +
      "," + entry("a.c", R"("command":"x","arguments":["cc","-m32"])") + "," +
      entry("/outside.c", R"("arguments":[])") + "]");
  ASSERT_TRUE(!!Database);
  EXPECT_EQ(Database->entries, 4u);
  ASSERT_EQ(Database->commands.size(), 2u);
  const auto &A = *Database->commands.find("a.c");
  ASSERT_EQ(A.second.size(), 2u);
  const CompileCommand &First = CompileDatabase::command(A);
  EXPECT_EQ(words(First), Words({"cc", "-DX=\"\u00e9\\", "a.c"}));
  EXPECT_EQ(words(CompileDatabase::command(A, 1)), Words({"cc", "-m32"}));
  EXPECT_EQ(words(CompileDatabase::command(*Database->commands.find("b.c"))),
            Words({"gcc", "b.c"}));
  EXPECT_EQ(&CompileDatabase::command(A), &First); // and kept
  EXPECT_EQ(First.directory, tree.root());
  EXPECT_EQ(First.file, "a.c");
}

TEST_F(CompileCommands, ManyAreReadFromTheirOwnPiece) {
  std::string Text = "[";
  for (unsigned I = 0; I < 3000; ++I)
    Text += entry(I % 2 ? "a.c" : "b.c",
                  "\"arguments\":[\"cc\",\"-DN=" + std::to_string(I) + "\",\"" +
                      std::string(200, 'x') + "\"]") +
            (I < 2999 ? "," : "]");
  auto Database = load(Text);
  ASSERT_TRUE(!!Database);
  const auto &A = *Database->commands.find("a.c");
  ASSERT_EQ(A.second.size(), 1500u);
  for (const unsigned N : {0u, 1499u, 700u, 1u})
    EXPECT_EQ(CompileDatabase::command(A, N).arguments[1],
              "-DN=" + std::to_string(2 * N + 1));
}

TEST_F(CompileCommands, AnyWrongEntryIsSaidWithItsNumber) {
  const std::string Good = entry("a.c", R"("arguments":["cc"])");
  std::string Many = "[" + Good;
  for (unsigned I = 0; I < 5000; ++I)
    Many += "," + Good;
  const auto Ends = [](const std::string &Text, llvm::StringRef With) {
    return llvm::StringRef(Text).ends_with(With);
  };
  const std::string Lacks =
      " lacks a directory, a file, or a command or arguments";
  for (const char *Wrong :
       {R"("arguments":"cc")", R"("arguments":["cc",1])", R"("command":1)",
        R"("commands":"cc")", R"("command":"cc","command":null)",
        R"("command":"cc","arguments":{})", R"("command":"cc","file":3)"})
    EXPECT_TRUE(Ends(problem(Many + "," + entry("a.c", Wrong) + "]"),
                     "entry 5002" + Lacks))
        << Wrong;
  for (const char *Wrong :
       {R"("arguments":["cc",])", R"("command":"\x")", R"("command":"\ud800")",
        "\"command\":\"\xff\"", R"("command":"cc" "x":1)", R"("n":01)"})
    EXPECT_TRUE(Ends(problem(Many + "," + entry("a.c", Wrong) + "," +
                             entry("b.c", "\"command\":2") + "]"),
                     "entry 5002 is no JSON"))
        << Wrong;
}

} // namespace
