//===- tests/ConfigurationsTest.cpp ---------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Several compile databases, and files that none of them has.
//
//===----------------------------------------------------------------------===//

#include "engine/Condition.h"
#include "engine/Convert.h"
#include "tests/support/Everything.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <fstream>

using namespace pageless;
using namespace pageless::test;

namespace {

const std::string Include = "#include <linux/blk_types.h>\n";

/// A function that reads the field.
std::string reader(const std::string &Name) {
  return "struct page *" + Name +
         "(struct bio_vec *bv)\n{\n\treturn bv->bv_page;\n}\n";
}

class ConfigurationsTest : public testing::Test {
protected:
  TestTree tree;
};

TEST(Condition, OptionsNumbersAndOperators) {
  KernelConfig Config;
  const auto Is = [&](const char *Text) {
    return evaluateCondition(Text, Config);
  };
  EXPECT_EQ(Is("CONFIG_A"), Truth::Unknown); // nothing is known at all
  EXPECT_EQ(Is("0"), Truth::False);
  EXPECT_EQ(Is("1UL"), Truth::True);
  Config.known = true;
  Config.defined.insert("CONFIG_A");
  Config.defined.insert("CONFIG_M_MODULE");
  EXPECT_EQ(Is("CONFIG_A"), Truth::True);
  EXPECT_EQ(Is("!(CONFIG_A)"), Truth::False);
  EXPECT_EQ(Is("CONFIG_B"), Truth::False);
  EXPECT_EQ(Is("defined CONFIG_A && !defined(CONFIG_B)"), Truth::True);
  EXPECT_EQ(Is("defined(CONFIG_M)"), Truth::False);
  EXPECT_EQ(Is("IS_ENABLED(CONFIG_M)"), Truth::True);
  EXPECT_EQ(Is("IS_MODULE(CONFIG_A) || IS_BUILTIN(CONFIG_M)"), Truth::False);
  EXPECT_EQ(Is("IS_REACHABLE(CONFIG_M)"), Truth::Unknown);
  EXPECT_EQ(Is("defined(OTHER) && CONFIG_B"), Truth::False);
  EXPECT_EQ(Is("defined(OTHER) || CONFIG_A"), Truth::True);
  EXPECT_EQ(Is("!(OTHER)"), Truth::Unknown);
  // What it does not know decides nothing.
  EXPECT_EQ(Is("CONFIG_B || CONFIG_A > 3"), Truth::Unknown);
  EXPECT_EQ(Is("CONFIG_A ? 1 : 0"), Truth::Unknown);
  EXPECT_EQ(Is("(CONFIG_A"), Truth::Unknown);
  EXPECT_EQ(Is(""), Truth::Unknown);
}

TEST_F(ConfigurationsTest, AFileWithoutACommandBorrowsTheNearest) {
  tree.writeBlkTypes();
  tree.write("lib/a.c", "int a;\n");
  tree.write("drivers/md/b.c", Include + reader("b"));
  tree.write("drivers/md/c.c", "#include <asm/nosuch.h>\n" + Include +
                                   reader("c") +
                                   "void *d(struct unknown *u)\n{\n"
                                   "\treturn u->v.bv_page;\n}\n");
  tree.command("lib/a.c");
  tree.command("drivers/md/b.c");
  ConvertOptions Options = tree.options();
  Result R = tree.convert(Options);
  EXPECT_EQ(verdictOf(R, "drivers/md/b.c"), "converted");
  EXPECT_EQ(verdictOf(R, "drivers/md/c.c", 0), "manual inferred-command");
  EXPECT_EQ(verdictOf(R, "drivers/md/c.c", 1), "manual unit-errors");
  ASSERT_EQ(R.units.size(), 1u);
  EXPECT_EQ(R.units[0].inferredFrom, "drivers/md/b.c");
  EXPECT_FALSE(R.isComplete());
  Options.confidence = Confidence::Low;
  R = tree.convert(Options);
  EXPECT_EQ(afterOf(R, "drivers/md/c.c"), "bvec_page(bv)");
  EXPECT_EQ(verdictOf(R, "drivers/md/c.c", 1), "manual unit-errors");
}

TEST_F(ConfigurationsTest, AnInferredCommandGivesWayToAnyOther) {
  tree.writeBlkTypes();
  // Under the borrowed command, the header would see another record.
  tree.write("include/h.h", "#ifndef REC\n#define REC other\n#endif\n" +
                                Include +
                                "struct other { void *bv_page; };\n"
                                "static inline void *h(struct REC *r)\n{\n"
                                "\treturn r->bv_page;\n}\n");
  tree.write("a.c", "#define REC bio_vec\n#include <h.h>\n" + reader("a"));
  tree.write("b.c", "#include <h.h>\n" + reader("b"));
  tree.command("a.c");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "include/h.h", 1), "converted");
  EXPECT_EQ(verdictOf(R, "b.c"), "manual inferred-command");
}

TEST_F(ConfigurationsTest, OneParseForEachView) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#ifdef CONFIG_A\n" + reader("a") + "#else\n" +
                        reader("b") + "#endif\n" + reader("c"));
  tree.write("d.c", Include + reader("d"));
  for (const std::string Name : {"one", "two", "three"}) {
    tree.autoconf(Name, Name == "two" ? "" : "#define CONFIG_A 1\n");
    tree.command("a.c",
                 Name == "two" ? std::vector<std::string>()
                               : std::vector<std::string>{"-DCONFIG_A"},
                 Name);
    tree.command("d.c", {}, Name);
  }
  const Result R = tree.convert();
  for (std::size_t N = 0; N < 3; ++N)
    EXPECT_EQ(verdictOf(R, "a.c", N), "converted") << N;
  ASSERT_EQ(R.configurations.size(), 3u);
  std::map<std::string, std::pair<std::size_t, std::size_t>> Counts;
  for (const Configuration &C : R.configurations)
    Counts[C.name] = {C.unitsParsed, C.unitsSaved};
  // The first by name comes first.
  EXPECT_EQ(Counts["one"], std::pair(std::size_t(2), std::size_t(0)));
  EXPECT_EQ(Counts["three"], std::pair(std::size_t(0), std::size_t(2)));
  EXPECT_EQ(Counts["two"], std::pair(std::size_t(1), std::size_t(1)));
  ConvertOptions Options = tree.options();
  Options.everyView = true;
  for (const Configuration &C : tree.convert(Options).configurations) {
    EXPECT_EQ(C.unitsParsed, 2u) << C.name;
    EXPECT_EQ(C.unitsSaved, 0u) << C.name;
  }
}

TEST_F(ConfigurationsTest, EveryUnitIsParsedIfNoneIsToBeLeftOut) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + reader("a"));
  tree.write("b.c", "int b;\n");
  tree.command("a.c");
  tree.command("b.c");
  tree.command("b.c", {"-DTWICE"});
  ConvertOptions Options = tree.options();
  Options.pruneUnits = false;
  EXPECT_EQ(tree.convert(Options).configurations[0].unitsParsed, 3u);
  EXPECT_EQ(tree.convert().configurations[0].unitsParsed, 1u);
  Result R = tree.convert(Options);
  R.configurations = tree.convert().configurations;
  EXPECT_EQ(everythingOf(R), everythingOf(tree.convert()));
}

TEST_F(ConfigurationsTest, WhatIsNotForetoldIsTriedUntilItIsSeen) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#if SHOWN > 1\n" + reader("a") + "#endif\n");
  tree.command("a.c", {}, "one");
  tree.command("a.c", {"-DSHOWN=2"}, "two");
  tree.command("a.c", {"-DSHOWN=3"}, "zzz");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "a.c"), "converted");
  EXPECT_EQ(R.configurations.back().unitsParsed, 0u);
  EXPECT_EQ(R.configurations.back().unitsSaved, 1u);
}

TEST_F(ConfigurationsTest, AHeaderOfOneConfigurationIsReached) {
  tree.writeBlkTypes();
  tree.write("include/h.h", "#ifdef CONFIG_B\n" + Include + "static inline " +
                                reader("h") + "#endif\n");
  tree.write("a.c", "#include <h.h>\n");
  tree.write("d.c", Include + reader("d"));
  tree.autoconf("one", "");
  tree.autoconf("two", "#define CONFIG_B 1\n");
  tree.command("a.c", {}, "one");
  tree.command("d.c", {}, "one");
  tree.command("a.c", {"-DCONFIG_B"}, "two");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "include/h.h"), "converted");
  EXPECT_EQ(R.configurations[0].unitsParsed, 1u); // a.c could not show it
  EXPECT_EQ(R.configurations[1].unitsParsed, 1u);
}

TEST_F(ConfigurationsTest, ErrorsUnderOneConfigurationSendItToTheNext) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#ifdef BROKEN\nstruct bio_vec *v(int) { }}\n"
                              "#endif\nvoid *a(TYPE *r)\n{\n"
                              "\treturn r->bv_page;\n}\n");
  tree.command("a.c", {"-DBROKEN", "-DTYPE=struct nosuch"}, "one");
  tree.command("a.c", {"-DTYPE=struct bio_vec"}, "two");
  EXPECT_EQ(verdictOf(tree.convert(), "a.c"), "converted");
}

TEST_F(ConfigurationsTest, ADirectoryStandsForTheDatabasesInIt) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + reader("a"));
  tree.command("a.c", {}, "all/s390-allmodconfig");
  tree.command("a.c", {}, "all/alpha-allmodconfig");
  ConvertOptions Options = tree.options();
  tree.convert(Options); // writes the databases
  std::ofstream(tree.objects("all/alpha-allmodconfig") +
                "/pageless-compdb.json")
      << R"({"arch": "alpha", "target": "x86_64-linux-gnu",
             "standIn": {"for": "alpha", "why": "Clang has no alpha"}})";
  Options.databases = {tree.objects("all")};
  const Result R = tree.convert(Options);
  ASSERT_EQ(R.configurations.size(), 2u);
  EXPECT_EQ(R.configurations[0].name, "alpha-allmodconfig");
  EXPECT_EQ(R.configurations[0].architecture, "alpha");
  EXPECT_EQ(R.configurations[0].standIn,
            "x86_64-linux-gnu stands for alpha: Clang has no alpha");
  EXPECT_EQ(R.configurations[1].standIn, "");
}

TEST_F(ConfigurationsTest, ConfigurationsAddUp) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#ifdef A\n" + reader("a") + "#else\n" +
                        reader("b") + "#endif\n" + reader("c"));
  tree.command("a.c", {"-DA"}, "one");
  tree.command("a.c", {}, "two");
  const Result R = tree.convert();
  for (std::size_t N = 0; N < 3; ++N)
    EXPECT_EQ(verdictOf(R, "a.c", N), "converted") << N;
  std::vector<std::vector<std::string>> Saw;
  for (const Site &S : R.sites)
    if (S.file == "a.c")
      Saw.push_back(S.configurations);
  const std::vector<std::vector<std::string>> Expected = {
      {"one"}, {"two"}, {"one", "two"}};
  EXPECT_EQ(Saw, Expected);
}

TEST_F(ConfigurationsTest, ConfigurationsThatDisagreeAreAConflict) {
  tree.writeBlkTypes();
  tree.write("a.c", Include + "#ifdef A\ntypedef struct bio_vec *ref;\n#else\n"
                              "struct other { void *bv_page; };\n"
                              "typedef struct other *ref;\n#endif\n"
                              "void *a(ref r)\n{\n\treturn r->bv_page;\n}\n");
  tree.command("a.c", {"-DA"}, "one");
  tree.command("a.c", {}, "two");
  const Result R = tree.convert();
  EXPECT_EQ(verdictOf(R, "a.c", 1), "conflict uses-disagree");
  EXPECT_NE(R.sites[1].message.find("one: converted 'bvec_page(' ... ')'"),
            std::string::npos)
      << R.sites[1].message;
  EXPECT_NE(R.sites[1].message.find("other-record"), std::string::npos);
  EXPECT_TRUE(R.patches.empty());
}

} // namespace
