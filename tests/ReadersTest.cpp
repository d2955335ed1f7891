//===- tests/ReadersTest.cpp - What the fuzzers found ---------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Inputs that fuzz/ found, as small as they get. docs/fuzzing.md tells how one
// becomes a test.
//
//===----------------------------------------------------------------------===//

#include "cache/PackFacts.h"
#include "check/Diff.h"
#include "check/PatchText.h"
#include "engine/CompileCommands.h"
#include "engine/CutEntries.h"
#include "engine/OneLine.h"
#include "engine/Profile.h"
#include "shard/Json.h"

#include "gtest/gtest.h"

#include <fstream>

using namespace pageless;
using nlohmann::json;

namespace {

template <typename T> std::string refusal(llvm::Expected<T> Read) {
  return Read ? "none" : llvm::toString(Read.takeError());
}

TEST(OneLine, ShowsForeignText) {
  EXPECT_EQ(oneLine("plain \xc3\xa4"), "plain \xc3\xa4");
  EXPECT_EQ(oneLine("a\nb\x1b[1m\x7f"), "a\\x0ab\\x1b[1m\\x7f");
  EXPECT_EQ(oneLine("\xff\xc3"), "\\xff\\xc3");
  EXPECT_EQ(oneLine("\xc2\x9b"), "\\xc2\\x9b"); // begins a terminal's command
  EXPECT_EQ(oneLine(llvm::StringRef("\0", 1)), "\\x00");
  EXPECT_EQ(oneLine(std::string(5000, 'x')), std::string(400, 'x') + "...");
}

/// A file with that text.
std::string fileOf(const std::string &Text) {
  const auto *Info = testing::UnitTest::GetInstance()->current_test_info();
  const std::string Path = testing::TempDir() + "pageless-" + Info->name();
  std::ofstream(Path) << Text;
  return Path;
}

/// What is wrong with a database of that text.
std::string databaseRefusal(const std::string &Text) {
  return refusal(loadCompileDatabase(fileOf(Text), TreePaths("/no-such-tree")));
}

TEST(Readers, DatabaseErrorsAreOneLine) {
  for (const char *Text : {"[\x7f]", "[\xff]", "[\xc2\x9b]"}) {
    const std::string Wrong = databaseRefusal(Text);
    EXPECT_TRUE(llvm::StringRef(Wrong).contains("\\x")) << Wrong;
    EXPECT_EQ(oneLine(Wrong), Wrong);
  }
}

TEST(Readers, NamesWithEscapesAreNotOverlooked) {
  llvm::StringSet<> Names;
  Names.insert("b.c");
  const auto Entries =
      cutEntries(R"([{"file":"a.c","f\u0069le":"b.c"},{"file":"a.c"}])");
  ASSERT_TRUE(Entries && Entries->size() == 2);
  EXPECT_TRUE(mayBeNamed((*Entries)[0], Names));
  EXPECT_FALSE(mayBeNamed((*Entries)[1], Names));
}

TEST(Readers, ProfileErrorsAreOneLine) {
  for (const char *Text :
       {"{\"a\nb", "{\"name\":\"x\",\"summary\":\"s\",\"header\":"
                   "\"a.h\",\"helpers\":{\"a\\nb\\u001b\":{}}}"}) {
    const std::string Wrong = refusal(parseProfile(Text, "x.json"));
    EXPECT_NE(Wrong, "none");
    EXPECT_EQ(oneLine(Wrong), Wrong);
  }
}

TEST(Readers, ProfilesHaveNoEndlessNumbers) {
  const std::string Wrong = refusal(parseProfile("1e999", "x.json"));
  EXPECT_NE(Wrong.find("not JSON"), std::string::npos) << Wrong;
}

TEST(Readers, ProfilesHaveNoEndlessTexts) {
  const json Text = {{"name", std::string(500000, 'x')},
                     {"summary", "s"},
                     {"header", "a.h"},
                     {"helpers", json::object()}};
  EXPECT_EQ(refusal(parseProfile(Text.dump(), "x.json")),
            "profile x.json: it has a text of more than 4096 bytes");
}

/// What is wrong with a shard's file of that text.
std::string shardRefusal(const std::string &Text) {
  return refusal(readShard(fileOf(Text)));
}

TEST(Readers, ShardErrorsAreOneLine) {
  json Document = newDocument("urn:pageless:shard:1");
  setHead(Document, {}, {});
  Document["run"]["confidence"] = "a\nb\x1b";
  const std::string Wrong = shardRefusal(Document.dump());
  EXPECT_TRUE(llvm::StringRef(Wrong).ends_with("no confidence a\\x0ab\\x1b"))
      << Wrong;
}

TEST(Readers, ShardsThatAreNestedWithoutEndAreRefused) {
  const std::string Wrong =
      shardRefusal(R"({"$schema":"urn:pageless:shard:1","tool":)" +
                   std::string(300000, '[') + std::string(300000, ']') + "}");
  EXPECT_NE(Wrong.find("nested too deeply"), std::string::npos) << Wrong;
}

TEST(Readers, ShardsWithNumbersOutOfRangeAreRefused) {
  for (const double Number : {6e83, -1.5, 1e9}) {
    json Document = newDocument("urn:pageless:shard:1");
    setHead(Document, {}, {});
    Document["of"] = Number;
    const std::string Wrong = shardRefusal(Document.dump());
    EXPECT_TRUE(llvm::StringRef(Wrong).ends_with("a number in it is out of "
                                                 "range"))
        << Wrong;
  }
}

TEST(Readers, CachedFactsMayBeAnything) {
  // CBOR of an array with more elements than there is memory.
  const std::string Header(8, '\0');
  EXPECT_FALSE(unpackFacts(Header + "\x9b\x88\x85\x87\x97\x85\xaf\x87\x82"));
}

constexpr const char *Names = "--- a/f.c\n+++ b/f.c\n";

TEST(Readers, OnlyOneLineEndsAFile) {
  const std::string End = "\\ No newline at end of file\n";
  const std::string Hunk = std::string(Names) + "@@ -1,2 +1,2 @@\n";
  EXPECT_EQ(refusal(readDiff(Hunk + " a\n-b\n" + End + "+c\n" + End)), "none");
  for (const std::string &Bad :
       {Hunk + " a\n" + End + " b\n", Hunk + " a\n-b\n" + End + End + "+c\n",
        Hunk + "-\n" + End + "+\n-b\n+c\n",
        Hunk + " a\n b\n" + End + "@@ -3 +3 @@\n-x\n+y\n"})
    EXPECT_NE(refusal(readDiff(Bad)).find("does not belong to the hunk"),
              std::string::npos)
        << Bad;
}

TEST(Readers, HunksMayStandAnywhere) {
  auto Files = readDiff(std::string(Names) +
                        "@@ -9223372036854775807 +9223372036854775807 @@\n"
                        "-a\n+b\n@@ -18446744073709551615 +1 @@\n-x\n+y\n");
  ASSERT_TRUE(!!Files);
  TracedText Text = traceLines("a\nc\n", 0);
  EXPECT_EQ(applyHunks(Text, Files->front(), false), 6u); // not after years
  EXPECT_EQ(joinLines(Text), "b\nc\n");
}

TEST(Readers, WhatEndsAFileFitsItsEnd) {
  auto Files = readDiff(std::string(Names) + "@@ -0,0 +1 @@\n+a\n"
                                             "\\ No newline at end of file\n");
  ASSERT_TRUE(!!Files);
  TracedText Text = traceLines("b\n", 0);
  EXPECT_NE(applyHunks(Text, Files->front(), false), 0u);
  TracedText Empty;
  EXPECT_EQ(applyHunks(Empty, Files->front(), false), 0u);
  EXPECT_EQ(joinLines(Empty), "a");
}

TEST(Readers, NothingFollowsAnUnendedLine) {
  auto Files = readDiff(std::string(Names) + "@@ -1,0 +2 @@\n+b\n");
  ASSERT_TRUE(!!Files);
  TracedText Unended = traceLines("a", 0), Ended = traceLines("a\n", 0);
  EXPECT_NE(applyHunks(Unended, Files->front(), false), 0u);
  EXPECT_EQ(applyHunks(Ended, Files->front(), false), 0u);
}

} // namespace
