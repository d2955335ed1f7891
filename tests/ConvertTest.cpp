//===- tests/ConvertTest.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Convert.h"
#include "engine/Scan.h"
#include "reports/Json.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <set>

using namespace pageless;
using namespace pageless::test;

namespace {

const std::string Include = "#include <linux/blk_types.h>\n";

/// A function that reads the field.
std::string reader(const std::string &Name) {
  return "struct page *" + Name +
         "(struct bio_vec *bv)\n{\n\treturn bv->bv_page;\n}\n";
}

class ConvertTest : public testing::Test {
protected:
  TestTree tree;
  const std::string types = "include/linux/blk_types.h";
};

TEST_F(ConvertTest, NothingToDoIsNoError) {
  tree.write("a.c", "int a;\n");
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(R.totals.words, 0u);
  EXPECT_TRUE(R.patches.empty());
  EXPECT_TRUE(R.isComplete());
  EXPECT_EQ(R.tree, "4.1.0-test");
}

TEST_F(ConvertTest, AHeaderOfManyUnitsIsEditedOnce) {
  tree.writeBlkTypes();
  tree.write("include/h.h", Include + "static inline " + reader("h"));
  for (const std::string File : {"a.c", "b.c", "c.c"}) {
    tree.write(File, "#include <h.h>\n" + reader(File.substr(0, 1)));
    tree.command(File);
  }
  const Result R = tree.convert();
  ASSERT_EQ(R.patches.size(), 1u);
  EXPECT_EQ(R.patches[0].files.size(), 4u);
  EXPECT_EQ(R.configurations.at(0).unitsParsed, 3u);
  EXPECT_EQ(verdictOf(R, "include/h.h"), "converted");
}

TEST_F(ConvertTest, AHeaderWithoutAWordyIncluderIsReached) {
  tree.writeBlkTypes();
  tree.write("d/inner.h", Include + "static inline " + reader("inner"));
  tree.write("d/outer.h", "#include \"inner.h\"\n");
  tree.write("d/user.c", "#include \"outer.h\"\n");
  tree.command("d/user.c");
  EXPECT_EQ(verdictOf(tree.convert(), "d/inner.h"), "converted");
}

TEST_F(ConvertTest, ASourceThatAnotherIncludesIsReached) {
  tree.writeBlkTypes();
  tree.write("part.c", Include + reader("part"));
  tree.write("whole.c", "#include \"part.c\"\n");
  tree.command("whole.c");
  EXPECT_EQ(verdictOf(tree.convert(), "part.c"), "converted");
}

TEST_F(ConvertTest, AMacroThatOnlyOtherUnitsExpandIsReached) {
  tree.writeBlkTypes();
  tree.write("include/m.h", Include + "#define inner(b) ((b)->bv_page)\n"
                                      "#define outer(b) inner(b)\n");
  tree.write("a.c", "#include <m.h>\nvoid *a(struct bio_vec *v)\n"
                    "{\n\treturn outer(v);\n}\n");
  tree.command("a.c");
  EXPECT_EQ(verdictOf(tree.convert(), "include/m.h"), "converted");
}

TEST_F(ConvertTest, AHeaderBranchThatOneUnitTakesIsReached) {
  tree.writeBlkTypes();
  tree.write("include/h.h", "#ifdef FULL\n" + Include + "static inline " +
                                reader("h") + "#endif\n");
  tree.write("a.c", "#include <h.h>\n" + Include + reader("a"));
  tree.write("z.c", "#define FULL\n#include <h.h>\n");
  tree.command("a.c");
  tree.command("z.c");
  EXPECT_EQ(verdictOf(tree.convert(), "include/h.h"), "converted");
}

TEST_F(ConvertTest, NoCommandAndNoBranch) {
  tree.writeBlkTypes();
  tree.write("s390.c", Include + "#ifdef NEVER\n" + reader("a") + "#endif\n");
  tree.write("a.c",
             Include + "#ifdef CONFIG_HIGHMEM\n" + reader("a") + "#endif\n");
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "s390.c"), "no-compile-command");
  EXPECT_EQ(verdictOf(R, "a.c"), "disabled condition-false");
  for (const Site &S : R.sites)
    if (S.file == "a.c")
      EXPECT_EQ(S.condition, "CONFIG_HIGHMEM");
  EXPECT_FALSE(R.isComplete());
}

TEST_F(ConvertTest, AnIncludeBehindASkippedBodyCostsNoSecondParse) {
  tree.writeBlkTypes();
  tree.write("include/last.h", "static inline int last(void)\n{\n"
                               "\treturn 1;\n}\n");
  tree.write("a.c", "#include <last.h>\n" + Include + reader("a") +
                        "int b(void)\n{\n\treturn 2;\n}\n#include <next.h>\n");
  tree.write("include/next.h", "static " + reader("next"));
  tree.command("a.c");
  EXPECT_EQ(tree.convert().configurations[0].parses, 1u);
  // But in the body, it does.
  tree.write("include/next.h", "\tbv->bv_page;\n");
  tree.write("a.c", Include + "void a(struct bio_vec *bv)\n{\n"
                              "#include <next.h>\n}\n");
  const Result R = tree.convert();
  EXPECT_EQ(R.configurations[0].parses, 2u);
  EXPECT_EQ(verdictOf(R, "include/next.h"), "converted");
}

TEST_F(ConvertTest, AResultWithATypeOfItsOwnCostsNoSecondParse) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "static struct pair {\n\tvoid *a;\n} pair_of("
                              "struct bio_vec *bv)\n{\n"
                              "\tstruct pair p = { bv->bv_page };\n\n"
                              "\treturn p;\n}\n");
  tree.command("a.c");
  EXPECT_EQ(tree.convert().configurations[0].parses, 1u);
}

TEST_F(ConvertTest, ACrashCostsOneUnit) {
  tree.writeBlkTypes();
  tree.write("bad.c",
             Include + reader("bad") + "#pragma clang __debug parser_crash\n");
  tree.write("good.c", Include + reader("good"));
  tree.command("bad.c");
  tree.command("good.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "bad.c"), "parse-failed unit-crashed");
  EXPECT_EQ(verdictOf(R, "good.c"), "converted");
  ASSERT_EQ(R.units.size(), 1u);
  EXPECT_EQ(R.units[0].status, UnitReport::Status::Crashed);
}

TEST_F(ConvertTest, AUnitWithErrorsGivesItsSoundSites) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#include <nosuch.h>\nint n;\n" + reader("a") +
                        "struct v { int a[n]; };\n" + reader("b"));
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "a.c", 0), "converted");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "converted");
  ASSERT_EQ(R.units.size(), 1u);
  EXPECT_EQ(R.units[0].errors, 2u);
  EXPECT_EQ(R.units[0].firstError.rfind("a.c:2:10: 'nosuch.h'", 0), 0u);
}

TEST_F(ConvertTest, FlagsThatClangDoesNotKnowDoNotStopIt) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c",
               {"-fconserve-stack", "-mno-such-thing=7", "-Werror",
                "--param=allow-store-data-races=0", "-Wp,-MD,x.d",
                "-fplugin=/nonexistent.so", "-mpreferred-stack-boundary=3"});
  EXPECT_EQ(verdictOf(tree.convert(), "a.c"), "converted");
}

TEST_F(ConvertTest, AProcessorThatClangDoesNotKnowIsForgotten) {
  tree.writeBlkTypes();
  for (const std::string Target :
       {"s390x-linux-gnu", "mips64-linux-gnuabi64"}) {
    const std::string File = Target + ".c";
    tree.write(File, Include + reader("a"));
    tree.command(File, {"--target=" + Target, "-march=z900", "-mtune=z900"});
    EXPECT_EQ(verdictOf(tree.convert(), File), "converted");
  }
}

TEST_F(ConvertTest, PathsLimitTheLedger) {
  tree.writeBlkTypes();
  tree.write("x/a.c", Include + reader("a"));
  tree.write("xy/b.c", Include + reader("b"));
  tree.command("x/a.c");
  tree.command("xy/b.c");
  ConvertOptions Options = tree.options();
  Options.paths = {"x"};
  const Result R = tree.convert(Options);
  EXPECT_EQ(R.totals.words, 1u);
  EXPECT_EQ(verdictOf(R, "x/a.c"), "converted");
  Options.paths = {"nosuch"};
  EXPECT_EQ(tree.refusal(Options),
            "nosuch is not below the tree " + tree.root());
}

TEST_F(ConvertTest, ReportDoesNotDependOnThreadsOrPlaces) {
  const auto Report = [](unsigned Jobs) {
    TestTree Tree;
    Tree.writeBlkTypes(/*Helpers=*/false);
    for (char C = 'a'; C < 'k'; ++C) {
      const std::string File = std::string(1, C) + ".c";
      Tree.write(File, Include + reader(std::string(1, C)));
      Tree.command(File);
    }
    ConvertOptions Options = Tree.options();
    Options.jobs = Jobs;
    const std::string Json = writeJson(Tree.convert(Options));
    EXPECT_EQ(Json.find(Tree.root()), std::string::npos);
    return Json;
  };
  const std::string One = Report(1);
  EXPECT_EQ(One, Report(4));
}

TEST_F(ConvertTest, IdsAreUniqueAndSurviveUnrelatedEdits) {
  tree.writeBlkTypes();
  const std::string Body = "void a(struct bio_vec *x, struct bio_vec *y)\n{\n"
                           "\tx->bv_page = y->bv_page;\n"
                           "\tx->bv_page = y->bv_page;\n}\n";
  tree.write("a.c", Include + Body);
  tree.command("a.c");
  const auto Ids = [&] {
    std::vector<std::string> All;
    for (const Site &S : tree.convert().sites)
      if (S.file == "a.c")
        All.push_back(S.id);
    return All;
  };
  const std::vector<std::string> Before = Ids();
  EXPECT_EQ(std::set<std::string>(Before.begin(), Before.end()).size(), 4u);
  tree.write("a.c", "/* new */\n" + Include + "int n;\n\n" + Body);
  EXPECT_EQ(Ids(), Before);
}

TEST_F(ConvertTest, PastedNamesAreListedBesideTheLedger) {
  tree.writeBlkTypes();
  tree.write("a.c", Include +
                        "#define get(b, f) ((b)->bv_##f)\n"
                        "void *a(struct bio_vec *v)\n{\n"
                        "\treturn v->bv_page == get(v, page) ? v : 0;\n}\n");
  tree.command("a.c");
  const Result R = tree.convert();
  ASSERT_EQ(R.unspelled.size(), 1u);
  EXPECT_EQ(R.unspelled[0].file, "a.c");
  EXPECT_EQ(R.unspelled[0].line, 5u);
  EXPECT_EQ(R.unspelled[0].macro, "get");
}

TEST_F(ConvertTest, BeforeAndAfterAreTheSitesOwn) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "void a(struct bio_vec *x, struct bio_vec *y)\n"
                              "{\n\tx[1].bv_page = y->bv_page;\n}\n");
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(afterOf(R, "a.c", 0), "bvec_set_page(&x[1], bvec_page(y))");
  EXPECT_EQ(afterOf(R, "a.c", 1), "bvec_page(y)");
  EXPECT_EQ(R.sites[0].before, "x[1].bv_page = y->bv_page");
  EXPECT_EQ(R.sites[0].function, "a");
}

// --- What a text search alone would not show ---------------------------------

TEST_F(ConvertTest, AMacroIsEditedOnlyIfAllItsCallersAgree) {
  tree.writeBlkTypes();
  tree.write("include/m.h", Include + "#define pg(v) ((v)->bv_page)\n");
  tree.write("a.c", "#include <m.h>\n" + reader("a") +
                        "void *b(struct bio_vec *v) { return pg(v); }\n");
  // Does not spell the word, and would not compile with a call.
  tree.write("z.c", "#include <m.h>\nvoid z(struct bio_vec *v)\n{\n"
                    "\tpg(v) = 0;\n}\n");
  tree.command("a.c");
  tree.command("z.c");
  EXPECT_EQ(verdictOf(tree.convert(), "include/m.h"), "conflict uses-disagree");
}

TEST_F(ConvertTest, ABraceInColumnOneInsideAFunctionHidesNothing) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#define pg(v) ((v)->bv_page)\n"
                              "void a(struct bio_vec *v, int n)\n{\n"
                              "\tif (n) {\n\t\tn = 1;\n}\n\tpg(v) = 0;\n}\n"
                              "void *b(struct bio_vec *v)\n{\n"
                              "\treturn pg(v);\n}\n");
  tree.command("a.c");
  EXPECT_EQ(verdictOf(tree.convert(), "a.c"), "conflict uses-disagree");
}

TEST_F(ConvertTest, ACallWhoseNameIsPastedIsSeen) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#define pg_get(v) ((v)->bv_page)\n"
                              "#define DO(op, v) pg_##op(v)\n"
                              "void *a(struct bio_vec *v)\n{\n"
                              "\treturn pg_get(v);\n}\n\n"
                              "void b(struct bio_vec *v)\n{\n"
                              "\tDO(get, v) = 0;\n}\n");
  tree.command("a.c");
  EXPECT_EQ(verdictOf(tree.convert(), "a.c"), "conflict uses-disagree");
}

TEST_F(ConvertTest, AFileIncludedInAFunctionIsSeen) {
  tree.writeBlkTypes();
  tree.write("x.h", "X(bv->bv_page)\n");
  tree.write("a.c", Include + "void a(struct bio_vec *bv)\n{\n"
                              "#define X(e) (e) = 0;\n#include \"x.h\"\n"
                              "#undef X\n}\n\n"
                              "void b(struct bio_vec *bv, void *p)\n{\n"
                              "\tp = bv->bv_page;\n"
                              "#define X(e) p = e;\n#include \"x.h\"\n"
                              "#undef X\n}\n");
  tree.command("a.c");
  EXPECT_EQ(verdictOf(tree.convert(), "x.h"), "conflict uses-disagree");
}

TEST_F(ConvertTest, AllArgumentsThatOneCallThrowsAwayAreRecovered) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#define NOP(a, b, c, d, e, f) do {} while (0)\n"
                              "void a(struct bio_vec *v)\n{\n"
                              "\tNOP(v->bv_page, v[1].bv_page, v[2].bv_page,\n"
                              "\t    v[3].bv_page, v[4].bv_page, v[5].bv_page);"
                              "\n}\n");
  tree.command("a.c");
  const Result R = tree.convert();
  for (std::size_t N = 0; N < 6; ++N)
    EXPECT_EQ(verdictOf(R, "a.c", N), "converted") << N;
}

TEST_F(ConvertTest, AThrownAwayArgumentBesideAnOperatorStays) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#define NOP(x) do { } while (0)\n"
                              "#define ADDR(x) NOP(&(x))\n"
                              "#define PLAIN(x) NOP((x))\n"
                              "void a(struct bio_vec *v)\n{\n"
                              "\tADDR(v->bv_page);\n\tPLAIN(v->bv_page);\n}\n");
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "a.c", 0), "manual discarded-argument");
  EXPECT_EQ(verdictOf(R, "a.c", 1), "converted");
}

TEST_F(ConvertTest, AFieldInAnUnnamedUnionIsStillTheRecords) {
  tree.write(types, "struct page;\nstruct bio_vec {\n\tunion {\n"
                    "\t\tstruct page *bv_page;\n\t\tlong pfn;\n\t};\n};\n");
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, types), "definition");
  EXPECT_EQ(verdictOf(R, "a.c"), "manual anonymous-member");
}

TEST_F(ConvertTest, UsesInFilesThatAreNotScannedAreListed) {
  tree.writeBlkTypes();
  tree.write("x.inc", reader("x"));
  tree.write("a.c", Include + "#include \"x.inc\"\n" + reader("a"));
  tree.command("a.c");
  const Result R = tree.convert();
  ASSERT_EQ(R.unspelled.size(), 1u);
  EXPECT_EQ(R.unspelled[0].file, "x.inc");
}

} // namespace
