//===- tests/ApplyTest.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <filesystem>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

TEST(SortEdits, InsertionsNestAtOneOffset) {
  // Two calls end at 5 and two begin there.
  std::vector<TextEdit> Edits = {{5, 0, "inner(", 10},
                                 {5, 0, "]", -20},
                                 {5, 2, "x", 0},
                                 {5, 0, "outer(", 30},
                                 {5, 0, ")", -10}};
  sortEdits(Edits);
  EXPECT_EQ(applyEdits("0123456789", Edits), "01234)]outer(inner(x789");
}

TEST(FindOverlap, TouchingIsNone) {
  EXPECT_FALSE(findOverlap({{0, 2, "", 0}, {2, 0, "a", 0}, {2, 3, "", 0}}));
  EXPECT_FALSE(findOverlap({}));
}

TEST(FindOverlap, FindsAReplacementInsideAnother) {
  const auto Overlap =
      findOverlap({{0, 9, "", 0}, {2, 1, "", 0}, {4, 1, "", 0}});
  ASSERT_TRUE(Overlap);
  EXPECT_EQ(Overlap->first, 0u);
  EXPECT_EQ(Overlap->second, 1u);
}

TEST(FindOverlap, InsertionInsideAReplacementOverlaps) {
  EXPECT_TRUE(findOverlap({{0, 4, "", 0}, {2, 0, "a", 0}}));
}

TEST(ShiftOffset, FollowsInsertionsBeforeAndAt) {
  const std::vector<TextEdit> Edits = {{2, 0, "abc", 0}, {8, 1, "", 0}};
  EXPECT_EQ(shiftOffset(1, Edits), 1u);
  EXPECT_EQ(shiftOffset(2, Edits), 5u);
  EXPECT_EQ(shiftOffset(9, Edits), 11u);
}

/// What an edit of the tree says if it is refused.
std::string refusal(const Result &R, const TestTree &Tree) {
  std::string Notice;
  auto Lock = TreeLock::take(Tree.root(), Notice);
  if (!Lock)
    return llvm::toString(Lock.takeError());
  return llvm::toString(applyInPlace(R, *Lock));
}

Result oneEdit(const TestTree &Tree, const std::string &Path) {
  Result R;
  PatchSet Patch;
  Patch.files.push_back({Path, Tree.read(Path), {{0, 1, "X", 0}}});
  R.patches.push_back(Patch);
  return R;
}

TEST(ApplyInPlace, KeepsBytesAndPermissions) {
  TestTree Tree;
  Tree.write("a.c", "a\r\n\f\xff no end");
  const fs::path File = fs::path(Tree.root()) / "a.c";
  fs::permissions(File, fs::perms::owner_all);
  Tree.apply(oneEdit(Tree, "a.c"));
  EXPECT_EQ(Tree.read("a.c"), "X\r\n\f\xff no end");
  EXPECT_EQ(fs::status(File).permissions(), fs::perms::owner_all);
}

TEST(ApplyInPlace, RefusesAFileThatHasChangedAndEditsNothing) {
  TestTree Tree;
  Tree.write("a.c", "a");
  Tree.write("b.c", "b");
  Result R = oneEdit(Tree, "a.c");
  R.patches.push_back(oneEdit(Tree, "b.c").patches.front());
  Tree.write("b.c", "b changed");
  EXPECT_EQ(refusal(R, Tree),
            "b.c has changed since it was parsed; nothing was edited, run "
            "again");
  EXPECT_EQ(Tree.read("a.c"), "a");
  EXPECT_EQ(Tree.read("b.c"), "b changed");
}

TEST(ApplyInPlace, RefusesAFileOutsideTheTree) {
  TestTree Tree, Elsewhere;
  Elsewhere.write("a.c", "a");
  fs::create_symlink(Elsewhere.root() + "/a.c", Tree.root() + "/a.c");
  EXPECT_NE(refusal(oneEdit(Tree, "a.c"), Tree).find("lies outside"),
            std::string::npos);
  EXPECT_EQ(Elsewhere.read("a.c"), "a");
}

TEST(ApplyInPlace, LeavesNothingBehind) {
  TestTree Tree;
  Tree.write("d/a.c", "a");
  Tree.apply(oneEdit(Tree, "d/a.c"));
  std::size_t Files = 0;
  for (const auto &Entry : fs::directory_iterator(Tree.root() + "/d"))
    Files += Entry.is_regular_file();
  EXPECT_EQ(Files, 1u);
}

} // namespace
