//===- tests/VerifyTest.cpp - pageless verify -----------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The command as a user runs it: what it proves, and what it must not pass.
//
//===----------------------------------------------------------------------===//

#include "tests/Verified.h"

#include "gtest/gtest.h"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <filesystem>
#include <fstream>

using namespace pageless;
using namespace pageless::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

TEST_F(Verify, ProvesThatTheCodeIsTheSame) {
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(proofs()["units"], 1);
  EXPECT_EQ(proofs()["identical"], 1);
  EXPECT_EQ(proofs()["different"], 0);
  EXPECT_EQ(proofs()["unproven"], 0);
  EXPECT_EQ(unit()["by"], "object");
  EXPECT_NE(text.find("1  identical\n"), std::string::npos) << text;
}

TEST_F(Verify, TellsItInThePatchOnce) {
  ASSERT_EQ(convert(), 0);
  const std::string Before = contentOf(patch());
  ASSERT_EQ(verify(), 0) << text;
  const std::string After = contentOf(patch());
  EXPECT_NE(After.find("\n\nObject code of 1 of 1 unit unchanged, with all "
                       "patches of this conversion\napplied (clang version "),
            std::string::npos)
      << After;
  EXPECT_EQ(After.substr(After.find("\n---\n")),
            Before.substr(Before.find("\n---\n")));
  ASSERT_EQ(verify(), 0) << text;
  EXPECT_EQ(contentOf(patch()), After);
  EXPECT_EQ(runShell("cd " + tree.root() + " && git apply --check " + patch() +
                         " 2>&1",
                     text),
            0)
      << text;
}

TEST_F(Verify, ReportFitsTheSchema) {
  ASSERT_EQ(convert(), 0);
  ASSERT_EQ(verify(), 0);
  valijson::Schema Schema;
  const json SchemaText = json::parse(
      contentOf(PAGELESS_SOURCE_DIR "/reports/schema/report.schema.json"));
  valijson::SchemaParser().populateSchema(
      valijson::adapters::NlohmannJsonAdapter(SchemaText), Schema);
  const json Document = report();
  valijson::ValidationResults Results;
  EXPECT_TRUE(valijson::Validator().validate(
      Schema, valijson::adapters::NlohmannJsonAdapter(Document), &Results));
}

TEST_F(Verify, AnotherOrderIsNotCalledTheSameObject) {
  tree.write("a.c", "#include <linux/blk_types.h>\n"
                    "struct box { struct page *page; struct bio_vec *vec; };\n"
                    "void a(struct box *to, struct box *from)\n{\n"
                    "\tto->vec->bv_page = from->page;\n}\n");
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(unit()["code"], "identical");
  EXPECT_EQ(unit()["by"], "order");
  EXPECT_EQ(unit()["differences"], json({"function a"}));
  EXPECT_NE(text.find("1    of these but for the order"), std::string::npos)
      << text;
  EXPECT_NE(contentOf(patch()).find("Object code of 0 of 1 unit unchanged, of "
                                    "1 more but for its order,"),
            std::string::npos)
      << contentOf(patch());
}

TEST_F(Verify, FindsCodeThatDiffers) {
  ASSERT_EQ(convert(), 0);
  edit(patch(), "+\tbvec_set_page(v, p);", "+\tbvec_set_page(v + 1, p);");
  EXPECT_EQ(verify(), 1) << text;
  EXPECT_EQ(unit()["code"], "different");
  EXPECT_EQ(unit()["differences"], json({"function a"}));
  const std::string Shown =
      contentOf(out + "/" + std::string(unit()["sideBySide"]));
  EXPECT_EQ(Shown.find("== function a\n"), 0u) << Shown;
  EXPECT_NE(Shown.find(" | "), std::string::npos) << Shown;
  EXPECT_EQ(Shown.find("where"), std::string::npos) << Shown;
  // It does not stay when nothing differs any more.
  const std::string File = out + "/" + std::string(unit()["sideBySide"]);
  edit(patch(), "+\tbvec_set_page(v + 1, p);", "+\tbvec_set_page(v, p);");
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_FALSE(fs::exists(File));
}

TEST_F(Verify, FindsNewWarnings) {
  ASSERT_EQ(convert(), 0);
  edit(patch(), "+\tbvec_set_page(v, p);", "+\tbvec_set_page(v, (int *)p);");
  EXPECT_EQ(verify(), 1) << text;
  ASSERT_EQ(unit()["newDiagnostics"].size(), 1u) << unit();
  EXPECT_NE(std::string(unit()["newDiagnostics"][0]).find("a.c:"),
            std::string::npos);
}

TEST_F(Verify, FindsNewErrors) {
  ASSERT_EQ(convert(), 0);
  edit(patch(), "+\tbvec_set_page(v, p);", "+\tbvec_set_page(v, nobody);");
  EXPECT_EQ(verify(), 1) << text;
  EXPECT_EQ(unit()["code"], "unproven");
  EXPECT_NE(text.find("it does not compile any more"), std::string::npos)
      << text;
}

TEST_F(Verify, AUnitThatDoesNotCompileIsUnproven) {
  tree.write("b.c", "#include <linux/blk_types.h>\n"
                    "void *b(struct bio_vec *v)\n{\n"
                    "\treturn v->bv_page;\n}\n"
                    "int broken = nothing;\n");
  tree.command("b.c");
  convert();
  EXPECT_EQ(verify(), 3) << text;
  EXPECT_EQ(unit(0)["code"], "identical");
  EXPECT_EQ(unit(1)["code"], "unproven");
  EXPECT_EQ(unit(1)["by"], nullptr);
  EXPECT_NE(std::string(unit(1)["reason"]).find("clang cannot compile it: "),
            std::string::npos);
  EXPECT_TRUE(unit(1)["newDiagnostics"].empty());
}

TEST_F(Verify, LinesAreNoDifference) {
  tree.write("include/linux/bug.h",
             "#define BUG_ON(c) do { if (c) bug(__FILE__, __LINE__); } "
             "while (0)\nvoid bug(const char *, int);\n");
  tree.write("b.c",
             "#include <linux/bug.h>\n#include <linux/blk_types.h>\n"
             "void b(struct bio_vec *aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
             ",\n       struct page *bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)\n{\n"
             "\taaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa->bv_page = "
             "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb;\n"
             "\tBUG_ON(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa->bv_len);\n"
             "}\n");
  tree.command("b.c", {"-O2", "-g"});
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text << contentOf(patch());
}

TEST_F(Verify, AssemblyStandsForCodeOfAnotherAssembler) {
  tree.write("b.c", "#include <linux/blk_types.h>\n"
                    "void *b(struct bio_vec *v)\n{\n"
                    "\tasm volatile(\"onlygnuknowsthis\");\n"
                    "\treturn v->bv_page;\n}\n");
  tree.command("b.c", {"-O2", "-fno-integrated-as"});
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(unit(1)["by"], "assembly");
}

TEST_F(Verify, CodeOfOtherArchitecturesIsCompared) {
  const char *Targets[] = {"i386",    "arm",  "aarch64", "s390x",
                           "ppc64le", "mips", "riscv64"};
  for (const std::string Target : Targets)
    tree.command("a.c", {"-O2", "--target=" + Target + "-linux-gnu"}, Target);
  tree.writeDatabases();
  std::string All;
  for (const std::string Target : Targets)
    All += " -p " + tree.objects(Target);
  ASSERT_EQ(run("convert --rule bvec-page --no-cache" + All + " --out " + out),
            0)
      << text;
  EXPECT_EQ(run("verify" + All + " " + out), 0) << text;
  EXPECT_EQ(proofs()["identical"], std::size(Targets));
  // A difference is seen in each, too.
  edit(patch(), "+\tbvec_set_page(v, p);", "+\tbvec_set_page(v + 1, p);");
  EXPECT_EQ(run("verify" + All + " " + out), 1) << text;
  EXPECT_EQ(proofs()["different"], std::size(Targets));
}

TEST_F(Verify, ASecondPathFindsWhatTheLedgerHasNot) {
  ASSERT_EQ(convert(), 0);
  ASSERT_EQ(verify(), 0) << text;
  ASSERT_EQ(proofs()["poison"].size(), 1u);
  const json Proof = proofs()["poison"][0];
  EXPECT_EQ(Proof["field"], "bio_vec::bv_page");
  EXPECT_EQ(Proof["units"], 1);
  EXPECT_EQ(Proof["uses"], 3); // two helpers, and the address
  changeSite(siteOf("manual", "a.c"), "comment");
  EXPECT_EQ(verify(), 1) << text;
  EXPECT_NE(text.find("a.c:10: bio_vec::bv_page: it uses the field, and the "
                      "ledger says comment"),
            std::string::npos)
      << text;
  changeSite(siteOf("comment", "a.c"), "");
  EXPECT_EQ(verify(), 1) << text;
  EXPECT_NE(text.find("a.c has 3 times bv_page, and report.json 2"),
            std::string::npos)
      << text;
}

TEST_F(Verify, APatchThatForgetsAUseIsFound) {
  ASSERT_EQ(convert(), 0);
  edit(patch(), "+\tvoid *old = bvec_page(v);", "+\tvoid *old = v->bv_page;");
  EXPECT_EQ(verify(), 1) << text;
  EXPECT_NE(text.find("leaves 1 times bv_page about a.c:4, where report.json "
                      "has 0"),
            std::string::npos)
      << text;
}

TEST_F(Verify, UsesOfMacrosAndHeadersAreFollowed) {
  tree.write("include/linux/more.h",
             "#define PAGE_OF(v) ((v)->bv_page)\n"
             "#define OFFSET_OF(t, f) __builtin_offsetof(t, f)\n"
             "static inline void *more(struct bio_vec *v)\n{\n"
             "\treturn v->bv_page;\n}\n");
  tree.write("b.c", "#include <linux/blk_types.h>\n#include <linux/more.h>\n"
                    "void *b(struct bio_vec *v)\n{\n"
                    "\treturn PAGE_OF(v) ? PAGE_OF(v) : more(v);\n}\n"
                    "unsigned long c = OFFSET_OF(struct bio_vec, bv_page);\n"
                    "struct bio_vec d = { .bv_page = 0 };\n");
  tree.command("b.c", {"-O2"});
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(proofs()["identical"], 2);
  EXPECT_EQ(proofs()["poison"][0]["uses"], 5);
}

TEST_F(Verify, AWordOfAHeaderIsProvenInAUnitThatShowsIt) {
  tree.write("include/linux/more.h",
             "static inline void *more(struct bio_vec *v)\n"
             "{\n\treturn v->bv_page;\n}\n");
  tree.write("b.c", "#include <linux/blk_types.h>\n#include <linux/more.h>\n"
                    "void *b(struct bio_vec *v)\n{\n\treturn more(v);\n}\n");
  tree.command("b.c", {"-O2"});
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(proofs()["units"], 2);
  EXPECT_EQ(unit(1)["file"], "b.c");
  EXPECT_EQ(unit(1)["code"], "identical");
}

TEST_F(Verify, EveryUnitMeansThoseThatReadAnEdit) {
  tree.write("include/linux/more.h",
             "static inline void *more(struct bio_vec *v)\n"
             "{\n\treturn v->bv_page;\n}\n");
  for (const char *Name : {"b.c", "c.c"}) {
    tree.write(Name, "#include <linux/blk_types.h>\n#include <linux/more.h>\n");
    tree.command(Name);
  }
  tree.write("d.c", "int d;\n");
  tree.command("d.c");
  ASSERT_EQ(convert(), 0) << text;
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(proofs()["units"], 2);
  EXPECT_EQ(verify("--every-unit"), 0) << text;
  EXPECT_EQ(proofs()["units"], 3);
}

TEST_F(Verify, AnEditedFileThatNoUnitReadsIsSaid) {
  tree.write("b.c", "#include <linux/blk_types.h>\n"
                    "void *b(struct bio_vec *v)\n{\n"
                    "\treturn v->bv_page;\n}\n");
  convert("--confidence low");
  EXPECT_EQ(verify(), 3) << text;
  EXPECT_EQ(proofs()["unread"], json({"b.c"}));
}

TEST_F(Verify, ATreeThatWasEditedIsUndoneInMemory) {
  ASSERT_EQ(convert("--in-place"), 0) << text;
  const std::string Edited = tree.read("a.c");
  EXPECT_EQ(verify(), 0) << text;
  EXPECT_EQ(proofs()["identical"], 1);
  EXPECT_EQ(tree.read("a.c"), Edited);
}

TEST_F(Verify, ConvertProvesBeforeItEdits) {
  EXPECT_EQ(convert("--verify --in-place"), 0) << text;
  EXPECT_NE(text.find("1  identical"), std::string::npos) << text;
  EXPECT_NE(tree.read("a.c").find("bvec_set_page"), std::string::npos);
}

TEST_F(Verify, ConvertEditsNothingIfTheProofFails) {
  // The tree's own helper does something else than the field's users.
  std::string Types = tree.read("include/linux/blk_types.h");
  const std::string Body = "\tbv->bv_page = page;";
  Types.replace(Types.find(Body), Body.size(),
                "\tbv->bv_page = page;\n\tbv->bv_len = 0;");
  tree.write("include/linux/blk_types.h", Types);
  const std::string Before = tree.read("a.c");
  EXPECT_EQ(convert("--verify --in-place"), 1) << text;
  EXPECT_EQ(tree.read("a.c"), Before);
  EXPECT_EQ(unit()["code"], "different");
}

} // namespace
