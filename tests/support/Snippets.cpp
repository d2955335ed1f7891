//===- tests/support/Snippets.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/support/Snippets.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <tuple>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

const fs::path pageless::test::Snippets =
    fs::path(PAGELESS_SOURCE_DIR) / "testdata" / "kernel-snippets";

bool pageless::test::updatesGoldens() {
  return std::getenv("UPDATE_GOLDEN") != nullptr;
}

std::string pageless::test::contentOf(const fs::path &Path) {
  std::ifstream In(Path, std::ios::binary);
  return {std::istreambuf_iterator<char>(In), {}};
}

bool pageless::test::isInput(const fs::path &Path) {
  const std::string Name = Path.filename();
  return (Path.extension() == ".c" || Path.extension() == ".h") &&
         Name != "after.c" && Name.find(".after.") == std::string::npos;
}

static std::vector<std::string> flagsOf(const fs::path &Topic) {
  std::vector<std::string> Flags;
  std::ifstream In(Topic / "flags.txt");
  for (std::string Line; std::getline(In, Line);)
    Flags.push_back(Line);
  return Flags;
}

void pageless::test::writeSnippets(TestTree &Tree, const std::string &Rule,
                                   const std::string &Topic) {
  for (const auto &Entry : fs::recursive_directory_iterator(Snippets / Rule)) {
    if (!Entry.is_regular_file() || !isInput(Entry.path()))
      continue;
    const std::string Path =
        fs::relative(Entry.path(), Snippets / Rule).string();
    if (!Topic.empty() && Path.find('/') != Path.npos &&
        !llvm::StringRef(Path).starts_with(Topic + "/"))
      continue;
    Tree.write(Path, contentOf(Entry.path()));
    if (Entry.path().filename() == "before.c")
      Tree.command(Path, flagsOf(Entry.path().parent_path()));
  }
}

std::ostream &pageless::test::operator<<(std::ostream &Out, const Topic &T) {
  return Out << T.rule << '/' << T.name;
}

std::string pageless::test::testNameOf(const Topic &T) {
  std::string Name = T.rule + "_" + T.name;
  for (char &C : Name)
    C = llvm::isAlnum(C) ? C : '_';
  return Name;
}

std::vector<Topic> pageless::test::allTopics() {
  std::vector<Topic> Topics;
  for (const auto &Rule : fs::directory_iterator(Snippets))
    for (const auto &Entry : fs::directory_iterator(Rule.path()))
      if (Entry.is_directory())
        Topics.push_back({Rule.path().filename(), Entry.path().filename()});
  std::sort(Topics.begin(), Topics.end(), [](const Topic &A, const Topic &B) {
    return std::tie(A.rule, A.name) < std::tie(B.rule, B.name);
  });
  return Topics;
}
