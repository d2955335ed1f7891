//===- tests/KmapPfnTest.cpp - The rule kmap-pfn on small trees -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the snippets of testdata/kernel-snippets/kmap-pfn cannot show: trees
// without the helpers, profiles with other calls, several configurations.
//
//===----------------------------------------------------------------------===//

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

using namespace pageless;
using namespace pageless::test;

namespace {

constexpr const char *Types = R"c(
struct page;
typedef struct { unsigned long val; } __pfn_t;
struct bio_vec { struct page *bv_page; unsigned bv_len; };
struct scatterlist { unsigned offset; };
void *kmap_atomic(struct page *page);
void __kunmap_atomic(void *addr);
#define kunmap_atomic(addr) do { __kunmap_atomic(addr); } while (0)
struct bio_vec first(void);
)c";

constexpr const char *Helpers = R"c(
void *kmap_atomic_pfn_t(__pfn_t pfn);
void kunmap_atomic_pfn_t(void *addr);
__pfn_t bvec_pfn_t(const struct bio_vec *bv);
__pfn_t sg_pfn_t(struct scatterlist *sg);
)c";

constexpr const char *Clear = R"c(
#include "maps.h"
void clear(struct bio_vec bv)
{
	char *p = kmap_atomic(bv.bv_page);
	*p = 0;
	kunmap_atomic(p);
}
)c";

constexpr const char *WithAccessor = R"j({
  "name": "mine", "summary": "a test", "header": "include/maps.h",
  "helpers": {
    "kmap-pfn.bvec": { "call": "kmap_atomic_pfn_t(bvec_pfn_t({bv}))",
                       "signature": "void *(__pfn_t)" },
    "kmap-pfn.sg": { "call": "kmap_atomic_pfn_t(sg_pfn_t({sg}))",
                     "signature": "void *(__pfn_t)" },
    "kmap-pfn.unmap": { "call": "kunmap_atomic_pfn_t({value})",
                        "signature": "void (void *)" }
  }
})j";

class KmapPfn : public testing::Test {
protected:
  void header(const std::string &Text) { Tree.write("include/maps.h", Text); }

  Result convert(const std::string &Source, const char *Profile = nullptr) {
    Tree.write("a.c", Source);
    Tree.command("a.c");
    ConvertOptions Options = Tree.options();
    Options.rules = {"kmap-pfn"};
    Options.everyView = true; // macros around the words differ, not the words
    if (Profile) {
      Tree.write("mine.json", Profile);
      Options.profile = Tree.root() + "/mine.json";
    }
    return Tree.convert(Options);
  }

  TestTree Tree;
};

TEST_F(KmapPfn, WithoutTheHelpersNothingIsConverted) {
  header(Types);
  const Result R = convert(Clear);
  EXPECT_EQ(verdictOf(R, "a.c", 0), "manual helper-not-visible");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "manual helper-not-visible");
}

TEST_F(KmapPfn, WithoutTheFieldNothingIsConverted) {
  header(std::string(Types) + Helpers);
  const Result R = convert(Clear);
  EXPECT_EQ(verdictOf(R, "a.c", 0), "manual helper-not-visible");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "manual helper-not-visible");
}

TEST_F(KmapPfn, ThroughAnAccessorOfTheProfile) {
  header(std::string(Types) + Helpers);
  const Result R = convert(Clear, WithAccessor);
  EXPECT_EQ(afterOf(R, "a.c", 0), "kmap_atomic_pfn_t(bvec_pfn_t(&bv))");
  EXPECT_EQ(afterOf(R, "a.c", 1), "kunmap_atomic_pfn_t(p)");
}

TEST_F(KmapPfn, AnAccessorNeedsAnAddress) {
  header(std::string(Types) + Helpers);
  const Result R = convert("#include \"maps.h\"\n"
                           "void f(void) {\n"
                           "  kunmap_atomic(kmap_atomic(first().bv_page));\n"
                           "}\n",
                           WithAccessor);
  EXPECT_EQ(verdictOf(R, "a.c", 0), "manual not-addressable");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "manual not-addressable");
}

TEST_F(KmapPfn, AMapInAnArgumentIsASiteOfItsOwn) {
  header(std::string(Types) + Helpers);
  const Result R = convert("#include \"maps.h\"\n"
                           "void f(struct bio_vec *b) {\n"
                           "  kunmap_atomic(kmap_atomic(b->bv_page));\n"
                           "}\n",
                           WithAccessor);
  Tree.apply(R);
  EXPECT_EQ(Tree.read("a.c"),
            "#include \"maps.h\"\n"
            "void f(struct bio_vec *b) {\n"
            "  kunmap_atomic_pfn_t(kmap_atomic_pfn_t(bvec_pfn_t(b)));\n"
            "}\n");
}

TEST_F(KmapPfn, AllConfigurationsMustAgree) {
  header(std::string(Types) + Helpers);
  const std::string Source = "#include \"maps.h\"\n"
                             "#ifdef STORES\n"
                             "void *kept;\n"
                             "#define keep(p) (kept = (p))\n"
                             "#else\n"
                             "#define keep(p) ((void)(p))\n"
                             "#endif\n"
                             "void f(struct bio_vec *b) {\n"
                             "  void *p = kmap_atomic(b->bv_page);\n"
                             "  keep(p);\n"
                             "  kunmap_atomic(p);\n"
                             "}\n";
  Tree.command("a.c", {"-DSTORES"}, "other");
  const Result R = convert(Source, WithAccessor);
  EXPECT_EQ(verdictOf(R, "a.c", 0), "conflict uses-disagree");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "conflict uses-disagree");
}

TEST_F(KmapPfn, AHeaderIsEditedOnce) {
  header(std::string(Types) + Helpers +
         "static inline void clear(struct bio_vec *b)\n"
         "{\n"
         "\tchar *p = kmap_atomic(b->bv_page);\n"
         "\t*p = 0;\n"
         "\tkunmap_atomic(p);\n"
         "}\n");
  Tree.write("b.c", "#include \"maps.h\"\n");
  Tree.command("b.c");
  Tree.apply(convert("#include \"maps.h\"\n", WithAccessor));
  const std::string Text = Tree.read("include/maps.h");
  EXPECT_NE(Text.find("char *p = kmap_atomic_pfn_t(bvec_pfn_t(b));"),
            std::string::npos);
  EXPECT_NE(Text.find("\tkunmap_atomic_pfn_t(p);"), std::string::npos);
}

} // namespace
