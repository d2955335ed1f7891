//===- tests/VerifySnippetTest.cpp - Snippets keep their code -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the rules say of themselves, that their edits leave the code as it is,
// on all the snippets that they have.
//
//===----------------------------------------------------------------------===//

#include "engine/Rule.h"
#include "tests/support/Shell.h"
#include "tests/support/Snippets.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <fstream>

using namespace pageless;
using namespace pageless::test;

namespace {

std::vector<std::string> rulesThatLeaveTheCode() {
  std::vector<std::string> Ids;
  for (const Rule &R : allRules())
    if (R.sameCode)
      Ids.push_back(R.id);
  return Ids;
}

class VerifySnippetTest : public testing::TestWithParam<std::string> {};

TEST_P(VerifySnippetTest, TheCodeStays) {
  TestTree Tree;
  writeSnippets(Tree, GetParam());
  Tree.writeDatabases();
  const std::string Out = Tree.objects("out");
  std::string Text;
  // Unoptimised, a call of a helper is other code than what it does.
  const int Status = runShell(
      "sed -i 's/\"-std=gnu11\"/\"-std=gnu11\", \"-O2\"/' " + Tree.objects() +
          "/compile_commands.json && " + PAGELESS_PROGRAM +
          " convert --no-cache --rule " + GetParam() + " -p " + Tree.objects() +
          " --out " + Out + " >/dev/null; " + PAGELESS_PROGRAM + " verify -p " +
          Tree.objects() + " " + Out + " 2>&1",
      Text);
  EXPECT_LE(Status, 3) << Text;
  std::ifstream In(Out + "/report.json");
  const auto Report = nlohmann::json::parse(In);
  const auto &Units = Report["verification"]["perUnit"];
  EXPECT_FALSE(Units.empty());
  for (const auto &Unit : Units)
    // One that makes a string of its argument has another string.
    if (Unit["file"] != "macro-argument/before.c")
      EXPECT_NE(Unit["code"], "different") << Unit;
}

INSTANTIATE_TEST_SUITE_P(Rules, VerifySnippetTest,
                         testing::ValuesIn(rulesThatLeaveTheCode()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           std::string Name = Info.param;
                           std::erase(Name, '-');
                           return Name;
                         });

} // namespace
