//===- tests/LiteralSearchTest.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/LiteralSearch.h"

#include "gtest/gtest.h"

#include <map>
#include <random>
#include <set>

using namespace pageless;

namespace {

using Places = std::map<std::size_t, std::vector<std::size_t>>;

Places placesOf(const std::vector<std::string> &Literals, llvm::StringRef Text,
                bool Fast) {
  const LiteralSearch Search(Literals, Fast);
  LiteralSearch::Scratch Scratch(Search);
  Places Found;
  Search.find(Text, Scratch, [&](std::size_t Literal, std::size_t Begin) {
    Found[Literal].push_back(Begin);
  });
  return Found;
}

TEST(LiteralSearch, FindsEveryPlaceWhateverTheBytes) {
  using namespace std::string_literals;
  const std::vector<std::string> Literals = {
      "aa", "a.c", "", "\0b"s, "(x|y)*[", "\xff$", "\nline", "absent", "aaa"};
  const std::string Text = "aaaa abc a.c \0b (x|y)*[ \xff$\nline aa"s;
  const Places Expected = {{0, {0, 1, 2, 32}}, {1, {9}},  {3, {13}},  {4, {16}},
                           {5, {24}},          {6, {26}}, {8, {0, 1}}};
  EXPECT_EQ(placesOf(Literals, Text, true), Expected);
  EXPECT_EQ(placesOf(Literals, Text, false), Expected);
  EXPECT_EQ(placesOf({}, Text, true), Places());
  EXPECT_EQ(placesOf({"a"}, "", true), Places());
}

TEST(LiteralSearch, HyperscanAgreesWithMemmem) {
  std::mt19937 Random(1);
  const auto Letters = [&](std::size_t Most) {
    std::string Text(Random() % Most, 'a');
    for (char &C : Text)
      C = "ab_"[Random() % 3];
    return Text;
  };
  for (unsigned Round = 0; Round < 200; ++Round) {
    std::set<std::string> Some;
    for (unsigned I = 0; I < 20; ++I)
      Some.insert(Letters(9));
    const std::vector<std::string> Literals(Some.begin(), Some.end());
    const std::string Text = Letters(300);
    EXPECT_EQ(placesOf(Literals, Text, true), placesOf(Literals, Text, false))
        << Text;
  }
}

TEST(LiteralSearch, WholeWordsHaveNoIdentifierBytesAround) {
  const auto Whole = [](llvm::StringRef Text) {
    return isWholeWord(Text, Text.find("kmap"), 4);
  };
  for (const char *Text : {"kmap", "(kmap)", "$kmap$", "\xc3\xa9kmap\xc3\xa9"})
    EXPECT_TRUE(Whole(Text)) << Text;
  for (const char *Text : {"xkmap", "kmap_", "9kmap", "kmap9", "Zkmap"})
    EXPECT_FALSE(Whole(Text)) << Text;
}

} // namespace
