//===- tests/CacheTest.cpp - What earlier runs found ----------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/UnitInputs.h"
#include "tests/CachedTree.h"

#include <cstdlib>
#include <filesystem>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

class CacheTest : public CachedTree {};

TEST_F(CacheTest, KnowsAllUnitsIfNothingChanged) {
  run();
  EXPECT_EQ(hits, 0u);
  EXPECT_EQ(misses, 3u);
  run();
  EXPECT_EQ(hits, 3u);
  EXPECT_EQ(misses, 0u);
  EXPECT_EQ(warnings, "");
}

TEST_F(CacheTest, OnlyTheEditedUnitIsParsed) {
  run();
  tree.write("a.c", tree.read("a.c") + "int more;\n");
  EXPECT_EQ(parsed(), 1u);
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheTest, AnEditThatIsTakenBackIsKnown) {
  const std::string Before = tree.read("a.c");
  run();
  tree.write("a.c", Before + "int more;\n");
  EXPECT_EQ(parsed(), 1u);
  tree.write("a.c", Before);
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheTest, ThoseThatIncludeAHeaderAreParsed) {
  run();
  tree.write("include/linux/mm.h", "struct page;\nlong mm(void);\n");
  EXPECT_EQ(parsed(), 2u);
  fs::remove(tree.root() + "/include/linux/mm.h");
  EXPECT_EQ(parsed(), 2u); // with errors, which the report shows
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheTest, ACommentIsNoChange) {
  tree.write("include/linux/mm.h", "/* one */ struct page;\nint mm(void);\n");
  run();
  tree.write("include/linux/mm.h",
             "/* another */ struct page;\nint mm(void);\n");
  EXPECT_EQ(parsed(), 0u);
  tree.write("include/linux/mm.h", "/*\n*/ struct page;\nint mm(void);\n");
  EXPECT_EQ(parsed(), 0u);
  // Offsets in a file with a word count.
  tree.write("include/linux/blk_types.h",
             "/* more */" + tree.read("include/linux/blk_types.h"));
  EXPECT_EQ(parsed(), 3u);
}

TEST_F(CacheTest, ABodyThatNobodyAsksForIsNoChange) {
  const auto Write = [&](const std::string &Body) {
    tree.write("include/linux/mm.h",
               "static inline int mm(void)\n" + Body + "int mn(void);\n");
  };
  Write("{\n\treturn 1;\n}\n");
  run();
  Write("{\n\treturn 2 +\n\t       __LINE__;\n}\n");
  EXPECT_EQ(parsed(), 0u);
  Write("{\n#ifdef A\n\treturn 3;\n#endif\n}\n"); // it is shown
  EXPECT_EQ(parsed(), 2u);
  Write("{\n\treturn sizeof(((struct bio_vec *)0)->bv_page);\n}\n");
  EXPECT_EQ(parsed(), 2u);
  Write("{\n\treturn 4;\n}\n");
  EXPECT_EQ(parsed(), 0u); // as at first
  Write(";\nint another(void);\n");
  EXPECT_EQ(parsed(), 2u);
}

TEST_F(CacheTest, BodiesCountForAUnitThatIsShownThem) {
  // A carrier of a source without a word: it might stand in any body.
  tree.write("include/get.h", "#define GET(v) ((v)->bv_page)\n");
  tree.write("d.c", "#include <linux/blk_types.h>\n#include <get.h>\n"
                    "#define OWN(v) GET(v)\n#include <linux/mm.h>\n"
                    "struct page *f(struct bio_vec *v)\n"
                    "{\n\treturn OWN(v);\n}\n");
  tree.command("d.c");
  tree.write("include/linux/mm.h",
             "static inline int mm(void)\n{\n\treturn 1;\n}\n");
  run();
  tree.write("include/linux/mm.h",
             "static inline int mm(void)\n{\n\treturn 2;\n}\n");
  EXPECT_EQ(parsed(), 1u);
}

TEST_F(CacheTest, LinesCountWhereAHeaderSaysThem) {
  tree.write("include/here.h", "#define HERE __LINE__\n");
  tree.write("include/also.h", "#define ALSO() __builtin_LINE()\n");
  for (const auto &[Text, Expected] :
       std::vector<std::pair<std::string, std::size_t>>{
           {"extern char at[__LINE__];\n", 2},
           {"#include <here.h>\nextern char at[HERE];\n", 2},
           {"#if __LINE__ > 1\nint at;\n#endif\n", 2},
           {"extern char at[__builtin_LINE()];\n", 2},
           {"#include <also.h>\nextern char at[ALSO()];\n", 2},
           {"#include <also.h>\n", 2}, // what uses it is not known
           {"#include <here.h>\n", 0},
           {"static inline int at(void) {\n\treturn __LINE__;\n}\n", 0}}) {
    tree.write("include/linux/mm.h", Text);
    run();
    tree.write("include/linux/mm.h", "\n" + Text);
    EXPECT_EQ(parsed(), Expected) << Text;
  }
}

TEST_F(CacheTest, OffsetsOfACallThatHandsOnItsArgumentDoNotCount) {
  tree.write("include/call.h", "/* one */\n#define NONE(x)\n"
                               "#define CALL(x) NONE(x)\n");
  tree.write("a.c", "#include <linux/blk_types.h>\n#include <call.h>\n"
                    "void f(struct bio_vec *v)\n{\n\tCALL(v->bv_page);\n}\n");
  run();
  tree.write("include/call.h", "/* another */\n#define NONE(x)\n"
                               "#define CALL(x) NONE(x)\n");
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheTest, OfAnErrorOnlyItsPlaceCounts) {
  tree.write("include/wrong.h", "/* one */ int wrong(unknown);\n");
  const auto Write = [&](const std::string &Body) {
    tree.write("include/linux/mm.h",
               "static inline int mm(void)\n{\n\treturn " + Body + ";\n}\n");
  };
  Write("1");
  tree.write("a.c", tree.read("a.c") + "#include <wrong.h>\n");
  run();
  tree.write("include/linux/mm.h",
             "/*\n*/\n" + tree.read("include/linux/mm.h"));
  EXPECT_EQ(parsed(), 0u);
  Write("2"); // it was parsed without a shortcut
  EXPECT_EQ(parsed(), 1u);
  tree.write("include/wrong.h", "/* another */ int wrong(unknown);\n");
  EXPECT_EQ(parsed(), 1u);
}

TEST_F(CacheTest, AHeaderThatWasLookedForInVainCounts) {
  TestTree Other;
  Other.writeBlkTypes();
  Other.write("include/local.h", "#define GET(v) ((v)->bv_len)\n");
  Other.write("a.c", "#include <linux/blk_types.h>\n#include <local.h>\n"
                     "unsigned f(struct bio_vec *v) { return GET(v); }\n");
  Other.command("a.c", {"-I" + Other.root() + "/first", "-iquote", "."});
  Other.writeDatabases();
  const auto Parsed = [&] {
    ConvertOptions Options = Other.options();
    const std::string Cold = everythingOf(Options);
    const auto Used = std::make_shared<Cache>(
        CacheOptions{folder}, [](const std::string &) { ADD_FAILURE(); });
    Options.stores = {Used};
    EXPECT_EQ(everythingOf(Options), Cold);
    return Used->misses();
  };
  EXPECT_EQ(Parsed(), 1u);
  EXPECT_EQ(Parsed(), 0u);
  // The folder of all headers comes before this one.
  Other.write("first/local.h", "#define GET(v) ((v)->bv_len + 1)\n");
  EXPECT_EQ(Parsed(), 1u);
  fs::create_directories(Other.root() + "/include/linux/blk_types");
  EXPECT_EQ(Parsed(), 0u); // nobody asked for that
}

TEST_F(CacheTest, LinksCount) {
  tree.write("one.h", "#pragma once\nint twice = 1;\n");
  tree.write("d.c",
             "#include <linux/blk_types.h>\n"
             "#include \"one.h\"\n#include \"two.h\"\n"
             "struct page *f(struct bio_vec *v) { return v->bv_page; }\n");
  tree.command("d.c");
  fs::create_hard_link(tree.root() + "/one.h", tree.root() + "/two.h");
  run();
  EXPECT_EQ(parsed(), 0u);
  fs::remove(tree.root() + "/two.h");
  tree.write("two.h", tree.read("one.h")); // the same text, another file
  EXPECT_EQ(parsed(), 1u);
}

TEST_F(CacheTest, WhatClangIsToldCounts) {
  run();
  tree.command("a.c", {"-DMORE"});
  EXPECT_EQ(parsed(), 0u); // another command of the file, with the same view
  tree.write("more/unused.h", "");
  setenv("CPATH", (tree.root() + "/more").c_str(), 1);
  EXPECT_EQ(parsed(), 3u);
  unsetenv("CPATH");
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheTest, WhatRulesAreAskedCounts) {
  run();
  ConvertOptions Options = tree.options();
  Options.rules = {"bvec-page", "page-pfn"};
  run(Options);
  EXPECT_EQ(hits, 0u);
  Options = tree.options();
  Options.confidence = Confidence::High;
  run(Options);
  EXPECT_EQ(hits, 0u);
  Options = tree.options();
  Options.shortcuts.skipBodies = false;
  run(Options);
  EXPECT_EQ(hits, 0u);
  Options = tree.options();
  Options.paths = {"a.c"}; // the ledger is smaller
  run(Options);
  EXPECT_EQ(hits, 0u);
}

TEST_F(CacheTest, CarriersCountWhereTheyAreSpelled) {
  tree.write("include/get.h", "#define GET(v) ((v)->bv_page)\n");
  tree.write("c.c", "#include <linux/blk_types.h>\n#include <get.h>\n"
                    "struct page *g(struct bio_vec *v)\n"
                    "{\n\treturn GET(v);\n}\n");
  run();
  tree.write("include/other.h", "#define OTHER(v) GET(v)\n");
  EXPECT_EQ(parsed(), 0u);
  tree.write("include/other.h", "#define mm(v) GET(v)\n"); // as mm.h spells
  EXPECT_EQ(parsed(), 2u);
}

TEST_F(CacheTest, UnitsWithErrorsAreKept) {
  tree.write("a.c", tree.read("a.c") + "wrong;\n#error no\n");
  const std::string Report = run();
  EXPECT_NE(Report.find("\"firstError\""), std::string::npos);
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheTest, AnErrorInAFileThatNobodyReadIsNotKept) {
  tree.write("a.c", tree.read("a.c") + "#line 1 \"gone.y\"\nwrong;\n");
  run();
  EXPECT_EQ(parsed(), 1u);
}

TEST_F(CacheTest, UnitsThatCrashClangAreNotKept) {
  tree.write("a.c", tree.read("a.c") + "#pragma clang __debug parser_crash\n");
  run();
  EXPECT_EQ(parsed(), 1u);
}

TEST_F(CacheTest, KnowsNothingIfUnitsShareNoFiles) {
  ConvertOptions Options = tree.options();
  Options.shortcuts.shareFiles = false;
  run(Options);
  run(Options);
  EXPECT_EQ(hits, 0u);
  EXPECT_EQ(warnings, "");
}

TEST_F(CacheTest, ConfigurationsAreOnlyNames) {
  run();
  fs::rename(tree.objects(), tree.objects("renamed"));
  // The folder is where the compiler runs, and so counts; a link does not.
  fs::create_directory_symlink(tree.objects("renamed"), tree.objects());
  fs::create_directory_symlink(tree.objects("renamed"), tree.objects("name"));
  ConvertOptions Options = tree.options();
  Options.databases = {tree.objects("name")};
  const std::string Report = run(Options);
  EXPECT_NE(Report.find("\"name\": \"name\""), std::string::npos);
  EXPECT_EQ(misses, 0u);
}

/// Edits a file when the first unit is looked for.
class Meddler : public UnitStore {
public:
  explicit Meddler(std::function<void()> Edit) : Edit(std::move(Edit)) {}
  void begin(const Job &, UnitInputs &) override {}
  std::optional<UnitFacts> find(const PlannedUnit &) override {
    std::call_once(Once, Edit);
    return std::nullopt;
  }
  void keep(const PlannedUnit &, const UnitFacts &,
            const InputRecord &) override {}

private:
  std::function<void()> Edit;
  std::once_flag Once;
};

/// One run with a cache, in which \p Path changes as soon as the ledger is
/// made; then the tree as it is now.
void changeWhileRunning(TestTree &Tree, const std::string &Folder,
                        const std::string &Path, const std::string &Text) {
  Tree.writeDatabases();
  ConvertOptions Options = Tree.options();
  const auto Used = std::make_shared<Cache>(
      CacheOptions{Folder}, [](const std::string &) { ADD_FAILURE(); });
  Options.stores = {std::make_shared<Meddler>([&] { Tree.write(Path, Text); }),
                    Used};
  everythingOf(Options);
}

TEST_F(CacheTest, AFileThatChangesMeanwhileMixesNothing) {
  for (const std::string Path :
       {"include/linux/mm.h", "include/linux/blk_types.h", "a.c"}) {
    const std::string Text = tree.read(Path);
    changeWhileRunning(tree, folder, Path,
                       "struct bio_vec;\nint bv_page;\n" + Text);
    run();
    tree.write(Path, Text);
    run();
  }
}

} // namespace
