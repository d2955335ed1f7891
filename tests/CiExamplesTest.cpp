//===- tests/CiExamplesTest.cpp - The examples of docs/ci -----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each example is run in a repository, with the tree's database in the place of
// what `pageless compdb` makes, and without the service around it.
//
//===----------------------------------------------------------------------===//

#include "tests/support/Shell.h"
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

const std::string Source = PAGELESS_SOURCE_DIR;
const std::string Examples = Source + "/docs/ci/";

std::string reader(const std::string &Name) {
  return "void *" + Name + "(struct bio_vec *v)\n{\n\treturn v->bv_page;\n}\n";
}

class CiExamples : public testing::Test {
protected:
  void SetUp() override {
    // The helper that the profile accessor has for a read.
    tree.writeBlkTypes();
    tree.write("a.c", "#include <linux/blk_types.h>\n" + reader("old"));
    tree.command("a.c");
    tree.convert(); // writes the database
    run("git init -q && git config user.name N && git config user.email n@x && "
        "git config pageless.database $DATABASE && git add -A && "
        "git commit -q -m first && git branch upstream");
  }

  /// Runs a line of shell in the tree; `pageless` is in the PATH.
  int run(const std::string &Line) {
    const std::string Setting =
        "cd " + tree.root() +
        " && export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null "
        "PATH=" +
        fs::path(PAGELESS_PROGRAM).parent_path().string() +
        ":$PATH DATABASE=" + tree.objects() +
        " BASE=upstream CI_MERGE_REQUEST_DIFF_BASE_SHA=upstream; { ";
    return runShell(Setting + Line + "; } 2>&1", text);
  }

  /// The commands of a CI file, with the profile of the small tree.
  std::string script(const std::string &Kind, const std::string &File) {
    return "python3 " + Source + "/tests/support/ci_script.py " + Kind + " " +
           Examples + File + " | sed 's/--profile accessor/--profile pfn/' " +
           ">$DATABASE/script && bash $DATABASE/script";
  }

  void addUse() {
    tree.write("a.c", tree.read("a.c") + reader("fresh"));
    ASSERT_EQ(run("git commit -q -a -m 'a: add a use'"), 0) << text;
  }

  nlohmann::json json(const std::string &File) const {
    return nlohmann::json::parse(tree.read(File));
  }

  TestTree tree;
  std::string text; ///< what the last line printed
};

TEST_F(CiExamples, GitHub) {
  EXPECT_EQ(run(script("github", "github.yml")), 0) << text;
  addUse();
  EXPECT_EQ(run(script("github", "github.yml")), 1) << text;
  EXPECT_NE(text.find("::warning file=a.c,line=8,"), std::string::npos) << text;
  EXPECT_EQ(json("pageless.sarif")["runs"][0]["results"].size(), 1u);
}

TEST_F(CiExamples, GitLab) {
  EXPECT_EQ(run(script("gitlab", "gitlab-ci.yml")), 0) << text;
  addUse();
  EXPECT_EQ(run(script("gitlab", "gitlab-ci.yml")), 1) << text;
  EXPECT_EQ(json("gl-code-quality-report.json").size(), 1u);
}

TEST_F(CiExamples, PreCommit) {
  EXPECT_EQ(run("cp " + Examples + "pre-commit .git/hooks/pre-commit"), 0);
  tree.write("a.c", tree.read("a.c") + "int more;\n");
  EXPECT_EQ(run("git commit -q -a -m more"), 0) << text;
  tree.write("a.c", tree.read("a.c") + reader("fresh"));
  EXPECT_EQ(run("git commit -q -a -m fresh"), 1) << text;
  EXPECT_NE(text.find("a.c:9:12: warning: use 'bvec_page(v)'"),
            std::string::npos)
      << text;
  EXPECT_EQ(run("git config --unset pageless.database; git commit -q -a -m x"),
            1);
  EXPECT_NE(text.find("pageless.database"), std::string::npos);
}

TEST_F(CiExamples, Mail) {
  addUse();
  run("git format-patch -q --stdout upstream >$DATABASE/box && "
      "git reset -q --hard upstream");
  const std::string Line =
      Examples + "check-mail $DATABASE $DATABASE/box --format json";
  EXPECT_EQ(run(Line), 1) << text;
  EXPECT_EQ(
      nlohmann::json::parse(text)["findings"][0]["range"]["start"]["line"], 8);
  EXPECT_EQ(run("git status --porcelain"), 0);
  EXPECT_EQ(text, "");
  // A message id goes to b4; this one stands in for it.
  run("mkdir $DATABASE/bin && printf '#!/bin/sh\\ncat $DATABASE/box\\n' "
      ">$DATABASE/bin/b4 && chmod +x $DATABASE/bin/b4");
  EXPECT_EQ(run("PATH=$DATABASE/bin:$PATH " + Examples +
                "check-mail $DATABASE 20150521.1@example.org"),
            1)
      << text;
}

TEST_F(CiExamples, Kbuild) {
  // As scripts/Makefile.build calls it.
  tree.write("Makefile", "c_flags = -Wp,-MMD,.$(@F).d -nostdinc -Iinclude\n"
                         "CHECKFLAGS := -D__linux__ -Wbitwise --arch=x86\n"
                         "%.o: %.c\n"
                         "\t$(CHECK) $(CHECKFLAGS) $(c_flags) $<\n"
                         "\ttouch $@\n");
  EXPECT_EQ(run("make -s a.o CHECK=\"pageless check-unit --rule bvec-page\""),
            0)
      << text;
  EXPECT_NE(text.find("a.c:4:12: warning: use 'bvec_page(v)'"),
            std::string::npos)
      << text;
  EXPECT_EQ(run("rm a.o; make -s a.o CHECK=\"pageless check-unit --error "
                "--rule bvec-page\""),
            2);
}

} // namespace
