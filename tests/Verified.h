//===- tests/Verified.h - A conversion that is verified ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_VERIFIED_H
#define PAGELESS_TESTS_VERIFIED_H

#include "tests/support/Shell.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>
#include <string>

namespace pageless::test {

inline std::string contentOf(const std::string &Path) {
  std::ostringstream Text;
  Text << std::ifstream(Path).rdbuf();
  return Text.str();
}

/// The command as a user runs it.
class Verify : public testing::Test {
protected:
  Verify() {
    tree.writeBlkTypes();
    tree.write("a.c", "#include <linux/blk_types.h>\n"
                      "void *a(struct bio_vec *v, struct page *p)\n{\n"
                      "\tvoid *old = v->bv_page;\n"
                      "\tv->bv_page = p;\n"
                      "\treturn old;\n}\n"
                      "void **where(struct bio_vec *v)\n{\n"
                      "\treturn (void **)&v->bv_page;\n}\n");
    tree.command("a.c", {"-O2"});
    out = tree.objects("out");
  }

  /// Runs the program; what it prints is in `text`.
  int run(const std::string &Arguments) {
    return runShell(std::string(PAGELESS_PROGRAM) + " " + Arguments +
                        " 2>&1 </dev/null",
                    text);
  }
  int convert(const std::string &More = "") {
    tree.writeDatabases();
    return run("convert --rule bvec-page --no-cache -p " + tree.objects() +
               " --out " + out + " " + More);
  }
  int verify(const std::string &More = "") {
    return run("verify -p " + tree.objects() + " " + out + " " + More);
  }

  std::string patch() const { return out + "/patches/0001-bvec-page.patch"; }

  /// Puts other text into a file of the output, as a person would.
  void edit(const std::string &Path, const std::string &From,
            const std::string &To) const {
    std::string Text = contentOf(Path);
    const std::size_t At = Text.find(From);
    ASSERT_NE(At, std::string::npos) << Text;
    std::ofstream(Path) << Text.replace(At, From.size(), To);
  }

  nlohmann::json report() const {
    return nlohmann::json::parse(contentOf(out + "/report.json"));
  }
  nlohmann::json proofs() const { return report().at("verification"); }
  nlohmann::json unit(std::size_t I = 0) const {
    return proofs().at("perUnit").at(I);
  }

  /// Sets the verdict of a site in the report, or takes the site out of it.
  void changeSite(std::size_t I, const std::string &Verdict) const {
    nlohmann::json Report = report();
    if (Verdict.empty())
      Report["sites"].erase(I);
    else
      Report["sites"][I]["verdict"] = Verdict;
    std::ofstream(out + "/report.json") << Report.dump(2);
  }
  std::size_t siteOf(const std::string &Verdict,
                     const std::string &File) const {
    const nlohmann::json Sites = report().at("sites");
    for (std::size_t I = 0; I < Sites.size(); ++I)
      if (Sites[I]["verdict"] == Verdict && Sites[I]["file"] == File)
        return I;
    ADD_FAILURE() << "no " << Verdict << " in " << File;
    return 0;
  }

  TestTree tree;
  std::string out, text;
};

} // namespace pageless::test

#endif // PAGELESS_TESTS_VERIFIED_H
