//===- tests/PairingTest.cpp - Which unmap ends which map -----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Drives the analysis on small functions. A group is written as the numbers of
// its maps, '>', the numbers of its unmaps, each in the order of the source,
// and its trap. For an unmap by page the variable with the address follows.
//
//===----------------------------------------------------------------------===//

#include "flow/Pairing.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include "gtest/gtest.h"

using namespace clang;
using namespace pageless;

namespace {

constexpr const char *Declarations = R"c(
typedef unsigned long size_t;
#define NULL ((void *)0)
#define PAGE_SIZE 4096UL
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define likely(x) __builtin_expect(!!(x), 1)
#define COPY(to, from, n) (__builtin_constant_p(n) && (n) > 64 ? \
  copy(to, from, n) : copy(to, from, n))
#define MAP(page) map(page)
struct page;
struct vec { struct page *page; unsigned len, off; };
struct box { void *at; };
void *map(struct page *page);
void unmap(void *address);
void *kmap(struct page *page);
void kunmap(struct page *page);
void copy(void *to, const void *from, size_t n);
void *find(const void *in, int c, size_t n);
void give(const void *p);
void touch(void);
void done(void *variable);
struct page *page_of(const struct vec *v);
struct page *next_page(void);
void panic(void) __attribute__((noreturn));
extern void *kept;
int a, b;
)c";

/// The two kinds of mapping of the tests: map/unmap and kmap/kunmap.
std::optional<MapCall> recognise(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.getNumArgs() != 1)
    return std::nullopt;
  using Role = MapCall::Role;
  const llvm::StringRef Name = Callee->getName();
  if (Name == "map")
    return MapCall{Role::Maps, Call.getArg(0), 0};
  if (Name == "unmap")
    return MapCall{Role::EndsAddress, Call.getArg(0), 0};
  if (Name == "kmap")
    return MapCall{Role::Maps, Call.getArg(0), 1};
  if (Name == "kunmap")
    return MapCall{Role::EndsPage, Call.getArg(0), 1};
  return std::nullopt;
}

bool isCallOf(const CallExpr &Call, std::initializer_list<const char *> Names) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && llvm::any_of(Names, [&](const char *Name) {
           return Callee->getName() == Name;
         });
}

bool isOffset(const Expr &E) {
  const auto *Member = dyn_cast<MemberExpr>(E.IgnoreParenCasts());
  return Member && Member->getMemberDecl()->getName() == "off";
}

std::string nameOf(MapTrap Trap) {
  static constexpr const char *Names[] = {"",
                                          "too-complex",
                                          "kind-differs",
                                          "escapes",
                                          "passed-on",
                                          "order",
                                          "ends-twice",
                                          "advanced",
                                          "conditional",
                                          "uninitialised",
                                          "page-differs",
                                          "leaks",
                                          "unpaired",
                                          "unreachable"};
  return Names[static_cast<int>(Trap)];
}

class Calls : public RecursiveASTVisitor<Calls> {
public:
  bool VisitCallExpr(CallExpr *Call) {
    if (const auto What = recognise(*Call)) {
      auto &List = What->role == MapCall::Role::Maps ? Maps : Ends;
      List.push_back(Call);
    }
    return true;
  }
  std::vector<const CallExpr *> Maps, Ends;
};

std::string number(const std::vector<const CallExpr *> &In,
                   const CallExpr *Call) {
  return std::to_string(llvm::find(In, Call) - In.begin() + 1);
}

std::string render(const MapGroup &G, const Calls &All) {
  std::string Text;
  for (const CallExpr *Map : G.maps)
    Text += number(All.Maps, Map);
  Text += ">";
  for (const MapEnd &End : G.ends) {
    Text += number(All.Ends, End.call);
    if (End.holder)
      Text += "(" + End.holder->getName().str() + ")";
  }
  if (G.trap != MapTrap::None) {
    EXPECT_TRUE(G.shownBy.isValid());
    Text += " " + nameOf(G.trap);
  }
  return Text;
}

/// Parses `void f(PARAMETERS) { BODY }` and hands its groups to \p Use.
template <typename Function>
void withGroups(const std::string &Parameters, const std::string &Body,
                Function Use) {
  const std::string Code = Declarations + std::string("void *f(") + Parameters +
                           ")\n{\n" + Body + "\nreturn NULL;\n}\n";
  const auto Unit = tooling::buildASTFromCodeWithArgs(
      Code, {"-xc", "-std=gnu11", "-Wno-everything"}, "f.c");
  ASSERT_TRUE(Unit);
  ASSERT_FALSE(Unit->getDiagnostics().hasErrorOccurred()) << Code;
  ASTContext &Context = Unit->getASTContext();
  const auto Found =
      Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("f"));
  ASSERT_FALSE(Found.empty());
  auto *F = cast<FunctionDecl>(*Found.begin());
  MapKnowledge Knowledge;
  Knowledge.recognise = recognise;
  Knowledge.keepsNothing = [](const CallExpr &Call) {
    return isCallOf(Call, {"copy", "find"});
  };
  Knowledge.isAccessor = [](const CallExpr &Call) {
    return isCallOf(Call, {"page_of"});
  };
  Knowledge.isPageOffset = isOffset;
  Calls All;
  All.TraverseDecl(F);
  Use(pairMappings(*F, Context, Knowledge), All);
}

/// The groups of a function with that body, e.g. "1>1, 2>2 order".
std::string pairs(const std::string &Body) {
  std::string Text;
  withGroups("struct page *page, struct page *other, struct vec *v, "
             "int n, char *buf, struct box *box, void *given",
             Body, [&](const std::vector<MapGroup> &Groups, const Calls &All) {
               std::vector<std::string> Rendered;
               for (const MapGroup &G : Groups)
                 Rendered.push_back(render(G, All));
               Text = llvm::join(Rendered, ", ");
             });
  return Text;
}

/// The functions that are called while the first map is live.
std::string inside(const std::string &Body) {
  std::string Text;
  withGroups("struct page *page, char *buf, int n", Body,
             [&](const std::vector<MapGroup> &Groups, const Calls &) {
               std::set<std::string> Names;
               for (const CallExpr *Call : Groups.front().callsInside)
                 Names.insert(Call->getDirectCallee()->getName().str());
               Text = llvm::join(Names, " ");
             });
  return Text;
}

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
