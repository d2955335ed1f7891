//===- tests/ConfigurerTest.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The runs of the kernel's make, with a Makefile that says what it was asked.
// And the choice of the fewest sets.
//
//===----------------------------------------------------------------------===//

#include "suggest/Configurer.h"
#include "suggest/Cover.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <cstdlib>
#include <filesystem>

using namespace pageless;
using namespace pageless::test;

namespace {

/// Writes what make was given into the .config.
constexpr const char *Recorder =
    "allmodconfig:\n"
    "\t@{ echo 'CONFIG_ARCH=$(ARCH)'; echo 'CONFIG_CC=$(CC)'; \\\n"
    "\techo 'CONFIG_HOSTCC=$(HOSTCC)'; echo 'CONFIG_LLVM=$(LLVM)'; \\\n"
    "\techo 'CONFIG_TARGET=$(CLANG_TARGET_FLAGS)'; \\\n"
    "\techo 'CONFIG_OBJECTS=$(O)'; echo 'CONFIG_STRAY=$(STRAY)'; \\\n"
    "\techo \"CONFIG_CROSS=$$CROSS_COMPILE\"; \\\n"
    "\techo '# CONFIG_OFF is not set'; \\\n"
    "\tcat $(KCONFIG_ALLCONFIG); } > $(O)/.config\n";

Symbols configured(const TestTree &Tree, const std::string &Arch,
                   const std::vector<std::string> &Options) {
  llvm::Expected<Symbols> Found = makeConfigurer(Tree.root())(Arch, Options);
  if (Found)
    return *Found;
  ADD_FAILURE() << llvm::toString(Found.takeError());
  return {};
}

std::string failureOf(const Configurer &Configure) {
  llvm::Expected<Symbols> Found = Configure("arm", {});
  return Found ? "it did not fail" : llvm::toString(Found.takeError());
}

TEST(Configurer, RunsTheTreesOwnMakefile) {
  const TestTree Tree;
  Tree.write("Makefile", Recorder);
  setenv("MAKEFLAGS", "STRAY=1", 1);
  setenv("CROSS_COMPILE", "stray-", 1);
  const Symbols Found = configured(Tree, "s390", {"CONFIG_X=y", "CONFIG_Y=n"});
  unsetenv("MAKEFLAGS");
  unsetenv("CROSS_COMPILE");
  EXPECT_EQ(Found.at("ARCH"), "s390");
  EXPECT_EQ(Found.at("X"), "y");
  EXPECT_EQ(Found.at("MODULES"), "y");
  EXPECT_EQ(Found.at("HOSTCC"), "gcc -fcommon -w");
  EXPECT_EQ(Found.at("CC").substr(0, 6), "clang-");
  EXPECT_EQ(Found.at("STRAY"), "");
  EXPECT_EQ(Found.at("CROSS"), "");
  EXPECT_FALSE(Found.count("Y"));
  EXPECT_FALSE(Found.count("OFF"));
  EXPECT_FALSE(std::filesystem::exists(Found.at("OBJECTS")));
}

TEST(Configurer, KernelsThatKnowLlvm) {
  const TestTree Tree;
  Tree.write("Makefile", "LLVM_SUFFIX := x\n" + std::string(Recorder));
  Tree.write("scripts/Makefile.clang", "CLANG_TARGET_FLAGS_arm := arm-linux\n"
                                       "CLANG_TARGET_FLAGS_x86 := x86\n");
  EXPECT_EQ(configured(Tree, "arm", {}).at("LLVM").front(), '-');
  EXPECT_EQ(configured(Tree, "arm", {}).at("TARGET"), "");
  EXPECT_EQ(configured(Tree, "i386", {}).at("TARGET"), "");
  EXPECT_NE(configured(Tree, "alpha", {}).at("TARGET"), "");
}

TEST(Configurer, SaysWhatFailed) {
  const TestTree Tree;
  Tree.write("Makefile", "allmodconfig:\n\t$(error no such thing as $(ARCH))\n"
                         "\t@echo more\n");
  EXPECT_EQ(failureOf(makeConfigurer(Tree.root())),
            "architecture arm, make allmodconfig failed: Makefile:2: *** no "
            "such thing as arm.  Stop.");
  EXPECT_EQ(failureOf(makeConfigurer(Tree.root(), "no-such-make")),
            "architecture arm, make allmodconfig failed: no-such-make is not "
            "installed");
}

TEST(Configurer, NoConfigIsAFailure) {
  const TestTree Tree;
  Tree.write("Makefile", "allmodconfig:\n\t@true\n");
  EXPECT_NE(failureOf(makeConfigurer(Tree.root())).find(".config"),
            std::string::npos);
}

std::vector<std::size_t> indices(std::initializer_list<std::size_t> List) {
  return List;
}

TEST(Cover, FewerThanGreedyWouldTake) {
  // Greedy takes the set of four first, and then needs two more.
  EXPECT_EQ(cover({{{false, true, true, true, true, false}, 0, 0},
                   {{true, true, true, false, false, false}, 0, 1},
                   {{false, false, false, true, true, true}, 0, 2}}),
            indices({1, 2}));
}

TEST(Cover, TiesGoToFewerOptionsAndThenToTheBetterKnown) {
  EXPECT_EQ(cover({{{true}, 1, 0}, {{true}, 0, 9}, {{true}, 0, 3}}),
            indices({2}));
  EXPECT_EQ(cover({{{true, false}, 0, 0}, {{true, true}, 5, 9}}), indices({1}));
}

TEST(Cover, WhatNothingCoversIsLeftOut) {
  EXPECT_EQ(cover({{{true, false}, 0, 0}, {{false, false}, 0, 0}}),
            indices({0}));
  EXPECT_EQ(cover({}), indices({}));
}

TEST(Cover, ManySets) {
  // Too many ways to try them all: still a cover, and at once.
  std::vector<CoverSet> Sets;
  for (unsigned I = 0; I < 60; ++I) {
    CoverSet S{std::vector<bool>(60, false), 0, I};
    for (const unsigned E : {I, (I * 7 + 1) % 60, (I * 13 + 5) % 60})
      S.covers[E] = true;
    Sets.push_back(S);
  }
  std::vector<bool> Covered(60, false);
  for (const std::size_t I : cover(Sets))
    for (std::size_t E = 0; E < 60; ++E)
      Covered[E] = Covered[E] || Sets[I].covers[E];
  EXPECT_EQ(std::count(Covered.begin(), Covered.end(), true), 60);
}

} // namespace
