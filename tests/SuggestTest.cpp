//===- tests/SuggestTest.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which configurations are chosen for hidden words, and what is proved of the
// rest.
//
//===----------------------------------------------------------------------===//

#include "tests/support/SuggestTree.h"

#include <algorithm>

using namespace pageless;
using namespace pageless::test;

namespace {

using SuggestTest = SuggestTree;

TEST_F(SuggestTest, NothingHiddenAsksNothing) {
  const Suggestions S = suggest();
  EXPECT_EQ(S.words, 0u);
  EXPECT_TRUE(Asked.empty());
  EXPECT_NE(writeSuggestions(S).find("every word was seen"), std::string::npos);
}

TEST_F(SuggestTest, ProvesWhatNothingCanShow) {
  const std::pair<const char *, const char *> Cases[] = {
      {"#if 0", "its #if condition is 0"},
      {"#ifdef CONFIG_GONE",
       "CONFIG_GONE is defined by no Kconfig file, no #define and no -D of "
       "this tree"},
      {"#ifdef NEVER_SAID",
       "NEVER_SAID is defined nowhere in this tree: no #define, no -D"},
      {"#ifdef CONFIG_ORPHAN",
       "CONFIG_ORPHAN (drivers/Kconfig) depends on what cannot be set: "
       "CONFIG_GONE is defined by no Kconfig file of this tree"},
      {"#ifdef CONFIG_SELECTED",
       "CONFIG_SELECTED (drivers/Kconfig) has no prompt and no default, and "
       "nothing that can be set selects it"},
      {"#ifdef __ASSEMBLY__",
       "__ASSEMBLY__ is not defined where C code is compiled"},
      {"#if defined(CONFIG_GONE) && defined(CONFIG_FOO)",
       "CONFIG_GONE is defined by no Kconfig file, no #define and no -D of "
       "this tree"},
  };
  Tree.write("drivers/Kconfig",
             "config FOO\n\tbool \"foo\"\n"
             "menu \"m\"\n\tdepends on GONE\n"
             "config ORPHAN\n\tbool \"o\"\n\tselect SELECTED\nendmenu\n"
             "config SELECTED\n\tbool\n\thelp\n\t  config GONE\n");
  Tree.write("drivers/comment.h", "/* #define NEVER_SAID */\n");
  for (const auto &[Condition, Why] : Cases) {
    Hidden.sites.clear();
    hideUnder(Condition);
    EXPECT_EQ(proof(), Why) << Condition;
  }
  EXPECT_TRUE(Asked.empty());
}

TEST_F(SuggestTest, ProvesThatNothingBuildsAFile) {
  Tree.write("drivers/Makefile", "obj-y += b.o aa.o\n# a.o\n");
  hide("drivers/a.c", "bv_page");
  EXPECT_EQ(proof(), "no makefile names a.o for drivers/a.c");
  Hidden.sites.clear();
  Tree.write("drivers/sub/Makefile", "obj-y += a.o\n");
  hide("drivers/sub/a.c", "bv_page");
  EXPECT_EQ(proof(), "no makefile names drivers/sub/");
}

TEST_F(SuggestTest, ClaimsNoProofForWhatItCannotRead) {
  for (const char *Makefile :
       {"obj-y += $(patsubst %.c,%.o,$(wildcard $(src)/*.c))\n",
        "obj-y += $(addprefix ./,a.o)\n",
        "ifeq ($(shell uname),Linux)\nobj-y += a.o\nendif\n"}) {
    Hidden.sites.clear();
    Tree.write("drivers/Makefile", Makefile);
    hide("drivers/a.c", "bv_page");
    EXPECT_EQ(proof().substr(0, 22), "undecided: cannot tell") << Makefile;
  }
  Hidden.sites.clear();
  hideUnder("#if BITS_PER_LONG == 64");
  EXPECT_EQ(proof(),
            "undecided: cannot tell whether BITS_PER_LONG == 64 holds");
}

TEST_F(SuggestTest, FewestConfigurations) {
  // Each word alone would be shown best by arm; all of them, by s390.
  Tree.write("drivers/Makefile", "obj-$(CONFIG_FOO) += a.o\n"
                                 "obj-$(CONFIG_BAR) += b.o\n"
                                 "obj-$(CONFIG_BAZ) += c.o\n");
  Tree.write("arch/s390/Kconfig", "config BAZ\n\tdef_bool y\n"
                                  "source \"drivers/Kconfig\"\n");
  hide("drivers/a.c", "bv_page");
  hide("drivers/b.c", "bv_page bv_page");
  Configs["arm"] = {{"FOO", "y"}, {"BAR", "y"}};
  Configs["s390"] = {{"FOO", "y"}, {"BAR", "y"}, {"BAZ", "y"}};
  EXPECT_EQ(chosen(), "arm: 3");
  hide("drivers/c.c", "bv_page");
  EXPECT_EQ(chosen(), "s390: 4");
}

TEST_F(SuggestTest, OneForEachIfItMustBe) {
  Tree.write("drivers/Makefile", "obj-$(CONFIG_FOO) += a.o\n"
                                 "obj-$(CONFIG_BAR) += b.o\n");
  hide("drivers/a.c", "bv_page");
  hide("drivers/b.c", "bv_page");
  Configs["arm"] = {{"FOO", "y"}};
  Configs["s390"] = {{"BAR", "y"}};
  const Suggestions S = suggest();
  ASSERT_EQ(S.configurations.size(), 2u);
  EXPECT_EQ(S.commands,
            std::vector<std::string>{"pageless compdb --tree " + Tree.root() +
                                     " --arch arm,s390 --config allmodconfig "
                                     "-o DIR"});
}

TEST_F(SuggestTest, OptionsForWhatAllmodconfigLeavesOut) {
  Tree.write("drivers/Kconfig",
             "choice\n\tprompt \"which\"\n"
             "config FIRST\n\tbool \"first\"\n"
             "config FOO\n\tbool \"foo\"\nendchoice\n"
             "config BAR\n\tbool \"bar\"\n\tdepends on FOO\n");
  Tree.write("drivers/Makefile", "obj-$(CONFIG_BAR) += a.o\n");
  hide("drivers/a.c", "bv_page");
  for (const char *Arch : {"arm", "s390", "alpha"}) {
    Configs[Arch] = {{"FIRST", "y"}};
    Configs[Arch + std::string(" CONFIG_FOO=y")] =
        Configs[Arch + std::string(" CONFIG_BAR=y CONFIG_FOO=y")] = {
            {"FOO", "y"}, {"BAR", "y"}};
  }
  // BAR=y was tried with it, but FOO=y alone is enough.
  const Suggestions S = suggest();
  ASSERT_EQ(S.configurations.size(), 1u);
  EXPECT_EQ(S.configurations[0].options,
            std::vector<std::string>{"CONFIG_FOO=y"});
  EXPECT_EQ(S.commands,
            std::vector<std::string>{"pageless compdb --tree " + Tree.root() +
                                     " --arch arm --config allmodconfig "
                                     "--set CONFIG_FOO=y -o DIR"});
}

TEST_F(SuggestTest, WhatIsUnwantedIsCleared) {
  hideUnder("#ifndef CONFIG_FOO");
  for (const char *Arch : {"arm", "s390", "alpha"})
    Configs[Arch] = {{"FOO", "y"}};
  Configs["arm CONFIG_FOO=n"] = {{"BAR", "y"}};
  EXPECT_EQ(chosen(), "arm CONFIG_FOO=n: 1");
}

TEST_F(SuggestTest, OptionsThatDoNotHelpAreNotSuggested) {
  hideUnder("#ifdef CONFIG_FOO");
  const Suggestions S = suggest();
  EXPECT_TRUE(S.configurations.empty());
  ASSERT_EQ(S.undecided.size(), 1u);
  EXPECT_NE(std::find(Asked.begin(), Asked.end(), "arm CONFIG_FOO=y"),
            Asked.end());
}

TEST_F(SuggestTest, AnArchitectureClangKnowsIsPreferred) {
  hideUnder("#ifdef CONFIG_FOO");
  Configs["alpha"] = {{"FOO", "y"}};
  Configs["s390"] = {{"FOO", "y"}};
  EXPECT_EQ(chosen(), "s390: 1");
  Configs.erase("s390");
  const Suggestions S = suggest();
  ASSERT_EQ(S.configurations.size(), 1u);
  EXPECT_FALSE(S.configurations[0].clangKnowsArch);
}

TEST_F(SuggestTest, AnArchitectureThatFailsIsSkipped) {
  hideUnder("#ifdef CONFIG_FOO");
  Broken = {"arm"};
  Configs["s390"] = {{"FOO", "y"}};
  const Suggestions S = suggest();
  EXPECT_EQ(S.failures, std::vector<std::string>{"architecture arm, no make"});
  ASSERT_EQ(S.configurations.size(), 1u);
  EXPECT_EQ(S.configurations[0].arch, "s390");
  EXPECT_NE(writeSuggestions(S).find("Skipped architecture arm, no make\n"),
            std::string::npos);
}

TEST_F(SuggestTest, TheGivenConfigurationsAreNotAskedForAgain) {
  hideUnder("#ifdef CONFIG_FOO");
  Given.push_back({"objects", "arm", {{"FOO", "y"}}});
  EXPECT_EQ(proof(), "undecided: the given configuration objects has all that "
                     "this was found to need: CONFIG_FOO");
  EXPECT_TRUE(Asked.empty());
}

TEST_F(SuggestTest, ReadsTheGivenConfigurations) {
  Tree.write("../arm/.config", "#\n# Linux/arm 4.1.0 Kernel Configuration\n#\n"
                               "CONFIG_FOO=y\n# CONFIG_BAR is not set\n");
  const auto Found =
      readGiven({Tree.objects("arm"), Tree.objects("none")}, Tree.root());
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].directory, "arm");
  EXPECT_EQ(Found[0].symbols, (Symbols{{"FOO", "y"}}));
}

TEST_F(SuggestTest, TheSameEveryTime) {
  Tree.write("drivers/Makefile", "obj-$(CONFIG_FOO) += a.o b.o\n");
  hide("drivers/a.c", "bv_page\n\n bv_page");
  hide("drivers/b.c", "#ifdef CONFIG_BAR\nbv_page\n#endif\n#if 0\nbv_page\n"
                      "#endif\n");
  for (const char *Arch : {"arm", "s390", "alpha"})
    Configs[Arch] = {{"FOO", "y"}, {"BAR", "y"}};
  const std::string Once = writeSuggestions(suggest());
  EXPECT_EQ(Once, writeSuggestions(suggest()));
  EXPECT_EQ(Once,
            "\nThe given configurations hide 4 words.\n"
            "\nAdd 1 configuration to show 3 of them:\n"
            "  arm allmodconfig: 3 words\n"
            "    drivers/a.c:1,3: CONFIG_FOO\n"
            "    drivers/b.c:2: #if CONFIG_BAR; CONFIG_FOO\n"
            "\nMake their compile databases, and give each with one more -p:\n"
            "  pageless compdb --tree " +
                Tree.root() +
                " --arch arm --config allmodconfig -o DIR\n"
                "\nNo configuration of this tree can show, 1 word:\n"
                "    drivers/b.c:5: its #if condition is 0\n");
}

} // namespace
