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
#include "engine/CutEntries.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

template <typename T> std::string refusal(llvm::Expected<T> Read) {
  return Read ? "none" : llvm::toString(Read.takeError());
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

} // namespace
