//===- tests/SeriesPartsTest.cpp - What a series is made of ---------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"
#include "series/Git.h"
#include "series/Maintainers.h"
#include "series/Split.h"
#include "series/Stack.h"

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

PatchSet patch(const std::string &Subject, const std::string &Before,
               std::vector<TextEdit> Edits) {
  PatchSet P;
  P.subject = P.rule = Subject;
  P.files.push_back({"f", Before, std::move(Edits)});
  return P;
}

std::string last(const PatchStack &Stack) {
  return *Stack.textAfter(Stack.patches().size(), "f");
}

TEST(Stack, SwapsPatchesAndKeepsTheText) {
  PatchStack Stack(
      {patch("b", "one two three\n", {{4, 3, "2", 0}}),
       patch("a", "one 2 three\n", {{0, 3, "1st", 0}, {6, 5, "3", 0}})});
  Stack.sortBy([](const PatchSet &P) { return P.subject[0]; });
  ASSERT_EQ(Stack.patches()[0].subject, "a");
  EXPECT_EQ(*Stack.textAfter(0, "f"), "one two three\n");
  EXPECT_EQ(*Stack.textAfter(1, "f"), "1st two 3\n");
  EXPECT_EQ(last(Stack), "1st 2 3\n");
}

TEST(Stack, WhatEditsAnothersTextStaysBehindIt) {
  PatchStack Stack({patch("b", "x\n", {{0, 0, "helper ", 0}}),
                    patch("a", "helper x\n", {{0, 6, "other", 0}})});
  Stack.sortBy([](const PatchSet &P) { return P.subject[0]; });
  EXPECT_EQ(Stack.patches()[0].subject, "b");
  EXPECT_EQ(last(Stack), "other x\n");
}

TEST(Stack, InsertsBetween) {
  PatchStack Stack({patch("a", "one two\n", {{0, 3, "1", 0}}),
                    patch("b", "1 two\n", {{2, 3, "2", 0}})});
  ASSERT_FALSE(
      Stack.insert(1, patch("s", "1 two\n", {{5, 0, " and more", 0}})));
  EXPECT_EQ(*Stack.textAfter(2, "f"), "1 two and more\n");
  EXPECT_EQ(last(Stack), "1 2 and more\n");
  llvm::Error E = Stack.insert(1, patch("c", "1 two\n", {{2, 3, "zwei", 0}}));
  ASSERT_TRUE(static_cast<bool>(E));
  EXPECT_EQ(llvm::toString(std::move(E)),
            "f: \"c\" and \"b\" edit the same text");
  EXPECT_EQ(last(Stack), "1 2 and more\n");
}

} // namespace
