//===- tests/RequirementsTest.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a hidden word needs: its #if lines, makefiles, macros, includers.
//
//===----------------------------------------------------------------------===//

#include "tests/support/SuggestTree.h"

using namespace pageless;
using namespace pageless::test;

namespace {

using RequirementsTest = SuggestTree;

TEST_F(RequirementsTest, ConditionsAreRead) {
  const struct {
    const char *condition;
    Symbols fits, fitsNot;
  } Cases[] = {
      {"#ifdef CONFIG_FOO", {{"FOO", "y"}}, {}},
      {"#ifndef CONFIG_FOO", {}, {{"FOO", "y"}}},
      {"#if defined(CONFIG_FOO) && !defined CONFIG_BAR",
       {{"FOO", "y"}},
       {{"FOO", "y"}, {"BAR", "y"}}},
      {"#if defined(CONFIG_FOO) || defined(CONFIG_BAR)", {{"BAR", "y"}}, {}},
      {"#if IS_ENABLED(CONFIG_BAR)", {{"BAR", "m"}}, {}},
      {"#ifdef CONFIG_BAR", {{"BAR", "y"}}, {{"BAR", "m"}}},
      {"#ifdef CONFIG_BAR_MODULE", {{"BAR", "m"}}, {{"BAR", "y"}}},
      {"#if IS_BUILTIN(CONFIG_BAR)", {{"BAR", "y"}}, {{"BAR", "m"}}},
      {"#if !(CONFIG_FOO && CONFIG_BAR)",
       {{"FOO", "y"}},
       {{"FOO", "y"}, {"BAR", "y"}}},
      {"#ifdef CONFIG_FOO\n#else", {}, {{"FOO", "y"}}},
      {"#if 0\n#elif defined(CONFIG_FOO)", {{"FOO", "y"}}, {}},
      {"#ifdef CONFIG_FOO\n#elif 1", {}, {{"FOO", "y"}}},
  };
  for (const auto &Case : Cases) {
    for (const bool Fits : {true, false}) {
      Hidden.sites.clear();
      Configs.clear();
      hideUnder(Case.condition);
      for (const char *Arch : {"arm", "s390", "alpha"})
        Configs[Arch] = Fits ? Case.fits : Case.fitsNot;
      const std::string Plain = chosen().substr(0, 6);
      EXPECT_EQ(Plain == "arm: 1", Fits) << Case.condition;
    }
  }
}

TEST_F(RequirementsTest, EveryConditionAroundCounts) {
  Tree.write("drivers/Makefile", "obj-y += a.o\n");
  hide("drivers/a.c", "#ifdef CONFIG_FOO\n#ifdef CONFIG_BAR\nbv_page\n#endif\n"
                      "bv_page\n#endif\n");
  Configs["arm"] = {{"FOO", "y"}};
  Configs["s390"] = {{"FOO", "y"}, {"BAR", "y"}};
  EXPECT_EQ(chosen(), "s390: 2");
}

TEST_F(RequirementsTest, MakefileLinesAreRead) {
  const struct {
    const char *makefile;
    Symbols fits, fitsNot;
  } Cases[] = {
      {"obj-$(CONFIG_FOO) += a.o\n", {{"FOO", "y"}}, {}},
      {"obj-y := b.o \\\n\ta.o # c\n", {{"BAR", "m"}}, {{"X", "y"}}},
      {"obj-$(CONFIG_FOO) += m.o\nm-objs := b.o a.o\n", {{"FOO", "y"}}, {}},
      {"obj-$(CONFIG_FOO) += m.o\nm-y := b.o\nm-$(CONFIG_BAR) += a.o\n",
       {{"FOO", "y"}, {"BAR", "m"}},
       {{"FOO", "y"}}},
      {"obj-$(CONFIG_FOO) += m.o\nifdef CONFIG_BAR\nm-objs += a.o\nendif\n",
       {{"FOO", "y"}, {"BAR", "y"}},
       {{"FOO", "y"}}},
      {"obj-y += m.o\nifeq ($(CONFIG_BAR),m)\nelse\nm-objs += a.o\nendif\n",
       {{"BAR", "y"}},
       {{"BAR", "m"}}},
      {"obj-y += m.o\nm-y += $(sub-y)\nsub-$(CONFIG_FOO) += a.o\n",
       {{"FOO", "y"}},
       {}},
      {"obj-$(subst m,y,$(CONFIG_BAR)) += a.o\n", {{"BAR", "m"}}, {}},
      {"lib-$(CONFIG_FOO) += a.o\n", {{"FOO", "y"}}, {}},
  };
  for (const auto &Case : Cases)
    for (const bool Fits : {true, false}) {
      const Symbols &Config = Fits ? Case.fits : Case.fitsNot;
      if (Config.count("X"))
        continue;
      Hidden.sites.clear();
      Configs.clear();
      Tree.write("drivers/Makefile", Case.makefile);
      hide("drivers/a.c", "bv_page\n");
      for (const char *Arch : {"arm", "s390", "alpha"})
        Configs[Arch] = Config;
      EXPECT_EQ(chosen().substr(0, 6) == "arm: 1", Fits) << Case.makefile;
    }
}

TEST_F(RequirementsTest, FoldersAboveCount) {
  Tree.write("drivers/Makefile", "obj-$(CONFIG_FOO) += one/\n");
  Tree.write("drivers/one/Makefile", "obj-$(CONFIG_BAR) += two/\n");
  Tree.write("drivers/one/two/Makefile", "obj-y += a.o\n");
  hide("drivers/one/two/a.c", "bv_page");
  Configs["arm"] = {{"BAR", "m"}};
  Configs["s390"] = {{"FOO", "y"}, {"BAR", "m"}};
  EXPECT_EQ(chosen(), "s390: 1");
}

TEST_F(RequirementsTest, ParentMakefileMayNameTheObject) {
  Tree.write("drivers/Makefile", "obj-y += m.o\nm-$(CONFIG_FOO) := sub/a.o\n");
  hide("drivers/sub/a.c", "bv_page");
  Configs["s390"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "s390: 1");
}

TEST_F(RequirementsTest, ArchitectureOfAFolder) {
  Tree.write("drivers/Makefile", "obj-y += a.o\n");
  // Nothing but arch/s390/Makefile names drivers/s390/.
  Tree.write("arch/s390/Makefile", "drivers-y += drivers/s390/\n");
  Tree.write("drivers/s390/Makefile", "obj-y += a.o\n");
  hide("drivers/s390/a.c", "bv_page");
  EXPECT_EQ(chosen(), "s390: 1");
  EXPECT_EQ(Asked, std::vector<std::string>{"s390"});
}

TEST_F(RequirementsTest, SourcesOfArchitectures) {
  Tree.write("arch/arm/Makefile", "core-y += arch/arm/mm/\n"
                                  "machine-$(CONFIG_FOO) += at91\n");
  Tree.write("arch/arm/mm/Makefile", "obj-y += a.o\n");
  Tree.write("arch/arm/mach-at91/Makefile", "obj-y += b.o\n");
  hide("arch/arm/mm/a.c", "bv_page");
  hide("arch/arm/mach-at91/b.c", "bv_page");
  Configs["arm"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "arm: 2");
}

TEST_F(RequirementsTest, MacrosOfArchitectures) {
  Tree.write("arch/arm/include/asm/cacheflush.h", "#define IMPLEMENTS 0\n");
  Tree.write("arch/s390/include/asm/cacheflush.h", "#define IMPLEMENTS 1\n");
  Tree.write("include/asm-generic/cacheflush.h",
             "#ifndef IMPLEMENTS\n#define IMPLEMENTS 0\n#endif\n");
  hideUnder("#if IMPLEMENTS");
  EXPECT_EQ(chosen(), "s390: 1");
  EXPECT_EQ(Asked, std::vector<std::string>{"s390"});
  // Its being defined is another question, which arm answers too.
  Hidden.sites.clear();
  hideUnder("#ifdef IMPLEMENTS");
  EXPECT_EQ(chosen(), "arm: 1");
}

TEST_F(RequirementsTest, MacrosDependOnTheConditionsAroundThem) {
  Tree.write("include/linux/x.h", "#ifndef X_H\n#define X_H\n"
                                  "#ifdef CONFIG_FOO\n#define HAS_X\n#endif\n"
                                  "#endif\n");
  hideUnder("#ifdef HAS_X");
  Configs["s390"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "s390: 1");
}

TEST_F(RequirementsTest, MacrosOfMakefiles) {
  hideUnder("#ifdef DEBUG_A");
  Tree.write("drivers/Makefile",
             "obj-y += a.o\nccflags-$(CONFIG_FOO) += -DDEBUG_A=1\n");
  Configs["s390"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "s390: 1");
}

TEST_F(RequirementsTest, HeadersNeedAnIncluder) {
  Tree.write("drivers/Makefile", "obj-$(CONFIG_FOO) += a.o\n");
  Tree.write("drivers/a.c", "#include \"mid.h\"\n");
  Tree.write("drivers/mid.h", "#include \"a.h\"\n");
  hide("drivers/a.h", "bv_page");
  Configs["s390"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "s390: 1");
}

TEST_F(RequirementsTest, IncludedSourcesNeedTheirIncluder) {
  Tree.write("drivers/Makefile", "obj-$(CONFIG_FOO) += a.o\n");
  Tree.write("drivers/a.c", "#include \"impl.c\"\n");
  hide("drivers/impl.c", "bv_page");
  Configs["s390"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "s390: 1");
}

} // namespace
