//===- tests/lsp/PreambleTest.cpp - With and without a preamble -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A unit whose headers are precompiled against the same unit, read whole.
//
//===----------------------------------------------------------------------===//

#include "engine/Rule.h"
#include "lsp/Commands.h"
#include "lsp/LiveUnit.h"
#include "tests/support/Snippets.h"
#include "unit/Findings.h"

#include "llvm/ADT/STLExtras.h"

#include "gtest/gtest.h"

using namespace pageless;
using namespace pageless::test;

namespace {

/// The files of a tree as one rule sees them.
class RuleView {
public:
  RuleView(const TestTree &Tree, const std::string &Rule)
      : Paths(Tree.root()), P(llvm::cantFail(loadProfile("pfn"))),
        R(*findRule(Rule)), Commands({Tree.objects()}, Paths) {
    for (const std::string &Word : R.words)
      Words.insert(Word);
  }

  CompileCommand command(const std::string &File) {
    return **Commands.own(File);
  }

  /// What is said of the file when \p Read has read it, as text.
  std::string
  said(const std::string &File, const std::string &Text,
       llvm::function_ref<UnitFacts(const Job &, const FileTexts &)> Read) {
    Ledger L;
    L.root = Paths.root();
    L.setSources({File});
    L.texts[File] = Text;
    L.inMemory = L.texts;
    L.files[File] = lexFile(File, Text, Words);
    Job J = unit::makeJob(L, Paths, P, {{&R, Confidence::Moderate}});
    J.carriers = findCarriers(L, 1).names;
    const UnitFacts Facts = Read(J, L.texts);
    std::string All = std::to_string(Facts.report.errors) + " errors, first " +
                      Facts.report.firstError + "\n";
    for (const unit::Finding &F :
         unit::makeFindings(J, &Facts, unit::Unjudged::Told)) {
      All += std::to_string(F.at.offset) + " " + F.text + " " +
             std::to_string(F.cluster) + "\n";
      for (const unit::FileEdit &E : F.fix)
        All += "  " + std::to_string(E.edit.offset) + "+" +
               std::to_string(E.edit.length) + " " + E.edit.text + "\n";
    }
    return All;
  }

  std::string whole(const std::string &File, const std::string &Text) {
    return said(File, Text, [&](const Job &J, const FileTexts &) {
      UnitInputs Inputs(J, {});
      return runUnit(J, Inputs, command(File), "");
    });
  }

  std::string live(const std::string &File, const std::string &Text,
                   lsp::LiveUnit &Unit) {
    return said(File, Text, [&](const Job &J, const FileTexts &) {
      return Unit.run(J, Preamble::FileSystem(
                             llvm::vfs::createPhysicalFileSystem().release()));
    });
  }

private:
  const TreePaths Paths;
  const Profile P;
  const Rule &R;
  llvm::StringSet<> Words;
  lsp::Commands Commands;
};

class PreambleSnippetTest : public testing::TestWithParam<std::string> {};

TEST_P(PreambleSnippetTest, ChangesNoAnswer) {
  TestTree Tree;
  writeSnippets(Tree, GetParam());
  Tree.writeDatabases();
  RuleView View(Tree, GetParam());
  unsigned Built = 0;
  for (const Topic &T : allTopics()) {
    if (T.rule != GetParam())
      continue;
    const std::string File = T.name + "/before.c";
    const std::string Text = Tree.read(File);
    const std::string Whole = View.whole(File, Text);
    lsp::LiveUnit Unit(View.command(File));
    EXPECT_EQ(View.live(File, Text, Unit), Whole) << T;
    EXPECT_EQ(View.live(File, Text, Unit), Whole) << T << ", again";
    EXPECT_LE(Unit.preamblesBuilt(), 1u) << T;
    Built += Unit.preamblesBuilt();
  }
  EXPECT_GT(Built, 0u);
}

std::vector<std::string> rulesOfUnits() {
  std::vector<std::string> Rules;
  for (const Topic &T : allTopics())
    if (const Rule *R = findRule(T.rule);
        R && !R->wholeTree && !llvm::is_contained(Rules, T.rule))
      Rules.push_back(T.rule);
  return Rules;
}

INSTANTIATE_TEST_SUITE_P(Rules, PreambleSnippetTest,
                         testing::ValuesIn(rulesOfUnits()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           return testNameOf({Info.param, "all"});
                         });

/// A main file and its headers.
struct Odd {
  const char *name, *header, *main;
  bool built = true; ///< whether there is something to precompile
};

std::ostream &operator<<(std::ostream &Out, const Odd &One) {
  return Out << One.name;
}

constexpr const char *Use = "struct page *use(struct bio_vec *bv)\n"
                            "{\n\treturn bv->bv_page;\n}\n";

const Odd Odds[] = {
    {"WordInADefine",
     "static struct page *made(struct bio_vec *bv)\n"
     "{\n\treturn GET(bv);\n}\n",
     "#define GET(bv) ((bv)->bv_page)\n#include \"other.h\"\n"},
    {"WordInADefineUnused", "int other;\n",
     "#define GET(bv) ((bv)->bv_page)\n#include \"other.h\"\n"},
    {"OpenIf", "int other;\n",
     "#include \"other.h\"\n#ifdef CONFIG_NOWHERE\n"
     "struct page *no(struct bio_vec *bv)\n{\n\treturn bv->bv_page;\n}\n"
     "#endif\n"},
    {"OpenIfTaken", "#define CONFIG_HERE\n",
     "#include \"other.h\"\n#ifdef CONFIG_HERE\n#include \"other.h\"\n"
     "struct page *yes(struct bio_vec *bv)\n{\n\treturn bv->bv_page;\n}\n"
     "#else\nstruct page *no(struct bio_vec *b) { return b->bv_page; }\n"
     "#endif\n"},
    {"HelperIsAMacro", "#define bvec_page(bv) ((bv)->bv_page)\n",
     "#include \"other.h\"\n"},
    {"ErrorInAHeader", "int other = nothing;\n#error \"no\"\n",
     "#include \"other.h\"\n"},
    {"NoSuchHeader", "", "#include \"missing.h\"\n", false},
    {"BrokenHeader", "struct other {\n", "#include \"other.h\"\n", false},
    {"Discarded", "#define forget(x) do { } while (0)\n",
     "#include \"other.h\"\n"
     "void drop(struct bio_vec *bv)\n{\n\tforget(bv->bv_page);\n}\n"},
    {"DiscardedInADefine", "#define forget(x) do { } while (0)\n",
     "#include \"other.h\"\n#define drop(b) forget((b)->bv_page)\n"
     "#include \"other.h\"\nvoid d(struct bio_vec *bv) { drop(bv); }\n"},
    {"MacroOfAHeader", "#define READ(x) (x)\n#define RUN(f, x) f(x)\n",
     "#include \"other.h\"\n#define GET(b) READ((b)->bv_page)\n"
     "struct page *r(struct bio_vec *bv) { return RUN(GET, bv); }\n"},
    {"WordInAComment", "int other;\n",
     "/* bv_page is the page */\n#include \"other.h\"\n"},
};

class OddPreambleTest : public testing::TestWithParam<Odd> {};

TEST_P(OddPreambleTest, ChangesNoAnswer) {
  TestTree Tree;
  Tree.writeBlkTypes(GetParam().name != std::string("HelperIsAMacro"));
  Tree.write("other.h", GetParam().header);
  const std::string Text =
      "#include <linux/blk_types.h>\n" + std::string(GetParam().main) + Use;
  Tree.write("m.c", Text);
  Tree.write("forced.h", "#define FORCED 1\nstruct forced { int x; };\n");
  // A header without a guard that is included twice would be an error.
  Tree.command("m.c", {"-I" + Tree.root(), "-DX=1", "-include",
                       Tree.root() + "/forced.h"});
  Tree.writeDatabases();
  RuleView View(Tree, "bvec-page");
  const std::string Whole = View.whole("m.c", Text);
  lsp::LiveUnit Unit(View.command("m.c"));
  EXPECT_EQ(View.live("m.c", Text, Unit), Whole);
  EXPECT_EQ(View.live("m.c", Text, Unit), Whole);
  EXPECT_EQ(Unit.preamblesBuilt(), GetParam().built ? 1u : 0u);
  const std::string Longer = Text + "int last;\n" +
                             "struct page *last2("
                             "struct bio_vec *v) { return v->bv_page; }\n";
  EXPECT_EQ(View.live("m.c", Longer, Unit), View.whole("m.c", Longer));
  EXPECT_EQ(Unit.preamblesBuilt(), GetParam().built ? 1u : 0u);
}

INSTANTIATE_TEST_SUITE_P(Texts, OddPreambleTest, testing::ValuesIn(Odds),
                         [](const testing::TestParamInfo<Odd> &Info) {
                           return std::string(Info.param.name);
                         });

TEST(Preamble, IsBuiltAgainIfItMustBe) {
  TestTree Tree;
  Tree.writeBlkTypes();
  Tree.write("other.h", "int other;\n");
  const std::string Text = "#include <linux/blk_types.h>\n"
                           "#include \"other.h\"\n" +
                           std::string(Use);
  Tree.write("m.c", Text);
  Tree.command("m.c", {"-I" + Tree.root()});
  Tree.writeDatabases();
  RuleView View(Tree, "bvec-page");
  lsp::LiveUnit Unit(View.command("m.c"));
  View.live("m.c", Text, Unit);
  View.live("m.c", Text + "int more;\n", Unit);
  EXPECT_EQ(Unit.preamblesBuilt(), 1u);
  const std::string Edited =
      "#include <linux/blk_types.h>\n" + std::string(Use);
  EXPECT_EQ(View.live("m.c", Edited, Unit), View.whole("m.c", Edited));
  EXPECT_EQ(Unit.preamblesBuilt(), 2u);
  // The field is another struct's now.
  Tree.write("include/linux/blk_types.h",
             "struct page; struct a { int b; };\n"
             "struct bio_vec { struct a *x; }; struct b { int bv_page; };\n");
  EXPECT_EQ(View.live("m.c", Edited, Unit), View.whole("m.c", Edited));
  EXPECT_EQ(Unit.preamblesBuilt(), 3u);
}

} // namespace
