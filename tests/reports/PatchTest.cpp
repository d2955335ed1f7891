//===- tests/reports/PatchTest.cpp - The text of patches ------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Patch.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace pageless;

TextEdit edit(std::size_t Offset, std::size_t Length, std::string Text) {
  return {Offset, Length, std::move(Text), 0};
}

/// The diff of one file, without the header of the patch.
std::string diffOf(std::string Path, std::string Before,
                   std::vector<TextEdit> Edits) {
  PatchSet Patch{"0001-x", "S", "", {{Path, Before, std::move(Edits)}}};
  std::string Text = writePatch(Patch);
  constexpr std::string_view Header = "S\n\n---\n\n";
  EXPECT_EQ(Text.substr(0, Header.size()), Header);
  return Text.substr(std::min(Header.size(), Text.size()));
}

/// The hunks of one file "f".
std::string hunksOf(std::string Before, std::vector<TextEdit> Edits) {
  std::string Text = diffOf("f", std::move(Before), std::move(Edits));
  constexpr std::string_view Names = "diff --git a/f b/f\n--- a/f\n+++ b/f\n";
  EXPECT_EQ(Text.substr(0, Names.size()), Names);
  return Text.substr(std::min(Names.size(), Text.size()));
}

/// "1\n2\n", and so on up to \p Last.
std::string numbers(int Last) {
  std::string Text;
  for (int I = 1; I <= Last; ++I)
    Text += std::to_string(I) + "\n";
  return Text;
}

TEST(PatchTest, HeaderIsProse) {
  PatchSet Patch{"0001-x",
                 "block: use bvec_page()",
                 "Three of 12 sites.\n\n  --- a/f\n2,3d\n12 sites\n---\nEnd",
                 {}};
  EXPECT_EQ(writePatch(Patch), "block: use bvec_page()\n\n"
                               "Three of 12 sites.\n\n|   --- a/f\n| 2,3d\n"
                               "12 sites\n| ---\nEnd\n---\n\n");
}

TEST(PatchTest, HeadingContextAndCount) {
  std::string Before = "int f(struct bio_vec *bv)\n{\n\ta;\n\tb;\n\tc;\n"
                       "\tg(bv->bv_page);\n}\n";
  std::size_t At = Before.find("bv->bv_page");
  EXPECT_EQ(diffOf("block/bio.c", Before, {edit(At, 11, "bvec_page(bv)")}),
            "diff --git a/block/bio.c b/block/bio.c\n"
            "--- a/block/bio.c\n+++ b/block/bio.c\n"
            "@@ -3,5 +3,5 @@ int f(struct bio_vec *bv)\n"
            " \ta;\n \tb;\n \tc;\n-\tg(bv->bv_page);\n+\tg(bvec_page(bv));\n"
            " }\n");
}

TEST(PatchTest, HunksMergeWhenTheirContextsTouch) {
  std::string Before = numbers(9); // lines 1 and 8: six lines between them
  EXPECT_EQ(hunksOf(Before, {edit(0, 1, "a"), edit(14, 1, "b")}),
            "@@ -1,9 +1,9 @@\n-1\n+a\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+b\n 9\n");
  EXPECT_EQ(hunksOf(Before, {edit(0, 1, "a"), edit(16, 1, "b")}),
            "@@ -1,4 +1,4 @@\n-1\n+a\n 2\n 3\n 4\n"
            "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+b\n");
}

TEST(PatchTest, RemovedLinesComeBeforeAddedOnes) {
  EXPECT_EQ(hunksOf("1\n2\n3\n", {edit(0, 1, "a"), edit(2, 1, "b")}),
            "@@ -1,3 +1,3 @@\n-1\n-2\n+a\n+b\n 3\n");
}

TEST(PatchTest, UnchangedLinesOfAnEditAreContext) {
  EXPECT_EQ(hunksOf("1\n2\n3\n", {edit(0, 6, "1\nx\n3\n")}),
            "@@ -1,3 +1,3 @@\n 1\n-2\n+x\n 3\n");
  EXPECT_EQ(diffOf("f", "1\n2\n", {edit(0, 1, "1"), edit(4, 0, "")}), "");
  // Two edits that undo each other change nothing either.
  EXPECT_EQ(diffOf("f", "1\n2\n", {edit(0, 2, ""), edit(2, 0, "1\n")}), "");
}

TEST(PatchTest, LinesInsertedAndRemoved) {
  EXPECT_EQ(hunksOf("1\n", {edit(0, 0, "0\n"), edit(2, 0, "2\n")}),
            "@@ -1 +1,3 @@\n+0\n 1\n+2\n");
  EXPECT_EQ(hunksOf("1\n2\n3\n", {edit(1, 1, "")}),
            "@@ -1,3 +1,2 @@\n-1\n-2\n+12\n 3\n");
  EXPECT_EQ(hunksOf("1\n2\n3\n", {edit(2, 2, "")}),
            "@@ -1,3 +1,2 @@\n 1\n-2\n 3\n");
}

TEST(PatchTest, EmptyFiles) {
  EXPECT_EQ(hunksOf("", {edit(0, 0, "1\n")}), "@@ -0,0 +1 @@\n+1\n");
  EXPECT_EQ(hunksOf("1\n2\n", {edit(0, 4, "")}), "@@ -1,2 +0,0 @@\n-1\n-2\n");
}

TEST(PatchTest, MissingLastNewline) {
  const std::string Mark = "\\ No newline at end of file\n";
  EXPECT_EQ(hunksOf("1\n2", {edit(0, 1, "a")}),
            "@@ -1,2 +1,2 @@\n-1\n+a\n 2\n" + Mark);
  EXPECT_EQ(hunksOf("1\n2", {edit(3, 0, "\n")}),
            "@@ -1,2 +1,2 @@\n 1\n-2\n" + Mark + "+2\n");
  EXPECT_EQ(hunksOf("1\n2\n", {edit(3, 1, "")}),
            "@@ -1,2 +1,2 @@\n 1\n-2\n+2\n" + Mark);
  // The edit before the insertion takes the newline that would separate them.
  EXPECT_EQ(hunksOf("1\n", {edit(1, 1, ""), edit(2, 0, "2")}),
            "@@ -1 +1 @@\n-1\n+12\n" + Mark);
}

TEST(PatchTest, BytesOfALineStay) {
  EXPECT_EQ(hunksOf("a\r\n\f\xff\n", {edit(0, 1, "b")}),
            "@@ -1,2 +1,2 @@\n-a\r\n+b\r\n \f\xff\n");
}

TEST(PatchTest, PathsAreQuotedAsGitDoes) {
  std::string Diff = diffOf("a\tb \"\xc3", "1\n", {edit(0, 1, "2")});
  EXPECT_EQ(Diff.substr(0, Diff.find("@@")),
            "diff --git \"a/a\\tb \\\"\\303\" \"b/a\\tb \\\"\\303\"\n"
            "--- \"a/a\\tb \\\"\\303\"\t\n+++ \"b/a\\tb \\\"\\303\"\t\n");
}

TEST(PatchDeathTest, ImpossibleEdits) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  PatchSet Patch{"n", "s", "", {{"f.c", "abc\n", {edit(3, 2, "")}}}};
  EXPECT_DEATH(writePatch(Patch), "edits of f\\.c overlap");
  Patch.files[0].edits = {edit(0, 2, ""), edit(1, 1, "")};
  EXPECT_DEATH(writePatch(Patch), "edits of f\\.c overlap");
}

} // namespace
