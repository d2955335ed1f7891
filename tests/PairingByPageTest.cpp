//===- tests/PairingByPageTest.cpp - Which unmap by page ends which map ---===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/Pairs.h"

#include "gtest/gtest.h"

using pageless::test::pairs;

namespace {

//===--- Unmapped by page ---===//

TEST(Pairing, ByPage) {
  EXPECT_EQ(pairs("void *p = kmap(page); copy(p, buf, 8); kunmap(page);"),
            "1>1(p)");
}

TEST(Pairing, ByPageOfAnObject) {
  EXPECT_EQ(pairs("void *p = kmap(v->page); copy(p, buf, 8); kunmap(v->page);"),
            "1>1(p)");
}

TEST(Pairing, ByPageThroughAnAccessor) {
  EXPECT_EQ(pairs("void *p = kmap(page_of(v)); kunmap(page_of(v));"), "1>1(p)");
}

TEST(Pairing, ByPageWithNoVariable) {
  EXPECT_EQ(pairs("copy(kmap(page), buf, 8); kunmap(page);"), "1>1");
}

TEST(Pairing, ByPageVariableAdvanced) {
  EXPECT_EQ(pairs("char *p = kmap(page); p++; kunmap(page);"), "1>1");
}

TEST(Pairing, ByPageVariableOutOfScope) {
  EXPECT_EQ(pairs("{ char *p = kmap(page); *p = 0; } kunmap(page);"), "1>1");
}

TEST(Pairing, ByPageVariableIsConst) {
  EXPECT_EQ(pairs("const char *p = kmap(page); kunmap(page);"), "1>1");
}

TEST(Pairing, ByAnotherPage) {
  EXPECT_EQ(pairs("void *p = kmap(page); kunmap(other);"), "1>1 page-differs");
}

TEST(Pairing, ByPageVariableChanged) {
  EXPECT_EQ(pairs("void *p = kmap(page); page = other; kunmap(page);"),
            "1>1 page-differs");
}

TEST(Pairing, ByPageFieldChanged) {
  EXPECT_EQ(pairs("void *p = kmap(v->page); v->page = other; kunmap(v->page);"),
            "1>1 page-differs");
}

TEST(Pairing, ByPageObjectChanged) {
  EXPECT_EQ(pairs("void *p = kmap(v->page); v++; kunmap(v->page);"),
            "1>1 page-differs");
}

TEST(Pairing, ByPageOfAnElementWithTheIndexChanged) {
  EXPECT_EQ(pairs("void *p = kmap(v[n].page); n++; kunmap(v[n].page);"),
            "1>1 page-differs");
}

TEST(Pairing, ByPageFieldAndACall) {
  EXPECT_EQ(pairs("void *p = kmap(v->page); touch(); kunmap(v->page);"),
            "1>1 page-differs");
}

TEST(Pairing, ByPageVariableAndACall) {
  EXPECT_EQ(pairs("void *p = kmap(page); touch(); kunmap(page);"), "1>1(p)");
}

TEST(Pairing, ByPageWithSideEffects) {
  EXPECT_EQ(pairs("void *p = kmap(next_page()); kunmap(next_page());"),
            "1>1 page-differs");
}

TEST(Pairing, ByPageInReverse) {
  EXPECT_EQ(pairs("void *p = kmap(page), *q = kmap(other); copy(p, q, 8);"
                  "kunmap(other); kunmap(page);"),
            "1>2(p), 2>1(q)");
}

TEST(Pairing, ByPageCrossed) {
  EXPECT_EQ(pairs("void *p = kmap(page), *q = kmap(other); copy(p, q, 8);"
                  "kunmap(page); kunmap(other);"),
            "1>1(p) order, 2>2(q) order");
}

TEST(Pairing, ByPageOnOnePathOnly) {
  EXPECT_EQ(pairs("void *p; if (n) p = kmap(page); kunmap(page);"),
            "1>1(p) uninitialised");
}

TEST(Pairing, HolderOnEveryPathOnly) {
  EXPECT_EQ(pairs("void *p = kmap(page), *q = p; if (n) p = NULL;"
                  "kunmap(page);"),
            "1>1(q)");
}

TEST(Pairing, OtherKindOfUnmap) {
  EXPECT_EQ(pairs("void *p = kmap(page); unmap(p);"), "1>1 kind-differs");
}

TEST(Pairing, UnmapsWhatItWasGiven) {
  EXPECT_EQ(pairs("unmap(given); kunmap(page);"), ">1 unpaired, >2 unpaired");
}

TEST(Pairing, AMacroEvaluatesInOneOfTwoPlaces) {
  EXPECT_EQ(pairs("COPY(kmap(page), buf, 8); kunmap(page);"), "12>1");
  EXPECT_EQ(pairs("COPY(kmap(page), buf, n); kunmap(page);"), "12>1");
}

TEST(Pairing, AMacroThatMapsIsAMapEachTime) {
  EXPECT_EQ(pairs("void *p = MAP(page), *q = MAP(page); unmap(q); unmap(p);"),
            "1>2, 2>1");
}

} // namespace
