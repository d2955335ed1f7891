//===- tests/BadSourceTest.cpp - Sources of any kind ----------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each ends in time, leaves other units alone, and has a verdict for each word.
//
//===----------------------------------------------------------------------===//

#include "tests/support/MacroBomb.h"
#include "tests/support/Program.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const std::string Include = "#include <linux/blk_types.h>\n";
const std::string Reader = "void *f(struct bio_vec *v)\n{\n"
                           "\treturn v->bv_page;\n}\n";

class BadSource : public testing::Test {
protected:
  void SetUp() override {
    Tree.writeBlkTypes();
    Tree.write("good.c", Include + Reader);
    Tree.command("good.c");
  }

  /// Converts the tree with \p Text as a unit of its own, and returns that
  /// unit's sites. The other one is converted all the same.
  json sitesOf(const std::string &Text, const std::string &More = "") {
    Tree.write("bad.c", Text);
    return sites(More);
  }

  json sites(const std::string &More = "") {
    if (!HasCommand)
      Tree.command("bad.c");
    HasCommand = true;
    Tree.writeDatabases();
    // CTest's time limit tells if it does not end.
    Run = runProgram("convert --rule bvec-page --progress never -p " +
                     Tree.objects() + " --out " + Tree.objects("out") +
                     " --cache " + Tree.objects("cache") + " -j2 " + More);
    EXPECT_TRUE(Run.status == 0 || Run.status == 3)
        << Run.status << " " << Run.signal << Run.err;
    EXPECT_EQ(Run.err, "");
    std::ifstream In(Tree.objects("out") + "/report.json");
    Report = json::parse(In, nullptr, false);
    json Bad = json::array();
    bool GoodIsConverted = false;
    if (Report.is_object())
      for (const json &Site : Report["sites"]) {
        GoodIsConverted |=
            Site["file"] == "good.c" && Site["verdict"] == "converted";
        if (Site["file"] == "bad.c")
          Bad.push_back(Site);
      }
    EXPECT_TRUE(GoodIsConverted) << Run.out;
    return Bad;
  }

  /// The unit was given up, and the report says why.
  void expectStopped(const json &Sites, const std::string &Why) const {
    ASSERT_EQ(Sites.size(), 1u);
    EXPECT_EQ(Sites[0]["verdict"], "parse-failed") << Sites;
    EXPECT_EQ(Run.status, 3);
    ASSERT_EQ(Report["units"].size(), 1u) << Report["units"];
    EXPECT_EQ(Report["units"][0]["file"], "bad.c");
    EXPECT_EQ(Report["units"][0]["status"], "stopped") << Report["units"];
    EXPECT_NE(Report["units"][0]["firstError"].get<std::string>().find(Why),
              std::string::npos)
        << Report["units"];
    EXPECT_NE(Run.out.find("bad.c (config): not parsed to its end; given up"),
              std::string::npos)
        << Run.out;
  }

  void expectConverted(const json &Sites) const {
    ASSERT_EQ(Sites.size(), 1u) << Sites;
    EXPECT_EQ(Sites[0]["verdict"], "converted") << Sites;
  }

  TestTree Tree;
  Ended Run;
  json Report;
  bool HasCommand = false;
};

// --- Bytes
// ----------------------------------------------------------------------

TEST_F(BadSource, NoNewlineAtTheEnd) {
  expectConverted(sitesOf(Include + Reader.substr(0, Reader.size() - 1)));
}

TEST_F(BadSource, Empty) { EXPECT_EQ(sitesOf("").size(), 0u); }

TEST_F(BadSource, NulBytes) {
  using namespace std::string_literals;
  const json Sites =
      sitesOf(Include + "int a\0b;\n"s + Reader + "/* \0 bv_page \0 */\0"s);
  ASSERT_EQ(Sites.size(), 2u);
  EXPECT_EQ(Sites[1]["verdict"], "comment");
}

TEST_F(BadSource, Binary) {
  std::string Text;
  unsigned State = 1;
  for (unsigned I = 0; I < 300000; ++I) {
    Text += static_cast<char>((State = State * 1103515245 + 12345) >> 16);
    if (I % 1000 == 0)
      Text += " bv_page ";
  }
  EXPECT_EQ(sitesOf(Text).size(), 300u);
}

TEST_F(BadSource, Utf16) {
  std::string Wide = "\xff\xfe";
  for (const char C : Include + Reader)
    (Wide += C) += '\0';
  EXPECT_EQ(sitesOf(Wide).size(), 0u);
}

TEST_F(BadSource, ALineOfTenMegabytes) {
  std::string Line = Include + "char text[] = \"";
  Line.append(10u << 20, 'x');
  expectConverted(sitesOf(Line + "\"; " + Reader));
}

TEST_F(BadSource, AHundredMegabytes) {
  std::string Text = Include + Reader;
  const std::string Line = "int function_of_no_interest(int, long, char *);\n";
  while (Text.size() < 100u << 20)
    Text += Line;
  expectConverted(sitesOf(Text));
}

// --- Things that are no files
// ---------------------------------------------------

TEST_F(BadSource, HeadersThatNeverEnd) {
  for (const char *Header : {"/dev/zero", "/dev/urandom", "/dev/full"})
    EXPECT_EQ(
        sitesOf(Include + "#include \"" + Header + "\"\n" + Reader).size(), 1u);
  EXPECT_EQ(
      sitesOf(Include + "char c[] = {\n#embed \"/dev/zero\"\n};\n" + Reader)
          .size(),
      1u);
  ASSERT_EQ(mkfifo((Tree.root() + "/include/pipe.h").c_str(), 0666), 0);
  EXPECT_EQ(sitesOf(Include + "#include <pipe.h>\n" + Reader).size(), 1u);
}

TEST_F(BadSource, SourcesThatAreNoFiles) {
  ASSERT_EQ(mkfifo((Tree.root() + "/bad.c").c_str(), 0666), 0);
  EXPECT_EQ(sites().size(), 0u);
  fs::remove(Tree.root() + "/bad.c");
  fs::create_directory(Tree.root() + "/bad.c");
  EXPECT_EQ(sites().size(), 0u);
  fs::remove(Tree.root() + "/bad.c");
  fs::create_symlink("/dev/zero", Tree.root() + "/bad.c");
  EXPECT_EQ(sites().size(), 0u);
}

// --- Loops and bombs
// -------------------------------------------------------------

TEST_F(BadSource, IncludesOfItself) {
  const json Sites = sitesOf("#include \"bad.c\"\n" + Include + Reader);
  ASSERT_EQ(Sites.size(), 1u);
  EXPECT_EQ(Report["units"][0]["status"], "errors") << Report["units"];
  EXPECT_NE(Report["units"][0]["firstError"].get<std::string>().find(
                "nested too deeply"),
            std::string::npos)
      << Report["units"];
}

TEST_F(BadSource, IncludesInALoop) {
  Tree.write("include/one.h", "#include <two.h>\n");
  Tree.write("include/two.h", "#include <one.h>\n#include <one.h>\n");
  const json Sites =
      sitesOf(Include + "#include <one.h>\n" + Reader, "--unit-seconds 5");
  ASSERT_EQ(Sites.size(), 1u);
  EXPECT_NE(Report["units"][0]["status"], "clean");
}

TEST_F(BadSource, ABillionLaughsEndInTime) {
  // Each would take years.
  expectStopped(
      sitesOf(Include + laughs(";", 60) + "L60\n" + Reader, "--unit-seconds 2"),
      "given up after 2 s");
  expectStopped(
      sitesOf(Include + laughs("", 60) + "L60\n" + Reader, "--unit-seconds 2"),
      "given up after 2 s");
  expectStopped(
      sitesOf(Include + laughs("+ 1", 60) + "#if L60\n#endif\n" + Reader,
              "--unit-seconds 2"),
      "given up after 2 s");
  EXPECT_EQ(sitesOf(Include + Reader, "--unit-seconds 2").size(), 1u);
  EXPECT_EQ(Run.status, 0);
}

TEST_F(BadSource, ABillionLaughsFillNoMemory) {
  expectStopped(
      sitesOf(Include + laughs("1,", 60) + "int a[] = { L60 };\n" + Reader,
              "--unit-memory 200"),
      "more than 200 MB of memory");
}

TEST_F(BadSource, ArgumentsThatGrowFillNoMemory) {
  std::string Twice = "x";
  for (int I = 0; I < 60; ++I)
    Twice = "D(" + Twice + ")";
  expectStopped(sitesOf(Include + "#define D(x) x x\n" + Twice + "\n" + Reader,
                        "--unit-memory 200"),
                "more than 200 MB of memory");
  std::string Body;
  for (int I = 0; I < 2000; ++I)
    Body += " x";
  expectStopped(sitesOf(Include + "#define D(x)" + Body + "\n" +
                            "D(D(D(D(1))))\n" + Reader,
                        "--unit-memory 200"),
                "more than 200 MB of memory");
}

TEST_F(BadSource, CallsInCallsWithoutEnd) {
  std::string Calls = "1", Ends;
  for (int I = 0; I < 3000; ++I)
    Ends += ")";
  for (int I = 0; I < 3000; ++I)
    Calls.insert(0, "D(");
  expectStopped(sitesOf(Include + "#define D(x) (x)\nint n = " + Calls + Ends +
                        ";\n" + Reader),
                "others in its argument");
}

TEST_F(BadSource, AHeaderWithABombStopsAllWhoReadIt) {
  Tree.write("include/bomb.h", laughs(";", 60) + "L60\n");
  for (const std::string Name : {"u1.c", "u2.c"}) {
    Tree.write(Name, Include + "#include <bomb.h>\n" + Reader);
    Tree.command(Name);
  }
  const json Sites =
      sitesOf(Include + "#include <bomb.h>\n" + Reader, "--unit-seconds 2");
  ASSERT_EQ(Sites.size(), 1u);
  EXPECT_EQ(Sites[0]["verdict"], "parse-failed");
  EXPECT_EQ(Report["units"].size(), 3u);
}

TEST_F(BadSource, WhatWasStoppedIsNotInTheCache) {
  // A little more than a second of work.
  const std::string Text = Include + laughs(";", 22) + "L22\n" + Reader;
  expectStopped(sitesOf(Text, "--unit-memory 1"), "more than 1 MB of memory");
  expectConverted(sitesOf(Text));
}

// --- Depth
// -----------------------------------------------------------------------

TEST_F(BadSource, ExpressionsOfAnyDepth) {
  const auto Many = [](const std::string &Part, unsigned Count) {
    std::string Text;
    for (unsigned I = 0; I < Count; ++I)
      Text += Part;
    return Text;
  };
  for (const std::string &Text :
       {"int n = " + Many("(", 1000000) + "1;\n",
        "int n = " + Many("!", 200000) + "1;\n",
        "int n = 1" + Many(" + 1", 200000) + ";\n",
        "int n = 1" + Many(" ? 1 : 1", 100000) + ";\n",
        "int n[] = " + Many("{", 100000) + "\n",
        "int " + Many("*", 100000) + "p;\n",
        "void g(void) " + Many("{", 100000) + "\n",
        "void g(int i) { " + Many("if (i) ; else ", 100000) + ";}\n",
        "struct s " + Many("{ struct ", 100000) + "\n",
        Many("#if 1\n", 100000)}) {
    SCOPED_TRACE(Text.substr(0, 40));
    // Behind it, lest a function that does not end hides it.
    const json Sites = sitesOf(Include + Reader + Text, "--unit-seconds 20");
    EXPECT_EQ(Sites.size(), 1u);
    // In a body with a word nothing is skipped.
    EXPECT_EQ(sitesOf(Include +
                          "void h(struct bio_vec *v)\n{\n\tv->bv_page;\n" +
                          Text + "}\n",
                      "--unit-seconds 20")
                  .size(),
              1u);
  }
}

TEST_F(BadSource, WhatClangDoesNotComeBackFromEndsTheRunInOneLine) {
  // Between two tokens it builds an array of arrays, and again for each of
  // them.
  std::string Text = "int p";
  for (unsigned I = 0; I < 200000; ++I)
    Text += "[1]";
  Tree.write("bad.c", Include + Reader + Text + ";\n");
  Tree.command("bad.c");
  Tree.writeDatabases();
  const auto Before = allBelow(Tree.root());
  Run = runProgram("convert --rule bvec-page --progress never -p " +
                   Tree.objects() + " --out " + Tree.objects("out") +
                   " --no-cache --unit-seconds 1 --in-place");
  EXPECT_EQ(Run.status, 3);
  EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  EXPECT_NE(Run.err.find("Clang does not come back from bad.c"),
            std::string::npos)
      << Run.err;
  EXPECT_EQ(allBelow(Tree.root()), Before);
  EXPECT_FALSE(fs::exists(Tree.objects("out")));
}

TEST_F(BadSource, LineDirectivesLeadNowhere) {
  expectConverted(
      sitesOf(Include + "#line 1 \"/etc/passwd\"\n" + Reader, "--in-place"));
  EXPECT_NE(Tree.read("bad.c").find("bvec_page(v)"), std::string::npos);
}

} // namespace
