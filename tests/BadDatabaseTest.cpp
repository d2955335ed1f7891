//===- tests/BadDatabaseTest.cpp - Compile databases of any kind ----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"
#include "tests/support/Program.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

class BadDatabase : public testing::Test {
protected:
  void SetUp() override {
    Tree.writeBlkTypes();
    Tree.write("a.c", "#include <linux/blk_types.h>\n"
                      "void *f(struct bio_vec *v)\n{\n"
                      "\treturn v->bv_page;\n}\n");
    fs::create_directories(Tree.objects());
  }

  std::string file() const { return Tree.objects() + "/compile_commands.json"; }

  Ended convert(const std::string &More = "") const {
    return runProgram("convert --rule bvec-page --no-cache --progress never "
                      "--tree " +
                      Tree.root() + " -p " + Tree.objects() + " --out " +
                      Tree.objects("out") + " " + More);
  }

  Ended withText(const std::string &Text) const {
    std::ofstream(file(), std::ios::binary) << Text;
    return convert();
  }

  json entry(const std::vector<std::string> &Flags) const {
    json Arguments = {"cc", "-I" + Tree.root() + "/include"};
    for (const std::string &Flag : Flags)
      Arguments.push_back(Flag);
    Arguments.push_back("-c");
    Arguments.push_back(Tree.root() + "/a.c");
    return {{"directory", Tree.objects()},
            {"file", Tree.root() + "/a.c"},
            {"arguments", Arguments}};
  }

  /// The run ends with a line about the database that has \p What in it.
  void expectRefused(const Ended &Run, const std::string &What) const {
    EXPECT_EQ(Run.status, 2) << Run.err;
    EXPECT_EQ(Run.out, "");
    EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
    EXPECT_NE(Run.err.find(Tree.objects()), std::string::npos) << Run.err;
    EXPECT_NE(Run.err.find(What), std::string::npos) << Run.err;
    EXPECT_FALSE(fs::exists(Tree.objects("out")));
  }

  /// The one word of a.c is converted with these entries.
  void expectConverted(const json &Entries, int Status = 0) const {
    const Ended Run = withText(Entries.dump());
    EXPECT_EQ(Run.status, Status) << Entries << Run.out << Run.err;
    EXPECT_EQ(Run.err, "");
    EXPECT_NE(Run.out.find("rewritten by the patches"), std::string::npos)
        << Entries << Run.out;
  }

  TestTree Tree;
};

TEST_F(BadDatabase, Missing) {
  expectRefused(convert(), "no compile database");
  fs::remove(Tree.objects());
  expectRefused(convert(), "docs/compile-commands.md");
}

TEST_F(BadDatabase, Empty) {
  expectRefused(withText(""), "empty");
  expectRefused(withText(" \n"), "empty");
  expectRefused(withText("[]"), "names no file below " + Tree.root());
}

TEST_F(BadDatabase, TruncatedAnywhere) {
  const std::string Whole = json::array({entry({"-DX=\"\\\"y"})}).dump(1);
  const TreePaths Paths(Tree.root());
  for (std::size_t Size = 0; Size < Whole.size(); ++Size) {
    std::ofstream(file(), std::ios::binary) << Whole.substr(0, Size);
    auto Read = loadCompileDatabase(Tree.objects(), Paths);
    ASSERT_FALSE(!!Read) << Whole.substr(0, Size);
    const std::string Message = llvm::toString(Read.takeError());
    EXPECT_NE(Message.find(file()), std::string::npos) << Message;
    EXPECT_EQ(Message.find('\n'), std::string::npos) << Message;
  }
  expectRefused(withText(Whole.substr(0, Whole.size() / 2)), "cannot read");
}

TEST_F(BadDatabase, OfAnotherType) {
  for (const char *Text : {"{}", "null", "17", "\"[]\"", "true", "nonsense",
                           "[1]", "[null]", "[[]]", "[{}]", "\xff\xfe", "[}"})
    expectRefused(withText(Text), "cannot read");
}

TEST_F(BadDatabase, NestedWithoutEnd) {
  // A gigabyte was tried by hand, 1.1 GB of memory and a second of CPU time.
  constexpr std::size_t Many = 64u << 20;
  const std::string Deep(Many, '['), Up(Many, ']');
  expectRefused(withText(Deep), "nested too deeply");
  expectRefused(withText(Deep + Up), "nested too deeply");
  expectRefused(withText("[{\"x\":" + Deep), "nested too deeply");
  expectRefused(withText("[{\"x\":" + Deep + Up + "}]"), "nested too deeply");
  std::string Objects;
  for (std::size_t I = 0; I < Many / 8; ++I)
    Objects += "{\"x\":[";
  expectRefused(withText("[" + Objects), "nested too deeply");
}

TEST_F(BadDatabase, PathsOfAnyKindName) {
  const json Whole = entry({});
  json Relative = Whole;
  Relative["directory"] = Tree.root();
  Relative["file"] = "a.c";
  Relative["arguments"].back() = "a.c";
  json Dotted = Relative;
  Dotted["directory"] = Tree.root() + "/include/../include";
  Dotted["file"] = "./.././a.c";
  Dotted["arguments"].back() = "./.././a.c";
  fs::create_directory_symlink(Tree.root(), Tree.objects("other-name"));
  json Linked = Whole;
  Linked["file"] = Tree.objects("other-name") + "/a.c";
  Linked["arguments"].back() = Linked["file"];
  for (const json &Entry : {Whole, Relative, Dotted, Linked})
    expectConverted(json::array({Entry}));
}

TEST_F(BadDatabase, AResponseFileIsRead) {
  Tree.write("a.c", "#include <linux/blk_types.h>\n#ifdef YES\n"
                    "void *f(struct bio_vec *v)\n{\n"
                    "\treturn v->bv_page;\n}\n#endif\n");
  std::ofstream(Tree.objects() + "/flags") << "-DOTHER '-DYES=1 2'\n";
  expectConverted(json::array({entry({"@flags"})}));
  expectConverted(json::array({entry({"@" + Tree.objects() + "/flags"})}));
}

TEST_F(BadDatabase, AResponseFileThatIsMissingOrALoopIsAnErrorOfTheUnit) {
  std::ofstream(Tree.objects() + "/loop") << "@loop\n";
  for (const char *Flag : {"@missing", "@loop"}) {
    const Ended Run = withText(json::array({entry({Flag})}).dump());
    EXPECT_TRUE(Run.status == 0 || Run.status == 3) << Run.err;
    EXPECT_EQ(Run.err, "");
    EXPECT_NE(Run.out.find("1 unit with errors"), std::string::npos) << Run.out;
  }
}

TEST_F(BadDatabase, ACompilerThatIsMissingDoesNotMatter) {
  for (const char *Compiler :
       {"/nonexistent/s390x-linux-gnu-gcc", "no such compiler", ""}) {
    json Entry = entry({});
    Entry["arguments"][0] = Compiler;
    expectConverted(json::array({Entry}));
  }
}

TEST_F(BadDatabase, ACommandWithoutASource) {
  for (const json &Arguments :
       {json::array(), json::array({"cc"}), json::array({"cc", "-c", ""}),
        json::array({"cc", "-c", "no-such.c"}), json::array({"cc", "-E"})}) {
    json Entry = entry({});
    Entry["arguments"] = Arguments;
    const Ended Run = withText(json::array({Entry}).dump());
    EXPECT_EQ(Run.status, 3) << Arguments << Run.err;
    EXPECT_EQ(Run.err, "");
  }
}

TEST_F(BadDatabase, FlagsOfGccAlone) {
  expectConverted(json::array({entry(
      {"-fconserve-stack", "-mno-fp-ret-in-387", "--param=allow-store=0",
       "-fplugin=./gcc-plugin.so", "-fplugin-arg-x-y=1", "-fno-var-tracking",
       "-mindirect-branch=thunk-extern", "-mindirect-branch-register",
       "-fmin-function-alignment=16", "-fzero-init-padding-bits=all",
       "-Wno-maybe-uninitialized", "-Wp,-MMD,/nonexistent/x.d",
       "-mrecord-mcount", "-fno-allow-store-data-races", "-mabi=nonsense",
       "-mcpu=nonsense", "-specs=nonsense"})}));
}

TEST_F(BadDatabase, ADirectoryThatIsGone) {
  json Entry = entry({});
  Entry["directory"] = "/nonexistent/build";
  expectConverted(json::array({Entry}));
}

TEST_F(BadDatabase, SeveralCommandsForOneFile) {
  expectConverted(json::array({entry({"-DA"}), entry({"-DB"}), entry({})}));
}

TEST_F(BadDatabase, EscapeSequencesDoNotReachTheTerminal) {
  const std::string Name = Tree.objects("x\n\x1b[31m\xc2\x9b");
  const Ended Run = runProgram("convert -p '" + Name + "'");
  EXPECT_EQ(Run.status, 2);
  EXPECT_TRUE(isOneLine(Run.err)) << Run.err;
  EXPECT_EQ(Run.err.find_first_of("\x1b\xc2\x9b"), std::string::npos);
}

} // namespace
