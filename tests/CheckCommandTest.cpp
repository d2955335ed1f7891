//===- tests/CheckCommandTest.cpp - pageless check in a repository --------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The program as a user runs it, in a git repository of a small tree.
//
//===----------------------------------------------------------------------===//

#include "engine/Scan.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

struct Output {
  int status = -1;
  std::string text; ///< stdout
};

/// Runs a line of shell without the user's own git configuration.
Output shell(const std::string &Line) {
  Output Result;
  const std::string Clean = "export GIT_CONFIG_GLOBAL=/dev/null "
                            "GIT_CONFIG_SYSTEM=/dev/null; { ";
  FILE *Pipe = popen((Clean + Line + "; }").c_str(), "r");
  std::array<char, 4096> Buffer;
  while (const std::size_t N =
             std::fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Result.text.append(Buffer.data(), N);
  const int Status = pclose(Pipe);
  Result.status = WIFEXITED(Status) ? WEXITSTATUS(Status) : -1;
  return Result;
}

const std::string Head = "#include <linux/blk_types.h>\n";

/// A function that reads the page of a bio_vec.
std::string reader(const std::string &Name, const std::string &Indent = "\t") {
  return "void *" + Name + "(struct bio_vec *v)\n{\n" + Indent +
         "return v->bv_page;\n}\n";
}

class CheckCommand : public testing::Test {
protected:
  void SetUp() override {
    tree.writeBlkTypes();
    tree.write("block/a.c", Head + "#include \"h.h\"\n" + reader("old"));
    tree.write("block/b.c", Head + "int b;\n");
    tree.write("block/h.h", "int h(void);\n");
    tree.command("block/a.c");
    tree.command("block/b.c");
    tree.convert(); // writes the database
    git("init -q");
    git("config user.name N");
    git("config user.email n@x");
    commit();
  }

  Output git(const std::string &Arguments) const {
    return shell("git -C " + tree.root() + " " + Arguments + " 2>&1");
  }
  void commit() const {
    git("add -A");
    ASSERT_EQ(git("commit -q -m 'change things'").status, 0);
  }
  /// Adds text to a file of the tree.
  void append(const std::string &Path, const std::string &Text) const {
    tree.write(Path, tree.read(Path) + Text);
  }
  Output check(const std::string &More = "", const std::string &Err = "1",
               const std::string &In = "/dev/null") const {
    return shell("cd " + tree.root() + " && " + PAGELESS_PROGRAM +
                 " check --rule bvec-page -p " + tree.objects() + " " + More +
                 " 2>&" + Err + " <" + In);
  }
  /// The findings as "file:line", in the order of the report.
  std::string found(const std::string &More = "",
                    const std::string &In = "/dev/null") const {
    const Output O = check("--format json " + More, "1", In);
    const auto Report = nlohmann::json::parse(O.text, nullptr, false);
    if (Report.is_discarded())
      return O.text;
    std::string Text;
    for (const auto &F : Report["findings"])
      Text += F["file"].get<std::string>() + ":" +
              std::to_string(F["range"]["start"]["line"].get<int>()) + " ";
    for (const auto &U : Report["unjudged"])
      Text += "!" + U["file"].get<std::string>() + " ";
    return Text + std::to_string(O.status);
  }

  TestTree tree;
};

TEST_F(CheckCommand, NothingNewIsClean) {
  EXPECT_EQ(found(), "0");
  append("block/a.c", "int more;\n");
  EXPECT_EQ(found(), "0");
  EXPECT_EQ(check().text,
            "0 findings; the diff touches 1 file and adds 0 words\n");
}

TEST_F(CheckCommand, AnAddedUseIsAFindingWithItsFix) {
  append("block/a.c", reader("fresh"));
  const Output O = check();
  EXPECT_EQ(O.status, 1);
  EXPECT_EQ(O.text,
            "block/a.c:9:12: warning: use 'bvec_page(v)' in place of "
            "'v->bv_page' [bvec-page]\n"
            "-\treturn v->bv_page;\n+\treturn bvec_page(v);\n"
            "1 finding in 1 file, 1 with a fix; the diff touches 1 file and "
            "adds 1 word\n");
  EXPECT_EQ(check("--fix").status, 0);
  EXPECT_EQ(tree.read("block/a.c"), Head + "#include \"h.h\"\n" +
                                        reader("old") +
                                        "void *fresh(struct bio_vec *v)\n{\n"
                                        "\treturn bvec_page(v);\n}\n");
  EXPECT_EQ(found(), "0");
}

TEST_F(CheckCommand, AUseThatNoHelperCoversStaysAFinding) {
  append("block/a.c", "void *take(struct bio_vec *v)\n{\n"
                      "\treturn &v->bv_page;\n}\n");
  EXPECT_EQ(found(), "block/a.c:9 1");
  EXPECT_EQ(found("--fix"), "block/a.c:9 1");
}

TEST_F(CheckCommand, MovedAndIndentedCodeIsNotNew) {
  tree.write("block/a.c", Head + "#include \"h.h\"\n");
  append("block/b.c", reader("old", "\t\t "));
  EXPECT_EQ(found(), "0");
  EXPECT_NE(check().text.find("adds 1 word, 1 of them only moved"),
            std::string::npos);
  append("block/b.c", reader("copy"));
  EXPECT_EQ(found(), "block/b.c:9 1");
}

TEST_F(CheckCommand, ARenameAddsNothing) {
  git("mv block/a.c block/c.c");
  EXPECT_EQ(found(), "0");
  EXPECT_EQ(found("--staged"), "0");
}

TEST_F(CheckCommand, AHeaderIsSeenThroughAUnitThatIncludesIt) {
  append("block/h.h", "static inline " + reader("inl"));
  EXPECT_EQ(found(), "block/h.h:4 1");
  EXPECT_EQ(found("--fix"), "block/h.h:4 0");
  EXPECT_NE(tree.read("block/h.h").find("bvec_page(v)"), std::string::npos);
}

TEST_F(CheckCommand, AMacroOfAHeaderNeedsACaller) {
  append("block/h.h", "#define PAGE_OF(v) ((v)->bv_page)\n");
  EXPECT_EQ(found(), "!block/h.h 3");
  append("block/b.c", "#include \"h.h\"\n"
                      "void *m(struct bio_vec *v) { return PAGE_OF(v); }\n");
  EXPECT_EQ(found(), "block/h.h:2 1");
}

TEST_F(CheckCommand, WhatCannotBeJudgedIsThree) {
  tree.write("block/new.c", Head + reader("n"));
  git("add -N block/new.c");
  EXPECT_EQ(found(), "!block/new.c 3");
  EXPECT_EQ(found("--allow-incomplete"), "!block/new.c 0");
  append("block/a.c", "#ifdef CONFIG_NO\n" + reader("hidden") + "#endif\n");
  git("rm -q --cached block/new.c");
  EXPECT_EQ(found(), "!block/a.c 3");
  append("block/a.c", reader("shown"));
  EXPECT_EQ(found(), "block/a.c:15 !block/a.c 1");
}

TEST_F(CheckCommand, SinceComparesWithWhereTheBranchLeft) {
  git("checkout -q -b topic");
  append("block/b.c", reader("fresh"));
  commit();
  git("checkout -q master || git checkout -q main");
  tree.write("block/a.c", Head); // removes a use that topic still has
  commit();
  git("branch -f upstream HEAD");
  git("checkout -q topic");
  EXPECT_EQ(found("--since upstream"), "block/b.c:5 1");
  EXPECT_EQ(check("--since nowhere").status, 2);
  EXPECT_EQ(check("--since=-x").status, 2);
}

TEST_F(CheckCommand, StagedTextsAreJudgedNotThoseOnDisk) {
  append("block/b.c", reader("staged"));
  git("add block/b.c");
  append("block/b.c", reader("later"));
  tree.write("block/b.c", "int other;\n" + tree.read("block/b.c"));
  EXPECT_EQ(found("--staged"), "block/b.c:5 1");
  tree.write("block/b.c", "int b;\n");
  EXPECT_EQ(found("--staged"), "block/b.c:5 1");
  EXPECT_EQ(check("--staged --fix").status, 1); // not what is on disk
  EXPECT_EQ(tree.read("block/b.c"), "int b;\n");
}

TEST_F(CheckCommand, ADiffComesFromAFileOrStdin) {
  append("block/a.c", reader("fresh"));
  const std::string Diff = tree.objects("x.diff");
  shell("git -C " + tree.root() + " diff >" + Diff);
  EXPECT_EQ(found("--diff " + Diff), "block/a.c:9 1");
  EXPECT_EQ(found("--diff -", Diff), "block/a.c:9 1");
  shell("git -C " + tree.root() + "/block diff --relative --no-prefix >" +
        Diff);
  EXPECT_EQ(found("--diff " + Diff + " --directory block --strip 0"),
            "block/a.c:9 1");
  git("checkout -q block/a.c");
  EXPECT_EQ(found("--diff " + Diff + " --directory block"), "!block/a.c 3");
  EXPECT_EQ(check("--diff " + tree.root() + "/Makefile").status, 2);
  EXPECT_EQ(check("--diff /nowhere").status, 2);
}

TEST_F(CheckCommand, MailsAreAppliedInMemory) {
  append("block/a.c", "/* caf\xc3\xa9 */\n" + reader("fresh"));
  commit();
  append("block/h.h", "static inline " + reader("inl"));
  tree.write("block/new.c", Head + reader("n"));
  commit();
  const std::string Box = tree.objects("box");
  shell("git -C " + tree.root() +
        " format-patch -q --cover-letter --stdout "
        "HEAD~2 >" +
        Box);
  git("reset -q --hard HEAD~2");
  EXPECT_EQ(found("--apply-to-index --diff " + Box),
            "block/a.c:10 block/h.h:4 !block/new.c 1");
  EXPECT_EQ(git("status --porcelain").text, "");
  // As it may arrive: with other line ends, and encoded.
  shell("sed -i 's/$/\\r/' " + Box);
  EXPECT_EQ(found("--apply-to-index --diff - ", Box),
            "block/a.c:10 block/h.h:4 !block/new.c 1");
  EXPECT_EQ(check("--fix --apply-to-index --diff " + Box).status, 2);
  append("block/a.c", "int x;\n");
  tree.write("block/h.h", "int other(void);\n");
  EXPECT_EQ(found("--apply-to-index --diff " + Box),
            "block/a.c:10 !block/h.h !block/new.c 1");
}

TEST_F(CheckCommand, NamesMayHaveAnyBytes) {
  const std::string Path = "block/caf\xc3\xa9 1.c";
  tree.write(Path, Head + "int c;\n");
  tree.command(Path);
  tree.convert();
  commit();
  append(Path, reader("fresh"));
  EXPECT_EQ(found(), Path + ":5 1");
  const Output O = check("--format sarif");
  EXPECT_NE(O.text.find("\"block/caf%C3%A9%201.c\""), std::string::npos);
}

TEST_F(CheckCommand, LinesMayEndWithCarriageReturns) {
  tree.write("block/b.c", Head + "int b;\r\n");
  commit();
  append("block/b.c", "void *b1(struct bio_vec *v)\r\n{\r\n"
                      "\treturn v->bv_page;\r\n}\r\n");
  EXPECT_EQ(found("--fix"), "block/b.c:5 0");
  EXPECT_NE(tree.read("block/b.c").find("return bvec_page(v);\r\n"),
            std::string::npos);
}

TEST_F(CheckCommand, ABaselineAcceptsByContent) {
  append("block/a.c", reader("fresh"));
  const std::string File = tree.objects("baseline.json");
  EXPECT_EQ(check("--write-baseline " + File).status, 0);
  EXPECT_EQ(found("--baseline " + File), "0");
  tree.write("block/a.c", Head + "#include \"h.h\"\nint first;\n" +
                              reader("old") + reader("fresh"));
  EXPECT_EQ(found("--baseline " + File), "0");
  append("block/a.c", reader("another"));
  EXPECT_EQ(found("--baseline " + File), "block/a.c:14 1");
  EXPECT_EQ(found("--fix --baseline " + File), "block/a.c:14 0");
  EXPECT_NE(tree.read("block/a.c").find("return v->bv_page;"),
            std::string::npos);
  std::ofstream(File) << "{}";
  EXPECT_EQ(check("--baseline " + File).status, 2);
}

TEST_F(CheckCommand, FixNeedsTheHelpersInTheTree) {
  tree.writeBlkTypes(/*Helpers=*/false);
  commit();
  append("block/a.c", reader("fresh"));
  const Output O = check("--fix");
  EXPECT_EQ(O.status, 1);
  EXPECT_NE(O.text.find("note: the fixes call helpers that the tree does not "
                        "have"),
            std::string::npos)
      << O.text;
  EXPECT_EQ(tree.read("block/a.c").find("bvec_page(v)"), std::string::npos);
}

TEST_F(CheckCommand, WrongUsageIsTwo) {
  for (const std::string Line :
       {"--staged --since HEAD", "--apply-to-index", "--strip 1",
        "--rule dma-map-pfn", "--profile nobody", "--format xml",
        "--diff x --strip=-2"})
    EXPECT_EQ(check(Line).status, 2) << Line;
}

TEST_F(CheckCommand, HelpAndTheManualHaveTheSameOptions) {
  const std::string Help =
      shell(std::string(PAGELESS_PROGRAM) + " check --help").text;
  std::ifstream In(PAGELESS_SOURCE_DIR "/docs/check.md");
  const std::string Manual((std::istreambuf_iterator<char>(In)), {});
  for (const std::string Option :
       {"--since", "--staged", "--diff", "--apply-to-index", "--strip",
        "--directory", "--format", "--baseline", "--write-baseline", "--fix",
        "--allow-incomplete", "--tree", "--profile", "--rule",
        "--confidence"}) {
    EXPECT_NE(Help.find("\n  " + Option), std::string::npos) << Option;
    EXPECT_NE(Manual.find("`" + Option), std::string::npos) << Option;
  }
  EXPECT_NE(Help.find("It ends with 0"), std::string::npos);
}

Output checkUnit(const TestTree &Tree, const std::string &Arguments) {
  return shell("cd " + Tree.root() + " && " + PAGELESS_PROGRAM +
               " check-unit " + Arguments + " 2>&1");
}

TEST_F(CheckCommand, AUnitIsCheckedAsSparseIs) {
  const std::string Flags = "-D__linux__ -Dlinux -D__STDC__ -Wbitwise "
                            "-Wno-return-void -m64 -nostdinc --arch=x86 "
                            "-Wp,-MMD,x.d -Iinclude -fno-strict-aliasing ";
  const Output O = checkUnit(tree, "--rule bvec-page " + Flags + "block/a.c");
  EXPECT_EQ(O.status, 0);
  EXPECT_EQ(O.text, "block/a.c:5:12: warning: use 'bvec_page(v)' in place of "
                    "'v->bv_page' [bvec-page]\n"
                    "-\treturn v->bv_page;\n+\treturn bvec_page(v);\n");
  EXPECT_EQ(
      checkUnit(tree, "--rule=bvec-page --error " + Flags + "block/a.c").status,
      1);
  EXPECT_EQ(checkUnit(tree, "--error " + Flags + "block/b.c").status, 0);
  EXPECT_EQ(checkUnit(tree, Flags + "block/b.c").text, "");
  EXPECT_EQ(checkUnit(tree, Flags).status, 0);
  EXPECT_EQ(checkUnit(tree, "--error " + Flags).status, 2);
  EXPECT_EQ(checkUnit(tree, "--error --rule bvec-page block/a.c").status, 3);
  EXPECT_FALSE(fs::exists(tree.root() + "/x.d"));
}

TEST_F(CheckCommand, AUnitOutsideOfATreeIsCheckedToo) {
  const std::string Folder = tree.objects("module");
  fs::create_directories(Folder);
  std::ofstream(Folder + "/m.c") << Head + reader("m");
  EXPECT_EQ(
      checkUnit(tree, "--error --rule bvec-page -Iinclude " + Folder + "/m.c")
          .status,
      1);
}

} // namespace
