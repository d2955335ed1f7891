//===- tests/RulePageTest.cpp - docs/rules/ says what the rules say -------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/RulePage.h"
#include "engine/Rule.h"
#include "tests/support/Snippets.h"
#include "tool/RuleMarkdown.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include "gtest/gtest.h"

#include <fstream>
#include <set>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

const fs::path Pages = fs::path(PAGELESS_SOURCE_DIR) / "docs" / "rules";

void expectPage(const std::string &Name, const std::string &Text) {
  if (updatesGoldens())
    std::ofstream(Pages / Name, std::ios::binary) << Text;
  EXPECT_EQ(contentOf(Pages / Name), Text)
      << "docs/rules/" << Name << " is stale; UPDATE_GOLDEN=1 writes it anew";
}

TEST(RulePages, AreWhatTheRulesSay) {
  for (const Rule &R : allRules())
    expectPage(R.id + ".md", writeRulePage(R));
  expectPage("README.md", writeRuleIndex());
}

TEST(RulePages, AreOfRulesThatThereAre) {
  for (const auto &Entry : fs::directory_iterator(Pages)) {
    const std::string Id = Entry.path().stem();
    EXPECT_TRUE(Id == "README" || findRule(Id)) << Entry.path();
  }
}

TEST(RulePages, HaveAnAddress) {
  EXPECT_TRUE(
      llvm::StringRef(rulePage("bvec-page")).ends_with("/rules/bvec-page.md"));
}

// The actions say which reasons they may give; the snippets show that they tell
// all.
TEST(RulePages, NameEveryReasonThatASnippetShows) {
  for (const Topic &T : allTopics()) {
    const Rule *R = findRule(T.rule);
    ASSERT_TRUE(R) << T.rule;
    std::set<std::string> Known;
    for (const Reason One : reasonsOf(*R))
      Known.insert(std::string(toString(One)));
    for (const Reason One : reasonsOfAnyRule())
      Known.insert(std::string(toString(One)));
    std::ifstream In(Snippets / T.rule / T.name / "sites.txt");
    for (std::string Line; std::getline(In, Line);) {
      llvm::SmallVector<llvm::StringRef> Parts;
      llvm::StringRef(Line).split(Parts, ' ');
      if (Line.starts_with("#") || Parts.size() < 3 || Parts[1] != "manual")
        continue;
      EXPECT_TRUE(Known.count(Parts[2].rtrim(':').str()))
          << T << ": " << Line
          << ": no action of the rule declares that reason";
    }
  }
}

} // namespace
