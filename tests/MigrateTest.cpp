//===- tests/MigrateTest.cpp - Types that change across units -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

using namespace pageless;
using namespace pageless::test;

namespace {

const std::string Pfn =
    "struct page; struct device; typedef unsigned long long phys_addr_t;\n"
    "typedef struct { unsigned long val; } __pfn_t;\n"
    "__pfn_t page_to_pfn_t(struct page *page);\n"
    "__pfn_t dev_phys_to_pfn_t(phys_addr_t addr);\n"
    "struct page *__pfn_t_to_page(__pfn_t pfn);\n"
    "phys_addr_t __pfn_t_to_phys(__pfn_t pfn);\n"
    "unsigned long __pfn_t_to_pfn(__pfn_t pfn);\n"
    "phys_addr_t page_to_phys(struct page *page);\n"
    "unsigned long page_to_pfn(struct page *page);\n"
    "struct page *pfn_to_page(unsigned long pfn);\n"
    "void *page_address(struct page *page);\n"
    "#define EXPORT_SYMBOL(f) extern typeof(f) f; \\\n"
    "  static const unsigned long sym_##f = (unsigned long)&f\n";

class MigrateTest : public testing::Test {
protected:
  MigrateTest() { tree.write("include/pfn.h", Pfn); }

  Result run(const std::string &Rule) {
    ConvertOptions Options = tree.options();
    Options.rules = {Rule};
    return tree.convert(Options);
  }
  void unit(const std::string &Path, const std::string &Text) {
    tree.write(Path, Text);
    tree.command(Path);
  }
  static std::string message(const Result &R, const std::string &File) {
    for (const Site &S : R.sites)
      if (S.file == File && S.reason == Reason::MigrationBlocked)
        return S.message;
    return "";
  }
  static std::size_t converted(const Result &R) {
    return R.totals.verdicts.at("converted");
  }

  TestTree tree;
};

// --- direct-access-pfn: values over several units ----------------------------

class DirectAccess : public MigrateTest {
protected:
  DirectAccess() {
    tree.write("include/ops.h",
               "#include <pfn.h>\n"
               "struct block_device_operations {\n"
               "\tlong (*direct_access)(void *d, unsigned long s, void **a,\n"
               "\t\t\t      unsigned long *pfn, long n);\n};\n"
               "long access(const struct block_device_operations *ops,\n"
               "\t    unsigned long *pfn);\n");
    unit("core.c", "#include <ops.h>\n"
                   "long access(const struct block_device_operations *ops,\n"
                   "\t    unsigned long *pfn)\n{\n\tvoid *a;\n\n"
                   "\treturn ops->direct_access(0, 0, &a, pfn, 1);\n}\n");
  }
  const std::string Use = "#include <ops.h>\n"
                          "void use(struct page *p);\n"
                          "void f(const struct block_device_operations *o)\n{\n"
                          "\tunsigned long n;\n\n\taccess(o, &n);\n";
};

TEST_F(DirectAccess, FollowsValuesToUnitsThatDoNotSpellTheWord) {
  unit("far.c", Use + "\tuse(pfn_to_page(n));\n}\n");
  const Result R = run("direct-access-pfn");
  tree.apply(R);
  EXPECT_NE(tree.read("far.c").find("\t__pfn_t n;\n"), std::string::npos);
  EXPECT_NE(tree.read("far.c").find("use(__pfn_t_to_page(n))"),
            std::string::npos);
  EXPECT_NE(tree.read("include/ops.h").find("__pfn_t *pfn);"),
            std::string::npos);
  EXPECT_TRUE(R.internalErrors.empty());
}

TEST_F(DirectAccess, AUseInOneUnitBlocksAllWithItsPath) {
  unit("far.c", Use + "\tuse(n > 1 ? 0 : pfn_to_page(n));\n}\n");
  const Result R = run("direct-access-pfn");
  EXPECT_EQ(converted(R), 0u);
  EXPECT_EQ(message(R, "core.c"),
            "block_device_operations::direct_access -> access:pfn -> f:n: "
            "compared with > in line 8 (far.c:7)");
  EXPECT_EQ(message(R, "include/ops.h"), message(R, "core.c"));
}

TEST_F(DirectAccess, ASpellingThatNoUnitShowsBlocks) {
  unit("far.c", Use + "}\n#ifdef CONFIG_NEVER\n"
                      "long g(unsigned long *n) { return access(0, n); }\n"
                      "#endif\n");
  const Result R = run("direct-access-pfn");
  EXPECT_EQ(converted(R), 0u);
  EXPECT_NE(message(R, "core.c").find("disabled"), std::string::npos);
}

TEST_F(DirectAccess, AFileWithoutACommandBlocks) {
  unit("far.c", Use + "}\n");
  tree.write("none.c", Use + "}\n");
  EXPECT_EQ(converted(run("direct-access-pfn")), 0u);
}

TEST_F(DirectAccess, AnotherStaticFunctionOfThatNameDoesNotMatter) {
  unit("impl.c", "#include <ops.h>\n"
                 "static long mine(void *d, unsigned long s, void **a,\n"
                 "\t\t unsigned long *pfn, long n)\n{\n\treturn -1;\n}\n"
                 "const struct block_device_operations o = {\n"
                 "\t.direct_access = mine,\n};\n");
  tree.write("none.c", "static int mine(int a) { return a; }\n");
  const Result R = run("direct-access-pfn");
  EXPECT_EQ(verdictOf(R, "impl.c", 0), "converted");
}

TEST_F(DirectAccess, TakesNoPaths) {
  ConvertOptions Options = tree.options();
  Options.rules = {"direct-access-pfn"};
  Options.paths = {"core.c"};
  EXPECT_NE(tree.refusal(Options).find("needs the whole tree"),
            std::string::npos);
}

TEST_F(DirectAccess, WithoutTheTypeNothingIsDone) {
  tree.write("include/pfn.h", "");
  const Result R = run("direct-access-pfn");
  EXPECT_NE(message(R, "include/ops.h").find("no __pfn_t is declared"),
            std::string::npos);
}

// --- dma-map-pfn: functions with their tables --------------------------------

class DmaMap : public MigrateTest {
protected:
  explicit DmaMap(
      const std::string &NewOperation =
          "\tphys_addr_t (*map_pfn)(struct device *d, __pfn_t p);\n")
      : Ops("#include <pfn.h>\nstruct dma_map_ops {\n"
            "\tphys_addr_t (*map_page)(struct device *d, struct page *p);\n" +
            NewOperation + "};\n") {
    tree.write("include/dma.h", Ops);
  }
  /// A mapping function and its table.
  static std::string implementation(const std::string &Name,
                                    const std::string &Value) {
    return "#include <dma.h>\n"
           "static phys_addr_t " +
           Name + "(struct device *dev, struct page *page)\n{\n\treturn " +
           Value + ";\n}\n\nstruct dma_map_ops " + Name +
           "_ops = {\n\t.map_page = " + Name + ",\n};\n";
  }
  const std::string Ops;
};

TEST_F(DmaMap, AFunctionMovesWithItsTable) {
  unit("arch/x86/a.c", implementation("one", "page_to_phys(page) + 1"));
  unit("arch/sh/a.c", implementation("one", "page_to_phys(page) + 1"));
  tree.apply(run("dma-map-pfn"));
  const std::string Text = tree.read("arch/x86/a.c");
  EXPECT_NE(Text.find("one(struct device *dev, __pfn_t pfn)"), Text.npos);
  EXPECT_NE(Text.find("return __pfn_t_to_phys(pfn) + 1;"), Text.npos);
  EXPECT_NE(Text.find(".map_pfn = one,"), Text.npos);
  EXPECT_EQ(tree.read("arch/sh/a.c"),
            implementation("one", "page_to_phys(page) + 1"));
}

TEST_F(DmaMap, OneThatNeedsThePageHoldsBackOnlyItself) {
  unit("arch/x86/a.c", implementation("one", "page_to_phys(page)"));
  unit("arch/x86/b.c",
       implementation("two", "(unsigned long)page_address(page)"));
  const Result R = run("dma-map-pfn");
  EXPECT_EQ(verdictOf(R, "arch/x86/a.c", 0), "converted");
  EXPECT_EQ(message(R, "arch/x86/b.c"),
            "dma_map_ops::map_page -> two:page -> page_address:page: no given "
            "unit defines page_address()");
}

TEST_F(DmaMap, ACallOfTheTablesOperationBlocks) {
  unit("arch/x86/a.c", implementation("one", "page_to_phys(page)"));
  unit("arch/x86/b.c", "#include <dma.h>\nextern struct dma_map_ops one_ops;\n"
                       "phys_addr_t f(struct page *p)\n{\n"
                       "\treturn one_ops.map_page(0, p);\n}\n");
  const Result R = run("dma-map-pfn");
  EXPECT_EQ(converted(R), 0u);
  EXPECT_NE(message(R, "arch/x86/a.c").find("its .map_page is named"),
            std::string::npos);
}

TEST_F(DmaMap, WhoCallsTheOperationMustKnowOfTheNewOne) {
  unit("arch/x86/a.c", implementation("one", "page_to_phys(page)"));
  unit("b.c", "#include <dma.h>\n"
              "phys_addr_t f(struct dma_map_ops *ops, struct page *p)\n{\n"
              "\treturn ops->map_page(0, p);\n}\n");
  EXPECT_EQ(converted(run("dma-map-pfn")), 0u);
  tree.write("b.c", "#include <dma.h>\n"
                    "phys_addr_t f(struct dma_map_ops *ops, struct page *p)\n"
                    "{\n\tif (ops->map_pfn)\n"
                    "\t\treturn ops->map_pfn(0, page_to_pfn_t(p));\n"
                    "\treturn ops->map_page(0, p);\n}\n");
  EXPECT_GT(converted(run("dma-map-pfn")), 0u);
}

TEST_F(DmaMap, AFunctionThatOthersNameKeepsItsNameForThem) {
  tree.write("include/lib.h",
             "#include <dma.h>\n"
             "extern phys_addr_t lib_map_page(struct device *dev,\n"
             "\t\t\t\tstruct page *page);\n");
  unit("lib.c", "#include <lib.h>\n"
                "phys_addr_t lib_map_page(struct device *dev,\n"
                "\t\t\t struct page *page)\n"
                "{\n\treturn page_to_phys(page);\n}\n"
                "EXPORT_SYMBOL(lib_map_page);\n");
  const std::string Table = "#include <lib.h>\nstruct dma_map_ops ops = {\n"
                            "\t.map_page = lib_map_page,\n};\n";
  unit("arch/x86/a.c", Table);
  tree.write("arch/mips/a.c", Table); // has no command
  tree.apply(run("dma-map-pfn"));
  EXPECT_EQ(tree.read("arch/mips/a.c"), Table);
  EXPECT_NE(tree.read("arch/x86/a.c").find(".map_pfn = lib_map_pfn,"),
            std::string::npos);
  EXPECT_EQ(tree.read("lib.c"),
            "#include <lib.h>\n"
            "phys_addr_t lib_map_pfn(struct device *dev,\n"
            "\t\t\t__pfn_t pfn)\n"
            "{\n\treturn __pfn_t_to_phys(pfn);\n}\n"
            "EXPORT_SYMBOL(lib_map_pfn);\n\n"
            "phys_addr_t lib_map_page(struct device *dev,\n"
            "\t\t\t struct page *page)\n"
            "{\n\treturn lib_map_pfn(dev, page_to_pfn_t(page));\n}\n"
            "EXPORT_SYMBOL(lib_map_page);\n");
}

class DmaMapWithoutPfn : public DmaMap {
protected:
  DmaMapWithoutPfn() : DmaMap("") {}
};

TEST_F(DmaMapWithoutPfn, TheNewOperationMustBeThere) {
  unit("arch/x86/a.c", implementation("one", "page_to_phys(page)"));
  const Result R = run("dma-map-pfn");
  EXPECT_EQ(converted(R), 0u);
  EXPECT_NE(message(R, "arch/x86/a.c").find("dma_map_ops has no map_pfn"),
            std::string::npos);
}

} // namespace
