//===- tests/CheckChangesTest.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Fingerprint.h"

#include "gtest/gtest.h"

#include <map>

using namespace pageless;

namespace {

using Texts = std::map<std::string, std::string>;

ReadText reader(const Texts &Tree) {
  return [Tree](const std::string &Path) -> std::optional<std::string> {
    const auto It = Tree.find(Path);
    return It == Tree.end() ? std::nullopt : std::optional(It->second);
  };
}

Changes changes(const Texts &Tree, const std::vector<std::string> &Diffs,
                TreeHas Side = TreeHas::After, const NameOptions &Names = {}) {
  std::vector<std::vector<FileDiff>> Patches;
  for (const std::string &Diff : Diffs) {
    auto Files = readDiff(Diff);
    EXPECT_TRUE(!!Files);
    if (!Files)
      llvm::consumeError(Files.takeError());
    else
      Patches.push_back(std::move(*Files));
  }
  return readChanges(Patches, Side, Names, reader(Tree));
}

/// "path:line" of the marked lines, and "!path" of what was not read.
std::string marks(const Changes &All) {
  std::string Text;
  for (const ChangedText &One : All.after)
    for (std::size_t I = 0; I < One.marked.size(); ++I)
      if (One.marked[I])
        Text += One.path + ":" + std::to_string(I + 1) + " ";
  for (const Unread &One : All.unread)
    Text += "!" + One.path + " ";
  return Text;
}

/// "path:line" of the words w that the changes add.
std::string added(const Changes &All) {
  llvm::StringSet<> Words;
  Words.insert("w");
  std::string Text;
  for (const PrintedWord &One : findAdded(All, Words).fresh)
    Text += One.word.file + ":" + std::to_string(One.word.line) + " ";
  return Text;
}

const std::string Edit =
    "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";

TEST(CheckChanges, TheTreeHasEitherSide) {
  EXPECT_EQ(marks(changes({{"d/x.c", "a\nc\n"}}, {Edit})), "d/x.c:2 ");
  EXPECT_EQ(marks(changes({{"d/x.c", "a\nb\n"}}, {Edit}, TreeHas::Before)),
            "d/x.c:2 ");
  EXPECT_EQ(marks(changes({{"d/x.c", "a\nb\n"}}, {Edit})), "!d/x.c ");
  EXPECT_EQ(marks(changes({{"d/x.c", "a\nc\n"}}, {Edit}, TreeHas::Before)),
            "!d/x.c ");
  EXPECT_EQ(marks(changes({}, {Edit})), "!d/x.c ");
}

TEST(CheckChanges, NamesAreFoundInTheTree) {
  const Texts Tree = {{"d/x.c", "a\nc\n"}};
  for (const std::string Prefix : {"", "i/", "/usr/src/linux/", "p/q/"}) {
    std::string Diff = Edit;
    for (const std::string Old : {"a/d", "b/d"})
      Diff.replace(Diff.find(Old), 3, Prefix + "d");
    EXPECT_EQ(marks(changes(Tree, {Diff})), "d/x.c:2 ") << Prefix;
  }
  NameOptions Names;
  Names.here = "d";
  const std::string Relative =
      "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
  EXPECT_EQ(marks(changes(Tree, {Relative}, TreeHas::After, Names)),
            "d/x.c:2 ");
  Names.here = "";
  Names.directory = "d";
  EXPECT_EQ(marks(changes(Tree, {Relative}, TreeHas::After, Names)),
            "d/x.c:2 ");
  Names.strip = 0;
  EXPECT_EQ(marks(changes(Tree, {Relative}, TreeHas::After, Names)),
            "!d/b/x.c ");
  const std::string Outside =
      "--- a/../x.c\n+++ b/../x.c\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
  EXPECT_EQ(marks(changes(Tree, {Outside})), "!../x.c ");
}

TEST(CheckChanges, PatchesStandOnOneAnother) {
  const std::vector<std::string> Series = {
      Edit, "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,3 @@\n a\n+n\n c\n",
      "diff --git a/d/x.c b/y.c\nsimilarity index 50%\nrename from d/x.c\n"
      "rename to y.c\n--- a/d/x.c\n+++ b/y.c\n@@ -2,2 +2,1 @@\n n\n-c\n",
      "diff --git a/z.c b/z.c\nnew file mode 100644\n--- /dev/null\n"
      "+++ b/z.c\n@@ -0,0 +1,2 @@\n+1\n+2\n",
      "diff --git a/z.c b/z.c\ndeleted file mode 100644\n--- a/z.c\n"
      "+++ /dev/null\n@@ -1,2 +0,0 @@\n-1\n-2\n"};
  const Changes Applied =
      changes({{"d/x.c", "a\nb\n"}}, Series, TreeHas::Before);
  EXPECT_EQ(marks(Applied), "y.c:2 ");
  ASSERT_EQ(Applied.after.size(), 1u);
  EXPECT_EQ(Applied.after[0].text, "a\nn\n");
  const Changes Reversed = changes({{"y.c", "a\nn\n"}}, Series);
  EXPECT_EQ(marks(Reversed), "y.c:2 ");
  ASSERT_EQ(Reversed.before.size(), 1u);
  EXPECT_EQ(Reversed.before[0].text, "a\nb\n");
  EXPECT_EQ(Reversed.before[0].marked, (std::vector<bool>{false, true}));
}

TEST(CheckChanges, TheTextMustBeTheOneThatTheDiffMakes) {
  const std::string New = "diff --git a/z.c b/z.c\nnew file mode 100644\n"
                          "--- /dev/null\n+++ b/z.c\n@@ -0,0 +1 @@\n+1\n";
  EXPECT_EQ(marks(changes({{"z.c", "1\n"}}, {New})), "z.c:1 ");
  EXPECT_EQ(marks(changes({{"z.c", "1\n2\n"}}, {New})), "!z.c ");
  EXPECT_EQ(marks(changes({}, {New}, TreeHas::Before)), "z.c:1 ");
  EXPECT_EQ(marks(changes({{"z.c", ""}}, {New}, TreeHas::Before)), "!z.c ");
}

TEST(CheckChanges, AllLinesOfACopyAreAdded) {
  const std::string Copy =
      "diff --git a/p.c b/q.c\nsimilarity index 100%\ncopy from p.c\n"
      "copy to q.c\n";
  EXPECT_EQ(marks(changes({{"p.c", "a\nb\n"}, {"q.c", "a\nb\n"}}, {Copy})),
            "q.c:1 q.c:2 ");
}

TEST(CheckChanges, OtherFilesAndLinksAreLeftAlone) {
  EXPECT_EQ(marks(changes({}, {"--- a/x.S\n+++ b/x.S\n@@ -1 +1 @@\n-a\n+b\n"})),
            "");
  EXPECT_EQ(marks(changes({}, {"diff --git a/l.c b/l.c\nnew file mode 120000\n"
                               "--- /dev/null\n+++ b/l.c\n@@ -0,0 +1 @@\n"
                               "+x.c\n\\ No newline at end of file\n"})),
            "");
  EXPECT_EQ(marks(changes({{"b.c", ""}}, {"diff --git a/b.c b/b.c\n"
                                          "Binary files a/b.c and b/b.c "
                                          "differ\n"})),
            "!b.c ");
}

/// A diff that replaces the whole of x.c.
std::string added(const std::string &Before, const std::string &After) {
  const auto Side = [](char Mark, llvm::StringRef Text) {
    std::string Out;
    while (!Text.empty()) {
      const auto [Line, Rest] = Text.split('\n');
      Out += Mark + Line.str() + "\n";
      Text = Rest;
    }
    return Out;
  };
  const auto Range = [](llvm::StringRef Text) {
    return (Text.empty() ? "0," : "1,") + std::to_string(Text.count('\n'));
  };
  const std::string Diff = "--- a/x.c\n+++ b/x.c\n@@ -" + Range(Before) + " +" +
                           Range(After) + " @@\n" + Side('-', Before) +
                           Side('+', After);
  return added(changes({{"x.c", After}}, {Diff}));
}

TEST(Fingerprint, WhatOnlyMovedIsNotNew) {
  EXPECT_EQ(added("", "a = w;\n"), "x.c:1 ");
  EXPECT_EQ(added("a = w;\n", "\t\ta  =\n\t\t\tw; /* w */\n"), "");
  EXPECT_EQ(added("f(a,\n  w);\n", "f(a, w);\n"), "");
  EXPECT_EQ(added("a = w;\n", "if (x)\n\ta = w;\n"), "");
  EXPECT_EQ(added("a = w;\nb();\n", "b();\na = w;\n"), "");
  EXPECT_EQ(added("#define M(x) \\\n\tw(x)\n", "#define M(x) w(x)\n"), "");
}

TEST(Fingerprint, EachThatIsGoneMakesUpForOne) {
  EXPECT_EQ(added("a = w;\n", "a = w;\na = w;\n"), "x.c:2 ");
  EXPECT_EQ(added("w(w);\n", "w(w);\nw(w);\n"), "x.c:2 x.c:2 ");
}

TEST(Fingerprint, WhatWasChangedIsNew) {
  EXPECT_EQ(added("a = w;\n", "b = w;\n"), "x.c:1 ");
  EXPECT_EQ(added("// a = w;\n", "a = w;\n"), "x.c:1 ");
  EXPECT_EQ(added("a = w;\n", "// a = w;\n\"w\";\n"), "");
  // The other use of the same statement is another one.
  EXPECT_EQ(added("f(w, 1);\n", "f(1, w);\n"), "x.c:1 ");
}

TEST(Fingerprint, CodeMovesBetweenFiles) {
  const Texts Tree = {{"x.c", "b();\n"}, {"y.h", "a = w;\n"}};
  EXPECT_EQ(added(changes(Tree, {"--- a/x.c\n+++ b/x.c\n@@ -1,2 +1 @@\n"
                                 "-a = w;\n b();\n"
                                 "--- /dev/null\n+++ b/y.h\n@@ -0,0 +1 @@\n"
                                 "+a = w;\n"})),
            "");
  // A series may first copy and then remove.
  EXPECT_EQ(
      added(changes(Tree, {"--- /dev/null\n+++ b/y.h\n@@ -0,0 +1 @@\n"
                           "+a = w;\n",
                           "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1 @@\n-a = w;\n"
                           " b();\n"})),
      "");
}

} // namespace
