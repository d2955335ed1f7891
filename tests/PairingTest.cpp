//===- tests/PairingTest.cpp - Which unmap ends which map -----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/Pairs.h"

#include "gtest/gtest.h"

using pageless::test::inside;
using pageless::test::pairs;

namespace {

//===--- Straight lines ---===//

TEST(Pairing, NothingMapped) { EXPECT_EQ(pairs("touch();"), ""); }

TEST(Pairing, OneMapOneUnmap) {
  EXPECT_EQ(pairs("void *p = map(page); copy(p, buf, 8); unmap(p);"), "1>1");
}

TEST(Pairing, AssignedLater) {
  EXPECT_EQ(pairs("char *p; p = map(page); *p = 0; unmap(p);"), "1>1");
}

TEST(Pairing, NeverInAVariable) {
  EXPECT_EQ(pairs("unmap(map(page));"), "1>1");
}

TEST(Pairing, ThroughCopiesAndCasts) {
  EXPECT_EQ(pairs("void *p = map(page); char *q = (char *)p; int *r = (int *)q;"
                  "*r = 1; unmap(r);"),
            "1>1");
}

TEST(Pairing, ThroughAnInteger) {
  EXPECT_EQ(pairs("unsigned long p = (unsigned long)map(page);"
                  "unmap((void *)p);"),
            "1>1");
}

TEST(Pairing, TheVariableIsUsedAgain) {
  EXPECT_EQ(pairs("void *p = map(page); unmap(p); p = map(other); unmap(p);"),
            "1>1, 2>2");
}

TEST(Pairing, WrittenThroughAndReadFrom) {
  EXPECT_EQ(pairs("struct vec *p = map(page); p->len = 1; n = p[1].off;"
                  "copy(&p->off, &p[2], 4); unmap(p);"),
            "1>1");
}

TEST(Pairing, ComparedWithAnother) {
  EXPECT_EQ(pairs("char *p = map(page), *end = p + n; while (p != end) touch();"
                  "unmap(p);"),
            "1>1");
}

TEST(Pairing, AStatementExpressionHandsItOn) {
  EXPECT_EQ(pairs("void *p = ({ void *q = map(page); q; }); unmap(p);"), "1>1");
}

TEST(Pairing, CopiedByAFunctionThatReturnsIt) {
  EXPECT_EQ(pairs("char *p = map(page), *q = find(p, 1, 8); unmap(q);"), "1>1");
}

//===--- Order ---===//

TEST(Pairing, NestedInReverse) {
  EXPECT_EQ(pairs("void *p = map(page), *q = map(other); copy(p, q, 8);"
                  "unmap(q); unmap(p);"),
            "1>2, 2>1");
}

TEST(Pairing, Crossed) {
  EXPECT_EQ(pairs("void *p = map(page), *q = map(other); copy(p, q, 8);"
                  "unmap(p); unmap(q);"),
            "1>1 order, 2>2 order");
}

TEST(Pairing, OneAfterTheOther) {
  EXPECT_EQ(pairs("void *p = map(page); unmap(p); void *q = map(other);"
                  "unmap(q);"),
            "1>1, 2>2");
}

TEST(Pairing, OrderDiffersByPath) {
  EXPECT_EQ(pairs("void *p = map(page), *q; if (n) goto one; q = map(other);"
                  "unmap(p); unmap(q); return NULL; one: unmap(p);"),
            "1>13 order, 2>2 order");
}

TEST(Pairing, OrderSameOnBothPaths) {
  EXPECT_EQ(pairs("void *p = map(page), *q; if (n) goto one; q = map(other);"
                  "unmap(q); one: unmap(p);"),
            "1>2, 2>1");
}

TEST(Pairing, SomethingUnknownIsUnmappedBetween) {
  EXPECT_EQ(pairs("void *p = map(page); unmap(given); unmap(p);"),
            "1>2 order, >1 unpaired");
}

TEST(Pairing, ThreeDeep) {
  EXPECT_EQ(pairs("void *p = map(page), *q = map(other), *r = map(v->page);"
                  "unmap(r); unmap(q); unmap(p);"),
            "1>3, 2>2, 3>1");
}

TEST(Pairing, ThreeDeepMiddleFirst) {
  EXPECT_EQ(pairs("void *p = map(page), *q = map(other), *r = map(v->page);"
                  "unmap(q); unmap(r); unmap(p);"),
            "1>3, 2>1 order, 3>2 order");
}

//===--- Escape ---===//

TEST(Pairing, StoredInMemory) {
  EXPECT_EQ(pairs("void *p = map(page); box->at = p; unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, StoredInALocalStruct) {
  EXPECT_EQ(pairs("struct box local; void *p = map(page); local.at = p;"
                  "touch(); unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, LoadedFromAStructInstead) {
  EXPECT_EQ(pairs("struct box local; void *p = map(page); kept = local.at;"
                  "unmap(p);"),
            "1>1");
}

TEST(Pairing, StoredInAnInitialiser) {
  EXPECT_EQ(pairs("void *p = map(page); struct box local = { .at = p };"
                  "unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, StoredInAGlobal) {
  EXPECT_EQ(pairs("void *p = map(page); kept = p; unmap(p);"), "1>1 escapes");
}

TEST(Pairing, StoredInAStatic) {
  EXPECT_EQ(pairs("static void *s; void *p = map(page); s = p; unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, ItsContentsAreStored) {
  EXPECT_EQ(pairs("struct box *p = map(page); kept = p->at; unmap(p);"), "1>1");
}

TEST(Pairing, AnAddressInsideIsStored) {
  EXPECT_EQ(pairs("struct vec *p = map(page); kept = &p->len; unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, Returned) {
  EXPECT_EQ(pairs("void *p = map(page); if (n) return p; unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, ReturnedAtOnce) {
  EXPECT_EQ(pairs("return map(page);"), "1> escapes");
}

TEST(Pairing, ItsContentsAreReturned) {
  EXPECT_EQ(pairs("struct box *p = map(page); void *q = p->at; unmap(p);"
                  "return q;"),
            "1>1");
}

TEST(Pairing, PassedToAnyFunction) {
  EXPECT_EQ(pairs("void *p = map(page); give(p); unmap(p);"), "1>1 passed-on");
}

TEST(Pairing, PassedToAFunctionThatKeepsNothing) {
  EXPECT_EQ(pairs("char *p = map(page); copy(p + n, buf, 8); unmap(p);"),
            "1>1");
}

TEST(Pairing, PassedWithAnOffset) {
  EXPECT_EQ(pairs("char *p = map(page); give(&p[n]); unmap(p);"),
            "1>1 passed-on");
}

TEST(Pairing, ItsContentsArePassed) {
  EXPECT_EQ(pairs("struct box *p = map(page); give(p->at); unmap(p);"), "1>1");
}

TEST(Pairing, AddressOfTheVariableTaken) {
  EXPECT_EQ(pairs("void *p = map(page); give(&p); unmap(p);"),
            "1> escapes, >1 unpaired");
}

TEST(Pairing, AddressOfAnotherVariableTaken) {
  EXPECT_EQ(pairs("void *p = map(page); give(&n); unmap(p);"), "1>1");
}

TEST(Pairing, InAVariableWithACleanup) {
  EXPECT_EQ(pairs("void *p __attribute__((cleanup(done))) = map(page);"
                  "unmap(p);"),
            "1> escapes, >1 unpaired");
}

TEST(Pairing, InAssembly) {
  EXPECT_EQ(pairs("void *p = map(page); asm volatile(\"\" : : \"r\"(p));"
                  "unmap(p);"),
            "1>1 escapes");
}

TEST(Pairing, AssemblyElsewhere) {
  EXPECT_EQ(pairs("void *p = map(page); asm volatile(\"\" ::: \"memory\");"
                  "unmap(p);"),
            "1>1");
}

//===--- Pointer arithmetic ---===//

TEST(Pairing, MappedWithAnOffset) {
  EXPECT_EQ(pairs("char *p = map(v->page) + v->off; *p = 0; unmap(p);"), "1>1");
}

TEST(Pairing, OffsetTakenOffAgain) {
  EXPECT_EQ(pairs("char *p = map(v->page) + v->off; unmap(p - v->off);"),
            "1>1");
}

TEST(Pairing, OffsetTakenOffHasChanged) {
  EXPECT_EQ(pairs("char *p = map(v->page) + v->off; v->off = 0;"
                  "unmap(p - v->off);"),
            "1>1 advanced");
}

TEST(Pairing, AnotherOffsetTakenOff) {
  EXPECT_EQ(pairs("char *p = map(v->page) + v->off; unmap(p - n);"),
            "1>1 advanced");
}

TEST(Pairing, OffsetAddedAfterwards) {
  EXPECT_EQ(pairs("char *p = map(v->page); p += v->off; *p = 0; unmap(p);"),
            "1>1");
}

TEST(Pairing, OffsetAddedTwice) {
  EXPECT_EQ(
      pairs("char *p = map(v->page); p += v->off; p += v->off; unmap(p);"),
      "1>1 advanced");
}

TEST(Pairing, Stepped) {
  EXPECT_EQ(pairs("char *p = map(page); *p++ = 0; unmap(p);"), "1>1 advanced");
}

TEST(Pairing, AdvancedByALength) {
  EXPECT_EQ(pairs("char *p = map(page); p += n; unmap(p);"), "1>1 advanced");
}

TEST(Pairing, AdvancedByAssignment) {
  EXPECT_EQ(pairs("char *p = map(page); p = p + n; unmap(p);"), "1>1 advanced");
}

TEST(Pairing, ACopyIsAdvanced) {
  EXPECT_EQ(
      pairs("char *p = map(page), *q = p; while (n--) *q++ = 0; unmap(p);"),
      "1>1");
}

TEST(Pairing, AdvancedAndMaskedInside) {
  EXPECT_EQ(pairs("unsigned long p = (unsigned long)map(page) + v->off;"
                  "unmap((void *)(p & PAGE_MASK));"),
            "1>1");
}

TEST(Pairing, PastThePage) {
  EXPECT_EQ(pairs("char *p = map(page), *end = p + PAGE_SIZE; unmap(end);"),
            "1>1 advanced");
}

//===--- Limits ---===//

TEST(Pairing, NeverEvaluated) {
  EXPECT_EQ(pairs("n = sizeof(map(page));"), "1> unreachable");
}

TEST(Pairing, NeverReached) {
  EXPECT_EQ(pairs("return NULL; void *p = map(page); unmap(p);"),
            "1> unreachable, >1 unreachable");
}

TEST(Pairing, TooManyPaths) {
  std::string Body = "void *p = map(page);";
  for (int I = 0; I != 12; ++I) {
    const std::string Q = "q" + std::to_string(I);
    Body += "void *" + Q + " = NULL; if (buf[" + std::to_string(I) + "]) " + Q +
            " = p;";
  }
  EXPECT_EQ(pairs(Body + "unmap(p);"), "1>1 too-complex");
}

TEST(Pairing, ManyPathsThatDoNotMatter) {
  std::string Body = "void *p = map(page);";
  for (int I = 0; I != 40; ++I)
    Body += "if (buf[" + std::to_string(I) + "]) touch();";
  EXPECT_EQ(pairs(Body + "unmap(p);"), "1>1");
}

TEST(Pairing, CallsInside) {
  EXPECT_EQ(inside("touch(); void *p = map(page); copy(p, buf, n);"
                   "if (n) give(buf); unmap(p); panic();"),
            "copy give");
}

} // namespace
