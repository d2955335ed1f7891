//===- tests/tidy/TidySnippetTest.cpp - Every snippet, by clang-tidy ------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fixes of the plugin, in a real clang-tidy, against the edits of a run.
// The tree has the helpers already: a plugin cannot bring them along.
//
//===----------------------------------------------------------------------===//

#include "engine/Rule.h"
#include "tests/support/Snippets.h"
#include "tests/tidy/RunTidy.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include "gtest/gtest.h"

#include <fstream>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

/// The sources of one rule, once converted, and once fixed by clang-tidy.
struct BothWays {
  TestTree converted, fixed;
  std::vector<Warned> warnings;

  explicit BothWays(const std::string &Rule) {
    writeSnippets(converted, Rule);
    writeSnippets(fixed, Rule);
    ConvertOptions Options = converted.options();
    Options.rules = {Rule};
    Result R = converted.convert(Options);
    converted.apply(R);
    llvm::erase_if(R.patches,
                   [](const PatchSet &Patch) { return !Patch.rule.empty(); });
    fixed.apply(R); // the helpers
    std::vector<std::string> Arguments = {"-checks=-*,linuxkernel-pageless-" +
                                          Rule};
    for (const Topic &T : allTopics())
      if (T.rule == Rule)
        Arguments.push_back(fixed.root() + "/" + T.name + "/before.c");
    warnings = warningsOf(fixed, Arguments);
    applyFixes(fixed, warnings);
  }
};

std::vector<std::string> rulesOfChecks() {
  std::vector<std::string> Rules;
  for (const Topic &T : allTopics())
    if (const Rule *R = findRule(T.rule);
        R && !R->wholeTree && !llvm::is_contained(Rules, T.rule))
      Rules.push_back(T.rule);
  return Rules;
}

/// The file that a header must equal where macros have no fix.
fs::path ownGolden(const fs::path &Header) {
  return Header.parent_path() / (Header.stem().string() + ".after.tidy.h");
}

void compare(const BothWays &B, const Topic &T) {
  for (const auto &Entry : fs::directory_iterator(Snippets / T.rule / T.name)) {
    if (!isInput(Entry.path()))
      continue;
    const std::string Path = T.name + "/" + Entry.path().filename().string();
    const fs::path Own = ownGolden(Entry.path());
    const std::string Fixed = B.fixed.read(Path);
    if (updatesGoldens() && fs::exists(Own))
      std::ofstream(Own, std::ios::binary) << Fixed;
    EXPECT_EQ(fs::exists(Own) ? contentOf(Own) : B.converted.read(Path), Fixed)
        << T << ": " << Path;
  }
}

// One test for each rule: ctest gives every test a process of its own.
class TidySnippetTest : public testing::TestWithParam<std::string> {};

TEST_P(TidySnippetTest, FixesEqualTheEditsOfARun) {
  const BothWays B(GetParam());
  for (const Topic &T : allTopics())
    if (T.rule == GetParam())
      compare(B, T);
}

INSTANTIATE_TEST_SUITE_P(Rules, TidySnippetTest,
                         testing::ValuesIn(rulesOfChecks()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           return testNameOf({Info.param, "all"});
                         });

} // namespace
