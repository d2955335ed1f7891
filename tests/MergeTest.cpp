//===- tests/MergeTest.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Merge.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

MergedSite convertedSite(const Word &W, std::vector<TextEdit> Edits,
                         const std::string &Group = "") {
  MergedSite S;
  S.word = &W;
  S.outcome.verdict = Verdict::Converted;
  S.outcome.edits = std::move(Edits);
  S.outcome.group = Group;
  return S;
}

Word wordIn(const std::string &File) {
  Word W;
  W.file = File;
  return W;
}

TEST(SettleTogether, OverlappingEditsAreBothConflicts) {
  const Word A = wordIn("a.c"), B = wordIn("b.c");
  std::vector<MergedSite> Sites = {
      convertedSite(A, {{0, 5, "x", 0}}), convertedSite(A, {{3, 4, "y", 0}}),
      convertedSite(A, {{9, 1, "z", 0}}), convertedSite(B, {{3, 4, "y", 0}})};
  settleTogether(Sites);
  EXPECT_EQ(Sites[0].outcome.verdict, Verdict::Conflict);
  EXPECT_EQ(Sites[0].outcome.reason, Reason::OverlappingEdits);
  EXPECT_TRUE(Sites[0].outcome.edits.empty());
  EXPECT_EQ(Sites[1].outcome.verdict, Verdict::Conflict);
  EXPECT_EQ(Sites[2].outcome.verdict, Verdict::Converted);
  EXPECT_EQ(Sites[3].outcome.verdict, Verdict::Converted);
}

TEST(SettleTogether, AGroupConvertsWholeOrNotAtAll) {
  const Word A = wordIn("a.c");
  std::vector<MergedSite> Sites = {convertedSite(A, {{0, 1, "x", 0}}, "g"),
                                   convertedSite(A, {{2, 1, "x", 0}}, "h"),
                                   convertedSite(A, {{4, 1, "x", 0}}, "g")};
  Sites[2].outcome.verdict = Verdict::Manual;
  Sites[2].outcome.reason = Reason::VolatileObject;
  Sites[2].outcome.edits.clear();
  settleTogether(Sites);
  EXPECT_EQ(Sites[0].outcome.verdict, Verdict::Manual);
  EXPECT_EQ(Sites[0].outcome.reason, Reason::VolatileObject);
  EXPECT_EQ(Sites[1].outcome.verdict, Verdict::Converted);
}

TEST(SettleTogether, AnOverlapTakesTheGroupAlong) {
  const Word A = wordIn("a.c");
  std::vector<MergedSite> Sites = {convertedSite(A, {{0, 3, "x", 0}}),
                                   convertedSite(A, {{1, 3, "y", 0}}, "g"),
                                   convertedSite(A, {{8, 1, "z", 0}}, "g")};
  settleTogether(Sites);
  EXPECT_EQ(Sites[2].outcome.verdict, Verdict::Manual);
  EXPECT_EQ(Sites[2].outcome.reason, Reason::OverlappingEdits);
}

} // namespace
