//===- tests/SnippetTest.cpp - Every snippet folder of every rule ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// testdata/kernel-snippets/<rule>/<topic>/ holds before.c, after.c, sites.txt
// and perhaps headers x.h with x.after.h, and flags.txt. All topics of a rule
// are converted as one tree, once; each is a test of its own. A rule that needs
// the whole tree has one for each topic. UPDATE_GOLDEN=1 rewrites after files
// and sites.txt.
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"
#include "engine/Rule.h"
#include "engine/Scan.h"
#include "tests/support/Snippets.h"
#include "tests/support/TestTree.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include "gtest/gtest.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

fs::path afterPath(const fs::path &Before) {
  if (Before.filename() == "before.c")
    return Before.parent_path() / "after.c";
  return Before.parent_path() /
         (Before.stem().string() + ".after" + Before.extension().string());
}

/// All topics of one rule, or only \p Topic, converted once, and once more
/// after that.
struct ConvertedRule {
  TestTree tree;
  Result first, second;

  ConvertedRule(const std::string &Rule, const std::string &Topic) {
    writeSnippets(tree, Rule, Topic);
    ConvertOptions Options = tree.options();
    Options.rules = {Rule};
    first = tree.convert(Options);
    tree.apply(first);
    second = tree.convert(Options);
  }
};

const ConvertedRule &convertedRule(const Topic &T) {
  static std::map<std::string, std::unique_ptr<ConvertedRule>> Rules;
  const Rule *R = findRule(T.rule);
  const std::string Only = R && R->wholeTree ? T.name : "";
  std::unique_ptr<ConvertedRule> &Converted = Rules[T.rule + "/" + Only];
  if (!Converted)
    Converted = std::make_unique<ConvertedRule>(T.rule, Only);
  return *Converted;
}

std::string siteLine(const Site &S, const std::string &Prefix) {
  std::ostringstream Out;
  Out << S.file.substr(Prefix.size()) << ':' << S.line << ':' << S.column << ' '
      << toString(S.verdict) << ' '
      << (S.reason == Reason::None ? "-" : toString(S.reason));
  if (S.reason == Reason::MigrationBlocked)
    Out << ": " << S.message; // it has the path
  Out << '\n';
  return Out.str();
}

/// before.c first, then headers by name, as sites.txt lists them.
std::string actualSites(const Result &R, const std::string &Prefix) {
  std::string Main, Headers;
  for (const Site &S : R.sites)
    if (llvm::StringRef(S.file).starts_with(Prefix))
      (S.file == Prefix + "before.c" ? Main : Headers) += siteLine(S, Prefix);
  return Main + Headers;
}

/// The file's comments, and the rest of it.
std::pair<std::string, std::string> splitComments(const fs::path &Path) {
  std::pair<std::string, std::string> Parts;
  std::ifstream In(Path);
  for (std::string Line; std::getline(In, Line);)
    (Line.starts_with("#") ? Parts.first : Parts.second) += Line + "\n";
  return Parts;
}

class SnippetTest : public testing::TestWithParam<Topic> {
protected:
  fs::path folder() const {
    return Snippets / GetParam().rule / GetParam().name;
  }
  std::string prefix() const { return GetParam().name + "/"; }
  const ConvertedRule &rule() const { return convertedRule(GetParam()); }
};

TEST_P(SnippetTest, VerdictOfEverySpelling) {
  const fs::path Golden = folder() / "sites.txt";
  const std::string Actual = actualSites(rule().first, prefix());
  const auto [Comments, Expected] = splitComments(Golden);
  if (updatesGoldens())
    std::ofstream(Golden) << Comments << Actual;
  else
    EXPECT_EQ(Expected, Actual);
}

TEST_P(SnippetTest, TextAfter) {
  for (const auto &Entry : fs::directory_iterator(folder())) {
    if (!isInput(Entry.path()))
      continue;
    const fs::path After = afterPath(Entry.path());
    const std::string Actual =
        rule().tree.read(prefix() + Entry.path().filename().string());
    const bool Same = Actual == contentOf(Entry.path());
    if (updatesGoldens() && (!Same || fs::exists(After)))
      std::ofstream(After, std::ios::binary) << Actual;
    EXPECT_EQ(contentOf(fs::exists(After) ? After : Entry.path()), Actual);
  }
}

TEST_P(SnippetTest, SecondRunConvertsNothing) {
  for (const Site &S : rule().second.sites)
    if (llvm::StringRef(S.file).starts_with(prefix())) {
      EXPECT_NE(S.verdict, Verdict::Converted)
          << S.file << ':' << S.line << ": " << S.before;
    }
}

// Errors can get fewer: bodies without a word are not parsed any more.
TEST_P(SnippetTest, ConvertedTextHasNoNewErrors) {
  const auto Errors = [&](const Result &R) {
    unsigned Count = 0;
    for (const UnitReport &Unit : R.units)
      if (llvm::StringRef(Unit.file).starts_with(prefix()))
        Count += Unit.errors;
    return Count;
  };
  EXPECT_GE(Errors(rule().first), Errors(rule().second));
}

INSTANTIATE_TEST_SUITE_P(Rules, SnippetTest, testing::ValuesIn(allTopics()),
                         [](const testing::TestParamInfo<Topic> &Info) {
                           return testNameOf(Info.param);
                         });

} // namespace
