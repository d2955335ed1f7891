//===- tests/ShardEnginesTest.cpp - Shards on GNU parallel and Slurm ------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The scripts of docs/scale, run for real. A machine without the engine skips
// its tests: scripts/packages.sh slurm installs Slurm, which CI does not need.
//
//===----------------------------------------------------------------------===//

#include "tests/support/ShardTree.h"

#include "gtest/gtest.h"

#include <fstream>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

const std::string Scripts = PAGELESS_SOURCE_DIR "/docs/scale/";

class ShardEngine : public testing::Test {
protected:
  ShardEngine() {
    EXPECT_EQ(t.run("pageless convert --out c " + t.options()), 0) << t.text;
  }

  /// From now on, the first \p Times that shard 2 is analysed its process is
  /// killed with SIGKILL.
  void killShardTwo(int Times) {
    const std::string Folder = t.tree.objects("bin");
    fs::create_directories(Folder);
    const std::string Program = Folder + "/pageless";
    std::ofstream(Program) << "#!/bin/bash\n"
                           << "if [[ $* == *1/shard-2-of-3* ]]; then\n"
                           << "  echo once more >>" << Folder << "/deaths\n"
                           << "  [[ $(wc -l <" << Folder << "/deaths) -gt "
                           << Times << " ]] || kill -9 $$\n"
                           << "fi\n"
                           << "exec " << PAGELESS_PROGRAM << " \"$@\"\n";
    fs::permissions(Program, fs::perms::owner_all);
    t.path = Folder + ":";
  }
  /// How often shard 2 of the first round was begun.
  std::size_t tries() {
    t.run("wc -l <" + t.tree.objects("bin") + "/deaths");
    return std::stoul(t.text);
  }
  void expectSameAsConvert() {
    EXPECT_EQ(t.run("diff -r w/out c"), 0) << t.text;
    // Round 1 had the files with words, round 2 the includer of late.h.
    EXPECT_TRUE(fs::exists(t.work + "/w/2/facts-3-of-3.json"));
    EXPECT_FALSE(fs::exists(t.work + "/w/3"));
  }

  ShardTree t;
};

class GnuParallel : public ShardEngine {
protected:
  void SetUp() override {
    if (t.run("parallel --version | grep -q GNU") != 0)
      GTEST_SKIP() << "no GNU parallel; scripts/packages.sh test installs it";
  }
};

TEST_F(GnuParallel, GivesWhatConvertGives) {
  EXPECT_EQ(t.run(Scripts + "pageless-parallel w 3 " + t.options()), 0)
      << t.text;
  expectSameAsConvert();
}

TEST_F(GnuParallel, RedoesAShardThatIsKilled) {
  killShardTwo(1);
  EXPECT_EQ(t.run(Scripts + "pageless-parallel w 3 " + t.options()), 0)
      << t.text;
  EXPECT_EQ(tries(), 2u);
  expectSameAsConvert();
}

TEST_F(GnuParallel, GoesOnWhereItFailed) {
  killShardTwo(3);
  EXPECT_NE(t.run(Scripts + "pageless-parallel w 3 " + t.options()), 0);
  EXPECT_FALSE(fs::exists(t.work + "/w/out"));
  const auto Written = fs::last_write_time(t.work + "/w/1/facts-1-of-3.json");
  EXPECT_EQ(t.run(Scripts + "pageless-parallel w 3 " + t.options()), 0)
      << t.text;
  EXPECT_EQ(tries(), 4u);
  EXPECT_EQ(fs::last_write_time(t.work + "/w/1/facts-1-of-3.json"), Written);
  expectSameAsConvert();
}

class Slurm : public ShardEngine {
protected:
  void SetUp() override {
    for (const char *Program : {"slurmctld", "slurmd", "sbatch", "python3"})
      if (t.run(std::string("command -v ") + Program) != 0)
        GTEST_SKIP() << "no " << Program
                     << "; scripts/packages.sh slurm installs Slurm";
    ASSERT_EQ(t.run(Script + "start " + cluster()), 0) << t.text;
  }
  void TearDown() override {
    if (fs::exists(cluster()))
      t.run(Script + "stop " + cluster());
  }
  std::string cluster() const { return t.tree.objects("cluster"); }

  /// Submits, and waits until the last merge has ended. True if it has.
  bool submitAndWait(const std::string &Meanwhile) {
    return t.run("export SLURM_CONF=" + cluster() + "/slurm.conf; " + Scripts +
                 "pageless-slurm w 3 " + t.options() +
                 " || exit; n=0; while [ $n -lt 1500 ]; do [ -e w/status ] && "
                 "exit 0; " +
                 Meanwhile +
                 " sleep 0.2; n=$((n + 1)); done; squeue; cat w/*.log "
                 "w/*/*.log; exit 1") == 0;
  }

  const std::string Script = PAGELESS_SOURCE_DIR "/tests/support/slurm.sh ";
};

TEST_F(Slurm, RedoesAShardThatIsKilledAndGivesWhatConvertGives) {
  killShardTwo(1);
  ASSERT_TRUE(submitAndWait("")) << t.text;
  EXPECT_EQ(tries(), 2u);
  EXPECT_EQ(t.run("cat w/status"), 0);
  EXPECT_EQ(t.text, "0\n");
  expectSameAsConvert();
}

} // namespace
