//===- tests/support/Snippets.h - The folders of snippets -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_SNIPPETS_H
#define PAGELESS_TESTS_SUPPORT_SNIPPETS_H

#include "tests/support/TestTree.h"

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace pageless::test {

/// testdata/kernel-snippets.
extern const std::filesystem::path Snippets;

/// One folder below a rule's.
struct Topic {
  std::string rule, name;
};

std::ostream &operator<<(std::ostream &Out, const Topic &T);

/// A name that GoogleTest takes.
std::string testNameOf(const Topic &T);

/// All folders of all rules, sorted.
std::vector<Topic> allTopics();

/// True for before.c and headers, false for what becomes of them.
bool isInput(const std::filesystem::path &Path);

/// The file's bytes.
std::string contentOf(const std::filesystem::path &Path);

/// True if UPDATE_GOLDEN asks to write expected files anew.
bool updatesGoldens();

/// Writes a rule's snippets into \p Tree, with their compile commands: all
/// topics, or only \p Topic.
void writeSnippets(TestTree &Tree, const std::string &Rule,
                   const std::string &Topic = "");

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_SNIPPETS_H
