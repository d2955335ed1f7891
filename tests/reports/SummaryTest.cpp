//===- tests/reports/SummaryTest.cpp - What the terminal shows ------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Summary.h"

#include "gtest/gtest.h"

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace pageless;

Site manualSite(unsigned Line) {
  Site S;
  S.file = "drivers/block/loop.c";
  S.line = Line;
  S.column = 9;
  S.verdict = Verdict::Manual;
  S.reason = Reason::AddressTaken;
  S.message = "address of bv_page escapes; no accessor covers it";
  return S;
}

Result smallResult() {
  Result R;
  R.toolVersion = "0.1.0";
  R.tree = "4.1.0-rc6";
  R.profile = "v4.1";
  R.rules = {{"bio-vec-page", "1", "", "High"}, {"sg-phys", "1", "", "High"}};
  R.configurations = {
      {"x86_64", 12154, 371, 400, 5, "x86_64", "x86_64-linux-gnu"},
      {"alpha", 9, 1, 1, 0, "alpha", "x", "x stands for alpha"}};
  R.totals.words = 12;
  R.totals.files = 2;
  R.totals.verdicts = {{"converted", 10}, {"manual", 2}, {"comment", 0}};
  R.totals.reasons = {{"address-taken", 1}, {"sizeof", 2}};
  R.sites = {manualSite(7)};
  R.patches = {{"0001-bvec", "s", "", {{"a.c", "", {}}, {"b.c", "", {}}}}};
  return R;
}

/// Whether a text has a part; shows the whole text if a test fails on it.
testing::AssertionResult contains(const std::string &Text,
                                  std::string_view Part) {
  bool Found = Text.find(Part) != Text.npos;
  return testing::AssertionResult(Found) << "in this text:\n" << Text;
}

/// The lines of a text that are longer than 80 bytes.
std::vector<std::string> longLines(const std::string &Text) {
  std::vector<std::string> Long;
  std::istringstream In(Text);
  for (std::string Line; std::getline(In, Line);)
    if (Line.size() > 80)
      Long.push_back(Line);
  return Long;
}

TEST(SummaryTest, WholeText) {
  EXPECT_EQ(
      writeSummary(smallResult(), "/tmp/out"),
      R"(pageless 0.1.0 on Linux 4.1.0-rc6, profile v4.1: bio-vec-page, sg-phys
  x86_64: 371 units parsed of 12154 commands, 5 saved: another unit shows the
    same
  alpha: 1 unit parsed of 9 commands; x stands for alpha

12 words in 2 files:
     10  converted           rewritten by the patches
      2  manual              a person must look at these

Why words were left as they are:
      2  sizeof: The field is an operand of sizeof; the size of what a helper
         returns need not be the size of the field.
      1  address-taken: The address of the field is taken; no accessor hands out
         a pointer to it.

For a person to look at:
  drivers/block/loop.c:7:9: address-taken: address of bv_page escapes; no
      accessor covers it

Written:
  /tmp/out/patches/0001-bvec.patch (2 files)
  /tmp/out/report.json (1 site)

Next, in the tree:
  git apply /tmp/out/patches/0001-bvec.patch
)");
}

TEST(SummaryTest, ShowsTenSites) {
  Result R = smallResult();
  R.sites.clear();
  for (unsigned Line = 101; Line <= 115; ++Line)
    R.sites.push_back(manualSite(Line));
  R.sites[1].verdict = Verdict::Conflict;
  R.sites[1].reason = Reason::None;
  R.sites[2].verdict = Verdict::Converted;
  R.totals.verdicts = {{"converted", 1}, {"manual", 13}, {"conflict", 1}};
  std::string Text = writeSummary(R, "out");
  EXPECT_TRUE(contains(Text, "look at, the first 10 of 14:\n"));
  EXPECT_TRUE(contains(Text, "loop.c:102:9: conflict: "));
  EXPECT_FALSE(contains(Text, "loop.c:103:9"));
  EXPECT_TRUE(contains(Text, "loop.c:111:9: "));
  EXPECT_FALSE(contains(Text, "loop.c:112:9"));
}

TEST(SummaryTest, UnitsWithErrors) {
  Result R = smallResult();
  using Status = UnitReport::Status;
  for (int I = 1; I <= 6; ++I)
    R.units.push_back({"fs/u" + std::to_string(I) + ".c", "x86_64",
                       Status::Errors, 2, "fs/h.h:1:2: unknown type"});
  R.units[0].status = Status::Crashed;
  R.units[0].firstError.clear();
  R.units.insert(R.units.begin(),
                 {"fs/fine.c", "x86_64", Status::Clean, 0, ""});
  std::string Text = writeSummary(R, "out");
  EXPECT_TRUE(contains(Text, "\n6 units with errors, the first 5:\n"
                             "  fs/u1.c (x86_64): crashed Clang\n"
                             "  fs/u2.c (x86_64): 2 errors; fs/h.h:1:2: "
                             "unknown type\n"));
  EXPECT_FALSE(contains(Text, "fs/u6.c"));
  R.units[1].status = Status::Stopped;
  R.units[1].firstError = "given up after 2 s";
  EXPECT_TRUE(contains(writeSummary(R, "out"),
                       "  fs/u1.c (x86_64): not parsed to its end; given up "
                       "after 2 s\n"));
  EXPECT_FALSE(contains(Text, "fs/fine.c"));
}

TEST(SummaryTest, InternalErrorsAreLoud) {
  Result R = smallResult();
  EXPECT_FALSE(contains(writeSummary(R, "out"), "INTERNAL"));
  R.internalErrors = {"two verdicts for one word"};
  std::string Text = writeSummary(R, "out");
  EXPECT_TRUE(contains(Text, "*** INTERNAL ERRORS: 1."));
  EXPECT_TRUE(contains(Text, "  two verdicts for one word\n"));
  EXPECT_TRUE(contains(Text, "Do not apply the patches."));
  EXPECT_FALSE(contains(Text, "git apply"));
}

TEST(SummaryTest, NothingToApply) {
  std::string Text = writeSummary(Result(), "out/");
  EXPECT_TRUE(contains(Text, "  out/report.json (0 sites)\n"));
  EXPECT_TRUE(contains(Text, "There is nothing to apply.\n"));
}

TEST(SummaryTest, CommandsAreQuotedForTheShell) {
  EXPECT_TRUE(
      contains(writeSummary(smallResult(), "/my out/it's"),
               "  git apply '/my out/it'\\''s/patches/0001-bvec.patch'\n"));
}

TEST(SummaryTest, LinesFitTheTerminal) {
  Result R = smallResult();
  for (int I = 1; I < ReasonCount; ++I)
    R.totals.reasons[std::string(toString(static_cast<Reason>(I)))] = 123456;
  for (int I = 0; I < VerdictCount; ++I)
    R.totals.verdicts[std::string(toString(static_cast<Verdict>(I)))] = 123456;
  R.totals.words = 12345678;
  R.rules.assign(9, {"a-rule-with-a-name", "1", "", "High"});
  R.internalErrors = {std::string(40, 'e') + " " + std::string(60, 'f')};
  R.units = {{std::string(60, 'p') + ".c", "x86_64-allmodconfig",
              UnitReport::Status::Errors, 3, std::string(70, 'q')}};
  EXPECT_EQ(longLines(writeSummary(R, "/tmp/out")), std::vector<std::string>());
}

TEST(SummaryTest, TextOfTheTreeCannotBreakTheLayout) {
  Result R = smallResult();
  R.sites[0].message = "a\n\tb\x1b[31m";
  EXPECT_TRUE(contains(writeSummary(R, "out"),
                       "loop.c:7:9: address-taken: a b?[31m\n"));
}

} // namespace
