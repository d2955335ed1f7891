//===- tests/CheckDiffTest.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Diff.h"
#include "check/PatchText.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

std::vector<FileDiff> read(llvm::StringRef Text) {
  auto Files = readDiff(Text);
  if (Files)
    return *Files;
  ADD_FAILURE() << llvm::toString(Files.takeError());
  return {};
}

std::string refusal(llvm::StringRef Text) {
  auto Files = readDiff(Text);
  return Files ? "none" : llvm::toString(Files.takeError());
}

TEST(CheckDiff, ReadsAGitDiff) {
  const auto Files = read("commit 1234\n\n    --- a/not\n    +++ b/this\n\n"
                          "diff --git a/x.c b/x.c\nindex 1..2 100644\n"
                          "--- a/x.c\n+++ b/x.c\n"
                          "@@ -1,2 +1,3 @@ int f(void)\n a\n-b\n+c\n+d\n"
                          "@@ -9 +10,0 @@\n-z\n\\ No newline at end of file\n");
  ASSERT_EQ(Files.size(), 1u);
  EXPECT_EQ(Files[0].kind, FileDiff::Kind::Modified);
  EXPECT_EQ(Files[0].oldName, "a/x.c");
  EXPECT_EQ(Files[0].newName, "b/x.c");
  ASSERT_EQ(Files[0].hunks.size(), 2u);
  EXPECT_EQ(Files[0].hunks[0].newCount, 3u);
  EXPECT_EQ(Files[0].hunks[0].at, 10u);
  EXPECT_EQ(Files[0].hunks[0].lines.size(), 4u);
  EXPECT_EQ(Files[0].hunks[1].oldCount, 1u);
  EXPECT_EQ(Files[0].hunks[1].newLine, 10u);
  EXPECT_EQ(Files[0].hunks[1].lines[0].text, "z");
}

TEST(CheckDiff, ReadsRenamesModesBinariesAndDeletedFiles) {
  using Kind = FileDiff::Kind;
  const auto Files =
      read("diff --git a/o.c b/n.c\nsimilarity index 90%\nrename from o.c\n"
           "rename to n.c\n--- a/o.c\n+++ b/n.c\n@@ -1 +1 @@\n-a\n+b\n"
           "diff --git a/m.c b/m.c\nold mode 100644\nnew mode 100755\n"
           "diff --git a/p.c b/q.c\nsimilarity index 100%\ncopy from p.c\n"
           "copy to q.c\n"
           "diff --git a/b.c b/b.c\nindex 1..2 100644\n"
           "Binary files a/b.c and b/b.c differ\n"
           "diff --git a/g.c b/g.c\nnew file mode 100644\nindex 0..1\n"
           "GIT binary patch\nliteral 3\nKcmZ1\n\n"
           "diff --git a/d.c b/d.c\ndeleted file mode 100644\nindex 1..0\n"
           "--- a/d.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
           "diff --git a/l.c b/l.c\nnew file mode 120000\nindex 0..1\n"
           "--- /dev/null\n+++ b/l.c\n@@ -0,0 +1 @@\n+x.c\n"
           "\\ No newline at end of file\n");
  ASSERT_EQ(Files.size(), 7u);
  EXPECT_EQ(Files[0].kind, Kind::Renamed);
  EXPECT_EQ(Files[0].from, "o.c");
  EXPECT_EQ(Files[0].to, "n.c");
  EXPECT_TRUE(Files[1].hunks.empty());
  EXPECT_EQ(Files[2].kind, Kind::Copied);
  EXPECT_EQ(Files[2].to, "q.c");
  EXPECT_NE(Files[3].unreadable, "");
  EXPECT_EQ(Files[3].newName, "b/b.c");
  EXPECT_NE(Files[4].unreadable, "");
  EXPECT_EQ(Files[5].kind, Kind::Deleted);
  EXPECT_EQ(Files[5].newName, "");
  EXPECT_EQ(Files[6].kind, Kind::Added);
  EXPECT_TRUE(Files[6].isLink);
}

TEST(CheckDiff, UnquotesNames) {
  const auto Files =
      read("--- \"a/caf\\303\\251 \\\"x\\\\.c\"\n+++ b/with blank.c\t\n"
           "@@ -1 +1 @@\n-a\n+b\n"
           "--- linux.orig/y.c\t2015-05-21 10:00:00.000000000 +0200\n"
           "+++ linux/y.c\t2015-05-21 10:00:01.000000000 +0200\n"
           "@@ -1 +1 @@\n-a\n+b\n");
  ASSERT_EQ(Files.size(), 2u);
  EXPECT_EQ(Files[0].oldName, "a/caf\xc3\xa9 \"x\\.c");
  EXPECT_EQ(Files[0].newName, "b/with blank.c");
  EXPECT_EQ(Files[1].oldName, "linux.orig/y.c");
}

TEST(CheckDiff, KnowsWhoseCarriageReturnsTheyAre) {
  const std::string Ours = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\r\n+b\r\n";
  EXPECT_EQ(read(Ours)[0].hunks[0].lines[1].text, "b\r\n");
  const std::string Theirs =
      "--- a/x.c\r\n+++ b/x.c\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n";
  EXPECT_EQ(read(Theirs)[0].hunks[0].lines[1].text, "b\n");
  EXPECT_EQ(read(Theirs)[0].newName, "b/x.c");
}

TEST(CheckDiff, TakesAnEmptyLineForContext) {
  const auto Files = read("--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,3 @@\n\n-a\n+b\n"
                          "\n-- \n2.39\n");
  ASSERT_EQ(Files.size(), 1u);
  EXPECT_EQ(Files[0].hunks[0].lines.size(), 4u);
  EXPECT_EQ(Files[0].hunks[0].lines[0].text, "\n");
}

TEST(CheckDiff, RefusesWhatItCannotRead) {
  EXPECT_EQ(refusal("hello\n"), "there is no diff in it");
  EXPECT_EQ(refusal(""), "none");
  EXPECT_EQ(refusal("\n \n"), "none");
  EXPECT_EQ(refusal("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n"),
            "the hunk at line 3 is cut off");
  EXPECT_EQ(refusal("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n*b\n"),
            "line 5 does not belong to the hunk at line 3");
  const auto Files = read("diff --cc x.c\nindex 1,2..3\n--- a/x.c\n"
                          "+++ b/x.c\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n");
  ASSERT_EQ(Files.size(), 1u);
  EXPECT_EQ(Files[0].to, "x.c");
  EXPECT_NE(Files[0].unreadable, "");
}

std::string apply(llvm::StringRef Text, llvm::StringRef Diff, bool Reverse) {
  TracedText Lines = traceLines(Text, 0);
  const std::size_t Line = applyHunks(Lines, read(Diff)[0], Reverse);
  return Line ? "line " + std::to_string(Line) : joinLines(Lines);
}

TEST(PatchText, AppliesAndTakesBack) {
  const char *Diff = "--- a/x\n+++ b/x\n@@ -2,2 +2,3 @@\n b\n-c\n+C\n+D\n"
                     "@@ -6,0 +8 @@\n+g\n";
  EXPECT_EQ(apply("a\nb\nc\nd\ne\nf\n", Diff, false),
            "a\nb\nC\nD\nd\ne\nf\ng\n");
  EXPECT_EQ(apply("a\nb\nC\nD\nd\ne\nf\ng\n", Diff, true),
            "a\nb\nc\nd\ne\nf\n");
}

TEST(PatchText, FindsHunksThatMoved) {
  const char *Diff = "--- a/x\n+++ b/x\n@@ -2,2 +2,2 @@\n b\n-c\n+C\n";
  EXPECT_EQ(apply("0\n1\na\nb\nc\n", Diff, false), "0\n1\na\nb\nC\n");
  EXPECT_EQ(apply("b\nc\n", Diff, false), "b\nC\n");
  EXPECT_EQ(apply("b\nd\n", Diff, false), "line 3");
  // Of two places the nearer one.
  EXPECT_EQ(apply("b\nc\n1\n2\n3\n4\n5\nb\nc\n", Diff, false),
            "b\nC\n1\n2\n3\n4\n5\nb\nc\n");
}

TEST(PatchText, KnowsTheLastLineWithoutAnEnd) {
  const char *Diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n"
                     "\\ No newline at end of file\n+a\n";
  EXPECT_EQ(apply("a", Diff, false), "a\n");
  EXPECT_EQ(apply("a\n", Diff, false), "line 3");
  EXPECT_EQ(apply("a\n", Diff, true), "a");
}

TEST(PatchText, LinesKnowWhereTheyCameFrom) {
  TracedText Lines = traceLines("a\nb\nc\n", 7);
  applyHunks(Lines, read("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n")[0],
             false);
  EXPECT_EQ(Lines[0].origin.line, 0u);
  EXPECT_TRUE(Lines[1].origin.isAdded());
  EXPECT_EQ(Lines[2].origin.line, 2u);
  EXPECT_EQ(Lines[2].origin.file, 7u);
}

} // namespace
