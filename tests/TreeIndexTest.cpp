//===- tests/TreeIndexTest.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TreeIndex.h"
#include "engine/LexFile.h"

#include "gtest/gtest.h"

#include <array>
#include <random>

using namespace pageless;

namespace {

llvm::StringSet<> only(llvm::StringRef Name) {
  llvm::StringSet<> Names;
  Names.insert(Name);
  return Names;
}

bool mayHave(const std::string &Text, llvm::StringRef Name) {
  MacroIndex Index;
  Index.addAll(7, Text);
  return Index.find(only(Name)) == std::vector<unsigned>{7};
}

TEST(MacroIndex, KnowsTheBodiesOfMacros) {
  EXPECT_TRUE(mayHave("#define A(x) ((x)->word + 1)\n", "word"));
  EXPECT_TRUE(mayHave("#\tdefine A 1 \\\n  word\n", "word"));
  EXPECT_TRUE(mayHave("#define A /* of\nlines */ word\n", "word"));
  EXPECT_TRUE(mayHave("#define A word", "word"));
  EXPECT_FALSE(mayHave("#define word 1\nword\n", "word"));
  EXPECT_FALSE(mayHave("#if defined(A) && word\n#undefine word\n", "word"));
  EXPECT_FALSE(mayHave("#define A sword word2 0xword\n", "word"));
}

// The lexer is right by definition: where it sees a word in a macro's body, the
// index must not say that there is none.
TEST(MacroIndex, NeverMissesWhatTheLexerSees) {
  constexpr std::array<const char *, 30> Parts = {"#define ",
                                                  "#define",
                                                  "# define ",
                                                  "#\\\ndefine ",
                                                  "define ",
                                                  "word",
                                                  "word ",
                                                  "other",
                                                  "$",
                                                  "1",
                                                  "0x1f",
                                                  "(",
                                                  ")",
                                                  "\n",
                                                  "\n",
                                                  "\\\n",
                                                  "\\ \n",
                                                  "\\\r\n",
                                                  "/*",
                                                  "*/",
                                                  "//",
                                                  "/\\\n*",
                                                  "\"",
                                                  "'",
                                                  " ",
                                                  "\t",
                                                  "\xc3\xa9",
                                                  "\r",
                                                  "?"
                                                  "?/\n",
                                                  "#define A(word) "};
  std::mt19937 Random(1);
  std::size_t Seen = 0;
  for (unsigned Round = 0; Round < 30000; ++Round) {
    std::string Text;
    for (unsigned I = Random() % 20; I != 0; --I)
      Text += Parts[Random() % Parts.size()];
    for (const char *Name : {"word", "other", "1word", "$word"})
      for (const Word &W : lexFile("", Text, only(Name)).words)
        if (W.kind == WordKind::MacroBody) {
          ++Seen;
          ASSERT_TRUE(mayHave(Text, Name)) << Text;
        }
  }
  EXPECT_GT(Seen, 1000u); // else the texts are no test
}

TEST(IncludeIndex, NamesFilesWithoutTheirFolders) {
  const std::string Text = "#include <linux/bio.h>\n"
                           "#  include\t\"bio.h\" // twice\n"
                           "#include \"../a b.c\"\n"
                           "#include_next <no.h>\n"
                           "#include MACRO\n"
                           "an include \"odd.h\n";
  const std::string Keyword = IncludeIndex::Keyword.str();
  IncludeIndex First, Index;
  for (std::size_t At = Text.find(Keyword); At != Text.npos;
       At = Text.find(Keyword, At + 1)) {
    First.add(5, Text, At);
    Index.add(2, Text, At);
  }
  Index.merge(std::move(First));
  Index.finish();
  const std::vector<unsigned> Both = {2, 5};
  EXPECT_EQ(Index.find("bio.h").vec(), Both);
  EXPECT_EQ(Index.find("a b.c").vec(), Both);
  EXPECT_EQ(Index.find("odd.h").vec(), Both);
  EXPECT_TRUE(Index.find("no.h").empty());
  EXPECT_TRUE(Index.find("MACRO").empty());
}

} // namespace
