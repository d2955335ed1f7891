//===- tests/Pairs.cpp - What pairs in a small function -------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/Pairs.h"

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

} // namespace

std::string pageless::test::pairs(const std::string &Body) {
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

std::string pageless::test::inside(const std::string &Body) {
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
