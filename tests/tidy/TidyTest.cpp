//===- tests/tidy/TidyTest.cpp - What snippets cannot show ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Rule.h"
#include "tests/support/Snippets.h"
#include "tests/tidy/RunTidy.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include "gtest/gtest.h"

#include <filesystem>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

const std::string Folder = fs::path(PAGELESS_TIDY_PROGRAM).parent_path();
const std::string Version = std::to_string(PAGELESS_LLVM_VERSION);
const std::string Checks = Folder + "/libpageless-tidy-" + Version + ".so";
const std::string Loader = Folder + "/libpageless-tidy.so";

bool contains(const std::string &Text, const std::string &Part) {
  return Text.find(Part) != std::string::npos;
}

/// A tree with one source that uses bv_page.
struct SmallTree : TestTree {
  explicit SmallTree(bool Helpers = true, const std::string &Line = "") {
    writeBlkTypes(Helpers);
    write("a.c", "#include \"include/linux/blk_types.h\"\n"
                 "struct page *get(struct bio_vec *bv)\n"
                 "{\n\treturn bv->bv_page;" +
                     Line + "\n}\n");
    command("a.c");
  }

  std::vector<Warned> warnings(const std::string &Options = "",
                               const std::string &Names = "bvec-page") const {
    std::vector<std::string> Arguments = {
        "-checks=-*,linuxkernel-pageless-" + Names, root() + "/a.c"};
    if (!Options.empty())
      Arguments.push_back("-config={CheckOptions: {" + Options + "}}");
    std::vector<Warned> Main = warningsOf(*this, Arguments);
    llvm::erase_if(Main, [](const Warned &W) { return W.file != "a.c"; });
    return Main;
  }
};

TEST(Tidy, ExportsNothingAndLinksNoLlvm) {
  for (const std::string &Library : {Checks, Loader}) {
    EXPECT_EQ(runShell("nm -D --defined-only '" + Library + "'").output, "");
    const TidyEnded Needs =
        runShell("readelf -d '" + Library + "' | grep NEEDED");
    EXPECT_EQ(Needs.status, 0) << Needs.output;
    EXPECT_FALSE(contains(Needs.output, "LLVM")) << Needs.output;
    EXPECT_FALSE(contains(Needs.output, "libclang")) << Needs.output;
  }
}

TEST(Tidy, HasACheckForEachRuleOfOneUnit) {
  const SmallTree Tree;
  const TidyEnded Run =
      runTidy(Tree, {"--list-checks", "-checks=-*,linuxkernel-pageless-*"});
  for (const Rule &R : allRules())
    EXPECT_EQ(contains(Run.output, "linuxkernel-pageless-" + R.id + "\n"),
              !R.wholeTree)
        << R.id << '\n'
        << Run.output;
}

TEST(Tidy, ReadsAreFixed) {
  const SmallTree Tree;
  const std::vector<Warned> Found = Tree.warnings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].check, "linuxkernel-pageless-bvec-page");
  EXPECT_TRUE(contains(Found[0].message, "use 'bvec_page(bv)' for"));
  EXPECT_TRUE(contains(Found[0].message, "/rules/bvec-page.md"));
  EXPECT_FALSE(Found[0].fix.empty());
}

TEST(Tidy, NolintSilences) {
  const SmallTree Tree(true, " /* NOLINT(linuxkernel-pageless-bvec-page) */");
  EXPECT_TRUE(Tree.warnings().empty());
}

TEST(Tidy, NoFixWithoutTheHelper) {
  const SmallTree Tree(/*Helpers=*/false);
  const std::vector<Warned> Found = Tree.warnings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_TRUE(Found[0].fix.empty());
  EXPECT_TRUE(contains(Found[0].message, "once there is bvec_page()"))
      << Found[0].message;
  ASSERT_EQ(Found[0].notes.size(), 1u);
  EXPECT_TRUE(contains(Found[0].notes[0], "'pageless convert --profile pfn'"));
}

TEST(Tidy, NoFixWithAnotherHelper) {
  SmallTree Tree(/*Helpers=*/false);
  Tree.write("include/linux/blk_types.h",
             Tree.read("include/linux/blk_types.h") +
                 "int bvec_page(int n);\n"
                 "void bvec_set_page(struct bio_vec *, struct page *);\n");
  const std::vector<Warned> Found = Tree.warnings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_TRUE(Found[0].fix.empty());
  ASSERT_EQ(Found[0].notes.size(), 1u);
  EXPECT_TRUE(contains(Found[0].notes[0],
                       "profile pfn does not fit this tree: bvec_page() is"))
      << Found[0].notes[0];
}

TEST(Tidy, ProfileOfAllAndOfOneCheck) {
  const SmallTree Tree;
  EXPECT_EQ(Tree.warnings("PagelessProfile: accessor").size(), 1u);
  // Its other helper is bvec_assign_page(), which this tree lacks.
  const std::string Own = "linuxkernel-pageless-bvec-page.Profile: pfn";
  EXPECT_FALSE(
      Tree.warnings("PagelessProfile: nonsense, " + Own).front().fix.empty());
}

TEST(Tidy, ProfileOfTheTree) {
  const SmallTree Tree;
  Tree.write("tools/mine.json",
             contentOf(fs::path(PAGELESS_SOURCE_DIR) / "rewrites" / "profiles" /
                       "pfn.json"));
  EXPECT_EQ(Tree.warnings("PagelessProfile: tools/mine.json").size(), 1u);
}

TEST(Tidy, ProfileThatThereIsNot) {
  const SmallTree Tree;
  Tree.writeDatabases();
  const TidyEnded Run = runTidy(
      Tree, {"-checks=-*,linuxkernel-pageless-*",
             "-config={CheckOptions: {PagelessProfile: nonsense}}", "a.c"});
  EXPECT_TRUE(contains(Run.output, "nonsense")) << Run.output;
  EXPECT_TRUE(contains(Run.output, "accessor")) << Run.output;
}

TEST(Tidy, ConfidenceThatThereIsNot) {
  const SmallTree Tree;
  const TidyEnded Run = runTidy(
      Tree, {"-checks=-*,linuxkernel-pageless-bvec-page",
             "-config={CheckOptions: {PagelessConfidence: some}}", "a.c"});
  EXPECT_TRUE(contains(Run.output, "must be high, moderate or low"))
      << Run.output;
}

/// The rule kmap-pfn's tree with the helpers.
struct KmapTree : TestTree {
  KmapTree() {
    writeSnippets(*this, "kmap-pfn");
    ConvertOptions Options = options();
    Options.rules = {"kmap-pfn"};
    Result R = convert(Options);
    llvm::erase_if(R.patches,
                   [](const PatchSet &P) { return !P.rule.empty(); });
    apply(R);
  }

  std::vector<Warned> warnings(const std::string &Level) const {
    std::vector<std::string> Arguments = {
        "-checks=-*,linuxkernel-pageless-kmap-pfn",
        "-config={CheckOptions: {linuxkernel-pageless-kmap-pfn.Confidence: " +
            Level + "}}"};
    for (const Topic &T : allTopics())
      if (T.rule == "kmap-pfn")
        Arguments.push_back(root() + "/" + T.name + "/before.c");
    return warningsOf(*this, Arguments);
  }
};

TEST(Tidy, LessConfidenceMeansNoFix) {
  const KmapTree Tree;
  const auto HasFix = [](const Warned &W) { return !W.fix.empty(); };
  EXPECT_TRUE(llvm::any_of(Tree.warnings("moderate"), HasFix));
  EXPECT_FALSE(llvm::any_of(Tree.warnings("high"), HasFix));
}

// A map must not be converted without its unmaps.
TEST(Tidy, AGroupHasOneFix) {
  const KmapTree Tree;
  std::size_t Fixes = 0, Others = 0;
  for (const Warned &W : Tree.warnings("moderate")) {
    if (!llvm::StringRef(W.message).starts_with("use "))
      continue;
    ++(W.fix.empty() ? Others : Fixes);
    EXPECT_EQ(W.fix.empty(),
              llvm::is_contained(W.notes, "the fix of this one goes with it"))
        << W.message;
    for (const auto &[File, Edits] : W.fix)
      EXPECT_GE(Edits.size(), 2u) << W.message;
  }
  EXPECT_GT(Fixes, 5u);
  EXPECT_GE(Others, Fixes); // each map has at least one unmap
}

// The narrow rule is asked first, as in a run.
TEST(Tidy, RulesThatShareAWordRunTogether) {
  SmallTree Converted, Fixed;
  const std::string Text =
      "#include \"include/linux/blk_types.h\"\n"
      "unsigned long page_to_pfn(const struct page *page);\n"
      "unsigned long bvec_pfn(const struct bio_vec *bv);\n"
      "unsigned long get(struct bio_vec *bv)\n"
      "{\n\treturn page_to_pfn(bv->bv_page) + (bv->bv_page != 0);\n}\n";
  for (const SmallTree *Tree : {&Converted, &Fixed})
    Tree->write("a.c", Text);
  ConvertOptions Options = Converted.options();
  Options.rules = {"bvec-page", "page-pfn"};
  Converted.apply(Converted.convert(Options));
  applyFixes(Fixed,
             Fixed.warnings("", "bvec-page,linuxkernel-pageless-page-pfn"));
  EXPECT_EQ(Converted.read("a.c"), Fixed.read("a.c"));
  EXPECT_TRUE(
      contains(Fixed.read("a.c"), "bvec_pfn(bv) + (bvec_page(bv) != 0)"))
      << Fixed.read("a.c");
}

TEST(Tidy, NoChecksForThisVersion) {
  const TestTree Tree; // for its folder
  Tree.write("lib/libpageless-tidy-99.so", "");
  fs::copy_file(Loader, Tree.root() + "/lib/libpageless-tidy.so");
  const TidyEnded Run = runShell(PAGELESS_TIDY_ENVIRONMENT " clang-tidy-" +
                                 Version + " --load='" + Tree.root() +
                                 "/lib/libpageless-tidy.so' --list-checks");
  EXPECT_EQ(Run.status, 1);
  EXPECT_TRUE(contains(Run.output, "pageless-tidy: this is clang-tidy " +
                                       Version +
                                       ", and there are checks for clang-tidy "
                                       "99 in "))
      << Run.output;
}

TEST(Tidy, WrapperRefusesAnotherProgram) {
  const TidyEnded Run =
      runShell("PAGELESS_CLANG_TIDY=/bin/false '" +
               std::string(PAGELESS_TIDY_PROGRAM) + "' --version");
  EXPECT_EQ(Run.status, 1);
  EXPECT_TRUE(contains(Run.output, "/bin/false, which cannot be run"))
      << Run.output;
}

TEST(Tidy, WrapperInThePathAsClangTidyFindsTheRealOne) {
  const TidyEnded Run = runShell(PAGELESS_TIDY_ENVIRONMENT " PATH='" + Folder +
                                 "/bin':\"$PATH\" clang-tidy --list-checks "
                                 "-checks='-*,linuxkernel-pageless-*'");
  EXPECT_TRUE(contains(Run.output, "linuxkernel-pageless-bvec-page"))
      << Run.output;
}

} // namespace
