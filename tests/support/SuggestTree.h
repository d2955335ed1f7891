//===- tests/support/SuggestTree.h - Hidden words --------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_SUGGESTTREE_H
#define PAGELESS_TESTS_SUPPORT_SUGGESTTREE_H

#include "suggest/Suggest.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless::test {

/// A tree with three architectures and a Makefile that builds drivers/.
class SuggestTree : public testing::Test {
protected:
  SuggestTree() {
    Tree.write("Kbuild", "obj-y += drivers/\nobj-y += arch/$(SRCARCH)/\n");
    for (const char *Arch : {"arm", "s390", "alpha"})
      Tree.write("arch/" + std::string(Arch) + "/Kconfig",
                 "source \"drivers/Kconfig\"\n");
    Tree.write("drivers/Kconfig", "config FOO\n\tbool \"foo\"\n"
                                  "config BAR\n\ttristate \"bar\"\n");
  }

  /// Writes a file in which \p Text has words, and hides them.
  void hide(const std::string &Path, const std::string &Text,
            Verdict V = Verdict::NoCompileCommand) {
    Tree.write(Path, Text);
    unsigned Line = 1;
    for (std::size_t I = 0; I < Text.size(); ++I) {
      if (Text[I] == '\n')
        ++Line;
      if (Text.compare(I, 7, "bv_page") != 0)
        continue;
      Site S;
      S.word = "bv_page";
      S.file = Path;
      S.offset = I;
      S.line = Line;
      S.verdict = V;
      Hidden.sites.push_back(std::move(S));
    }
  }

  /// A word under one #if line.
  void hideUnder(const std::string &Condition,
                 const std::string &Path = "drivers/a.c") {
    Tree.write("drivers/Makefile", "obj-y += a.o\n");
    hide(Path, Condition + "\nint x = bv_page;\n#endif\n", Verdict::Disabled);
  }

  Suggestions suggest() {
    SuggestOptions Options;
    Options.root = Tree.root();
    Options.given = Given;
    Options.threads = 2;
    Options.configure =
        [this](const std::string &Arch,
               const std::vector<std::string> &Set) -> llvm::Expected<Symbols> {
      Asked.push_back(Arch);
      for (const std::string &Option : Set)
        Asked.back() += " " + Option;
      if (Broken.count(Arch))
        return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                       "architecture " + Arch + ", no make");
      const auto It = Configs.find(Asked.back());
      return It != Configs.end() ? It->second : Configs[Arch];
    };
    llvm::Expected<Suggestions> Found = suggestConfigurations(Hidden, Options);
    if (Found)
      return *Found;
    ADD_FAILURE() << llvm::toString(Found.takeError());
    return {};
  }

  /// "arm FOO=y: 2; s390: 1"
  std::string chosen() {
    std::string Text;
    for (const SuggestedConfiguration &C : suggest().configurations) {
      Text += (Text.empty() ? "" : "; ") + C.arch;
      for (const std::string &Option : C.options)
        Text += " " + Option;
      Text += ": " + std::to_string(C.countWords());
    }
    return Text;
  }

  /// The proof of the only word, or what else became of it.
  std::string proof() {
    const Suggestions S = suggest();
    if (S.never.size() == 1)
      return S.never[0].why;
    return S.undecided.size() == 1 ? "undecided: " + S.undecided[0].why
                                   : "shown";
  }

  TestTree Tree;
  Result Hidden;
  /// The symbols by "ARCH" or "ARCH OPTION...".
  std::map<std::string, Symbols> Configs;
  std::vector<GivenConfiguration> Given;
  std::set<std::string> Broken;
  std::vector<std::string> Asked;
};

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_SUGGESTTREE_H
