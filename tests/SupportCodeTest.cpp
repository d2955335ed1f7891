//===- tests/SupportCodeTest.cpp - Code that goes in by syntax ------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"
#include "series/Anchor.h"
#include "series/SupportSpec.h"

#include "gtest/gtest.h"

#include <map>

using namespace pageless;

namespace {

/// \p Text with "NEW" lines at \p Anchor, or the error.
std::string placed(const std::string &Text, const std::string &Anchor,
                   const std::string &New = "NEW\n",
                   const std::string &Old = "") {
  auto Edit = placeText(Text, Anchor, New, Old);
  if (!Edit)
    return llvm::toString(Edit.takeError());
  return applyEdits(Text, {*Edit});
}

TEST(Anchor, Includes) {
  EXPECT_EQ(
      placed("#include <a.h>\n#include <b.h>\n\nint x;\n#include <c.h>\n",
             "after includes"),
      "#include <a.h>\n#include <b.h>\n\nNEW\n\nint x;\n#include <c.h>\n");
  EXPECT_EQ(placed("#include <a.h>\n# include \"b.h\" /* x\n*/\n",
                   "after include \"b.h\""),
            "#include <a.h>\n# include \"b.h\" /* x\n*/\nNEW\n");
  EXPECT_EQ(placed("int x;\n", "after include <a.h>"),
            "it has no #include <a.h>");
}

TEST(Anchor, RecordsAndFunctionsWhateverStandsAroundThem) {
  const std::string Text = "struct a;\n"
                           "static struct a v = { f(1) };\n"
                           "struct a {\n\tstruct b {\n\t\tint i;\n\t} b;\n"
                           "} __packed; /* a */\n"
                           "#ifdef X\nint g(struct a *a)\n{\n#else\n"
                           "int h(void)\n{\n#endif\n\treturn 0;\n}\n"
                           "/* about f */\nstatic int\nf(struct a *a)\n"
                           "{\n\tif (a) {\n\t}\n\treturn 1;\n}\nint z;\n";
  EXPECT_EQ(placed(Text, "after struct a"),
            std::string(Text).insert(Text.find("#ifdef"), "\nNEW\n\n"));
  EXPECT_EQ(placed(Text, "after function f"),
            std::string(Text).insert(Text.find("int z"), "\nNEW\n\n"));
  EXPECT_EQ(placed(Text, "before function f"),
            std::string(Text).insert(Text.find("/* about"), "\nNEW\n\n"));
  EXPECT_EQ(placed(Text, "after struct c"), "it has no struct c");
  EXPECT_EQ(placed(Text, "after function v"), "it has no function v");
  EXPECT_EQ(placed("void f(void) {}\nvoid f(void) {}\n", "after function f"),
            "it defines function f twice");
}

TEST(Anchor, Members) {
  const std::string Text = "struct ops {\n\tint (*map)(int page);\n"
                           "\tint page; /* the\n\t\t    page */\n"
                           "\tunion {\n\t\tint deep;\n\t} u;\n};\n";
  EXPECT_EQ(placed(Text, "after member map of struct ops", "\tnew;\n"),
            std::string(Text).insert(Text.find("\tint page; "), "\tnew;\n"));
  EXPECT_EQ(placed(Text, "after member page of struct ops", "\tnew;\n"),
            std::string(Text).insert(Text.find("\tunion"), "\tnew;\n"));
  EXPECT_EQ(placed(Text, "after member u of struct ops", "\tnew;\n"),
            std::string(Text).insert(Text.find("};\n"), "\tnew;\n"));
  EXPECT_EQ(placed(Text, "after member deep of struct ops"),
            "it has no member deep in struct ops");
}

TEST(Anchor, DirectivesAndKconfig) {
  EXPECT_EQ(placed("#define A(x) \\\n\tx\nint y;\n", "after define A"),
            "#define A(x) \\\n\tx\nNEW\nint y;\n");
  EXPECT_EQ(placed("#define AB 1\n", "after define A"), "it has no #define A");
  EXPECT_EQ(
      placed("#ifndef G\n#ifdef X\n#endif\nint x;\n#endif\n", "before endif"),
      "#ifndef G\n#ifdef X\n#endif\nint x;\n\nNEW\n\n#endif\n");
  EXPECT_EQ(placed("config A\n\tbool\n\thelp\n\n\t  Text.\n\nconfig AB\n",
                   "after config A"),
            "config A\n\tbool\n\thelp\n\n\t  Text.\n\nNEW\n\nconfig AB\n");
  EXPECT_EQ(placed("config AB\n", "after config A"), "it has no config A");
  EXPECT_EQ(placed("obj-y += a.o", "at end"), "obj-y += a.o\nNEW\n");
  EXPECT_EQ(placed("", "somewhere"), "no such place: somewhere");
}

TEST(Anchor, ReplacesTokensWhateverTheWhiteSpace) {
  const std::string Text =
      "int f(int a)\n{\n\treturn g(a, /* x */\n\t\t1);\n}\n"
      "int k(int a)\n{\n\treturn g(a, 1);\n}\n";
  EXPECT_EQ(
      placed(Text, "in function f replace", "\treturn 2;\n", "return g(a, 1);"),
      "int f(int a)\n{\n\treturn 2;\n}\n" + Text.substr(Text.find("int k")));
  EXPECT_EQ(placed(Text, "in function f replace", "x", "return g(b, 1);"),
            "no function f() has \"return g(b, 1);\"");
  EXPECT_EQ(
      placed(Text, "in function f replace", "x", "\treturn g(b,\n\t\t1);\n"),
      "no function f() has \"return g(b, 1);\"");
  EXPECT_EQ(placed("void f(void)\n{\n\ta();\n\ta();\n}\n",
                   "in function f replace", "b();", "a();"),
            "function f() has \"a();\" twice");
}

/// A tree of a few files.
FileReader readerOf(const std::map<std::string, std::string> &Files) {
  return [&Files](const std::string &Path) -> std::optional<std::string> {
    const auto It = Files.find(Path);
    return It == Files.end() ? std::nullopt : std::optional(It->second);
  };
}

const char *const Spec = "Subject: a: b\nProvides: nu in inc/n.h\n\nWhy.\n\n"
                         "@@ new inc/n.h\nint nu;\n"
                         "@@ in mm/Makefile at end\nobj-y += n.o\n"
                         "@@ in a.c in function f replace\nold(1);\n"
                         "@@ by\nnew_one(1);\n";

TEST(SupportSpecs, AreReadAndGoIn) {
  auto S = parseSupport("n", Spec);
  ASSERT_TRUE(static_cast<bool>(S));
  EXPECT_EQ(S->body, "Why.\n");
  std::map<std::string, std::string> Files = {
      {"mm/Makefile", "obj-y += a.o\n"},
      {"a.c", "void f(void)\n{\n\told( 1 );\n}\n"}};
  auto Patch = makeSupport(*S, readerOf(Files));
  ASSERT_TRUE(static_cast<bool>(Patch));
  ASSERT_EQ(Patch->files.size(), 3u);
  EXPECT_TRUE(Patch->files[1].isNew);
  EXPECT_EQ(applyEdits(Patch->files[0].before, Patch->files[0].edits),
            "void f(void)\n{\nnew_one(1);\n}\n");
  EXPECT_FALSE(isProvided(*S, readerOf(Files)));
  Files["inc/n.h"] = "int nu;\n";
  EXPECT_TRUE(isProvided(*S, readerOf(Files)));
}

TEST(SupportSpecs, SayWhatTheyDidNotFind) {
  auto S = parseSupport("n", Spec);
  ASSERT_TRUE(static_cast<bool>(S));
  std::map<std::string, std::string> Files = {{"mm/Makefile", ""},
                                              {"a.c", "void g(void) {}\n"}};
  auto Patch = makeSupport(*S, readerOf(Files));
  ASSERT_FALSE(static_cast<bool>(Patch));
  EXPECT_EQ(llvm::toString(Patch.takeError()),
            "support code n: a.c: it has no function f");
  Files.erase("a.c");
  Patch = makeSupport(*S, readerOf(Files));
  EXPECT_EQ(llvm::toString(Patch.takeError()),
            "support code n: a.c is not there");
  Files["inc/n.h"] = "";
  Patch = makeSupport(*S, readerOf(Files));
  EXPECT_EQ(llvm::toString(Patch.takeError()),
            "support code n: inc/n.h is there already");
}

TEST(SupportSpecs, AllBuiltInOnesAreWellFormed) {
  const auto Text = builtinPlan("pfn");
  ASSERT_TRUE(Text);
  auto Plan = parsePlan(*Text);
  ASSERT_TRUE(static_cast<bool>(Plan));
  std::size_t Count = 0;
  for (const SeriesStep &Step : Plan->steps) {
    EXPECT_LE(Step.subject.size(), 75u);
    std::vector<std::string> Names = Step.needs;
    if (Step.kind == SeriesStep::Kind::Support)
      Names.push_back(Step.name);
    for (const std::string &Name : Names) {
      const auto Source = builtinSupport("pfn", Name);
      ASSERT_TRUE(Source) << Name;
      auto S = parseSupport(Name, *Source);
      ASSERT_TRUE(static_cast<bool>(S)) << llvm::toString(S.takeError());
      EXPECT_LE(S->subject.size(), 75u);
      ++Count;
    }
  }
  EXPECT_GE(Count, 5u);
}

} // namespace
