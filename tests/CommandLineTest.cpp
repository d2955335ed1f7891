//===- tests/CommandLineTest.cpp ------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The program as a user runs it: exit statuses, messages, files.
//
//===----------------------------------------------------------------------===//

#include "tests/support/TestTree.h"
#include "tool/Progress.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sys/wait.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

struct Output {
  int status = -1;
  std::string text; ///< both streams
};

Output run(const std::string &Arguments) {
  Output Result;
  const std::string Line =
      std::string(PAGELESS_PROGRAM) + " " + Arguments + " 2>&1 </dev/null";
  FILE *Pipe = popen(Line.c_str(), "r");
  std::array<char, 4096> Buffer;
  while (const std::size_t N =
             std::fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Result.text.append(Buffer.data(), N);
  const int Status = pclose(Pipe);
  Result.status = WIFEXITED(Status) ? WEXITSTATUS(Status) : -1;
  return Result;
}

bool isOneLine(const std::string &Text) {
  return !Text.empty() && Text.find('\n') == Text.size() - 1;
}

class CommandLine : public testing::Test {
protected:
  void SetUp() override {
    tree.writeBlkTypes();
    tree.write("a.c", "#include <linux/blk_types.h>\n"
                      "void *a(struct bio_vec *v)\n{\n"
                      "\treturn v->bv_page;\n}\n");
    tree.command("a.c");
    tree.convert(); // writes the database
    out = tree.objects("out");
  }
  std::string convert(const std::string &More = "") const {
    return "convert --rule bvec-page -p " + tree.objects() + " --out " + out +
           " " + More;
  }
  std::size_t patchCount() const {
    std::size_t Count = 0;
    for (const auto &Entry : fs::directory_iterator(out + "/patches"))
      Count += Entry.path().extension() == ".patch";
    return Count;
  }
  TestTree tree;
  std::string out;
};

TEST_F(CommandLine, DoneIsZeroAndTheTreeIsNotTouched) {
  const std::string Before = tree.read("a.c");
  const Output O = run(convert());
  EXPECT_EQ(O.status, 0) << O.text;
  EXPECT_EQ(tree.read("a.c"), Before);
  EXPECT_EQ(patchCount(), 1u);
  std::ifstream In(out + "/report.json");
  const auto Report = nlohmann::json::parse(In);
  EXPECT_EQ(Report.at("complete"), true);
}

TEST_F(CommandLine, InPlaceEditsAndASecondRunRemovesOurStalePatches) {
  EXPECT_EQ(run(convert("--in-place")).status, 0);
  EXPECT_NE(tree.read("a.c").find("return bvec_page(v);"), std::string::npos);
  std::ofstream(out + "/patches/0001-mine.patch") << "somebody else's\n";
  EXPECT_EQ(patchCount(), 2u);
  EXPECT_EQ(run(convert()).status, 0);
  EXPECT_EQ(patchCount(), 1u);
  EXPECT_TRUE(fs::exists(out + "/patches/0001-mine.patch"));
}

TEST_F(CommandLine, IncompleteIsThree) {
  tree.write("b.c", "#include <linux/blk_types.h>\n"
                    "void *b(struct bio_vec *v) { return v->bv_page; }\n");
  EXPECT_EQ(run(convert()).status, 3);
  EXPECT_EQ(run(convert("--confidence low")).status, 0);
}

TEST_F(CommandLine, SuggestConfigPrintsProofsAndKeepsTheStatus) {
  EXPECT_EQ(run(convert()).text.find("hide 1 word"), std::string::npos);
  tree.write("b.c", "#include <linux/blk_types.h>\n"
                    "void *b(struct bio_vec *v) { return v->bv_page; }\n");
  const Output O = run(convert("--suggest-config"));
  EXPECT_EQ(O.status, 3);
  EXPECT_NE(O.text.find("The given configurations hide 1 word.\n"),
            std::string::npos)
      << O.text;
  EXPECT_EQ(run(convert()).text.find("hide 1 word"), std::string::npos);
}

TEST_F(CommandLine, UsageIsTwoAndOneLine) {
  for (const std::string &Line :
       {std::string(), std::string("nosuch"), std::string("convert --nosuch"),
        std::string("convert -j many"), std::string("convert --progress=no"),
        convert("--rule nosuch"), convert("--profile nosuch"),
        convert("nosuchpath"), std::string("convert -p /nonexistent"),
        std::string("explain"), std::string("explain nosuch")}) {
    const Output O = run(Line);
    EXPECT_EQ(O.status, 2) << Line << ": " << O.text;
    EXPECT_TRUE(isOneLine(O.text)) << Line << ": " << O.text;
    EXPECT_EQ(O.text.rfind("pageless: ", 0), 0u) << O.text;
    EXPECT_EQ(O.text.find("pageless: pageless"), std::string::npos) << O.text;
  }
}

TEST_F(CommandLine, AProfileNeedNotSupportEveryRule) {
  tree.write("mine.json",
             R"j({"name": "mine", "summary": "mine",
                  "header": "include/linux/blk_types.h", "helpers": {
                    "bvec-page.read": {"call": "bvec_page({bv})",
                      "signature": "struct page *(const struct bio_vec *)"},
                    "bvec-page.store": {"call": "bvec_set_page({bv}, {page})",
                      "signature":
                        "void (struct bio_vec *, struct page *)"}}})j");
  const std::string Line = "convert -p " + tree.objects() + " --out " + out +
                           " --profile " + tree.root() + "/mine.json";
  EXPECT_EQ(run(Line).status, 0);
  EXPECT_EQ(patchCount(), 1u);
  const Output Refused = run(Line + " --rule sg-phys");
  EXPECT_EQ(Refused.status, 2);
  EXPECT_EQ(Refused.text, "pageless: profile mine has no helper sg-phys.phys, "
                          "which the rule sg-phys needs\n");
}

TEST_F(CommandLine, AnUnwritableOutputIsThreeAndNamesIt) {
  std::ofstream(tree.objects("file")) << "";
  const Output O =
      run("convert -p " + tree.objects() + " --out " + tree.objects("file"));
  EXPECT_EQ(O.status, 3);
  EXPECT_TRUE(isOneLine(O.text)) << O.text;
  EXPECT_NE(O.text.find(tree.objects("file")), std::string::npos);
}

TEST_F(CommandLine, ProgressGoesAway) {
  const Output O = run(convert("--progress always"));
  EXPECT_NE(O.text.find("\r\033[K1/1 units"), std::string::npos) << O.text;
  EXPECT_EQ(run(convert("--progress never")).text.find('\r'),
            std::string::npos);
}

TEST_F(CommandLine, ScanListsWordsWithoutADatabase) {
  tree.write("Kbuild", "");
  tree.write("MAINTAINERS", "");
  tree.write("d/b.c", "#define GET(b) (b)->bv_page\n/* bv_page */\n");
  const std::string Scan = "scan --rule bvec-page --tree " + tree.root() + " ";
  Output O = run(Scan + tree.root() + "/d");
  EXPECT_EQ(O.status, 0);
  EXPECT_EQ(O.text, "d/b.c:1:21: bv_page macro-body of GET\n"
                    "d/b.c:2:4: bv_page comment\n");
  O = run(Scan + "--format=count d a.c");
  EXPECT_EQ(O.text, "bv_page: 3 in 2 files\nall: 3 in 2 files\n");
  O = run(Scan + "--format=jsonl a.c");
  const auto Word = nlohmann::json::parse(O.text);
  EXPECT_EQ(Word.at("kind"), "code");
  EXPECT_EQ(Word.at("function"), "a");
  for (const char *Wrong : {"--tree /none", "--rule none", "/bin"}) {
    O = run("scan --tree " + tree.root() + " " + Wrong);
    EXPECT_EQ(O.status, 2) << O.text;
    EXPECT_TRUE(isOneLine(O.text)) << O.text;
  }
}

TEST_F(CommandLine, SaysWhereTheTimeWent) {
  const Output Plain = run(convert("--progress never"));
  EXPECT_EQ(Plain.text.find("CPU s in"), std::string::npos);
  const std::string Trace = tree.root() + "/trace.json";
  const Output Timed = run(
      convert("--progress never --no-cache --time-report --trace " + Trace));
  EXPECT_EQ(Timed.status, Plain.status);
  for (const char *Expected : {"scan", "plan", "merge", "1 times parse"})
    EXPECT_NE(Timed.text.find(Expected), std::string::npos) << Timed.text;
  std::ifstream In(Trace);
  std::set<std::string> Names;
  const nlohmann::json Written = nlohmann::json::parse(In);
  for (const nlohmann::json &Event : Written["traceEvents"])
    Names.insert(Event["name"].get<std::string>());
  EXPECT_TRUE(Names.contains("parse")); // the scan is too short to show
}

TEST_F(CommandLine, ATraceThatCannotBeWrittenIsSaid) {
  const Output Timed = run(
      convert("--progress never --trace " + tree.root() + "/none/trace.json"));
  EXPECT_EQ(Timed.status, 3);
  EXPECT_NE(Timed.text.find("pageless: cannot write the trace " + tree.root() +
                            "/none/trace.json: "),
            std::string::npos)
      << Timed.text;
}

TEST_F(CommandLine, RulesExplainVersionHelp) {
  EXPECT_NE(run("rules").text.find("bvec-page  "), std::string::npos);
  const Output Explained = run("explain bvec-page");
  EXPECT_EQ(Explained.status, 0);
  EXPECT_NE(Explained.text.find("Before:\n    page = bv->bv_page;"),
            std::string::npos);
  EXPECT_NE(run("--version").text.find("LLVM "), std::string::npos);
  EXPECT_NE(run("--help").text.find("Exit status: 0 done"), std::string::npos);
  const std::string Help = run("convert --help").text;
  for (const char *Expected :
       {"-p ", "--tree", "--profile", "--rule", "--out", "--in-place", "-j ",
        "--progress", "--time-report", "--trace", "--no-body-skipping",
        "--no-shared-files", "--no-blanked-headers", "--no-precompiled-headers",
        "--no-batched-reads", "--cache", "--no-cache", "PATH"})
    EXPECT_NE(Help.find(Expected), std::string::npos) << Expected;
}

TEST(Progress, SaysDoneRateAndTimeLeft) {
  EXPECT_EQ(progressText(0, 77, 0), "0/77 units");
  EXPECT_EQ(progressText(20, 80, 10), "20/80 units, 2.0/s, 0:30 left");
  EXPECT_EQ(progressText(1, 400, 1), "1/400 units, 1.0/s, 6:39 left");
}

} // namespace
