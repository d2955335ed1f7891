//===- tests/ShortcutsTest.cpp - Less work, the same result ---------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Over the snippets of every rule; bench/shortcuts.sh does so on real trees.
//
//===----------------------------------------------------------------------===//

#include "engine/UnitInputs.h"
#include "reports/Json.h"
#include "tests/support/Snippets.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <set>

using namespace pageless;
using namespace pageless::test;

namespace {

/// All that a user gets, but for how often Clang read the units.
std::string everythingOf(Result R) {
  for (Configuration &C : R.configurations)
    C.parses = 0;
  std::string All = writeJson(R);
  for (const PatchSet &P : R.patches)
    for (const FileChange &F : P.files) {
      All += P.subject + "\n" + F.path + "\n";
      for (const TextEdit &E : F.edits)
        All += std::to_string(E.offset) + "+" + std::to_string(E.length) + " " +
               E.text + "\n";
    }
  return All;
}

std::vector<std::string> rulesWithSnippets() {
  std::set<std::string> Names;
  for (const Topic &T : allTopics())
    Names.insert(T.rule);
  return {Names.begin(), Names.end()};
}

class ShortcutsTest : public testing::TestWithParam<std::string> {
protected:
  ShortcutsTest() { writeSnippets(tree, GetParam()); }

  std::string converted(const Shortcuts &Enabled) {
    ConvertOptions Options = tree.options();
    Options.rules = {GetParam()};
    Options.shortcuts = Enabled;
    return everythingOf(tree.convert(Options));
  }

  TestTree tree;
};

TEST_P(ShortcutsTest, ChangeNothing) {
  const std::string Fast = converted({});
  for (bool Shortcuts::*One :
       {&Shortcuts::skipBodies, &Shortcuts::shareFiles,
        &Shortcuts::blankHeaders, &Shortcuts::precompileHeaders}) {
    Shortcuts Without;
    Without.*One = false;
    EXPECT_EQ(converted(Without), Fast);
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, ShortcutsTest,
                         testing::ValuesIn(rulesWithSnippets()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           std::string Name = Info.param;
                           std::erase(Name, '-');
                           return Name;
                         });

/// The key under which a command shares what the driver makes of it, and what
/// is left; "none" if it does not share.
std::string cut(std::vector<const char *> Arguments) {
  const auto Cut = cutCommand({"/o", std::move(Arguments), "a.c", nullptr});
  if (!Cut)
    return "none";
  std::string Text;
  for (const char *Argument : Cut->shared)
    Text += std::string(Argument) + " ";
  Text += "| " + Cut->file;
  for (const llvm::StringRef M : Cut->macros)
    Text += " " + M.str();
  for (const llvm::StringRef F : Cut->folders)
    Text += " I" + F.str();
  return Text;
}

TEST(CutCommand, SharesAllButFileMacrosAndFolders) {
  EXPECT_EQ(cut({"gcc", "-Wp,-MMD,x.d", "-Ia", "-I", "b", "-O2", "-DX=1", "-UY",
                 "-o", "a.o", "-c", "a.c"}),
            "gcc -O2 pageless-any.c | a.c DX=1 UY Ia Ib");
  EXPECT_EQ(cut({"gcc", "-oa.o", "a.c"}), "gcc pageless-any.c | a.c");
}

TEST(CutCommand, LeavesAloneWhatMightDependOnOrder) {
  EXPECT_EQ(cut({"gcc", "-D", "X", "a.c"}), "none");
  EXPECT_EQ(cut({"gcc", "a.c", "b.c"}), "none");
  EXPECT_EQ(cut({"gcc", "-I=x", "a.c"}), "none");
  EXPECT_EQ(cut({"gcc", "-I-", "a.c"}), "none");
  EXPECT_EQ(cut({"gcc", "-c"}), "none");
}

TEST(CutCommand, TheFolderIsPartOfTheKey) {
  const std::vector<const char *> Arguments = {"gcc", "a.c"};
  const auto A = cutCommand({"/a", Arguments, "a.c", nullptr});
  const auto B = cutCommand({"/b", Arguments, "a.c", nullptr});
  EXPECT_NE(A->key, B->key);
}

} // namespace
