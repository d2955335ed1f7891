//===- tests/BlankTest.cpp - Which bodies of headers are dropped ----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Blank.h"
#include "tests/Keep.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

using namespace pageless;
using namespace pageless::test;

namespace {

/// The text with bodies blanked, "as it is" if there is none to blank.
std::string blanked(llvm::StringRef Text) {
  llvm::StringSet<> Keep;
  Keep.insert("word");
  return blankBodies(Text, Keep).value_or("as it is");
}

TEST(BlankBodies, LeavesADeclarationAtTheSameOffsets) {
  EXPECT_EQ(blanked("static inline int f(int a)\n{\n\treturn a;\n}\nint g;\n"),
            "static inline int f(int a)\n;\n          \n \nint g;\n");
  EXPECT_EQ(blanked("int a;\nstatic __always_inline\nvoid *f(void) __must(x)\n"
                    "{\n\tif (1) {\n\t\tg(\"}#\", '{'); /* } # */\n\t}\n}\n"),
            "int a;\nstatic __always_inline\nvoid *f(void) __must(x)\n"
            ";\n         \n                         \n  \n \n");
}

TEST(BlankBodies, GoesOnBehindOneThatStays) {
  EXPECT_EQ(blanked("static inline int f(void)\n{\n\treturn word;\n}\n\n"
                    "static inline int g(void)\n{\n\treturn 1;\n}\n"),
            "static inline int f(void)\n{\n\treturn word;\n}\n\n"
            "static inline int g(void)\n;\n          \n \n");
}

class Stays : public testing::TestWithParam<const char *> {};

TEST(BlankBodies, CanBeToldFromADeclaration) {
  const std::string Text = "static inline int f(void);\n"
                           "static inline int f(void)\n{\n\treturn 1;\n}\n";
  const std::string Blanked = blanked(Text);
  EXPECT_FALSE(isBlankedAt(Blanked, Text.find(')')));
  EXPECT_TRUE(isBlankedAt(Blanked, Text.rfind(')')));
  EXPECT_FALSE(isBlankedAt(Text, Text.rfind(')')));
}

TEST_P(Stays, AsItIs) { EXPECT_EQ(blanked(GetParam()), "as it is"); }

INSTANTIATE_TEST_SUITE_P(
    Texts, Stays,
    testing::Values(
        // a word in the body, or in the head
        "static inline int f(void)\n{\n\treturn word;\n}\n",
        "static inline int word(void)\n{\n\treturn 1;\n}\n",
        "static inline int f(struct word *w)\n{\n\treturn 1;\n}\n",
        // a directive, a macro's body
        "static inline int f(void)\n{\n#ifdef X\n\treturn 1;\n#endif\n}\n",
        "#define F(f) \\\nstatic inline int f(void) \\\n{ \\\n\treturn 1; "
        "\\\n}\n",
        "#define F(f) \\\nstatic inline int f(void)\n{\n\treturn 1;\n}\n",
        "static inline int f(void)\n{\n\treturn \\\n1;\n}\n",
        // no inline function
        "int f(void)\n{\n\treturn 1;\n}\n",
        "static inline int f(a)\nint a;\n{\n\treturn a;\n}\n",
        "struct s __attribute__((inline))\n{\n\tint a;\n}\n;\n",
        "struct s __aligned(8)\n{\n\tint inline_a;\n}\ninline_s;\n",
        "static inline struct s __aligned(8)\n{\n\tint a;\n}\nv;\n",
        "static inline int a = (int)\n{\n\t1\n}\n;\n",
        "static inline enum e f(enum e { A } a)\n{\n\treturn a;\n}\n",
        // braces that are not each other's, or not alone
        "static inline int f(void)\n{ return 1;\n}\n",
        "static inline int f(void)\n{\n\treturn 1;\n};\n",
        "static inline int f(void)\n{\n\treturn 1;\n} int g;\n",
        "static inline int f(void)\n{\n\tif (a) {\n}\n}\n",
        "static inline int f(void)\n{\n\tg('\n}\n",
        "/* static inline int f(void)\n{\n\treturn 1; */\n}\n",
        "static inline int f(void)\n{\n\treturn 1; /*\n}\n*/\n}\n",
        // two heads for one body
        "#ifdef X\nstatic inline int f(int a)\n#else\n"
        "static inline int f(long a)\n#endif\n{\n\treturn 1;\n}\n"));

/// Whether a.c was read in vain with blanked headers. Its facts must be those
/// without.
bool isTrap(const TestTree &Tree) {
  const auto Blanked = std::make_shared<Keep>(),
             Whole = std::make_shared<Keep>();
  ConvertOptions Options = Tree.options();
  Options.jobs = 1;
  Options.shortcuts.precompileHeaders = false;
  Options.stores = {Blanked};
  Tree.convert(Options);
  Options.shortcuts.blankHeaders = false;
  Options.stores = {Whole};
  Tree.convert(Options);
  EXPECT_EQ(Blanked->facts, Whole->facts);
  return Blanked->retries["a.c"] != 0;
}

TEST(BlankedHeaders, ErrorsAreThoseOfTheRealText) {
  TestTree Tree;
  Tree.writeBlkTypes();
  Tree.write("include/k.h", "static inline int f(a)\n{\n\treturn a;\n}\n");
  Tree.write("a.c", "#include <linux/blk_types.h>\n#include <k.h>\n"
                    "void *g(struct bio_vec *b) { return b->bv_page; }\n");
  Tree.command("a.c");
  EXPECT_TRUE(isTrap(Tree));
}

TEST(BlankedHeaders, AFunctionWithABodyIsNotDefinedAnew) {
  TestTree Tree;
  Tree.writeBlkTypes();
  Tree.write("include/k.h", "static inline int f(void)\n{\n\treturn 1;\n}\n");
  Tree.write("a.c", "#include <linux/blk_types.h>\n#include <k.h>\n"
                    "int f(void)\n{\n\treturn 2;\n}\n"
                    "void *g(struct bio_vec *b) { return b->bv_page; }\n");
  Tree.command("a.c");
  EXPECT_TRUE(isTrap(Tree));
}

TEST(BlankedHeaders, AMacroOfTheUnitMayLeadToAWord) {
  TestTree Tree;
  Tree.writeBlkTypes();
  // a.c is read because it spells a helper; the macro of its own leads to the
  // word, which a.c does not spell, in a body of the header.
  Tree.write("include/linux/page.h", "#define PAGE_OF(b) ((b)->bv_page)\n");
  Tree.write("include/linux/late.h",
             "static inline void *late(struct bio_vec *b)\n{\n"
             "\treturn OWN(b);\n}\n");
  Tree.write("a.c", "#include <linux/blk_types.h>\n#include <linux/page.h>\n"
                    "#define OWN(b) PAGE_OF(b)\n#include <linux/late.h>\n"
                    "void *g(struct bio_vec *b) { return late(b); }\n");
  Tree.command("a.c");
  EXPECT_TRUE(isTrap(Tree));
}

} // namespace
