//===- tests/TokenDigestTest.cpp - What a text says to a compiler ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/TokenDigest.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

bool same(llvm::StringRef A, llvm::StringRef B) {
  return tokenDigest(A) == tokenDigest(B);
}

TEST(TokenDigest, CommentsAndSpacesDoNotCount) {
  EXPECT_TRUE(same("int a; /* x */\nint b;\n", "int a;\t/* yy */\nint  b;\n"));
  EXPECT_TRUE(same("int a; // x\n", "int a; // other\n"));
  EXPECT_TRUE(same("/* a\n * b\n */\nint c;", "/* c\n *\n * d */\nint c;"));
  EXPECT_TRUE(same("f(a, /* x */ b)", "f(a,     b)"));
}

TEST(TokenDigest, TokensLinesAndWhetherThereIsSpaceCount) {
  EXPECT_FALSE(same("int a;", "int b;"));
  EXPECT_FALSE(same("int a;\nint b;", "int a;\n\nint b;"));
  EXPECT_FALSE(same("int a;\nint b;", "int a; int b;"));
  EXPECT_FALSE(same("S(a+b)", "S(a +b)")); // as # makes strings
  EXPECT_FALSE(same("/* a */ int c;", "/*\n a */ int c;"));
  EXPECT_FALSE(same("int c;", "int c;\n"));
  EXPECT_FALSE(same("char *s = \"a /* b */\";", "char *s = \"a /* c */\";"));
}

TEST(TokenDigest, PreprocessorLinesCountAsTheyAre) {
  EXPECT_FALSE(same("#include <a/b.h>\n", "#include <a /b.h>\n"));
  EXPECT_FALSE(same("#define A(x) x /* a */\n", "#define A(x) x /* b */\n"));
  EXPECT_FALSE(same("#error it's  so\n", "#error it's so\n"));
  EXPECT_FALSE(same("#define A \\\n 1  + 2\nint b;", //
                    "#define A \\\n 1 + 2\nint b;"));
  EXPECT_TRUE(same("#define A 1\nint b; /* a */", //
                   "#define A 1\nint b; /* b */"));
  EXPECT_FALSE(same("#define A /* x\n */ 1\nint b;", //
                    "#define A /* x\n */ 2\nint b;"));
}

TEST(TokenDigest, LinesMayBeLeftOut) {
  const auto Same = [](llvm::StringRef A, llvm::StringRef B) {
    return tokenDigest(A, false) == tokenDigest(B, false);
  };
  EXPECT_TRUE(Same("int a;\nint b;", "/* x\n */\nint a;\n\nint b;\n\n"));
  EXPECT_TRUE(Same("int\n\ta;", "int\n\n\ta;"));
  EXPECT_FALSE(Same("int a;\nint b;", "int a; int b;"));
  EXPECT_FALSE(Same("f(void)\n;", "f(void)\n ;"));
  EXPECT_FALSE(Same("#define A \\\n1\n", "#define A \\\n\\\n1\n"));
  EXPECT_FALSE(Same("int a[__builtin_LINE()];", "\nint a[__builtin_LINE()];"));
}

TEST(TokenDigest, TakesAnyText) {
  for (const char *Text :
       {"", "#", "/*", "\"", "'", "#define A /*", "\\", "# \\\r\n", "\xff"})
    EXPECT_EQ(tokenDigest(Text), tokenDigest(std::string(Text)));
}

} // namespace
