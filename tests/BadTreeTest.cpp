//===- tests/BadTreeTest.cpp - Trees, disks and folders of any kind -------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/support/Program.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const std::string Source = "#include <linux/blk_types.h>\n"
                           "void *f(struct bio_vec *v)\n{\n"
                           "\treturn v->bv_page;\n}\n";

class BadTree : public testing::Test {
protected:
  void SetUp() override {
    Tree.writeBlkTypes();
    Tree.write("a.c", Source);
    Tree.command("a.c");
    Tree.writeDatabases();
  }

  std::string arguments(const std::string &More) const {
    return "convert --rule bvec-page --no-cache --progress never -p " +
           Tree.objects() + " --out " + Tree.objects("out") + " " + More;
  }

  Ended convert(const std::string &More = "") const {
    return runProgram(arguments(More));
  }

  /// The same for a user whom permissions concern, which root's are not.
  Ended convertAsNobody(const std::string &More = "") const {
    if (geteuid() != 0)
      return convert(More);
    const std::string Base = fs::path(Tree.root()).parent_path();
    fs::permissions(Base, fs::perms::all);
    // `env` runs what comes before the program.
    return runProgram(arguments(More),
                      "setpriv --reuid=65534 --regid=65534 --clear-groups");
  }

  bool isNobodyThere() const {
    return geteuid() != 0 ||
           runProgram("rules",
                      "setpriv --reuid=65534 --regid=65534 --clear-groups")
                   .status == 0;
  }

  /// The sites of the report, by "FILE VERDICT".
  std::vector<std::string> sites() const {
    std::ifstream In(Tree.objects("out") + "/report.json");
    std::vector<std::string> Sites;
    const json Report = json::parse(In);
    for (const json &Site : Report["sites"])
      Sites.push_back(Site["file"].get<std::string>() + " " +
                      Site["verdict"].get<std::string>());
    return Sites;
  }

  TestTree Tree;
};

void expectUsage(const Ended &Run, const std::string &What) {
  EXPECT_EQ(Run.status, 2) << Run.err;
  EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  EXPECT_NE(Run.err.find(What), std::string::npos) << Run.err;
}

// --- Roots
// ----------------------------------------------------------------------

TEST_F(BadTree, ARootThatIsNone) {
  const std::string File = Tree.root() + "/a.c";
  expectUsage(convert("--tree /nonexistent"), "--tree /nonexistent");
  expectUsage(convert("--tree " + File), "is no directory");
  expectUsage(convert("--tree /proc"), "names no file below /proc");
  fs::create_directories(Tree.objects("empty"));
  expectUsage(convert("--tree " + Tree.objects("empty")),
              "names no file below");
  fs::remove(Tree.root() + "/MAINTAINERS");
  expectUsage(convert(), "name it with --tree");
  expectUsage(runProgram("scan", "", Tree.objects("empty")), "--tree");
}

// --- Links
// ----------------------------------------------------------------------

TEST_F(BadTree, LinksLeadNowhere) {
  TestTree Other;
  Other.writeBlkTypes();
  Other.write("far.c", Source);
  Other.write("d/far.c", Source);
  fs::create_symlink(Other.root() + "/far.c", Tree.root() + "/link.c");
  fs::create_directory_symlink(Other.root() + "/d", Tree.root() + "/d");
  fs::create_directory_symlink("..", Tree.root() + "/up");
  fs::create_directory_symlink(".", Tree.root() + "/loop");
  fs::create_symlink("loop.c", Tree.root() + "/loop.c");
  fs::create_symlink("nothing", Tree.root() + "/dangling.c");
  fs::create_symlink("a.c", Tree.root() + "/same.c");
  fs::create_symlink("/etc/passwd", Tree.root() + "/passwd.h");
  for (const char *Name : {"link.c", "d/far.c", "loop.c", "dangling.c",
                           "same.c", "up/linux/a.c", "loop/loop/a.c"})
    Tree.command(Name);
  Tree.writeDatabases();
  const auto Before = allBelow(Other.root());
  const Ended Run = convert("--in-place");
  EXPECT_EQ(Run.status, 0) << Run.out << Run.err;
  EXPECT_EQ(Run.err, "");
  EXPECT_EQ(allBelow(Other.root()), Before);
  EXPECT_NE(Tree.read("a.c"), Source);
  EXPECT_TRUE(fs::is_symlink(Tree.root() + "/same.c"));
  for (const std::string &Site : sites())
    EXPECT_TRUE(Site.rfind("a.c ", 0) == 0 || Site.rfind("include/", 0) == 0)
        << Site;
}

TEST_F(BadTree, ARootThatIsALink) {
  fs::create_directory_symlink(Tree.root(), Tree.objects("name"));
  EXPECT_EQ(convert("--in-place --tree " + Tree.objects("name")).status, 0);
  EXPECT_NE(Tree.read("a.c"), Source);
}

// --- Permissions
// ----------------------------------------------------------------

TEST_F(BadTree, FilesThatCannotBeRead) {
  if (!isNobodyThere())
    GTEST_SKIP() << "no other user can run the program here";
  Tree.write("b.c", Source);
  Tree.write("c.c", Source);
  fs::permissions(Tree.root() + "/b.c", fs::perms::none);
  fs::create_directories(Tree.objects("out"));
  fs::permissions(Tree.objects("out"), fs::perms::all);
  expectUsage(convertAsNobody(), "cannot read " + Tree.root() + "/b.c: ");
  fs::permissions(Tree.root() + "/c.c", fs::perms::none);
  expectUsage(convertAsNobody(), ", nor 1 others");
  fs::permissions(Tree.root() + "/b.c",
                  fs::perms::owner_all | fs::perms::others_read);
  fs::remove(Tree.root() + "/c.c");
  Tree.write("d/e.c", Source);
  fs::permissions(Tree.root() + "/d", fs::perms::none);
  expectUsage(convertAsNobody(), "cannot list " + Tree.root() + "/d: ");
  fs::permissions(Tree.root() + "/d", fs::perms::owner_all);
  const std::string Database = Tree.objects() + "/compile_commands.json";
  fs::permissions(Tree.root() + "/d", fs::perms::all);
  fs::permissions(Database, fs::perms::none);
  expectUsage(convertAsNobody(), "cannot read " + Database);
}

TEST_F(BadTree, ReadOnly) {
  if (!isNobodyThere())
    GTEST_SKIP() << "no other user can run the program here";
  fs::create_directories(Tree.objects("out"));
  fs::permissions(Tree.objects("out"), fs::perms::all);
  const auto Before = allBelow(Tree.root());
  // Where others may not write, the owner still may.
  for (const auto &Entry : fs::recursive_directory_iterator(Tree.root()))
    fs::permissions(Entry.path(),
                    fs::perms::others_write | fs::perms::group_write,
                    fs::perm_options::remove);
  fs::permissions(Tree.root(), fs::perms::others_write,
                  fs::perm_options::remove);
  if (geteuid() != 0)
    fs::permissions(Tree.root(), fs::perms::owner_write,
                    fs::perm_options::remove);
  const Ended Run = convertAsNobody("--in-place");
  fs::permissions(Tree.root(), fs::perms::owner_all, fs::perm_options::add);
  EXPECT_EQ(Run.status, 3);
  EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  EXPECT_NE(Run.err.find("cannot write " + Tree.root()), std::string::npos)
      << Run.err;
  EXPECT_NE(Run.err.find("nothing was edited"), std::string::npos) << Run.err;
  EXPECT_EQ(allBelow(Tree.root()), Before);
  EXPECT_EQ(sites().size(), 4u); // the report is there
}

// --- Disks that are full
// --------------------------------------------------------

/// A unit with so many words that its report is larger than 64 KB.
std::string manyWords() {
  std::string Text = "#include <linux/blk_types.h>\n";
  for (int I = 0; I < 300; ++I)
    Text += "void *f" + std::to_string(I) +
            "(struct bio_vec *v)\n{\n\treturn v->bv_page;\n}\n";
  return Text;
}

TEST_F(BadTree, AFullDiskLeavesTheOldOutput) {
  EXPECT_EQ(convert().status, 0);
  const auto Old = allBelow(Tree.objects("out"));
  const std::string Text = manyWords();
  Tree.write("a.c", Text);
  // In units of 512 bytes, which the patch is longer than, or the report.
  for (const char *Blocks : {"1", "8", "100", "200"}) {
    SCOPED_TRACE(Blocks);
    const Ended Run = runProgram(arguments("--in-place"), "",
                                 Tree.root() + "' && ulimit -f " + Blocks +
                                     " && cd '" + Tree.root());
    EXPECT_EQ(Run.signal, 0);
    EXPECT_EQ(Run.status, 3);
    EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
    EXPECT_NE(Run.err.find("cannot write " + Tree.objects("out")),
              std::string::npos)
        << Run.err;
    EXPECT_EQ(allBelow(Tree.objects("out")), Old);
    EXPECT_EQ(Tree.read("a.c"), Text);
  }
  EXPECT_EQ(convert().status, 0);
  EXPECT_NE(allBelow(Tree.objects("out")), Old);
}

TEST_F(BadTree, AFullDiskUnderStdoutIsSaid) {
  for (const std::string &Arguments :
       {arguments(""), "scan --tree " + Tree.root(), std::string("rules"),
        std::string("explain bvec-page"),
        std::string("explain bvec-page --markdown")}) {
    const Ended Run = runProgram(Arguments + " >/dev/full");
    EXPECT_EQ(Run.status, 3) << Arguments;
    EXPECT_EQ(Run.err.rfind("pageless: cannot write to stdout: ", 0), 0u)
        << Run.err;
    EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  }
}

TEST_F(BadTree, OutputOverOtherThings) {
  std::ofstream(Tree.objects("file")) << "mine";
  for (const std::string &Out :
       {Tree.objects("file"), Tree.objects("file") + "/below",
        std::string("/proc/none"), std::string("/dev/null")}) {
    const Ended Run = runProgram("convert --rule bvec-page --no-cache -p " +
                                 Tree.objects() + " --out " + Out);
    EXPECT_EQ(Run.status, 3) << Run.err;
    EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  }
  // A folder where the report goes.
  fs::create_directories(Tree.objects("out") + "/report.json/x");
  const Ended Run = convert();
  EXPECT_EQ(Run.status, 3);
  EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  EXPECT_TRUE(fs::exists(Tree.objects("out") + "/report.json/x"));
  // Links are replaced, not followed.
  fs::remove_all(Tree.objects("out"));
  fs::create_directories(Tree.objects("out"));
  fs::create_symlink(Tree.objects("file"), Tree.objects("out/report.json"));
  EXPECT_EQ(convert().status, 0);
  std::ifstream In(Tree.objects("file"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(In), {}), "mine");
}

// --- Names
// ----------------------------------------------------------------------

TEST_F(BadTree, NamesOfAnyBytes) {
  const std::vector<std::string> Names = {"quote\"'.c",
                                          "back\\slash.c",
                                          "new\nline.c",
                                          "tab\t.c",
                                          "escape\x1b[31m.c",
                                          "</script>.c",
                                          "bytes\xff\xfe.c",
                                          "csi\xc2\x9b.c",
                                          "-dash.c",
                                          "@at.c",
                                          "$(touch witness).c",
                                          "; rm x.c",
                                          " space .c",
                                          "::warning::x.c",
                                          "%0A.c",
                                          "\xe2\x80\xae"
                                          "c.c"};
  for (const std::string &Name : Names)
    Tree.write("odd/" + Name, Source);
  std::string Json = "[";
  const Ended Scan =
      runProgram("scan --rule bvec-page --tree " + Tree.root() + " odd");
  EXPECT_EQ(Scan.status, 0) << Scan.err;
  EXPECT_EQ(std::count(Scan.out.begin(), Scan.out.end(), '\n'),
            static_cast<long>(Names.size()))
      << Scan.out;
  EXPECT_EQ(Scan.out.find_first_of("\x1b\x9b\xff"), std::string::npos);
  const Ended Run = convert("--confidence low --in-place");
  EXPECT_EQ(Run.status, 0) << Run.err << Run.out;
  EXPECT_EQ(Run.err, "");
  EXPECT_EQ(Run.out.find_first_of("\x1b\x9b\xff"), std::string::npos);
  for (const std::string &Name : Names)
    EXPECT_NE(Tree.read("odd/" + Name).find("return bvec_page(v);"),
              std::string::npos)
        << Name;
  EXPECT_EQ(sites().size(), Names.size() + 4);
  EXPECT_FALSE(fs::exists(Tree.root() + "/witness"));
}

} // namespace
