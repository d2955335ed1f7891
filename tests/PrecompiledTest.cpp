//===- tests/PrecompiledTest.cpp - Shared headers change no fact ----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/SharedHeaders.h"

using namespace pageless;
using namespace pageless::test;

namespace {

class PrecompiledTest : public SharedHeaders {};

TEST_F(PrecompiledTest, OfAllThatTheyIncludeUnitsSayTheSame) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#define PAGE_OF(b) ((b)->bv_page)\n"
             "static inline void *in_header(struct bio_vec *b)\n{\n"
             "\treturn PAGE_OF(b);\n}\n"
             "#ifdef NEVER\nvoid *f(struct bio_vec *b) { b->bv_page; }\n"
             "#endif\n#endif\n");
  unit("x.c", "", "");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, AUnitSaysNothingOfWhatItDoesNotInclude) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "static inline void *in_header(struct bio_vec *b)\n{\n"
             "\treturn b->bv_page;\n}\n#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "\treturn b->bv_page;\n}\n");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, HelpersAreDeclaredOnlyWhereTheyAreIncluded) {
  tree.write("include/linux/blk_types.h",
             "#ifndef BLK_TYPES\n#define BLK_TYPES\nstruct page;\n"
             "struct bio_vec {\n\tstruct page *bv_page;\n};\n#endif\n");
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "struct page *bvec_page(const struct bio_vec *bv);\n"
             "void bvec_set_page(struct bio_vec *bv, struct page *page);\n"
             "#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "\treturn b->bv_page;\n}\n");
  whole("y.c", "#include <linux/blk_types.h>\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "\treturn b->bv_page;\n}\n#include <linux/all.h>\n");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, AMacroBeforeTheIncludesMayChangeThem) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#ifdef SPECIAL\nstatic inline void *special(struct bio_vec *b)\n"
             "{\n\treturn b->bv_page;\n}\n#endif\n#endif\n");
  unit("x.c", "#define SPECIAL\n", "");
  EXPECT_TRUE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, SoMayAMacroOfTheCommand) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#if SPECIAL > 1\nstatic inline void *special(struct bio_vec *b)\n"
             "{\n\treturn b->bv_page;\n}\n#endif\n#endif\n");
  unit("x.c", "", "", {"-DSPECIAL=2"});
  unit("y.c", "", "", {"-DOTHER=2"});
  EXPECT_TRUE(isTrap("x.c"));
  EXPECT_FALSE(isTrap("y.c"));
}

TEST_F(PrecompiledTest, SoMayAHeaderOfItsOwn) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "static inline void *call(struct bio_vec *b)\n{\n"
             "\tvoid *p = b->bv_page, *other = 0;\n\treturn p;\n}\n#endif\n");
  tree.write("own.h", "#define other another\n");
  unit("x.c", "#include \"own.h\"\n", "");
  EXPECT_TRUE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, SoMayWhatAnotherHeaderDefines) {
  // b.h asks for what a.h defines, and x.c does not include a.h.
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/a.h>\n"
             "#include <linux/b.h>\n#endif\n");
  tree.write("include/linux/a.h", "#ifndef A\n#define A\n#define HAVE_A\n"
                                  "#endif\n");
  tree.write("include/linux/b.h",
             "#ifndef B\n#define B\n#ifndef HAVE_A\n"
             "static inline void *no_a(struct bio_vec *b)\n{\n"
             "\treturn b->bv_page;\n}\n#endif\n#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\n#include <linux/b.h>\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "\treturn b->bv_page;\n}\n");
  EXPECT_TRUE(isTrap("x.c"));
}

// blk_types.h comes after all.h where both are precompiled, as less often
// included does, and before it in each unit.
TEST_F(PrecompiledTest, ANameWithoutACallIsNoCallOfAMacro) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n"
             "#define min(a, b) ((a) < (b) ? (a) : (b))\n"
             "#define number_of(x) x\n#define max highest\n#endif\n");
  const auto Declares = [&](const std::string &Text) {
    tree.write("include/linux/blk_types.h",
               "#ifndef BLK_TYPES\n#define BLK_TYPES\nstruct page;\n"
               "struct bio_vec {\n\tstruct page *bv_page;\n};\n" +
                   Text + "#endif\n");
    return isTrap("u5.c");
  };
  EXPECT_FALSE(Declares("struct range {\n\tint min;\n};\n"));
  EXPECT_FALSE(Declares("#define RANGE struct range { int min; }\nRANGE;\n"));
  EXPECT_TRUE(Declares("int number_of(int);\n"));
  EXPECT_TRUE(Declares("int number_of\n(int);\n"));
  EXPECT_TRUE(Declares("#define NAMED number_of\nint NAMED (int);\n"));
  EXPECT_TRUE(Declares("#define NAMED(x) number_of x\nint NAMED((int));\n"));
  EXPECT_TRUE(Declares("struct range {\n\tint max;\n};\n"));
}

TEST_F(PrecompiledTest, APragmaMayBecomeAToken) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#pragma pack(push, 1)\nstruct packed {\n\tchar a;\n\tint b;\n};\n"
             "#pragma pack(pop)\n#endif\n");
  unit("x.c", "", "");
  EXPECT_FALSE(isTrap("x.c"));
  unit("y.c", "", "static int min_of(struct packed *p) { return p->b; }\n");
  EXPECT_FALSE(isTrap("y.c"));
}

TEST_F(PrecompiledTest, AFunctionOfTheCompilerNeedsNoDeclaration) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "static inline void *likely(struct bio_vec *b)\n{\n"
             "\treturn __builtin_expect(1, 1) ? b->bv_page : 0;\n}\n#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "\treturn __builtin_expect(1, 1) ? b->bv_page : 0;\n}\n");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, AnAddressNeedsNoCompleteType) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "struct module {\n\tint number;\n};\n#endif\n");
  const std::string Begin = "#include <linux/blk_types.h>\n"
                            "struct module;\nextern struct module one;\n"
                            "static void *get(struct bio_vec *b)\n{\n";
  whole("x.c", Begin + "\treturn b ? b->bv_page : (void *)&one;\n}\n");
  whole("y.c", Begin + "\t(void)one;\n\treturn b->bv_page;\n}\n");
  EXPECT_FALSE(isTrap("x.c"));
  EXPECT_TRUE(isTrap("y.c"));
}

TEST_F(PrecompiledTest, AMacroOfTheCommandDoesNotMatterInSkippedBodies) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "static inline const char *name(void)\n{\n"
             "\treturn KBUILD_MODNAME;\n}\n#endif\n");
  const std::string Stringify = "-DKBUILD_STR(s)=#s";
  unit("x.c", "", "", {Stringify, "-DKBUILD_MODNAME=KBUILD_STR(x)"});
  unit("y.c", "", "", {"-DKBUILD_MODNAME=0;}"});
  EXPECT_FALSE(isTrap("x.c"));
  EXPECT_TRUE(isTrap("y.c"));
}

TEST_F(PrecompiledTest, ABorrowedCommandBringsErrorsOfItsOwnOnly) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "struct hidden {\n\tint a;\n};\n#endif\n");
  const std::string Begin = "#include <linux/blk_types.h>\n",
                    End = "\treturn b->bv_page;\n}\n",
                    Get = "static void *get(struct bio_vec *b)\n{\n";
  tree.write("clean.c", Begin + Get + End);
  tree.write("no_header.c", Begin + "#include <asm/none.h>\n" + Get + End);
  tree.write("step.c", Begin + "struct hidden *h;\n" + Get + "\th++;\n" + End);
  tree.write("add.c",
             Begin + "struct hidden *h;\n" + Get + "\t(void)(h + 1);\n" + End);
  tree.write("offset.c", Begin + Get +
                             "\t(void)__builtin_offsetof(struct hidden, a);\n" +
                             End);
  EXPECT_FALSE(isTrap("clean.c"));
  for (const char *File : {"no_header.c", "step.c", "add.c", "offset.c"})
    EXPECT_TRUE(isTrap(File)) << File;
}

TEST_F(PrecompiledTest, ADefaultMayBeReplaced) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#ifndef pr_fmt\n#define pr_fmt(fmt) fmt\n#endif\n#endif\n");
  unit("x.c", "#define pr_fmt(fmt) \"x\" fmt\n",
       "static const char *s = pr_fmt(\"y\");\n");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, ButNotIfItHasAWord) {
  tree.write(
      "include/linux/all.h",
      "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
      "#ifndef page_of\n#define page_of(b) b->bv_page\n#endif\n#endif\n");
  unit("x.c", "#define page_of(b) 0\n", "");
  EXPECT_TRUE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, AMacroThatIsNotIncludedIsNone) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#define HIDE(x) 0\n#define SHOWS 1\n#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\nint HIDE(int);\n"
               "static int get(struct bio_vec *b)\n{\n"
               "\treturn HIDE(b->bv_page != 0);\n}\n");
  whole("y.c", "#include <linux/blk_types.h>\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "#if SHOWS\n\treturn 0;\n#else\n\treturn b->bv_page;\n#endif\n"
               "}\n");
  whole("z.c",
        "#include <linux/blk_types.h>\n"
        "static void *get(struct bio_vec *b)\n{\n"
        "#ifdef SHOWS\n\treturn 0;\n#else\n\treturn b->bv_page;\n#endif\n"
        "}\n#include <linux/all.h>\n");
  EXPECT_TRUE(isTrap("x.c"));
  EXPECT_TRUE(isTrap("y.c"));
  EXPECT_TRUE(isTrap("z.c"));
}

TEST_F(PrecompiledTest, AMacroThatAnotherHeaderTakesBackIsOne) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/a.h>\n"
             "#undef TWICE\n#endif\n");
  tree.write("include/linux/a.h",
             "#ifndef A\n#define A\n#include <linux/blk_types.h>\n"
             "#define TWICE 2\n#endif\n");
  const std::string Get = "static void *get(struct bio_vec *b)\n{\n"
                          "#if TWICE == 2\n\treturn b->bv_page;\n#endif\n"
                          "\treturn 0;\n}\n";
  whole("x.c", "#include <linux/a.h>\n" + Get);
  whole("y.c", "#include <linux/a.h>\n" + Get +
                   "#include <linux/all.h>\n"
                   "static void *late(struct bio_vec *b)\n{\n"
                   "#ifndef TWICE\n\treturn b->bv_page;\n#endif\n}\n");
  EXPECT_FALSE(isTrap("x.c"));
  EXPECT_FALSE(isTrap("y.c"));
}

TEST_F(PrecompiledTest, AMacroThatAnotherHeaderDefinesAnewIsTheFirst) {
  tree.write("include/linux/print.h",
             "#ifndef PRINT\n#define PRINT\n#ifndef pr_fmt\n"
             "#define pr_fmt(b) b->bv_page\n#endif\n#endif\n");
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/print.h>\n"
             "#include <linux/blk_types.h>\n#ifdef pr_fmt\n#undef pr_fmt\n"
             "#endif\n#define pr_fmt(b) 0\n#endif\n");
  const std::string Begin = "#include <linux/blk_types.h>\n"
                            "#include <linux/print.h>\n",
                    Get = "static void *get(struct bio_vec *b)\n{\n"
                          "\treturn pr_fmt(b);\n}\n";
  whole("x.c", Begin + Get);
  whole("y.c", Begin + "#include <linux/all.h>\n" + Get);
  whole("z.c", "#define pr_fmt(b) ((b)->bv_page)\n" + Begin + Get);
  EXPECT_FALSE(isTrap("x.c"));
  EXPECT_FALSE(isTrap("y.c"));
  EXPECT_TRUE(isTrap("z.c")); // its default has a word
}

TEST_F(PrecompiledTest, AHeaderThatIsReadEachTimeIsReadAFirstTime) {
  tree.write("include/linux/no_guard.h", "struct match {\n\tint a;\n};\n");
  // As linux/tracepoint.h: the rest is for each time.
  tree.write("include/linux/half_guard.h",
             "#ifndef HALF\n#define HALF\n"
             "static inline void *half(struct bio_vec *b)\n{\n"
             "\treturn b->bv_page;\n}\n#endif\n"
             "#ifdef MORE\nstatic inline void *MORE(struct bio_vec *b)\n{\n"
             "\treturn b->bv_page;\n}\n#endif\n");
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#include <linux/no_guard.h>\n#include <linux/half_guard.h>\n"
             "#endif\n");
  const std::string Blk = "#include <linux/blk_types.h>\n",
                    Half = "#include <linux/half_guard.h>\n",
                    Get = "static void *get(struct bio_vec *b)\n{\n"
                          "\treturn b->bv_page;\n}\n";
  whole("x.c", Blk + "#include <linux/no_guard.h>\n" + Half + Get);
  whole("again.c", Blk + Half + "#define MORE another\n" + Half + Get);
  whole("twice.c", Blk + "#include <linux/all.h>\n" + Half + Get);
  whole("other.c", Blk + "#define MORE another\n" + Half + Get);
  EXPECT_FALSE(isTrap("x.c"));
  EXPECT_FALSE(isTrap("again.c"));
  EXPECT_FALSE(isTrap("twice.c"));
  EXPECT_TRUE(isTrap("other.c"));
}

TEST_F(PrecompiledTest, WhatInlineBringsIsThereWithIt) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#define quiet __attribute__((cold))\n"
             "#define inline inline __attribute__((unused)) quiet\n"
             "#include <linux/blk_types.h>\n"
             "#undef quiet\n#define quiet __attribute__((hot))\n#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\n"
               "static inline void *get(struct bio_vec *b)\n{\n"
               "\treturn b->bv_page;\n}\n");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, AnErrorIsNotHealedByOtherHeaders) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "typedef int hidden_t;\nstruct hidden { struct bio_vec b; };\n"
             "enum hidden_e { HIDDEN };\nvoid *hidden_f(void *);\n#endif\n");
  const std::string Begin = "#include <linux/blk_types.h>\n"
                            "static void *get(struct bio_vec *b)\n{\n";
  whole("typedef.c", Begin + "\thidden_t x;\n\treturn b->bv_page;\n}\n");
  whole("field.c", Begin + "\tstruct hidden *h;\n"
                           "\treturn h->b.bv_page;\n}\n");
  whole("value.c", Begin + "\tstruct hidden h;\n\treturn b->bv_page;\n}\n");
  whole("size.c", Begin + "\tint x = sizeof(struct hidden);\n"
                          "\treturn b->bv_page;\n}\n");
  whole("constant.c", Begin + "\tint x = HIDDEN;\n\treturn b->bv_page;\n}\n");
  whole("call.c", Begin + "\treturn hidden_f(b->bv_page);\n}\n");
  whole("late.c",
        Begin + "\treturn hidden_f(b->bv_page);\n}\n#include <linux/all.h>\n");
  for (const char *File : {"typedef.c", "field.c", "value.c", "size.c",
                           "constant.c", "call.c", "late.c"})
    EXPECT_TRUE(isTrap(File)) << File;
}

TEST_F(PrecompiledTest, AConflictWithOtherHeadersIsNoError) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "extern int mine;\n#endif\n");
  whole("x.c", "#include <linux/blk_types.h>\nstatic long mine;\n"
               "static void *get(struct bio_vec *b)\n{\n"
               "\treturn b->bv_page;\n}\n");
  EXPECT_TRUE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, HeadersThatDoNotGoWithOthersAreLeftOut) {
  tree.write("include/linux/all.h", "#ifndef ALL\n#define ALL\n"
                                    "#include <linux/blk_types.h>\n#endif\n");
  tree.write("include/linux/one.h", "typedef int both;\n");
  tree.write("include/linux/two.h", "typedef long both;\n");
  unit("x.c", "#include <linux/one.h>\n", "");
  unit("y.c", "#include <linux/two.h>\n", "");
  unit("z.c", "#include <linux/two.h>\n", "");
  EXPECT_FALSE(isTrap("u0.c"));
}

TEST_F(PrecompiledTest, AHeaderWithoutAGuardIsReadEachTime) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#define NAME first\n#include <linux/template.h>\n#undef NAME\n"
             "#define NAME second\n#include <linux/template.h>\n#undef NAME\n"
             "#endif\n");
  tree.write("include/linux/template.h",
             "static inline void *NAME(struct bio_vec *b)\n{\n"
             "\treturn b->bv_page;\n}\n");
  unit("x.c", "", "#define NAME third\n#include <linux/template.h>\n");
  EXPECT_FALSE(isTrap("x.c"));
}

TEST_F(PrecompiledTest, DiscardedArgumentsAreRecovered) {
  tree.write("include/linux/all.h",
             "#ifndef ALL\n#define ALL\n#include <linux/blk_types.h>\n"
             "#define drop(x) do { } while (0)\n"
             "static inline void in_header(struct bio_vec *b)\n{\n"
             "\tdrop(b->bv_page);\n}\n#endif\n");
  whole("x.c", "#include <linux/all.h>\n"
               "static void own(struct bio_vec *b)\n{\n"
               "\tdrop(b->bv_page);\n}\n");
  EXPECT_TRUE(isTrap("x.c"));
}

} // namespace
