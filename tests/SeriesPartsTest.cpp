//===- tests/SeriesPartsTest.cpp - What a series is made of ---------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"
#include "series/Compose.h"
#include "series/Gather.h"
#include "series/Git.h"
#include "series/Maintainers.h"
#include "series/Split.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

std::string titleOf(const Maintainers &M, const char *Path) {
  const MaintainerEntry *Entry = M.find(Path);
  return Entry ? Entry->title : "";
}

TEST(MaintainersFile, TheMostSpecificEntryWins) {
  const Maintainers M("List of maintainers\n"
                      "\tM: Mail patches to\n\n"
                      "MD\nM:\tA <a@x>\nR:\tB <b@x>\nL:\tmd@x (moderated)\n"
                      "F:\tdrivers/md/\n\n"
                      "DM\nM:\tC <c@x>\nF:\tdrivers/md/dm*\n\n"
                      "NET\nF:\tnet/\nX:\tnet/ceph/\n\n"
                      "TOP OF NET DRIVERS\nF:\tdrivers/net/*\n\n"
                      "DIR\nF:\tfs/dir\n\n"
                      "TEGRA\nN:\t[^a-z]tegra\n\n"
                      "THE REST\nF:\t*\nF:\t*/\n",
                      [](const std::string &Path) { return Path == "fs/dir"; });
  EXPECT_EQ(M.entries().size(), 7u);
  EXPECT_EQ(titleOf(M, "drivers/md/raid1.c"), "MD");
  EXPECT_EQ(titleOf(M, "drivers/md/dm-io.c"), "DM");
  EXPECT_EQ(titleOf(M, "drivers/md/dm/x.c"), "MD");
  EXPECT_EQ(titleOf(M, "net/core/dev.c"), "NET");
  EXPECT_EQ(titleOf(M, "net/ceph/messenger.c"), "THE REST");
  EXPECT_EQ(titleOf(M, "drivers/net/loopback.c"), "TOP OF NET DRIVERS");
  EXPECT_EQ(titleOf(M, "drivers/net/wan/x.c"), "THE REST");
  EXPECT_EQ(titleOf(M, "fs/dir/a.c"), "DIR");
  EXPECT_EQ(titleOf(M, "fs/directory.c"), "THE REST");
  EXPECT_EQ(titleOf(M, "arch/arm/mach-tegra/a.c"), "TEGRA");
  EXPECT_EQ(titleOf(M, "Makefile"), "THE REST");
  const MaintainerEntry *Md = M.find("drivers/md/raid1.c");
  EXPECT_EQ(Md->people, (std::vector<std::string>{"A <a@x>", "B <b@x>"}));
  EXPECT_EQ(Md->lists, (std::vector<std::string>{"md@x"}));
}

TEST(MaintainersFile, PatternsAreThoseOfGetMaintainer) {
  EXPECT_TRUE(matchesFilePattern("drivers/", "drivers/a/b.c"));
  EXPECT_TRUE(matchesFilePattern("drivers/*", "drivers/b.c"));
  EXPECT_FALSE(matchesFilePattern("drivers/*", "drivers/a/b.c"));
  EXPECT_TRUE(matchesFilePattern("*/net/*", "drivers/net/b.c"));
  EXPECT_FALSE(matchesFilePattern("*/net/*", "net/b.c"));
  EXPECT_TRUE(matchesFilePattern("a/b?.c", "a/bc.c"));
  EXPECT_FALSE(matchesFilePattern("a/b.c", "a/bxc"));
}

TEST(SplitDirectory, IsAsDeepAsTheKernelIs) {
  EXPECT_EQ(splitDirectory("drivers/md/bcache/btree.c"), "drivers/md");
  EXPECT_EQ(splitDirectory("drivers/staging/lustre/lustre/llite/lloop.c"),
            "drivers/staging/lustre");
  EXPECT_EQ(splitDirectory("fs/btrfs/inode.c"), "fs/btrfs");
  EXPECT_EQ(splitDirectory("fs/mpage.c"), "fs");
  EXPECT_EQ(splitDirectory("block/bio.c"), "block");
  EXPECT_EQ(splitDirectory("include/linux/bio.h"), "include");
  EXPECT_EQ(splitDirectory("Makefile"), ".");
}

TEST(SplitPatch, KeepsTogetherWhatIsOnlyRightTogether) {
  PatchSet Whole;
  for (const char *Path : {"block/a.c", "fs/b.c", "fs/c.c", "include/h.h"})
    Whole.files.push_back({Path, "", {}});
  Whole.inseparable = {{"block/a.c", "fs/c.c"}};
  const auto Parts = splitPatch(Whole, splitDirectory);
  ASSERT_EQ(Parts.size(), 3u);
  EXPECT_EQ(Parts[0].key, "include"); // headers first
  EXPECT_EQ(Parts[1].key, "block");
  EXPECT_EQ(Parts[1].patch.files.size(), 2u);
  EXPECT_EQ(Parts[2].patch.files.front().path, "fs/b.c");
}

TEST(Prefix, IsTheOneUsedMost) {
  EXPECT_EQ(commonPrefix({"md/raid1: a", "md: b", "md/raid1: c", "x"}),
            "md/raid1: ");
  EXPECT_EQ(commonPrefix({"staging: lustre: a", "staging: lustre: b"}),
            "staging: lustre: ");
  EXPECT_EQ(commonPrefix({"ARM: 8373/1: a", "ARM: 8374/1: b"}), "ARM: ");
  EXPECT_EQ(commonPrefix({"Merge x", "fix that: and this", "a: b"}), "");
  EXPECT_EQ(commonPrefix({"md: a", "dm: b", "md: c", "dm: d"}), "md: ");
}

TEST(Prefix, ComesFromThePathWithoutHistory) {
  EXPECT_EQ(pathPrefix({"drivers/md/a.c", "drivers/md/bcache/b.c"}), "md: ");
  EXPECT_EQ(pathPrefix({"drivers/md/bcache/a.c", "drivers/md/bcache/b.c"}),
            "bcache: ");
  EXPECT_EQ(pathPrefix({"drivers/block/brd.c"}), "brd: ");
  EXPECT_EQ(pathPrefix({"fs/btrfs/a.c", "fs/btrfs/b.c"}), "btrfs: ");
  EXPECT_EQ(pathPrefix({"fs/mpage.c", "fs/buffer.c"}), "fs: ");
  EXPECT_EQ(pathPrefix({"mm/page_io.c"}), "mm: ");
  EXPECT_EQ(pathPrefix({"include/linux/bio.h"}), "");
  EXPECT_EQ(pathPrefix({"mm/a.c", "fs/b.c"}), "");
}

// --- edits on top of edits
// ----------------------------------------------------

std::string composed(const std::string &Text, const std::vector<TextEdit> &A,
                     const std::vector<TextEdit> &B) {
  const std::vector<TextEdit> Both = composeEdits(Text.size(), A, B);
  const std::string Made = applyEdits(Text, Both);
  EXPECT_EQ(Made, applyEdits(applyEdits(Text, A), B));
  std::string Out;
  for (const TextEdit &E : Both)
    Out += std::to_string(E.offset) + "+" + std::to_string(E.length) + "'" +
           E.text + "' ";
  return Out;
}

TEST(Compose, EditsApartStayApart) {
  EXPECT_EQ(composed("one two three\n", {{4, 3, "2", 0}},
                     {{0, 3, "1st", 0}, {6, 5, "3", 0}}),
            "0+3'1st' 4+3'2' 8+5'3' ");
}

TEST(Compose, WhatEditsAnothersTextBecomesOne) {
  EXPECT_EQ(composed("x\n", {{0, 0, "helper ", 0}}, {{0, 6, "other", 0}}),
            "0+0'other ' ");
  EXPECT_EQ(composed("abcdef", {{2, 2, "XY", 0}}, {{1, 4, "-", 0}}), "1+4'-' ");
  EXPECT_EQ(composed("abcdef", {{0, 6, "", 0}}, {{0, 0, "new", 0}}),
            "0+6'new' ");
  EXPECT_EQ(composed("", {{0, 0, "new", 0}}, {{3, 0, "er", 0}}), "0+0'newer' ");
  EXPECT_EQ(composed("ab", {}, {}), "");
}

TEST(Compose, OffsetsGoBack) {
  const std::vector<TextEdit> Edits = {{2, 2, "long", 0}, {6, 0, "x", 0}};
  // abCDefgh -> ablongefxgh
  EXPECT_EQ(offsetBefore(1, Edits), 1u);
  EXPECT_EQ(offsetBefore(4, Edits), 2u);
  EXPECT_EQ(offsetBefore(6, Edits), 4u);
  EXPECT_EQ(offsetBefore(9, Edits), 6u);
}

TEST(Compose, KnowsWhatIsReplaced) {
  const std::vector<TextEdit> Edits = {{2, 2, "", 0}, {6, 0, "x", 0}};
  EXPECT_TRUE(replacesAny(Edits, {3, 5}));
  EXPECT_FALSE(replacesAny(Edits, {4, 8}));
  EXPECT_FALSE(replacesAny(Edits, {0, 2}));
}

// --- one result of several runs
// -----------------------------------------------

Site siteAt(std::size_t Offset, unsigned Line, Verdict V) {
  Site S;
  S.file = "f";
  S.word = "word";
  S.offset = Offset;
  S.line = Line;
  S.verdict = V;
  return S;
}

TEST(Gather, LinesAreThoseBeforeTheSeries) {
  PatchSet P;
  P.files.push_back({"f", "a\nword\n", {{0, 0, "x\ny\n", 0}}});
  Gatherer G;
  Result R;
  R.sites = {siteAt(6, 4, Verdict::Manual)};
  G.add(R, 1);
  const Result Sum = G.finish({P});
  ASSERT_EQ(Sum.sites.size(), 1u);
  EXPECT_EQ(Sum.sites[0].line, 2u);
  EXPECT_EQ(Sum.totals.verdicts.at("manual"), 1u);
}

TEST(Gather, WordsInBroughtTextAreNotLeft) {
  PatchSet P;
  P.files.push_back({"f", "a\nold\n", {{2, 3, "word", 0}, {6, 0, "word", 0}}});
  const auto Left = [&P](std::size_t Offset) {
    Gatherer G;
    Result R;
    R.sites = {siteAt(Offset, 2, Verdict::Manual)};
    G.add(R, 1);
    return G.finish({P}).sites.size();
  };
  EXPECT_EQ(Left(2), 0u);
  EXPECT_EQ(Left(7), 0u);
  EXPECT_EQ(Left(0), 1u);
  P.rule = "some";
  EXPECT_EQ(Left(2), 1u);
}

TEST(Gather, WhatALaterStepConvertsIsNotLeft) {
  PatchSet P;
  P.files.push_back({"f", "a\nword\n", {{2, 4, "new", 0}}});
  Gatherer G;
  Result First, Second;
  First.sites = {siteAt(2, 2, Verdict::Manual)};
  First.configurations = {{"x", 10, 2, 2, 1, "", "", ""}};
  Second.sites = {siteAt(2, 2, Verdict::Converted)};
  Second.configurations = {{"x", 10, 3, 4, 0, "", "", ""}};
  G.add(First, 0);
  G.add(Second, 0);
  const Result Sum = G.finish({P});
  ASSERT_EQ(Sum.sites.size(), 1u);
  EXPECT_EQ(Sum.sites[0].verdict, Verdict::Converted);
  EXPECT_EQ(Sum.totals.verdicts.count("manual"), 0u);
  ASSERT_EQ(Sum.configurations.size(), 1u);
  EXPECT_EQ(Sum.configurations[0].unitsParsed, 5u);
}

} // namespace
