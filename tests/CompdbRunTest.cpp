//===- tests/CompdbRunTest.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// `pageless compdb` from end to end: a kernel in miniature, a real make, and
// programs of LLVM that only pretend.
//

#include "compdb/Files.h"
#include "compdb/Wrapper.h"
#include "tests/support/TestTree.h"

#include "llvm/Config/llvm-config.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <sys/wait.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

struct Output {
  int status = -1;
  std::string text; ///< both streams
};

Output shell(const std::string &Line) {
  Output Result;
  FILE *Pipe = popen(("(" + Line + ") 2>&1 </dev/null").c_str(), "r");
  std::array<char, 4096> Buffer;
  while (const std::size_t N =
             std::fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Result.text.append(Buffer.data(), N);
  const int Status = pclose(Pipe);
  Result.status = WIFEXITED(Status) ? WEXITSTATUS(Status) : -1;
  return Result;
}

const std::string Version = std::to_string(LLVM_VERSION_MAJOR);

/// Knows neither -mweird nor -march=z900 nor -mcpu=, and no assembly but the
/// entries of offsets files, and these not if it is to read them itself.
constexpr const char *FakeClang = R"sh(#!/bin/sh
object='' source='' mode='' previous='' assembler=own
for word; do
  case $word in
  --version) echo "fake clang version 1"; exit 0 ;;
  -mweird) cat >/dev/null; echo "clang: error: unknown argument: '-mweird'" >&2; exit 1 ;;
  -mcpu=*) echo "error: unsupported option '-mcpu=' for target 'x'" >&2; exit 1 ;;
  -march=z900) echo "error: unknown target CPU 'z900'" >&2; exit 1 ;;
  -S | -E) mode=$word ;;
  -fno-integrated-as) assembler=none ;;
  *.c | *.i | -) source=$word ;;
  esac
  [ "$previous" != -o ] || object=$word
  previous=$word
done
[ "$source" != - ] || { cat; exit 0; }
case $mode in
-E) cat "$source" ;;
-S) [ $assembler = none ] || exit 1
  if grep -q foreign "$source"; then echo "$source: error: foreign" >&2; exit 1; fi
  cp "$source" "$object" ;;
esac
)sh";

constexpr const char *Makefile = R"mk(VERSION = 4
PATCHLEVEL = 1
SUBLEVEL = 0
EXTRAVERSION = -test
inner = $(MAKE) -C $(O) -f $(CURDIR)/Makefile.inner srctree=$(CURDIR)
all:
	+$(inner) all
block/:
	+$(inner) block
allmodconfig defconfig olddefconfig:
	@echo "CONFIG_64BIT=y" >$(O)/.new
	@[ $@ != olddefconfig ] || cat $(O)/.config >>$(O)/.new
	@[ -z "$$KCONFIG_ALLCONFIG" ] || cat "$$KCONFIG_ALLCONFIG" >>$(O)/.new
	@grep -v REFUSED $(O)/.new >$(O)/.config
	@[ $(ARCH) != arm ] || { echo "no arm today"; exit 1; }
prepare:
	@$(inner) -k prepare
scripts:
.PHONY: all block/ prepare scripts
)mk";

constexpr const char *InnerMakefile = R"mk(
CC = clang$(LLVM)
prepare: include/generated/bounds.h include/generated/asm-offsets.h
include/generated/%.h:
	mkdir -p include/generated
	echo >include/generated/autoconf.h
	$(CC) -mweird -S -o $*.s $(srctree)/kernel/$*.c
	cp $*.s $@
all: block
	$(CC) -mweird -Iinclude -D"KBUILD_STR(s)=#s" -c -o a.o $(srctree)/a.c
block:
	$(CC) -march=z900 -mcpu=1 -mother -c -o block/b.o $(srctree)/block/b.c
)mk";

class CompdbRun : public testing::Test {
protected:
  void SetUp() override {
    tree.write("Makefile", Makefile);
    tree.write("Makefile.inner", InnerMakefile);
    for (const char *File :
         {"a.c", "block/b.c", "kernel/bounds.c", "kernel/asm-offsets.c",
          "scripts/x", "arch/x86/Makefile", "arch/s390/Makefile",
          "arch/arm/Makefile", "arch/alpha/Makefile"})
      tree.write(File, "int x;\n");
    tools = tree.objects("tools");
    out = tree.objects("out");
    for (const char *Name :
         {"ld.lld-", "llvm-ar-", "llvm-nm-", "llvm-objcopy-"})
      program(Name + Version, "#!/bin/sh\n");
    program("clang-" + Version, FakeClang);
    program("gcc", "#!/bin/sh\n");
  }
  void program(const std::string &Name, const std::string &Text) const {
    const std::string Path = tools + "/" + Name;
    EXPECT_FALSE(llvm::errorToBool(writeText(Path, Text)));
    fs::permissions(Path, fs::perms::owner_all);
  }
  Output compdb(const std::string &Arguments) const {
    return shell("PATH=" + tools + ":$PATH MAKEFLAGS=n ARCH=none " +
                 PAGELESS_PROGRAM + " compdb " + Arguments);
  }
  Output make(const std::string &More) const {
    return compdb("--tree " + tree.root() + " -o " + out + " " + More);
  }
  Json read(const std::string &Folder, const std::string &File) const {
    const auto Text = readText(out + "/" + Folder + "/" + File);
    EXPECT_TRUE(Text) << File;
    return Json::parse(Text.value_or("null"));
  }
  std::string listing() const { return shell("ls -lR " + tree.root()).text; }
  TestTree tree;
  std::string tools, out;
};

TEST_F(CompdbRun, MakesADatabaseWithoutTheScript) {
  const std::string Before = listing();
  const Output Made = make("--arch s390");
  EXPECT_EQ(Made.status, 0) << Made.text;
  EXPECT_EQ(listing(), Before);
  const Json Entries = read("s390-allmodconfig", "compile_commands.json");
  ASSERT_EQ(Entries.size(), 2u);
  const std::string Folder = out + "/s390-allmodconfig";
  EXPECT_EQ(Entries[0]["directory"], Folder);
  EXPECT_EQ(Entries[0]["file"], tree.root() + "/block/b.c");
  // -mweird was learned by prepare, -march=z900 from the commands.
  EXPECT_EQ(
      Entries[0]["arguments"],
      Json({"clang-" + Version, "--target=s390x-linux-gnu", "-w", "-mother",
            "-c", "-o", "block/b.o", tree.root() + "/block/b.c"}));
  EXPECT_EQ(Entries[1]["arguments"][4], "-DKBUILD_STR(s)=#s");
  const Json Sidecar = read("s390-allmodconfig", "pageless-compdb.json");
  EXPECT_EQ(Sidecar["kernelVersion"], "4.1.0-test");
  EXPECT_EQ(Sidecar["target"], "s390x-linux-gnu");
  EXPECT_EQ(Sidecar["clang"], "fake clang version 1");
  EXPECT_EQ(Sidecar["standIn"], nullptr);
  EXPECT_EQ(Sidecar["commands"], 2);
  EXPECT_EQ(
      Sidecar["droppedOptions"],
      Json({"-march=z900", "-mcpu=", "-mcpu=z900", "-mtune=z900", "-mweird"}));
  EXPECT_TRUE(Sidecar["seconds"].contains("prepare"));
  // Each command is said, and what to do next.
  EXPECT_NE(Made.text.find("-n -k V=1"), std::string::npos);
  EXPECT_NE(Made.text.find("pageless convert -p " + Folder), std::string::npos);
}

TEST_F(CompdbRun, OneOfSeveralFails) {
  const Output Made = make("--arch arm,s390");
  EXPECT_EQ(Made.status, 3);
  EXPECT_NE(Made.text.find("pageless: arm: make allmodconfig failed"),
            std::string::npos)
      << Made.text;
  EXPECT_NE(Made.text.find("no arm today"), std::string::npos);
  EXPECT_EQ(read("s390-allmodconfig", "compile_commands.json").size(), 2u);
  EXPECT_FALSE(fs::exists(out + "/arm-allmodconfig/compile_commands.json"));
}

TEST_F(CompdbRun, OnlyTheTargetsGiven) {
  EXPECT_EQ(make("block").status, 0);
  const Json Entries = read("x86_64-allmodconfig", "compile_commands.json");
  ASSERT_EQ(Entries.size(), 1u);
  EXPECT_EQ(Entries[0]["output"], "block/b.o");
}

TEST_F(CompdbRun, SetOptionsAreMadeAndChecked) {
  EXPECT_EQ(make("--set CONFIG_HIGHMEM=y").status, 0);
  EXPECT_EQ(
      read("x86_64-allmodconfig-HIGHMEM-y", "pageless-compdb.json")["set"],
      Json({{"CONFIG_HIGHMEM", "y"}}));
  const std::string Lines =
      readText(out + "/x86_64-allmodconfig-HIGHMEM-y/.config").value_or("");
  EXPECT_NE(Lines.find("CONFIG_MODULES=y\nCONFIG_HIGHMEM=y\n"),
            std::string::npos)
      << Lines;
  EXPECT_EQ(make("--config defconfig --set HIGHMEM=y").status, 0);
  const Output Refused = make("--set CONFIG_REFUSED=y");
  EXPECT_EQ(Refused.status, 3);
  EXPECT_NE(Refused.text.find("did not take CONFIG_REFUSED=y; it is n"),
            std::string::npos)
      << Refused.text;
  EXPECT_EQ(
      read("x86_64-allmodconfig-REFUSED-y", "compile_commands.json").size(),
      2u);
}

TEST_F(CompdbRun, TakesAConfiguration) {
  const std::string File = tree.objects("mine") + "/debian.config";
  ASSERT_FALSE(llvm::errorToBool(writeText(File, "CONFIG_MINE=m\n")));
  EXPECT_EQ(make("--config " + File + " --set SECOND=n").status, 0);
  const auto Config =
      readText(out + "/x86_64-debian.config-SECOND-n/.config").value_or("");
  EXPECT_NE(Config.find("CONFIG_MINE=m\n"), std::string::npos);
  EXPECT_NE(Config.find("# CONFIG_SECOND is not set\n"), std::string::npos);
}

TEST_F(CompdbRun, StandInsAndAssemblyLeftOutAreSaid) {
  tree.write(
      "kernel/asm-offsets.c",
      "register long sp asm(\"foreign\");\n"
      "void f(void) { asm volatile(\"foreign ( %0\" : : \"Q\"(1));\n"
      "__asm__ __volatile__(\"\\n->\" \"A\" \" %0 )\" : : \"i\" (8)); }\n");
  const Output Made = make("--arch alpha");
  EXPECT_EQ(Made.status, 0) << Made.text;
  EXPECT_NE(Made.text.find("Clang has no target for alpha"), std::string::npos);
  const Json Sidecar = read("alpha-allmodconfig", "pageless-compdb.json");
  EXPECT_EQ(Sidecar["standIn"]["for"], "alpha");
  EXPECT_EQ(Sidecar["withoutAssembly"],
            Json({tree.root() + "/kernel/asm-offsets.c"}));
  EXPECT_EQ(
      readText(out + "/alpha-allmodconfig/include/generated/asm-offsets.h"),
      " long sp ;\nvoid f(void) { ;\n"
      "__asm__ __volatile__(\"\\n->\" \"A\" \" %0 )\" : : \"i\" (8)); }\n");
}

TEST_F(CompdbRun, NewerKernelsKnowClangThemselves) {
  tree.write("Makefile", std::string(Makefile) + "# LLVM_SUFFIX\n");
  tree.write("scripts/Makefile.clang",
             "CLANG_TARGET_FLAGS_s390\t:= s390x-linux-gnu\n"
             "CLANG_TARGET_FLAGS_um := $(CLANG_TARGET_FLAGS_$(SUBARCH))\n");
  tree.write("arch/um/Makefile", "");
  for (const char *Name : {"flex", "bison"})
    program(Name, "#!/bin/sh\n");
  program("clang-" + Version, "#!/bin/sh\n[ $1 != --version ] || echo fake\n");
  const Output Made = make("--arch s390,um");
  EXPECT_NE(Made.text.find("ARCH=s390 LLVM=-" + Version +
                           " -n -k V=1 "
                           "KCFLAGS=-Wno-error\n"),
            std::string::npos)
      << Made.text;
  EXPECT_NE(Made.text.find("ARCH=um SUBARCH=x86_64 LLVM=-" + Version +
                           " CC=" + out +
                           "/um-allmodconfig/.pageless/clang "
                           "CLANG_TARGET_FLAGS=x86_64-linux-gnu"),
            std::string::npos);
  const Json Entries = read("s390-allmodconfig", "compile_commands.json");
  ASSERT_EQ(Entries.size(), 2u);
  EXPECT_EQ(Entries[1]["arguments"][0], "clang-" + Version);
  EXPECT_EQ(Entries[1]["arguments"][1], "-mweird");
}

TEST_F(CompdbRun, AFailureLeavesNoOlderDatabase) {
  EXPECT_EQ(make("").status, 0);
  tree.write("Makefile", "allmodconfig:\n\tfalse\n");
  EXPECT_EQ(make("").status, 3);
  EXPECT_FALSE(fs::exists(out + "/x86_64-allmodconfig/compile_commands.json"));
}

TEST_F(CompdbRun, HeadersThatCannotBeMadeAreSaid) {
  tree.write("kernel/bounds.c", "int foreign;\n");
  const Output Made = make("--arch s390");
  EXPECT_EQ(Made.status, 3);
  EXPECT_NE(Made.text.find("bounds.h could not be made"), std::string::npos);
  EXPECT_EQ(read("s390-allmodconfig", "pageless-compdb.json")["missingHeaders"],
            Json({"include/generated/bounds.h"}));
}

TEST_F(CompdbRun, NoCommandIsAFailure) {
  tree.write("Makefile.inner", "prepare:\n\tmkdir -p include/generated\n"
                               "\ttouch include/generated/autoconf.h\n"
                               "all:\n\t@$(error nothing to make)\n");
  const Output Made = make("");
  EXPECT_EQ(Made.status, 3);
  EXPECT_NE(Made.text.find("printed no compile command"), std::string::npos);
  EXPECT_NE(Made.text.find("nothing to make"), std::string::npos) << Made.text;
}

TEST_F(CompdbRun, WrongUsageIsOneLine) {
  const std::string Root = tree.root();
  fs::create_directories(out + "/x86_64-defconfig");
  ASSERT_FALSE(
      llvm::errorToBool(writeText(out + "/x86_64-defconfig/.config", "")));
  const std::pair<std::string, const char *> Wrong[] = {
      {"", "name the kernel's tree with --tree"},
      {"--tree " + out, "is no kernel tree"},
      {"--tree " + Root + " --arch vax", "no architecture 'vax'"},
      {"--tree " + Root + " --arch sh", "has no arch/sh"},
      {"--tree " + Root + " -o " + Root + "/obj", "lies in the tree"},
      {"--tree " + Root + " -o '" + out + "/a b'", "space or colon"},
      {"--tree " + Root + " --config menuconfig", "--config menuconfig"},
      {"--tree " + Root + " --set A", "must be like CONFIG_HIGHMEM=y"},
      {"--tree " + Root + " -o " + out + " nowhere", "has no nowhere"},
      {"--tree " + Root + " -o " + out + " --config defconfig",
       "is not from pageless"},
      {"--from " + Root + "/gone", "no file"},
      {"--from " + Root + "/a.c --arch arm", "goes with --tree and -o only"},
  };
  for (const auto &[Arguments, Message] : Wrong) {
    const Output Refused = compdb(Arguments);
    EXPECT_EQ(Refused.status, 2) << Arguments;
    EXPECT_NE(Refused.text.find(Message), std::string::npos) << Refused.text;
    EXPECT_EQ(Refused.text.find('\n'), Refused.text.size() - 1);
  }
}

TEST_F(CompdbRun, ATreeBuiltInPlaceAndAMissingProgram) {
  fs::remove(tools + "/ld.lld-" + Version);
  const Output Missing = shell("PATH=" + tools + " " + PAGELESS_PROGRAM +
                               " compdb --tree " + tree.root() + " -o " + out);
  EXPECT_EQ(Missing.status, 2);
  EXPECT_NE(Missing.text.find("is not installed"), std::string::npos);
  tree.write(".config", "");
  const Output InPlace = make("");
  EXPECT_EQ(InPlace.status, 2);
  EXPECT_NE(InPlace.text.find("make mrproper"), std::string::npos);
}

/// The script alone.
class Compiler : public CompdbRun {
protected:
  void SetUp() override {
    CompdbRun::SetUp();
    ASSERT_FALSE(llvm::errorToBool(wrapper.write(
        tools + "/clang-" + Version, {"--target=s390x-linux-gnu"})));
  }
  Wrapper wrapper{tree.objects("state")};
};

TEST_F(Compiler, AnswersTheQuestionsOfMakefiles) {
  const std::string Ask = wrapper.program();
  // -mweird comes from the makefile, the question is about -mgood.
  EXPECT_EQ(
      shell(Ask + " -mweird -mgood -c -x c /dev/null -o /dev/null").status, 0);
  EXPECT_EQ(wrapper.droppedOptions(), std::set<std::string>({"-mweird"}));
  // Now the question is about -mweird itself, known or not.
  const Output No = shell(Ask + " -mgood -mweird -c -x c /dev/null -o x.o");
  EXPECT_EQ(No.status, 1);
  EXPECT_NE(No.text.find("unknown argument"), std::string::npos);
  EXPECT_EQ(shell(Ask + " -march=z900 -c -x c /dev/null -o x.o").status, 1);
  EXPECT_EQ(wrapper.droppedOptions().size(), 1u);
}

TEST_F(Compiler, LeavesAnOptionOutWithAnyValue) {
  EXPECT_EQ(shell(wrapper.program() + " -mcpu=ev5 -c -o a.o a.c").status, 0);
  EXPECT_EQ(wrapper.droppedOptions(), std::set<std::string>({"-mcpu="}));
  EXPECT_EQ(shell(wrapper.program() + " -mcpu=ev6 -c -x c /dev/null").status,
            1);
}

TEST_F(Compiler, EveryTryReadsTheInput) {
  const Output Read =
      shell("printf text | " + wrapper.program() + " -mweird -x c -c -o x.o -");
  EXPECT_EQ(Read.status, 0);
  EXPECT_EQ(Read.text, "text");
}

TEST_F(Compiler, ForgetsWhatWasForAnotherTarget) {
  shell(wrapper.program() + " -mweird -c -o a.o a.c");
  EXPECT_EQ(wrapper.droppedOptions().size(), 1u);
  ASSERT_FALSE(llvm::errorToBool(
      wrapper.write(tools + "/clang-" + Version, {"--target=arm"})));
  EXPECT_TRUE(wrapper.droppedOptions().empty());
}

TEST_F(Compiler, OtherErrorsStayErrors) {
  tree.write("kernel/x.c", "foreign\n");
  const Output Failed =
      shell(wrapper.program() + " -S -o x.s " + tree.root() + "/kernel/x.c");
  EXPECT_EQ(Failed.status, 1);
  EXPECT_NE(Failed.text.find("error: foreign"), std::string::npos);
  EXPECT_TRUE(wrapper.withoutAssembly().empty());
}

} // namespace
