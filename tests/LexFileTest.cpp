//===- tests/LexFileTest.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/LexFile.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

LexedFile lex(llvm::StringRef Text) {
  static const std::string *Kept = nullptr;
  delete Kept;
  Kept = new std::string(Text); // the lexer needs the zero behind the text
  llvm::StringSet<> Words;
  Words.insert("bv_page");
  return lexFile("a.c", *Kept, Words);
}

TEST(LexFile, SortsWordsByWhereTheyStand) {
  const LexedFile F = lex("int bv_page; // bv_page\n"
                          "/* my_bv_page bv_page2 bv_page */\n"
                          "char *s = \"bv_page\", c = 'bv_page';\n"
                          "#define GET(b) ((b)->bv_page)\n"
                          "#ifdef bv_page\n#endif\n"
                          "#define bv_page 1\n");
  ASSERT_EQ(F.words.size(), 8u);
  const WordKind Expected[] = {WordKind::Code,      WordKind::Comment,
                               WordKind::Comment,   WordKind::String,
                               WordKind::String,    WordKind::MacroBody,
                               WordKind::Directive, WordKind::Directive};
  for (std::size_t I = 0; I < F.words.size(); ++I)
    EXPECT_EQ(F.words[I].kind, Expected[I]) << I;
  EXPECT_EQ(F.words[5].macro, "GET");
  EXPECT_EQ(F.directives.size(), 4u);
}

TEST(LexFile, CountsLinesAndBytes) {
  const LexedFile F = lex("\n\t\xe4 bv_page\r\n  bv_page");
  ASSERT_EQ(F.words.size(), 2u);
  EXPECT_EQ(F.words[0].line, 2u);
  EXPECT_EQ(F.words[0].column, 4u);
  EXPECT_EQ(F.words[1].line, 3u);
  EXPECT_EQ(F.words[1].column, 3u);
  EXPECT_EQ(F.words[1].offset, 15u);
}

TEST(LexFile, NamesTheEnclosingFunction) {
  const LexedFile F =
      lex("struct s { int bv_page; };\n"
          "static int __attribute__((cold)) one(int (*f)(int))\n"
          "{\n\tif (f) { bv_page; }\n}\n"
          "int x = sizeof(bv_page);\n"
          "SYSCALL_DEFINE1(two, int, a)\n{\n\tbv_page;\n}\n"
          "int three(void) __must_hold(x)\n{ bv_page; }\n");
  ASSERT_EQ(F.words.size(), 5u);
  EXPECT_EQ(F.words[0].function, "");
  EXPECT_EQ(F.words[1].function, "one");
  EXPECT_EQ(F.words[2].function, "");
  EXPECT_EQ(F.words[3].function, "SYSCALL_DEFINE1");
  EXPECT_EQ(F.words[4].function, "three");
}

TEST(LexFile, ABraceInColumnOneEndsEveryFunction) {
  const LexedFile F = lex("int one(void)\n{\n#ifdef A\n\tif (a) {\n#else\n"
                          "\tif (b) {\n#endif\n\t}\n}\n"
                          "int two(void)\n{\n\tbv_page;\n}\n");
  ASSERT_EQ(F.words.size(), 1u);
  EXPECT_EQ(F.words[0].function, "two");
}

TEST(LexFile, KeepsTheConditionsAroundAWord) {
  const LexedFile F =
      lex("#ifndef GUARD\n#if defined(A) && \\\n    B /* why */\n"
          "bv_page\n#elif C\nbv_page\n#else\nbv_page\n#endif\n"
          "#endif\nbv_page\n");
  ASSERT_EQ(F.words.size(), 4u);
  ASSERT_EQ(F.words[0].conditions.size(), 2u);
  EXPECT_EQ(F.words[0].conditions[0].text, "!GUARD");
  EXPECT_EQ(F.words[0].conditions[1].text, "defined(A) &&     B");
  EXPECT_EQ(F.words[1].conditions[1].text, "!(defined(A) &&     B) && C");
  EXPECT_EQ(F.words[2].conditions[1].text, "!(defined(A) &&     B) && !(C)");
  EXPECT_TRUE(F.words[3].conditions.empty());
}

TEST(LexFile, ADirectiveMayFollowAComment) {
  const LexedFile F = lex("/* x */ #define A bv_page\n");
  ASSERT_EQ(F.words.size(), 1u);
  EXPECT_EQ(F.words[0].kind, WordKind::MacroBody);
}

TEST(LexFile, AParameterOfAMacroStandsForItsArguments) {
  const LexedFile L = lex("#define FIRST(bv_page, n) (bv_page + (n))\n"
                          "#define SECOND(v) ((v)->bv_page)\n"
                          "#define bv_page(v) 0\n");
  ASSERT_EQ(L.words.size(), 4u);
  EXPECT_EQ(L.words[0].kind, WordKind::Parameter);
  EXPECT_EQ(L.words[1].kind, WordKind::Parameter);
  EXPECT_EQ(L.words[2].kind, WordKind::MacroBody);
  EXPECT_EQ(L.words[3].kind, WordKind::Directive);
}

TEST(LexFile, FindsWordsInProse) {
  const LexedFile F = lex("#if 0\nDon't use bv_page here\n#endif\n");
  ASSERT_EQ(F.words.size(), 1u);
  ASSERT_EQ(F.words[0].conditions.size(), 1u);
  EXPECT_EQ(F.words[0].conditions[0].text, "0");
}

TEST(FindIdentifiers, WantsWholeOnes) {
  llvm::StringSet<> Names;
  Names.insert("ab");
  const std::vector<std::size_t> Expected = {0, 12};
  EXPECT_EQ(findIdentifiers("ab abc xab, ab", Names), Expected);
}

} // namespace
