//===- tests/lsp/LspSnippetTest.cpp - Every snippet, in an editor ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "Fix all in file" against the edits of a run.
//
//===----------------------------------------------------------------------===//

#include "engine/Rule.h"
#include "tests/lsp/LspClient.h"
#include "tests/support/Snippets.h"

#include "llvm/ADT/STLExtras.h"

#include "gtest/gtest.h"

using namespace pageless;
using namespace pageless::test;
namespace json = llvm::json;

namespace {

std::vector<Topic> topicsOf(const std::string &Rule) {
  std::vector<Topic> Found;
  llvm::copy_if(allTopics(), std::back_inserter(Found),
                [&](const Topic &T) { return T.rule == Rule; });
  return Found;
}

/// A tree with the sources of one rule, the helpers in place, and what becomes
/// of them in a run.
struct RuleTree {
  TestTree before, after;

  explicit RuleTree(const std::string &Rule) {
    writeSnippets(after, Rule);
    writeSnippets(before, Rule);
    ConvertOptions Options = after.options();
    Options.rules = {Rule};
    Result R = after.convert(Options);
    after.apply(R);
    llvm::erase_if(R.patches,
                   [](const PatchSet &Patch) { return !Patch.rule.empty(); });
    before.apply(R);
  }
};

class LspSnippetTest : public testing::TestWithParam<std::string> {};

TEST_P(LspSnippetTest, FixAllEqualsTheEditsOfARun) {
  const RuleTree Both(GetParam());
  lsp::Settings S = settingsFor(Both.before);
  S.rules = {GetParam()};
  LspClient Client(S);
  Client.initialize();
  for (const Topic &T : topicsOf(GetParam())) {
    const std::string File = T.name + "/before.c";
    const std::string Path = Both.before.root() + "/" + File;
    const std::string Text = json::fixUTF8(Both.before.read(File));
    Client.open(Path, Text);
    json::Array Actions = Client.actions(Path, {lsp::FixAllKind.str()});
    ASSERT_LE(Actions.size(), 1u);
    EXPECT_EQ(Actions.empty() ? Text : edited(Text, *Actions[0].getAsObject()),
              json::fixUTF8(Both.after.read(File)))
        << T;
    Client.close(Path);
  }
}

std::vector<std::string> rulesOfUnits() {
  std::vector<std::string> Rules;
  for (const Topic &T : allTopics())
    if (const Rule *R = findRule(T.rule);
        R && !R->wholeTree && !llvm::is_contained(Rules, T.rule))
      Rules.push_back(T.rule);
  return Rules;
}

INSTANTIATE_TEST_SUITE_P(Rules, LspSnippetTest,
                         testing::ValuesIn(rulesOfUnits()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           return testNameOf({Info.param, "all"});
                         });

} // namespace
