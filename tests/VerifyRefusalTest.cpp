//===- tests/VerifyRefusalTest.cpp - What verify does not take, or run ----===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/Verified.h"
#include "tests/support/MacroBomb.h"

#include <filesystem>

using namespace pageless;
using namespace pageless::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

TEST_F(Verify, AnotherTreeIsRefused) {
  ASSERT_EQ(convert(), 0);
  tree.write("a.c", "int a;\n");
  EXPECT_EQ(verify(), 2);
  EXPECT_EQ(text.find("pageless: the tree is neither as before the patches nor "
                      "as after them: a.c:1 is not what the patch says"),
            0u)
      << text;
  EXPECT_EQ(text.find('\n'), text.size() - 1) << text;
}

TEST_F(Verify, AnotherConfigurationIsRefused) {
  ASSERT_EQ(convert(), 0);
  tree.command("a.c", {}, "other");
  tree.writeDatabases();
  EXPECT_EQ(run("verify -p " + tree.objects("other") + " " + out), 2);
  EXPECT_NE(text.find("speaks of the configuration config; give its compile "
                      "database with -p"),
            std::string::npos)
      << text;
}

TEST_F(Verify, OutputThatIsNoneIsRefused) {
  ASSERT_EQ(convert(), 0);
  EXPECT_EQ(run("verify -p " + tree.objects() + " " + out + "/nowhere"), 2);
  EXPECT_NE(text.find("nowhere/report.json"), std::string::npos) << text;
  std::ofstream(out + "/report.json") << "{\"$schema\":";
  EXPECT_EQ(verify(), 2);
  EXPECT_EQ(text.find('\n'), text.size() - 1) << text;
  std::ofstream(out + "/report.json") << "{\"sites\": []}";
  EXPECT_EQ(verify(), 2);
  EXPECT_NE(text.find("its \"$schema\" is not"), std::string::npos) << text;
}

TEST_F(Verify, APatchCannotLeadOutOfTheTree) {
  ASSERT_EQ(convert(), 0);
  edit(patch(), "+++ b/a.c", "+++ b/../a.c");
  EXPECT_EQ(verify(), 2);
  EXPECT_NE(text.find("outside the tree"), std::string::npos) << text;
}

TEST_F(Verify, AUnitThatTakesTooLongIsUnproven) {
  tree.write("include/linux/bomb.h", "");
  tree.write("b.c", "#include <linux/blk_types.h>\n#include <linux/bomb.h>\n"
                    "void *b(struct bio_vec *v)\n{\n"
                    "\treturn v->bv_page;\n}\n");
  tree.command("b.c");
  ASSERT_EQ(convert(), 0) << text;
  tree.write("include/linux/bomb.h", laughs("+1", 31) + "int bomb = L31;\n");
  EXPECT_EQ(verify("--unit-seconds 2"), 3) << text;
  EXPECT_EQ(unit(1)["code"], "unproven");
  EXPECT_NE(std::string(unit(1)["reason"]).find("the compiler ended early"),
            std::string::npos)
      << unit(1);
}

TEST_F(Verify, NothingThatACommandNamesIsRun) {
  tree.convert(); // writes the database
  const std::string Witness = tree.objects("witness");
  const std::string Script = tree.objects("clang");
  std::ofstream(Script) << "#!/bin/sh\ntouch " << Witness << "\n";
  fs::permissions(Script, fs::perms::owner_all);
  json Database =
      json::parse(contentOf(tree.objects() + "/compile_commands.json"));
  json &Arguments = Database[0]["arguments"];
  Arguments[0] = Script;
  for (const std::string &More : std::vector<std::string>{
           "-fplugin=" + Witness + ".so", "-B" + tree.objects(), "-o" + Witness,
           "-save-temps", "-MD", "-MF" + Witness, "-ftime-trace=" + Witness,
           "-gsplit-dwarf"})
    Arguments.push_back(More);
  std::ofstream(tree.objects() + "/compile_commands.json") << Database.dump();
  ASSERT_EQ(run("convert --rule bvec-page --no-cache -p " + tree.objects() +
                " --out " + out),
            0)
      << text;
  std::string Before, After;
  const std::string List =
      "find " + tree.root() + " " + tree.objects() + " | sort";
  runShell(List, Before);
  EXPECT_EQ(verify(), 0) << text;
  runShell(List, After);
  EXPECT_EQ(Before, After);
  EXPECT_FALSE(fs::exists(Witness));
}

} // namespace
