//===- tests/CacheProcessTest.cpp - Runs that share a cache ---------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Database.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

class CacheProcess : public testing::Test {
protected:
  CacheProcess() {
    tree.writeBlkTypes();
    for (int I = 0; I < 12; ++I) {
      const std::string Name = "u" + std::to_string(I) + ".c";
      tree.write(Name, "#include <linux/blk_types.h>\n"
                       "struct page *f(struct bio_vec *v)\n"
                       "{\n\treturn v[" +
                           std::to_string(I) + "].bv_page;\n}\n");
      tree.command(Name);
    }
    tree.writeDatabases();
  }

  std::string command(const std::string &Out, const std::string &More) const {
    return std::string("exec ") + PAGELESS_PROGRAM +
           " convert --rule bvec-page --progress never --tree " + tree.root() +
           " -p " + tree.objects() + " --out " + tree.objects(Out) +
           " --cache " + tree.objects("cache") + " " + More + " >/dev/null 2>" +
           tree.objects(Out) + ".err";
  }

  /// Starts a run that writes to \p Out.
  pid_t start(const std::string &Out, const std::string &More = "") const {
    const std::string Command = command(Out, More);
    const pid_t Child = fork();
    if (Child == 0) {
      execl("/bin/sh", "sh", "-c", Command.c_str(), nullptr);
      _exit(127);
    }
    return Child;
  }

  /// Runs to the end, and gives all that was written.
  std::string run(const std::string &Out, const std::string &More = "") const {
    int Status = 0;
    waitpid(start(Out, More), &Status, 0);
    EXPECT_TRUE(WIFEXITED(Status) && WEXITSTATUS(Status) == 0) << errors(Out);
    return written(Out);
  }

  std::string written(const std::string &Out) const {
    std::map<std::string, std::string> Files;
    for (const auto &Entry :
         fs::recursive_directory_iterator(tree.objects(Out)))
      if (Entry.is_regular_file()) {
        std::ifstream In(Entry.path());
        Files[fs::relative(Entry.path(), tree.objects(Out))] = {
            std::istreambuf_iterator<char>(In), {}};
      }
    std::string All;
    for (const auto &[Name, Text] : Files)
      All += Name + "\n" + Text;
    return All;
  }

  std::string errors(const std::string &Out) const {
    std::ifstream In(tree.objects(Out) + ".err");
    return {std::istreambuf_iterator<char>(In), {}};
  }

  TestTree tree;
};

TEST_F(CacheProcess, TheReportIsTheSame) {
  const std::string Cold = run("cold", "--no-cache");
  EXPECT_FALSE(fs::exists(tree.objects("cache")));
  EXPECT_EQ(run("first"), Cold);
  EXPECT_EQ(run("second", "--time-report"), Cold);
  EXPECT_NE(errors("second").find("cache: 12 of 12 units were known\n"),
            std::string::npos)
      << errors("second");
  EXPECT_EQ(errors("first"), "");
}

TEST_F(CacheProcess, TwoAtOnceDisturbNothing) {
  const std::string Cold = run("cold", "--no-cache");
  for (int Round = 0; Round < 3; ++Round) {
    std::vector<pid_t> Children;
    for (int I = 0; I < 4; ++I)
      Children.push_back(start("out" + std::to_string(I)));
    for (int I = 0; I < 4; ++I) {
      int Status = 0;
      waitpid(Children[I], &Status, 0);
      const std::string Out = "out" + std::to_string(I);
      EXPECT_TRUE(WIFEXITED(Status) && WEXITSTATUS(Status) == 0);
      EXPECT_EQ(written(Out), Cold);
      EXPECT_EQ(errors(Out), "");
    }
  }
}

TEST_F(CacheProcess, AKilledRunLeavesNothingWrong) {
  const std::string Cold = run("cold", "--no-cache");
  for (int Round = 0; Round < 12; ++Round) {
    const pid_t Child = start("killed");
    std::this_thread::sleep_for(std::chrono::milliseconds(15 * Round));
    kill(Child, SIGKILL);
    int Status = 0;
    waitpid(Child, &Status, 0);
    EXPECT_EQ(run("after"), Cold);
    EXPECT_EQ(errors("after"), "");
    if (Round % 4 == 3)
      fs::remove_all(tree.objects("cache"));
  }
}

class DatabaseTest : public testing::Test {
protected:
  DatabaseTest() {
    std::string Notice;
    auto Opened = Database::open(tree.objects("cache"), Notice);
    EXPECT_TRUE(static_cast<bool>(Opened));
    EXPECT_EQ(Notice, "");
    if (Opened)
      database = std::move(*Opened);
  }

  /// What \p Value holds; fails the test if it holds an error.
  template <typename T> T get(llvm::Expected<T> Value) {
    if (Value)
      return std::move(*Value);
    ADD_FAILURE() << llvm::toString(Value.takeError());
    return T();
  }
  void good(llvm::Error E) {
    if (E)
      ADD_FAILURE() << llvm::toString(std::move(E));
  }

  static Digest digestOf(std::uint64_t N) { return Digester().add(N).digest(); }

  void add(std::uint64_t Key, std::uint64_t State, std::int64_t Used,
           const std::string &Facts) {
    good(database->begin());
    StoredUnit Unit;
    Unit.inputs = {get(database->add(StoredInput{"/p", 0, digestOf(State)}))};
    Unit.facts = Facts;
    Unit.used = Used;
    good(database->add(digestOf(Key), Unit));
    good(database->commit());
  }

  TestTree tree;
  std::unique_ptr<Database> database;
};

TEST_F(DatabaseTest, GivesBackWhatItTook) {
  add(1, 10, 5, "facts");
  add(1, 11, 7, "other facts");
  const auto Units = get(database->units(digestOf(1)));
  ASSERT_EQ(Units.size(), 2u);
  EXPECT_EQ(Units[0].facts, "other facts"); // the last used first
  EXPECT_EQ(Units[1].facts, "facts");
  const auto Input = get(database->input(Units[1].inputs[0]));
  ASSERT_TRUE(Input);
  EXPECT_EQ(Input->path, "/p");
  EXPECT_EQ(Input->state, digestOf(10));
  EXPECT_TRUE(get(database->units(digestOf(2))).empty());
  EXPECT_FALSE(get(database->input(99)));
}

TEST_F(DatabaseTest, KeepsOneAnswerForTheSameInputs) {
  add(1, 10, 5, "facts");
  add(1, 10, 6, "new facts");
  const auto Units = get(database->units(digestOf(1)));
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].facts, "new facts");
}

TEST_F(DatabaseTest, KeepsAFewAnswersOfAUnit) {
  for (std::uint64_t I = 0; I < 20; ++I)
    add(1, I, static_cast<std::int64_t>(I), "facts");
  const auto Units = get(database->units(digestOf(1)));
  ASSERT_EQ(Units.size(), 8u);
  EXPECT_EQ(Units[0].used, 19);
  EXPECT_EQ(Units[7].used, 12);
}

TEST_F(DatabaseTest, DropsWhatWasUsedLongestAgo) {
  constexpr std::uint64_t Limit = 1 << 20;
  const std::string Large(40000, 'x');
  for (std::uint64_t I = 0; I < 60; ++I)
    add(I, I, static_cast<std::int64_t>(I), Large);
  const auto Unused = get(database->units(digestOf(0))).at(0).inputs[0];
  good(database->begin());
  const auto Generation = get(database->generation());
  good(database->commit());
  good(database->shrink(Limit));
  EXPECT_TRUE(get(database->units(digestOf(0))).empty());
  EXPECT_FALSE(get(database->input(Unused)));
  EXPECT_EQ(get(database->units(digestOf(59))).size(), 1u);
  good(database->begin());
  EXPECT_GT(get(database->generation()), Generation);
  good(database->commit());
  database.reset(); // which empties the log
  EXPECT_LE(fs::file_size(tree.objects("cache") + "/facts.sqlite"), Limit);
}

TEST_F(DatabaseTest, IdsNeverComeBack) {
  add(1, 10, 1, "facts");
  const auto First = get(database->units(digestOf(1))).at(0).inputs[0];
  good(database->shrink(0));
  add(1, 11, 1, "facts");
  EXPECT_GT(get(database->units(digestOf(1))).at(0).inputs[0], First);
}

TEST_F(DatabaseTest, IsNotReplacedWhileOthersUseIt) {
  add(1, 10, 1, "facts");
  const std::string File = tree.objects("cache") + "/facts.sqlite";
  database.reset();
  std::string Notice;
  database = get(Database::open(tree.objects("cache"), Notice));
  std::ofstream(File) << std::string(8192, 'x');
  fs::remove(File + "-wal");
  auto Second = Database::open(tree.objects("cache"), Notice);
  ASSERT_FALSE(static_cast<bool>(Second));
  EXPECT_NE(llvm::toString(Second.takeError()).find("another run uses it"),
            std::string::npos);
  EXPECT_EQ(Notice, "");
}

TEST(PackedIds, ComeBack) {
  const std::vector<std::int64_t> Ids = {1, 2, 500, 1 << 30};
  EXPECT_EQ(unpackIds(packIds(Ids)), Ids);
  EXPECT_EQ(unpackIds(""), std::vector<std::int64_t>());
  EXPECT_EQ(unpackIds("\xff"), std::nullopt);
}

} // namespace
