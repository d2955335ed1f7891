//===- tests/PairingPathsTest.cpp - Which unmap ends a map, on each path --===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/Pairs.h"

#include "gtest/gtest.h"

using pageless::test::pairs;

namespace {

//===--- Loops ---===//

TEST(Pairing, MappedAndUnmappedInALoop) {
  EXPECT_EQ(pairs("while (n--) { void *p = map(page); copy(p, buf, 8);"
                  "unmap(p); }"),
            "1>1");
}

TEST(Pairing, MappedInALoopOnly) {
  EXPECT_EQ(pairs("void *p; while (n--) p = map(page); unmap(p);"),
            "1>1 uninitialised");
}

TEST(Pairing, MappedAroundALoop) {
  EXPECT_EQ(pairs("char *p = map(page); for (int i = 0; i < n; i++) p[i] = 0;"
                  "unmap(p);"),
            "1>1");
}

TEST(Pairing, UnmappedInALoopOnly) {
  EXPECT_EQ(pairs("void *p = map(page); while (n--) unmap(p);"),
            "1>1 ends-twice");
}

TEST(Pairing, LeftByBreak) {
  EXPECT_EQ(
      pairs("while (n--) { void *p = map(page); if (a) break; unmap(p); }"),
      "1>1 leaks");
}

TEST(Pairing, LeftByBreakAfterUnmap) {
  EXPECT_EQ(
      pairs("while (n--) { void *p = map(page); if (a) { unmap(p); break; }"
            "unmap(p); }"),
      "1>12");
}

TEST(Pairing, ContinueSkipsTheUnmap) {
  EXPECT_EQ(pairs("while (n--) { void *p = map(page); if (a) continue;"
                  "unmap(p); }"),
            "1>1 leaks");
}

TEST(Pairing, MappedAgainInALoop) {
  EXPECT_EQ(pairs("void *p = map(page); while (n--) { if (a) { unmap(p);"
                  "p = map(other); } } unmap(p);"),
            "12>12");
}

TEST(Pairing, DoOnce) {
  EXPECT_EQ(pairs("do { void *p = map(page); unmap(p); } while (0);"), "1>1");
}

//===--- Paths that leave, labels, conditions ---===//

TEST(Pairing, ReturnedEarly) {
  EXPECT_EQ(pairs("void *p = map(page); if (n) return NULL; unmap(p);"),
            "1>1 leaks");
}

TEST(Pairing, UnmappedBeforeEachReturn) {
  EXPECT_EQ(pairs("void *p = map(page); if (n) { unmap(p); return NULL; }"
                  "unmap(p);"),
            "1>12");
}

TEST(Pairing, NeverUnmapped) {
  EXPECT_EQ(pairs("char *p = map(page); *p = 0;"), "1> leaks");
}

TEST(Pairing, APathThatEndsTheKernelLeaksNothing) {
  EXPECT_EQ(pairs("void *p = map(page); if (n) panic(); unmap(p);"), "1>1");
}

TEST(Pairing, GotoOut) {
  EXPECT_EQ(pairs("void *p = map(page); if (n) goto out; copy(p, buf, 8);"
                  "out: unmap(p);"),
            "1>1");
}

TEST(Pairing, GotoOutFromBeforeTheMap) {
  EXPECT_EQ(pairs("void *p; if (n) goto out; p = map(page); copy(p, buf, 8);"
                  "out: unmap(p);"),
            "1>1 uninitialised");
}

TEST(Pairing, LabelTestsThePointer) {
  EXPECT_EQ(pairs("void *p = NULL; if (n) goto out; p = map(page); "
                  "out: if (p) unmap(p);"),
            "1>1");
}

TEST(Pairing, LabelTestsSomethingElse) {
  EXPECT_EQ(pairs("void *p = NULL; if (n) goto out; p = map(page); "
                  "out: if (a) unmap(p);"),
            "1>1 conditional");
}

TEST(Pairing, LabelForEachStage) {
  EXPECT_EQ(pairs("void *p, *q; if (a) goto out; p = map(page);"
                  "if (n) goto unmap_p; q = map(other); unmap(q);"
                  "unmap_p: unmap(p); out:;"),
            "1>2, 2>1");
}

TEST(Pairing, SameConditionTwice) {
  EXPECT_EQ(pairs("void *p; if (n) p = map(page); touch(); if (n) unmap(p);"),
            "1>1");
}

TEST(Pairing, SameConditionInOtherWords) {
  EXPECT_EQ(pairs("void *p; if (n != 0) p = map(page);"
                  "if (likely(n)) unmap(p);"),
            "1>1");
}

TEST(Pairing, ConditionHasChanged) {
  EXPECT_EQ(pairs("void *p; if (n) p = map(page); n--; if (n) unmap(p);"),
            "1>1 conditional");
}

TEST(Pairing, OtherCondition) {
  EXPECT_EQ(pairs("void *p; if (n) p = map(page); if (a) unmap(p);"),
            "1>1 conditional");
}

TEST(Pairing, ConditionInMemory) {
  EXPECT_EQ(pairs("void *p; if (v->len) p = map(page); copy(buf, p, 1);"
                  "if (v->len) unmap(p);"),
            "1>1");
}

TEST(Pairing, ConditionInMemoryAndACall) {
  EXPECT_EQ(pairs("void *p; if (v->len) p = map(page); touch();"
                  "if (v->len) unmap(p);"),
            "1>1 conditional");
}

TEST(Pairing, OppositeBranch) {
  EXPECT_EQ(pairs("void *p; if (n) p = map(page); if (!n) touch();"
                  "else unmap(p);"),
            "1>1");
}

TEST(Pairing, OneOfTwoPages) {
  EXPECT_EQ(pairs("void *p; if (n) p = map(page); else p = map(other);"
                  "unmap(p);"),
            "12>1");
}

TEST(Pairing, MappedOrNot) {
  EXPECT_EQ(pairs("void *p = n ? map(page) : NULL; if (p) unmap(p);"), "1>1");
}

TEST(Pairing, MappedOrSomethingElse) {
  EXPECT_EQ(pairs("void *p = n ? map(page) : given; unmap(p);"),
            "1>1 uninitialised");
}

TEST(Pairing, OneOfTwoMappings) {
  EXPECT_EQ(pairs("void *p = map(page), *q = map(other), *r = a ? p : q;"
                  "unmap(r); unmap(p);"),
            "1>2 order, 2> order, >1 unpaired");
}

TEST(Pairing, FailedMapIsNoLeak) {
  EXPECT_EQ(pairs("void *p = map(page); if (!p) return NULL; unmap(p);"),
            "1>1");
}

TEST(Pairing, FailedMapIsUnmapped) {
  EXPECT_EQ(pairs("void *p = map(page); if (!p) goto out; copy(p, buf, 1);"
                  "out: unmap(p);"),
            "1>1 uninitialised");
}

TEST(Pairing, UnmappedTwice) {
  EXPECT_EQ(pairs("void *p = map(page); unmap(p); if (n) unmap(p);"),
            "1>12 ends-twice");
}

TEST(Pairing, SwitchCases) {
  EXPECT_EQ(pairs("void *p = map(page); switch (n) { case 1: copy(p, buf, 1);"
                  "break; case 2: unmap(p); return NULL; default: touch(); }"
                  "unmap(p);"),
            "1>12");
}

TEST(Pairing, SwitchCaseLeaks) {
  EXPECT_EQ(pairs("void *p = map(page); switch (n) { case 2: return NULL; }"
                  "unmap(p);"),
            "1>1 leaks");
}

} // namespace
