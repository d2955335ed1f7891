//===- tests/support/TestTree.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/support/TestTree.h"

#include "engine/Apply.h"
#include "engine/Scan.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

TestTree::TestTree() {
  llvm::SmallString<128> Directory, Real;
  EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("pageless", Directory));
  EXPECT_FALSE(llvm::sys::fs::real_path(Directory, Real));
  Base = std::string(Real);
  Root = Base + "/linux";
  write("Kbuild", "");
  write("MAINTAINERS", "");
  write("Makefile", "VERSION = 4\nPATCHLEVEL = 1\nSUBLEVEL = 0\n"
                    "EXTRAVERSION = -test\n");
}

TestTree::~TestTree() { fs::remove_all(Base); }

std::string TestTree::objects(const std::string &Configuration) const {
  return Base + "/" + Configuration;
}

void TestTree::write(const std::string &Path, const std::string &Text) const {
  const fs::path Full = fs::path(Root) / Path;
  fs::create_directories(Full.parent_path());
  std::ofstream(Full, std::ios::binary) << Text;
}

std::string TestTree::read(const std::string &Path) const {
  llvm::Expected<std::string> Text = readFile(Root + "/" + Path);
  if (Text)
    return *Text;
  llvm::consumeError(Text.takeError());
  return "";
}

void TestTree::command(const std::string &Path,
                       const std::vector<std::string> &Flags,
                       const std::string &Configuration) {
  Commands[Configuration].push_back({Path, Flags});
}

void TestTree::autoconf(const std::string &Configuration,
                        const std::string &Text) const {
  const std::string Folder = objects(Configuration) + "/include/generated";
  fs::create_directories(Folder);
  std::ofstream(Folder + "/autoconf.h") << Text;
}

void TestTree::writeDatabases() const {
  for (const auto &[Configuration, Units] : Commands) {
    nlohmann::json Database = nlohmann::json::array();
    fs::create_directories(objects(Configuration));
    for (const Command &Unit : Units) {
      nlohmann::json Arguments = {"clang", "-std=gnu11",
                                  "-I" + Root + "/include"};
      for (const std::string &Flag : Unit.flags)
        Arguments.push_back(Flag);
      Arguments.push_back("-c");
      Arguments.push_back(Root + "/" + Unit.path);
      Database.push_back({{"directory", objects(Configuration)},
                          {"file", Root + "/" + Unit.path},
                          {"arguments", Arguments}});
    }
    std::ofstream(objects(Configuration) + "/compile_commands.json")
        << Database.dump(1);
  }
}

ConvertOptions TestTree::options() const {
  ConvertOptions Options;
  for (const auto &[Configuration, Units] : Commands)
    Options.databases.push_back(objects(Configuration));
  Options.jobs = 2;
  Options.rules = {"bvec-page"}; // a tree of one rule, however many there are
  return Options;
}

Result TestTree::convert() const { return convert(options()); }

Result TestTree::convert(const ConvertOptions &Options) const {
  writeDatabases();
  llvm::Expected<Conversion> Converted = pageless::convert(Options);
  if (Converted) {
    EXPECT_TRUE(Converted->result.internalErrors.empty());
    return Converted->result;
  }
  ADD_FAILURE() << llvm::toString(Converted.takeError());
  return {};
}

std::string TestTree::refusal(const ConvertOptions &Options) const {
  writeDatabases();
  llvm::Expected<Conversion> Converted = pageless::convert(Options);
  if (!Converted)
    return llvm::toString(Converted.takeError());
  ADD_FAILURE() << "the conversion was not refused";
  return "";
}

void TestTree::apply(const Result &R) const {
  std::string Notice;
  auto Lock = TreeLock::take(Root, Notice);
  if (!Lock)
    ADD_FAILURE() << llvm::toString(Lock.takeError());
  else if (llvm::Error E = applyInPlace(R, *Lock))
    ADD_FAILURE() << llvm::toString(std::move(E));
}

void TestTree::writeBlkTypes(bool Helpers) const {
  std::string Text = "struct page;\n"
                     "struct bio_vec {\n"
                     "\tstruct page *bv_page;\n"
                     "\tunsigned int bv_len;\n"
                     "};\n";
  if (Helpers)
    Text += "static inline struct page *bvec_page(const struct bio_vec *bv)\n"
            "{\n\treturn bv->bv_page;\n}\n"
            "static inline void bvec_set_page(struct bio_vec *bv,\n"
            "\t\t\t\t struct page *page)\n"
            "{\n\tbv->bv_page = page;\n}\n";
  write("include/linux/blk_types.h",
        "#ifndef BLK_TYPES\n#define BLK_TYPES\n" + Text + "#endif\n");
}

namespace {
const Site *siteOf(const Result &R, const std::string &File, std::size_t N) {
  for (const Site &S : R.sites)
    if (S.file == File && N-- == 0)
      return &S;
  return nullptr;
}
} // namespace

std::string pageless::test::verdictOf(const Result &R, const std::string &File,
                                      std::size_t N) {
  const Site *S = siteOf(R, File, N);
  if (!S)
    return "no such site";
  std::string Text(toString(S->verdict));
  if (S->reason != Reason::None)
    Text += " " + std::string(toString(S->reason));
  return Text;
}

std::string pageless::test::afterOf(const Result &R, const std::string &File,
                                    std::size_t N) {
  const Site *S = siteOf(R, File, N);
  return S ? S->after : "no such site";
}
