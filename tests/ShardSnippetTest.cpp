//===- tests/ShardSnippetTest.cpp - Any number of shards, one result ------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Over the snippets of every rule, also those whose words grow. What becomes of
// the files is in ShardTest.cpp.
//
//===----------------------------------------------------------------------===//

#include "engine/ProfileText.h"
#include "reports/Json.h"
#include "reports/Patch.h"
#include "shard/Gather.h"
#include "shard/Write.h"
#include "tests/support/Snippets.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <set>

using namespace pageless;
using namespace pageless::test;

namespace {

/// All files that a user gets.
std::string everythingOf(const Result &R) {
  std::string All = writeJson(R);
  for (const PatchSet &P : R.patches)
    All += P.name + "\n" + writePatch(P);
  return All;
}

std::vector<std::string> rulesWithSnippets() {
  std::set<std::string> Names;
  for (const Topic &T : allTopics())
    Names.insert(T.rule);
  return {Names.begin(), Names.end()};
}

class ShardSnippets : public testing::TestWithParam<std::string> {
protected:
  ShardSnippets() {
    writeSnippets(tree, GetParam());
    options = tree.options();
    options.rules = {GetParam()};
    profile = llvm::cantFail(profileText(options.profile));
    run = runOptions(options, tree.root());
  }

  /// Makes facts of what is wanted, in \p Count shards, through the files.
  void answer(const Wanted &Units, std::size_t Count) {
    const std::string Folder = tree.objects("round-" + std::to_string(made++));
    const auto Shards = divide(
        run, Units.job, withCosts(Units.units, tree.root(), Costs()), Count);
    llvm::cantFail(writeShards(Folder, Shards));
    folders.push_back(Folder);
    for (const Shard &S : Shards) {
      const Shard Read = llvm::cantFail(readShard(shardFile(Folder, S.name)));
      ASSERT_EQ(Read.units.size(), S.units.size());
      llvm::Expected<ShardFacts> Facts = analyse(Read, {2, {}, {}});
      ASSERT_TRUE(bool(Facts)) << llvm::toString(Facts.takeError());
      llvm::cantFail(writeFacts(factsFile(Folder, S.name), *Facts));
    }
  }

  /// The result of a run with the facts that there are. If it is to end at what
  /// they do not cover, and there is such, that is put into \p Rest.
  std::string merged(bool EndsAtRest, std::optional<Wanted> &Rest) {
    auto Known = gather(llvm::cantFail(expandFacts(folders)), 2);
    EXPECT_TRUE(bool(Known)) << llvm::toString(Known.takeError());
    ConvertOptions Options = convertOptions(Known->run);
    Options.jobs = 2;
    const auto Store =
        std::make_shared<FactsStore>(profile, std::move(*Known), EndsAtRest);
    Options.stores = {Store};
    llvm::Expected<Conversion> Ended = convert(Options);
    Rest = Store->wanted();
    if (Ended)
      return everythingOf(Ended->result);
    const std::string Why = llvm::toString(Ended.takeError());
    EXPECT_TRUE(Rest.has_value()) << Why;
    return "";
  }

  Wanted firstRound() {
    ConvertOptions Options = options;
    const auto Store = std::make_shared<FactsStore>(profile);
    Options.stores = {Store};
    llvm::consumeError(convert(Options).takeError());
    return Store->wanted().value();
  }

  TestTree tree;
  ConvertOptions options;
  std::string profile;
  RunOptions run;
  std::vector<std::string> folders; ///< of the facts that count
  int made = 0;                     ///< folders so far
};

TEST_P(ShardSnippets, AreMergedToTheSameBytes) {
  const std::string Whole = everythingOf(tree.convert(options));
  const Wanted First = firstRound();
  for (const std::size_t Count : {1, 2, 7}) {
    folders.clear();
    answer(First, Count);
    std::optional<Wanted> Rest;
    EXPECT_EQ(merged(/*EndsAtRest=*/false, Rest), Whole);
  }
}

TEST_P(ShardSnippets, LaterRoundsCanBeShardsToo) {
  const std::string Whole = everythingOf(tree.convert(options));
  std::optional<Wanted> Rest = firstRound();
  std::string Result;
  for (int Rounds = 0; Rest && Rounds < 40; ++Rounds) {
    answer(*Rest, 2);
    Result = merged(/*EndsAtRest=*/true, Rest);
  }
  EXPECT_EQ(Result, Whole);
}

INSTANTIATE_TEST_SUITE_P(Rules, ShardSnippets,
                         testing::ValuesIn(rulesWithSnippets()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           std::string Name = Info.param;
                           std::erase(Name, '-');
                           return Name;
                         });

} // namespace
