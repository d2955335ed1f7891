//===- tests/KilledTest.cpp - Edits that are interrupted ------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tree is untouched or complete, whatever ends `convert --in-place` at
// whatever step. support/KillAt.c counts the steps.
//
//===----------------------------------------------------------------------===//

#include "tests/support/Program.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

constexpr const char *Journal = ".pageless-journal";

/// The parameter: whether the file system can exchange two files.
class Killed : public testing::TestWithParam<bool> {
protected:
  void SetUp() override {
    if (std::string(PAGELESS_KILL_AT).empty())
      GTEST_SKIP() << "no library can be preloaded with this sanitizer";
    Tree.writeBlkTypes();
    for (const std::string Name : {"a.c", "b.c", "d/c.c"}) {
      Tree.write(Name, "#include <linux/blk_types.h>\n"
                       "void *f(struct bio_vec *v)\n{\n"
                       "\treturn v->bv_page;\n}\n");
      Tree.command(Name);
    }
    Tree.writeDatabases();
    Before = allBelow(Tree.root());
    EXPECT_EQ(convert().status, 0);
    After = allBelow(Tree.root());
    EXPECT_NE(Before.at("d/c.c"), After.at("d/c.c"));
    reset();
  }

  std::string arguments(const std::string &More = "--in-place") const {
    return "convert --rule bvec-page --no-cache -j1 --progress never -p " +
           Tree.objects() + " --out " + Tree.objects("out") + " " + More;
  }

  static std::string environment(const std::string &Base, unsigned At,
                                 const std::string &More, bool Exchanges) {
    return std::string("LD_PRELOAD=") + PAGELESS_KILL_AT +
           " KILL_BELOW=" + Base + "/ KILL_AT=" + std::to_string(At) +
           (Exchanges ? " " : " KILL_NO_EXCHANGE=1 ") + More;
  }

  std::string at(unsigned Step, int Signal) const {
    return environment(Tree.root(), Step,
                       "KILL_SIGNAL=" + std::to_string(Signal), GetParam());
  }

  Ended convert(const std::string &Environment = "",
                const std::string &More = "--in-place") const {
    return runProgram(arguments(More), Environment);
  }

  void reset() const {
    for (const auto &[Name, Text] : allBelow(Tree.root()))
      if (!Before.count(Name))
        fs::remove(Tree.root() + "/" + Name);
    for (const auto &[Name, Text] : Before)
      Tree.write(Name, Text);
  }

  bool isUntouched() const { return allBelow(Tree.root()) == Before; }
  bool isComplete() const { return allBelow(Tree.root()) == After; }
  bool hasJournal() const { return fs::exists(Tree.root() + "/" + Journal); }

  /// The tree's own files, without those of an interrupted edit.
  Files sources() const {
    Files Now = allBelow(Tree.root());
    std::erase_if(Now, [&](const auto &F) { return !Before.count(F.first); });
    return Now;
  }

  /// What is true of a tree after a kill, and then after the next run.
  void expectRecovery() const {
    const Files Now = sources();
    for (const auto &[Name, Text] : Before)
      EXPECT_TRUE(Now.at(Name) == Text || Now.at(Name) == After.at(Name))
          << Name << " is torn: " << Now.at(Name);
    const bool Pending = hasJournal();
    if (!Pending) {
      EXPECT_TRUE(Now == Before || Now == After);
    }
    const Ended Plain = convert("", "");
    EXPECT_EQ(Plain.status, Pending ? 2 : 0) << Plain.err;
    if (Pending) {
      EXPECT_TRUE(isOneLine(Plain.err)) << Plain.err;
    }
    EXPECT_EQ(sources(), Now); // only --in-place edits
    const Ended Next = convert();
    EXPECT_EQ(Next.status, 0) << Next.err;
    if (Pending) {
      EXPECT_TRUE(isOneLine(Next.err)) << Next.err;
      EXPECT_NE(Next.err.find("that was interrupted"), std::string::npos);
    }
    EXPECT_TRUE(isComplete());
  }

  TestTree Tree;
  Files Before, After;
};

TEST_P(Killed, AtAnyStepTheNextRunFinishes) {
  unsigned Step = 1, Pending = 0;
  for (;; ++Step) {
    SCOPED_TRACE("step " + std::to_string(Step));
    reset();
    const Ended Run = convert(at(Step, SIGKILL));
    if (Run.signal == 0)
      break;
    ASSERT_EQ(Run.signal, SIGKILL) << Run.err;
    Pending += hasJournal();
    expectRecovery();
  }
  EXPECT_TRUE(isComplete());
  EXPECT_GT(Step, 15u);
  EXPECT_GT(Pending, 3u);
}

TEST_P(Killed, TheRunThatFinishesMayBeKilledToo) {
  for (unsigned First = 1;; ++First) {
    reset();
    if (convert(at(First, SIGKILL)).signal == 0)
      break;
    if (!hasJournal() || First % 3) // each costs dozens of runs
      continue;
    const Files Half = allBelow(Tree.root());
    for (unsigned Second = 1; Second < 100; ++Second) {
      SCOPED_TRACE(std::to_string(First) + ", " + std::to_string(Second));
      reset();
      for (const auto &[Name, Text] : Half)
        Tree.write(Name, Text);
      const bool Died = convert(at(Second, SIGKILL)).signal != 0;
      if (Second % 4 == 0 || !Died)
        expectRecovery();
      if (!Died)
        break;
    }
  }
}

TEST_P(Killed, ASignalLeavesNothingBehind) {
  for (const int Signal : {SIGTERM, SIGINT, SIGHUP})
    for (unsigned Step = 1;; ++Step) {
      SCOPED_TRACE(std::to_string(Signal) + " at " + std::to_string(Step));
      reset();
      const Ended Run = convert(at(Step, Signal));
      EXPECT_TRUE(isUntouched() || isComplete());
      if (Run.signal == 0) {
        EXPECT_EQ(Run.status, 0);
        break;
      }
      EXPECT_EQ(Run.signal, Signal);
      ASSERT_LT(Step, 100u);
    }
}

TEST_P(Killed, AnErrorAtAnyStepIsOneLineAndLosesNothing) {
  for (const int Error : {ENOSPC, EIO}) // there are 43 steps
    for (unsigned Step = 1; Step < 48; ++Step) {
      SCOPED_TRACE(std::to_string(Error) + " at " + std::to_string(Step));
      reset();
      const Ended Run = convert(
          environment(Tree.root(), Step, "KILL_ERROR=" + std::to_string(Error),
                      GetParam()));
      EXPECT_EQ(Run.signal, 0);
      if (Run.status == 0) { // it did not matter, or there is no such step
        EXPECT_EQ(sources(), After);
      } else {
        EXPECT_EQ(Run.status, 3);
        EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
        if (GetParam()) {
          EXPECT_TRUE(isUntouched() || sources() == After) << Run.err;
        }
      }
      const Ended Next = convert();
      EXPECT_EQ(Next.status, 0) << Next.err;
      EXPECT_TRUE(isComplete());
    }
}

TEST_P(Killed, AFileThatChangesInBetweenKeepsItsChange) {
  if (!GetParam())
    GTEST_SKIP() << "only an exchange shows it at the last moment";
  const std::string Mine = Before.at("b.c") + "/* mine */\n";
  for (unsigned Step = 1;; ++Step) {
    SCOPED_TRACE("step " + std::to_string(Step));
    reset();
    Running Run(arguments(), at(Step, SIGSTOP));
    if (!Run.stops())
      break;
    Tree.write("b.c", Mine);
    kill(Run.pid(), SIGCONT);
    const Ended End = Run.end();
    // It may have been early enough to be converted, too.
    const std::string Text = Tree.read("b.c");
    EXPECT_TRUE(Text == Mine || Text == After.at("b.c") + "/* mine */\n")
        << End.err;
    Files Now = allBelow(Tree.root());
    EXPECT_EQ(Now.size(), Before.size());
    Now["b.c"] = End.status == 0 ? After.at("b.c") : Before.at("b.c");
    EXPECT_EQ(Now, End.status == 0 ? After : Before) << End.err;
    ASSERT_LT(Step, 100u);
  }
}

TEST_P(Killed, ASecondInstanceIsRefused) {
  Running First(arguments(), at(4, SIGSTOP));
  ASSERT_TRUE(First.stops());
  const Ended Second = convert();
  EXPECT_EQ(Second.status, 2);
  EXPECT_TRUE(isOneLine(Second.err)) << Second.err;
  EXPECT_NE(Second.err.find("another pageless is about to edit " + Tree.root()),
            std::string::npos)
      << Second.err;
  EXPECT_EQ(convert("", "").status, 0); // which only reads
  kill(First.pid(), SIGCONT);
  EXPECT_EQ(First.end().status, 0);
  EXPECT_TRUE(isComplete());
}

INSTANTIATE_TEST_SUITE_P(FileSystems, Killed, testing::Bool(),
                         [](const testing::TestParamInfo<bool> &Info) {
                           return Info.param ? "Exchanging" : "Renaming";
                         });

// --- Journals that are not ours
// -----------------------------------------------

class Journals : public Killed {
protected:
  /// Writes a journal of one file, as another program may.
  void write(const std::string &File, const std::string &Beside,
             const std::string &Name = Journal) const {
    std::string Text = "pageless edits these files, 1";
    for (const std::string &Field : {File, Beside, std::string(64, '0'),
                                     std::string(64, '1'), std::string("end")})
      (Text += '\0') += Field;
    Tree.write(Name, Text);
  }
};

TEST_P(Journals, LeadNowhereElse) {
  TestTree Other;
  Other.write("x.c", "x");
  Other.write(".pageless-edit-1", "y");
  fs::create_directory_symlink(Other.root(), Tree.root() + "/link");
  const Files There = allBelow(Other.root());
  for (const auto &[File, Beside] : std::map<std::string, std::string>{
           {"../x.c", "../.pageless-edit-1"},
           {Other.root() + "/x.c", Other.root() + "/.pageless-edit-1"},
           {"link/x.c", "link/.pageless-edit-1"},
           {"a.c", "b.c"},
           {"a.c", "d/.pageless-edit-1"},
           {"", ""}}) {
    write(File, Beside);
    const Ended Run = convert();
    EXPECT_EQ(Run.status, 2);
    EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
    fs::remove(Tree.root() + "/" + Journal);
    write(File, Beside, ".pageless-journal.new"); // is removed, and no more
    EXPECT_EQ(convert().status, 0);
    reset();
    fs::create_directory_symlink(Other.root(), Tree.root() + "/link");
  }
  EXPECT_EQ(allBelow(Other.root()), There);
}

TEST_P(Journals, OfFilesThatHaveChangedAreRefused) {
  Tree.write(".pageless-edit-1", "new");
  write("a.c", ".pageless-edit-1");
  const Ended Run = convert();
  EXPECT_EQ(Run.status, 2);
  EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  EXPECT_NE(Run.err.find("some were changed since"), std::string::npos);
  EXPECT_EQ(sources(), Before);
}

INSTANTIATE_TEST_SUITE_P(FileSystems, Journals, testing::Values(true),
                         [](const testing::TestParamInfo<bool> &) {
                           return "Any";
                         });

} // namespace
