//===- tests/RefusalTest.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Profiles against trees, and other input that is refused.
//
//===----------------------------------------------------------------------===//

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

using namespace pageless;
using namespace pageless::test;

namespace {

const std::string Include = "#include <linux/blk_types.h>\n";

/// A function that reads the field.
std::string reader(const std::string &Name) {
  return "struct page *" + Name +
         "(struct bio_vec *bv)\n{\n\treturn bv->bv_page;\n}\n";
}

class RefusalTest : public testing::Test {
protected:
  TestTree tree;
  const std::string types = "include/linux/blk_types.h";
};

// --- Profiles against trees
// ---------------------------------------------------

TEST_F(RefusalTest, AHelperWithAnotherSignatureIsRefused) {
  tree.write(types, "struct page;\nstruct bio_vec { struct page *bv_page; };\n"
                    "void bvec_set_page(struct bio_vec *, struct page *,\n"
                    "\t\t   unsigned int, unsigned int);\n");
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c");
  EXPECT_EQ(
      tree.refusal(tree.options())
          .rfind("profile pfn does not fit this tree: bvec_set_page() is 'void "
                 "(struct bio_vec *, struct page *, unsigned int, unsigned "
                 "int)' in include/linux/blk_types.h",
                 0),
      0u);
}

TEST_F(RefusalTest, AMacroWithAHelpersNameIsRefused) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("a.c", Include + "#define bvec_page(x) 0\n" + reader("a"));
  tree.command("a.c");
  EXPECT_NE(tree.refusal(tree.options()).find("bvec_page() is 'a macro'"),
            std::string::npos);
}

TEST_F(RefusalTest, AClashInAUnitWithoutWordsIsSeen) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("a.c", Include + reader("a"));
  tree.write("b.c", Include + "static int bvec_page(int n) { return n; }\n");
  tree.command("a.c");
  tree.command("b.c");
  EXPECT_NE(tree.refusal(tree.options()).find("'int (int)' in b.c"),
            std::string::npos);
}

TEST_F(RefusalTest, AMacroThatIsUndefinedAgainIsRefusedToo) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("a.c", Include + "#define bvec_page(x) (x)\n" + reader("a") +
                        "#undef bvec_page\n");
  tree.command("a.c");
  EXPECT_NE(tree.refusal(tree.options()).find("bvec_page() is 'a macro'"),
            std::string::npos);
}

TEST_F(RefusalTest, ARecordThatConfigurationsDefineTwiceIsRefused) {
  tree.write(types, "struct page;\n#ifdef WIDE\n"
                    "struct bio_vec { struct page *bv_page; long l; };\n#else\n"
                    "struct bio_vec { struct page *bv_page; };\n#endif\n");
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c", {"-DWIDE"}, "one");
  tree.command("a.c", {}, "two");
  EXPECT_NE(tree.refusal(tree.options()).find("is defined twice"),
            std::string::npos);
}

TEST_F(RefusalTest, HalfOfTheHelpersIsRefused) {
  tree.write(types, "struct page;\nstruct bio_vec { struct page *bv_page; };\n"
                    "struct page *bvec_page(const struct bio_vec *);\n");
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c");
  EXPECT_NE(tree.refusal(tree.options())
                .find("it has bvec_page() but not bvec_set_page()"),
            std::string::npos);
}

TEST_F(RefusalTest, ARecordInAnotherHeaderIsRefused) {
  tree.write("include/linux/other.h",
             "struct page;\nstruct bio_vec { struct page *bv_page; };\n");
  tree.write("a.c", "#include <linux/other.h>\n" + reader("a"));
  tree.command("a.c");
  EXPECT_NE(tree.refusal(tree.options())
                .find("struct bio_vec is defined in include/linux/other.h"),
            std::string::npos);
}

TEST_F(RefusalTest, AnotherRecordOfThatNameDoesNotGetTheHelpers) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("a.c", Include + reader("a"));
  tree.write("tools/t.c",
             "struct bio_vec { struct page *bv_page; };\n" + reader("t"));
  tree.command("a.c");
  tree.command("tools/t.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "a.c"), "converted");
  EXPECT_EQ(verdictOf(R, "tools/t.c", 1), "manual helper-not-visible");
}

TEST_F(RefusalTest, AMacroParameterWithAHelpersNameIsAClash) {
  tree.writeBlkTypes();
  tree.write("a.c",
             Include +
                 "#define m(bvec_page, b) (bvec_page - (long)(b)->bv_page)\n"
                 "#define n(b) (bvec_page(b) ? (b)->bv_page : 0)\n"
                 "long a(struct bio_vec *v, long l)\n{\n"
                 "\treturn (long)m(l, v) + (long)n(v);\n}\n");
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "a.c", 0), "manual helper-name-clash");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "converted");
}

std::string ownProfile() {
  return R"j({"name": "mine", "summary": "mine",
    "header": "include/linux/blk_types.h", "helpers": {
      "bvec-page.read": {"call": "page_of({bv}, 0)",
        "signature": "struct page *(const struct bio_vec *, int)"},
      "bvec-page.store": {"call": "assign({bv}, {page}, 1)",
        "signature": "void (struct bio_vec *, struct page *, int)"}}})j";
}

TEST_F(RefusalTest, AProfileOfOnesOwn) {
  tree.write(types, "struct page;\nstruct bio_vec { struct page *bv_page; };\n"
                    "struct page *page_of(const struct bio_vec *, int);\n"
                    "void assign(struct bio_vec *, struct page *, int);\n");
  tree.write("a.c", Include + "void a(struct bio_vec x, struct bio_vec *y)\n"
                              "{\n\tx.bv_page = (y)->bv_page;\n}\n");
  tree.write("mine.json", ownProfile());
  tree.command("a.c");
  ConvertOptions Options = tree.options();
  Options.profile = tree.root() + "/mine.json";
  const Result R = tree.convert(Options);
  EXPECT_EQ(afterOf(R, "a.c"), "assign(&x, page_of(y, 0), 1)");
}

TEST_F(RefusalTest, HelpersOfARuleThatDoesNotRunAreNotAskedFor) {
  tree.write(types, "struct page;\nstruct bio_vec { struct page *bv_page; };\n"
                    "struct page *page_of(const struct bio_vec *, int);\n"
                    "void assign(struct bio_vec *, struct page *, int);\n");
  tree.write("a.c", Include + reader("a"));
  std::string Profile = ownProfile();
  const std::string Helpers = "\"helpers\": {";
  Profile.insert(Profile.find(Helpers) + Helpers.size(),
                 "\"other-rule.read\": {\"call\": \"absent({bv})\","
                 "\"signature\": \"int (int)\"},");
  tree.write("mine.json", Profile);
  tree.command("a.c");
  ConvertOptions Options = tree.options();
  Options.profile = tree.root() + "/mine.json";
  EXPECT_EQ(afterOf(tree.convert(Options), "a.c"), "page_of(bv, 0)");
}

TEST_F(RefusalTest, RulesThatTheProfileDoesNotSupportAreLeftOut) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + reader("a"));
  std::string Profile = ownProfile();
  Profile.replace(Profile.find("bvec-page.store"), 15, "other-rule.store");
  tree.write("mine.json", Profile);
  tree.command("a.c");
  ConvertOptions Options = tree.options();
  Options.profile = tree.root() + "/mine.json";
  Options.rules = {};
  for (const RuleInfo &Rule : tree.convert(Options).rules)
    EXPECT_NE(Rule.id, "bvec-page");
  Options.rules = {"bvec-page"};
  EXPECT_EQ(tree.refusal(Options),
            "profile mine has no helper bvec-page.store, which the rule "
            "bvec-page needs");
}

TEST_F(RefusalTest, OnlyWhatTheRulesThatConvertNeedIsBrought) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("include/linux/scatterlist.h",
             "struct page;\nstruct scatterlist { unsigned int offset; };\n"
             "struct page *sg_page(struct scatterlist *);\n"
             "unsigned long long sg_phys(struct scatterlist *);\n");
  tree.write("a.c",
             Include + "#include <linux/scatterlist.h>\n" +
                 "unsigned long long page_to_phys(struct page *);\n"
                 "unsigned long long s(struct scatterlist *sg)\n{\n"
                 "\treturn page_to_phys(sg_page(sg)) + sg->offset;\n}\n");
  tree.command("a.c");
  ConvertOptions Options = tree.options();
  Options.rules = {};
  const Result OnlyEntries = tree.convert(Options);
  ASSERT_EQ(OnlyEntries.patches.size(), 1u);
  EXPECT_EQ(OnlyEntries.patches[0].name, "0001-sg-phys");
  EXPECT_EQ(afterOf(OnlyEntries, "a.c"), "sg_phys(sg)");
  tree.write("b.c", Include + reader("b"));
  tree.command("b.c");
  const Result Both = tree.convert(Options);
  ASSERT_EQ(Both.patches.size(), 3u);
  EXPECT_EQ(Both.patches[0].name, "0001-helpers-of-profile-pfn");
}

TEST_F(RefusalTest, AProfileThatBringsNothingNeedsTheHelpers) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("a.c", Include + reader("a"));
  tree.write("mine.json", ownProfile());
  tree.command("a.c");
  ConvertOptions Options = tree.options();
  Options.profile = tree.root() + "/mine.json";
  EXPECT_NE(tree.refusal(Options).find("it has no assign(), page_of(), and "
                                       "the profile does not bring them"),
            std::string::npos);
}

// --- What a profile brings
// ---------------------------------------------------

TEST_F(RefusalTest, BringsTheHelpersAsAFirstPatch) {
  tree.writeBlkTypes(/*Helpers=*/false);
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c");
  const Result R = tree.convert();
  ASSERT_EQ(R.patches.size(), 2u);
  ASSERT_EQ(R.patches[0].files.size(), 1u);
  EXPECT_EQ(R.patches[0].files[0].path, types);
  tree.apply(R);
  EXPECT_NE(tree.read(types).find("};\n\n/**\n * bvec_page - "),
            std::string::npos);
  EXPECT_NE(tree.read(types).find("\tbv->bv_page = page;\n}\n\n#endif"),
            std::string::npos);
  const Result Again = tree.convert();
  EXPECT_TRUE(Again.patches.empty());
  EXPECT_EQ(verdictOf(Again, types, 1), "already-helper");
  EXPECT_EQ(verdictOf(Again, types, 2), "already-helper");
}

TEST_F(RefusalTest, HeaderSitesAndHelpersInOneFileStack) {
  tree.write(types, "struct page;\nstruct bio_vec {\n\tstruct page *bv_page;\n"
                    "};\n" +
                        reader("of") + "#define pg(b) ((b)->bv_page)\n");
  tree.write("a.c", Include + "void *a(struct bio_vec *v) { return pg(v); }\n");
  tree.command("a.c");
  const Result R = tree.convert();
  ASSERT_EQ(R.patches.size(), 2u);
  tree.apply(R);
  const std::string Text = tree.read(types);
  EXPECT_NE(Text.find("#define pg(b) (bvec_page(b))\n"), std::string::npos);
  EXPECT_NE(Text.find("\treturn bvec_page(bv);\n"), std::string::npos);
  EXPECT_LT(Text.find(" * bvec_page - "), Text.find("of(struct bio_vec"));
}

TEST_F(RefusalTest, HelpersGoBehindACommentThatGoesOn) {
  tree.write(types, "struct page;\nstruct bio_vec {\n\tstruct page *bv_page;\n"
                    "};\t/* goes on\n * here */\nint after;\n");
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c");
  tree.apply(tree.convert());
  EXPECT_NE(tree.read(types).find(" * here */\n\n/**\n * bvec_page - "),
            std::string::npos);
  EXPECT_NE(tree.read(types).find("}\n\nint after;"), std::string::npos);
}

TEST_F(RefusalTest, HelpersGoBehindAFunctionHoweverItIsLaidOut) {
  const std::string Records =
      "struct page;\nstruct bio_vec {\n\tstruct page *bv_page;\n};\n";
  tree.write("mine.json", R"j({"name": "mine", "summary": "mine",
    "header": "include/linux/blk_types.h", "helpers": {
      "bvec-page.read": {"call": "page_of({bv})",
        "signature": "struct page *(const struct bio_vec *)"},
      "bvec-page.store": {"call": "assign({bv}, {page})",
        "signature": "void (struct bio_vec *, struct page *)"}},
    "brings": [{"helpers": ["bvec-page.read", "bvec-page.store"],
      "after": "first()", "subject": "s", "text": [
        "static inline struct page *page_of(const struct bio_vec *b)", "{",
        "\treturn b->bv_page;", "}",
        "static inline void assign(struct bio_vec *b, struct page *p)", "{",
        "\tb->bv_page = p;", "}"]}]})j");
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c");
  ConvertOptions Options = tree.options();
  Options.profile = tree.root() + "/mine.json";
  for (const std::string Function :
       {"static inline int first(void) { return '}'; /* } */ }",
        "static inline int first(void)\n{ if (1) { } return 0; }",
        "static inline int first(void)\n{\n\treturn 1;\n}",
        "static inline int first(void)\n{\n#ifdef X\n\tif (1) {\n#else\n"
        "\tif (0) {\n#endif\n\t}\n\treturn 1;\n}"}) {
    const std::string Next = "static inline int next(void)\n{\n}\n";
    for (const std::string &Rest : {std::string(), Next}) {
      tree.write(types, Records + Function + "\n" + Rest);
      tree.apply(tree.convert(Options));
      EXPECT_NE(tree.read(types).find(Function + "\n\nstatic inline struct "
                                                 "page *page_of("),
                std::string::npos)
          << tree.read(types);
      tree.write("a.c", Include + reader("a"));
    }
  }
}

// --- Bad input
// ------------------------------------------------------------------

TEST_F(RefusalTest, BadInputIsOneLine) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + reader("a"));
  tree.write("bad.json", "[{\"directory\": 1}]");
  tree.command("a.c");
  const auto Refusal = [&](auto Change) {
    ConvertOptions Options = tree.options();
    Change(Options);
    const std::string Message = tree.refusal(Options);
    EXPECT_EQ(Message.find('\n'), std::string::npos) << Message;
    return Message;
  };
  using O = ConvertOptions;
  EXPECT_EQ(Refusal([](O &X) { X.rules = {"nosuch"}; }),
            "no rule nosuch; 'pageless rules' lists them");
  EXPECT_NE(Refusal([](O &X) {
              X.databases = {"/nonexistent"};
            }).find("no compile database /nonexistent"),
            std::string::npos);
  EXPECT_NE(Refusal([&](O &X) {
              X.databases = {tree.root() + "/bad.json"};
              X.tree = tree.root();
            }).find("bad.json"),
            std::string::npos);
  EXPECT_NE(Refusal([](O &X) { X.tree = "/nonexistent"; }).find("--tree"),
            std::string::npos);
  EXPECT_NE(Refusal([&](O &X) {
              X.tree = tree.objects();
            }).find("names no file below"),
            std::string::npos);
}

} // namespace
