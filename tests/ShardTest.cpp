//===- tests/ShardTest.cpp - plan, analyse, merge -------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The commands as a user runs them, and what goes wrong with their files.
//
//===----------------------------------------------------------------------===//

#include "shard/Balance.h"
#include "tests/support/ShardTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <numeric>

using namespace pageless;
using namespace pageless::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json load(const std::string &Path) {
  std::ifstream In(Path);
  return json::parse(In);
}

/// "" if the file fits the schema, else what does not.
std::string objections(const std::string &Path, const std::string &Schema) {
  valijson::Schema S;
  const json SchemaText = load(PAGELESS_SOURCE_DIR "/shard/schema/" + Schema);
  valijson::SchemaParser().populateSchema(
      valijson::adapters::NlohmannJsonAdapter(SchemaText), S);
  valijson::ValidationResults Results;
  const json Document = load(Path);
  if (valijson::Validator().validate(
          S, valijson::adapters::NlohmannJsonAdapter(Document), &Results))
    return "";
  std::string Text = "invalid";
  valijson::ValidationResults::Error Error;
  while (Results.popError(Error)) {
    for (const std::string &Step : Error.context)
      Text += Step;
    Text += ": " + Error.description + "\n";
  }
  return Text;
}

bool isOneLine(const std::string &Text) {
  return !Text.empty() && Text.find('\n') == Text.size() - 1;
}

class Shards : public testing::Test {
protected:
  /// Plans two shards and makes their facts.
  void makeFacts() {
    ASSERT_EQ(t.run("pageless plan --out s --shards 2 " + t.options()), 0)
        << t.text;
    ASSERT_EQ(t.run("for f in s/shard-*; do pageless analyse --shard $f || "
                    "exit; done"),
              0)
        << t.text;
  }
  /// Fails unless merging says one line with \p What in it, and writes nothing.
  void expectRefused(const std::string &What,
                     const std::string &Facts = "s/facts-*") {
    EXPECT_EQ(t.run("pageless merge --out m " + Facts), 2);
    EXPECT_TRUE(isOneLine(t.text)) << t.text;
    EXPECT_NE(t.text.find(What), std::string::npos) << t.text;
    EXPECT_FALSE(fs::exists(t.work + "/m"));
  }
  void edit(const std::string &File, const std::string &Pointer,
            const json &Value) {
    json Document = load(t.work + "/" + File);
    Document[json::json_pointer(Pointer)] = Value;
    std::ofstream(t.work + "/" + File) << Document;
  }

  ShardTree t;
};

TEST_F(Shards, MergeToWhatConvertWrites) {
  makeFacts();
  EXPECT_EQ(t.run("pageless merge --out m s && pageless convert --out c " +
                  t.options() + ">/dev/null && diff -r m c"),
            0)
      << t.text;
  EXPECT_NE(t.text.find("patches"), std::string::npos) << t.text;
}

TEST_F(Shards, NothingButTheTreeIsNeededToAnalyse) {
  ASSERT_EQ(t.run("pageless plan --out s --shards 2 " + t.options() +
                  " && mv " + t.tree.objects() + "/compile_commands.json x"),
            0);
  EXPECT_EQ(t.run("cd / && pageless analyse --shard " + t.work +
                  "/s/shard-1-of-2.json"),
            0)
      << t.text;
  EXPECT_TRUE(fs::exists(t.work + "/s/facts-1-of-2.json"));
}

TEST_F(Shards, FilesFitTheirSchemas) {
  makeFacts();
  EXPECT_EQ(objections(t.work + "/s/shard-1-of-2.json", "shard.schema.json"),
            "");
  EXPECT_EQ(objections(t.work + "/s/facts-2-of-2.json", "facts.schema.json"),
            "");
  edit("s/facts-2-of-2.json", "/units/0/facts/parses", "many");
  EXPECT_NE(objections(t.work + "/s/facts-2-of-2.json", "facts.schema.json"),
            "");
}

TEST_F(Shards, LaterRoundsAreWrittenOnRequest) {
  makeFacts();
  EXPECT_EQ(t.run("pageless merge --out m --rest r s"), 5) << t.text;
  EXPECT_FALSE(fs::exists(t.work + "/m"));
  EXPECT_EQ(load(t.work + "/r/shard-1-of-2.json")["units"][0]["file"],
            "late.c");
  EXPECT_EQ(load(t.work + "/r/shard-2-of-2.json")["units"], json::array());
  EXPECT_EQ(t.run("for f in r/shard-*; do pageless analyse --shard $f; done; "
                  "pageless merge --out m --rest q s r && pageless convert "
                  "--out c " +
                  t.options() + " && diff -r m c"),
            0)
      << t.text;
  EXPECT_FALSE(fs::exists(t.work + "/q"));
}

TEST_F(Shards, ALostOneIsNamedWithWhatMakesIt) {
  makeFacts();
  fs::remove(t.work + "/s/facts-2-of-2.json");
  expectRefused("no facts of shard 2 of 2; to make them: pageless analyse "
                "--shard " +
                t.work + "/s/shard-2-of-2.json");
}

TEST_F(Shards, ARepeatedOneCountsOnce) {
  makeFacts();
  EXPECT_EQ(t.run("cp s/facts-1-of-2.json again.json && "
                  "pageless analyse --shard s/shard-1-of-2.json && "
                  "pageless merge --out m s again.json 2>e && cat e"),
            0);
  EXPECT_NE(t.text.find("the same facts; taken once"), std::string::npos)
      << t.text;
  EXPECT_EQ(t.run("pageless convert --out c " + t.options() +
                  ">/dev/null && diff -r m c"),
            0)
      << t.text;
}

TEST_F(Shards, ARepeatedOneThatDiffersIsRefused) {
  makeFacts();
  fs::copy(t.work + "/s/facts-1-of-2.json", t.work + "/s/facts-x.json");
  edit("s/facts-x.json", "/units/0/facts/parses", 9);
  expectRefused("facts of the same shard, and differ");
}

TEST_F(Shards, ACutOneIsRefused) {
  makeFacts();
  const std::string File = t.work + "/s/facts-1-of-2.json";
  fs::resize_file(File, fs::file_size(File) - 3);
  expectRefused("s/facts-1-of-2.json: no whole JSON document");
  fs::resize_file(File, 0);
  expectRefused("s/facts-1-of-2.json: no whole JSON document");
}

TEST_F(Shards, OnesOfAnotherRunAreRefused) {
  makeFacts();
  ASSERT_EQ(t.run("pageless plan --out o --shards 1 --confidence low " +
                  t.options() +
                  " && pageless analyse --shard o/shard-1-of-1.json"),
            0);
  expectRefused("is of another run", "s o");
}

TEST_F(Shards, OnesOfAnotherBuildAreRefused) {
  makeFacts();
  edit("s/facts-1-of-2.json", "/tool/build", "");
  expectRefused("one run needs one tool");
  edit("s/facts-1-of-2.json", "/$schema", "urn:pageless:facts:2");
  expectRefused("its $schema is not urn:pageless:facts:1");
}

TEST_F(Shards, FactsThatLackAFieldAreRefused) {
  makeFacts();
  edit("s/facts-1-of-2.json", "/units/0/facts/outcomes", nullptr);
  expectRefused("s/facts-1-of-2.json: ");
}

TEST_F(Shards, AFileWithWordsThatChangedIsNoticed) {
  ASSERT_EQ(t.run("pageless plan --out s --shards 1 " + t.options()), 0);
  const std::string Text = t.tree.read("b.c");
  t.tree.write("b.c", "\n" + Text);
  EXPECT_EQ(t.run("pageless analyse --shard s/shard-1-of-1.json"), 2);
  EXPECT_EQ(t.text, "pageless: the tree changed since the plan: " +
                        t.tree.root() + "/b.c\n");
  t.tree.write("b.c", Text);
  EXPECT_EQ(t.run("pageless analyse --shard s/shard-1-of-1.json"), 0) << t.text;
  t.tree.write("b.c", "\n" + Text);
  expectRefused("the tree changed since the plan");
}

TEST_F(Shards, AFileWithoutWordsThatChangedIsNoticed) {
  makeFacts();
  t.tree.write("include/linux/plain.h", "int plain(long);\n");
  expectRefused("plain.h changed since the facts were made");
  t.tree.write("include/linux/plain.h", "int plain(int);\n");
  EXPECT_EQ(t.run("pageless merge --out m s"), 0) << t.text;
}

TEST_F(Shards, AFileThatIsThereNowAndWasNotIsNoticed) {
  // Clang looks beside the file first, for the folder even.
  t.tree.write("sub/e.c", "#include \"linux/plain.h\"\n" + t.tree.read("a.c"));
  t.tree.command("sub/e.c");
  t.tree.writeDatabases();
  makeFacts();
  t.tree.write("sub/linux/plain.h", "int plain(int);\n");
  expectRefused("sub/linux changed since the facts were made");
}

TEST_F(Shards, AnotherCommandIsNoticed) {
  makeFacts();
  ASSERT_EQ(t.run("sed -i 's/gnu11/gnu99/' " + t.tree.objects() +
                  "/compile_commands.json"),
            0);
  expectRefused("the compile databases changed since the plan");
}

TEST_F(Shards, OneThatIsKilledLeavesNothing) {
  ASSERT_EQ(t.run("pageless plan --out s --shards 1 " + t.options()), 0);
  EXPECT_EQ(t.run("pageless analyse --shard s/shard-1-of-1.json & "
                  "kill -9 $!; wait $!"),
            137)
      << t.text;
  EXPECT_FALSE(fs::exists(t.work + "/s/facts-1-of-1.json"));
  EXPECT_EQ(t.run("pageless analyse --shard s/shard-1-of-1.json && "
                  "pageless merge --out m s"),
            0)
      << t.text;
}

TEST_F(Shards, BadInputIsOneLineAndTwo) {
  std::ofstream(t.work + "/text") << "{}";
  for (const std::string &Line :
       {"plan " + t.options(), "plan --shards 2 --rule none " + t.options(),
        "plan --shards 2 --costs none " + t.options(), std::string("analyse"),
        std::string("analyse --shard none"),
        std::string("analyse --shard text"), std::string("merge"),
        std::string("merge text"), std::string("merge .")}) {
    EXPECT_EQ(t.run("pageless " + Line), 2) << Line << t.text;
    EXPECT_TRUE(isOneLine(t.text)) << Line << ": " << t.text;
  }
  EXPECT_FALSE(fs::exists(t.work + "/pageless-shards"));
}

TEST_F(Shards, AProfileThatDoesNotFitIsRefused) {
  t.tree.write("include/linux/blk_types.h",
               t.tree.read("include/linux/blk_types.h") +
                   "struct page *bvec_page_x(void);\n");
  std::string Text = t.tree.read("include/linux/blk_types.h");
  Text.replace(Text.find("bvec_page(const struct bio_vec *bv)"),
               std::string("bvec_page(const struct bio_vec *bv)").size(),
               "bvec_page(const struct bio_vec *bv, int n)");
  t.tree.write("include/linux/blk_types.h", Text);
  ASSERT_EQ(t.run("pageless plan --out s --shards 1 " + t.options()), 0);
  EXPECT_EQ(t.run("pageless analyse --shard s/shard-1-of-1.json"), 2);
  EXPECT_TRUE(isOneLine(t.text)) << t.text;
  EXPECT_FALSE(fs::exists(t.work + "/s/facts-1-of-1.json"));
}

TEST_F(Shards, PlansDoNotMix) {
  makeFacts();
  EXPECT_EQ(t.run("pageless plan --out s --shards 3 " + t.options()), 2);
  EXPECT_NE(t.text.find("has facts of another plan"), std::string::npos);
  EXPECT_EQ(t.run("pageless plan --out s --shards 2 " + t.options()), 0);
  EXPECT_EQ(t.run("rm s/facts-* && pageless plan --out s --shards 3 " +
                  t.options() + " >/dev/null && ls s"),
            0);
  EXPECT_EQ(t.text, "shard-1-of-3.json\nshard-2-of-3.json\n"
                    "shard-3-of-3.json\n");
}

TEST_F(Shards, AreBalancedByWhatUnitsCost) {
  makeFacts();
  for (const char *File : {"s/facts-1-of-2.json", "s/facts-2-of-2.json"}) {
    const json Facts = load(t.work + "/" + File);
    for (std::size_t I = 0; I < Facts["units"].size(); ++I) {
      EXPECT_GT(Facts["units"][I]["cost"], 0);
      const bool IsLong = Facts["units"][I]["facts"]["report"]["file"] == "c.c";
      edit(File, "/units/" + std::to_string(I) + "/cost", IsLong ? 30 : 10);
    }
  }
  ASSERT_EQ(t.run("pageless plan --out n --shards 2 --costs s " + t.options()),
            0);
  EXPECT_NE(t.text.find("the longest 30.0"), std::string::npos) << t.text;
  const json First = load(t.work + "/n/shard-1-of-2.json");
  ASSERT_EQ(First["units"].size(), 1u);
  EXPECT_EQ(First["units"][0]["file"], "c.c");
}

TEST(Balance, LongestFirst) {
  using Indices = std::vector<std::vector<std::size_t>>;
  EXPECT_EQ(balance({3, 3, 2, 2, 2}, 2), (Indices{{0, 2, 4}, {1, 3}}));
  EXPECT_EQ(balance({1, 5}, 3), (Indices{{1}, {0}, {}}));
  EXPECT_EQ(balance({}, 2), (Indices{{}, {}}));
}

TEST(Balance, CostsOfTheSameFileThenOfItsSize) {
  const Costs Known({{"x86", "a.c", 4}, {"arm", "b.c", 2}, {"x86", "c.c", 3}});
  EXPECT_EQ(Known.expect("x86", "a.c", 0), 4);
  EXPECT_EQ(Known.expect("x86", "b.c", 0), 2);
  EXPECT_EQ(Known.expect("x86", "d.c", 0), 3); // the median
  EXPECT_GT(Known.expect("x86", "d.c", 50000), 3);
  EXPECT_GT(Costs().expect("x86", "d.c", 10), Costs().expect("x86", "d.c", 1));
}

} // namespace
