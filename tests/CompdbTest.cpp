//===- tests/CompdbTest.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The parts of compdb/: shell words, logs, the databases of others, the table
// of architectures, options of Kconfig. CompdbRunTest.cpp runs the whole.
//

#include "compdb/Architecture.h"
#include "compdb/Import.h"
#include "compdb/MakeLog.h"
#include "tests/support/TestTree.h"

#include "llvm/Config/llvm-config.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

using namespace pageless;
using namespace pageless::test;
using Json = nlohmann::json;

namespace {

using Commands = std::vector<Words>;

TEST(ShellWords, TakesQuotesOffAsTheShellDoes) {
  EXPECT_EQ(simpleCommands(R"(cc -DKBUILD_STR\(s\)=\#s -D"KBUILD_STR(s)=#s" )"
                           R"(-DNAME='"fork"' -D"A=\"b\"" '' a\ b)"),
            Commands({{"cc", "-DKBUILD_STR(s)=#s", "-DKBUILD_STR(s)=#s",
                       "-DNAME=\"fork\"", "-DA=\"b\"", "", "a b"}}));
  // Only before some characters a backslash between quotes is none.
  EXPECT_EQ(simpleCommands(R"("a\b" 'c\d')"), Commands({{"a\\b", "c\\d"}}));
}

TEST(ShellWords, CutsAListOfCommands) {
  EXPECT_EQ(simpleCommands("set -e; echo 'a; b' && cc -c a.c 2>/dev/null|cat"),
            Commands({{"set", "-e"},
                      {"echo", "a; b"},
                      {"cc", "-c", "a.c"},
                      {"/dev/null"},
                      {"cat"}}));
  EXPECT_EQ(simpleCommands("a 'never ends"), Commands({{"a", "never ends"}}));
}

TEST(ShellWords, WritesALineThatReadsTheSame) {
  const Words Command = {"make", "CC=clang -w", "it's", "", "$HOME"};
  EXPECT_EQ(simpleCommands(shellLine(Command)), Commands({Command}));
}

TEST(CompileUnit, FindsTheCompiler) {
  const auto At = [](const char *Line) {
    return findCompiler(simpleCommands(Line).front());
  };
  EXPECT_EQ(At("gcc -c a.c"), 0u);
  EXPECT_EQ(At("/opt/x/bin/powerpc64-linux-gnu-gcc-12.2 -c a.c"), 0u);
  EXPECT_EQ(At("clang-22 -c a.c"), 0u);
  EXPECT_EQ(At("LC_ALL=C ccache arm-linux-gnueabi-gcc -c a.c"), 2u);
  EXPECT_EQ(At("echo gcc -c a.c"), std::nullopt);
  EXPECT_EQ(At("x86_64-linux-gnu-ld a.o"), std::nullopt);
  EXPECT_EQ(compilerPrefix("/x/powerpc64-linux-gnu-gcc-12"),
            "powerpc64-linux-gnu");
  EXPECT_EQ(compilerPrefix("gcc-12"), "");
  EXPECT_EQ(compilerPrefix("clang-22"), "");
}

TEST(CompileUnit, TellsSourceFromValues) {
  const auto Of = [](const char *Line) {
    return sourceAndObject(simpleCommands(Line).front());
  };
  const auto Unit = Of("cc -include a.c -o b.o -D x.c -c src/b.c");
  ASSERT_TRUE(Unit);
  EXPECT_EQ(Unit->source, "src/b.c");
  EXPECT_EQ(Unit->object, "b.o");
  EXPECT_EQ(Of("cc -c b/a.c")->object, "a.o");
  EXPECT_FALSE(Of("cc -S -o a.s a.c"));
  EXPECT_FALSE(Of("cc -c -o a.o a.S"));
}

/// The units of a log, with a tree that holds a.c, sub/a.c and sub/b.c.
class Log : public testing::Test {
protected:
  void SetUp() override {
    for (const char *File : {"a.c", "sub/a.c", "sub/b.c"})
      tree.write(File, "");
  }
  std::vector<CompileUnit> units(const std::string &Text,
                                 const std::string &Compiler = "") {
    std::vector<CompileUnit> Units;
    MakeLog Reader(tree.root(), Compiler);
    std::istringstream In(Text);
    for (std::string Line; std::getline(In, Line);)
      Reader.feed(Line, [&](CompileUnit U) { Units.push_back(std::move(U)); });
    return Units;
  }
  TestTree tree;
};

TEST_F(Log, OfAKernel) {
  const auto Units =
      units("  set -e;  echo '  gcc -c -o a.o a.c'; gcc -Wp,-MD,.a.o.d "
            "-D\"KBUILD_STR(s)=#s\" -D\"KBUILD_MODNAME=KBUILD_STR(x)\" -c -o "
            "a.o a.c; scripts/fixdep a.o.d\n"
            "ld -r -o built-in.o a.o\n");
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].directory, tree.root());
  EXPECT_EQ(Units[0].file, tree.root() + "/a.c");
  EXPECT_EQ(Units[0].output, "a.o");
  EXPECT_EQ(
      Units[0].arguments,
      Words({"gcc", "-Wp,-MD,.a.o.d", "-DKBUILD_STR(s)=#s",
             "-DKBUILD_MODNAME=KBUILD_STR(x)", "-c", "-o", "a.o", "a.c"}));
}

TEST_F(Log, EntersAndLeavesDirectories) {
  const std::string Sub = tree.root() + "/sub";
  const auto Units = units("make[1]: Entering directory '" + Sub +
                           "'\ngcc -c -o a.o a.c\ngcc -c -o b.o b.c\n"
                           "make[1]: Leaving directory `" +
                           Sub + "'\ngcc -c -o a.o a.c\n");
  ASSERT_EQ(Units.size(), 3u);
  EXPECT_EQ(Units[0].file, Sub + "/a.c");
  EXPECT_EQ(Units[1].directory, Sub);
  EXPECT_EQ(Units[2].file, tree.root() + "/a.c");
}

TEST_F(Log, FindsTheDirectoryWhereMessagesMix) {
  // Another job's directory; the file is not there.
  const auto Units = units("make[1]: Entering directory '" + tree.root() +
                           "/sub'\nmake[2]: Entering directory '/nowhere'\n"
                           "gcc -c -o b.o b.c\n");
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].file, tree.root() + "/sub/b.c");
}

TEST_F(Log, OfOneCompilerOnly) {
  const auto Units = units("gcc -c -o a.o a.c\n/o/.pageless/clang -w -c -o "
                           "sub/a.o sub/a.c\n",
                           "/o/.pageless/clang");
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].output, "sub/a.o");
}

class Import : public Log {
protected:
  /// Imports a text; the entries, or the message in their place.
  Json import(const std::string &Text, bool WithTree = true) {
    tree.write("input", Text);
    out = tree.objects("imported");
    auto Result = importDatabase(
        {tree.root() + "/input", WithTree ? tree.root() : "", out});
    if (!Result)
      return llvm::toString(Result.takeError());
    notes = Result->notes;
    std::ifstream In(out + "/compile_commands.json");
    return Json::parse(In);
  }
  std::string out;
  std::vector<std::string> notes;
};

TEST_F(Import, LogOfACrossCompiler) {
  const Json Entries = import("ccache powerpc64-linux-gnu-gcc -m64 -c -o a.o "
                              "a.c\ngcc -c -o sub/a.o sub/a.c\n");
  ASSERT_EQ(Entries.size(), 2u);
  const std::string Clang = "clang-" + std::to_string(LLVM_VERSION_MAJOR);
  EXPECT_EQ(Entries[0]["arguments"],
            Json({Clang, "--target=powerpc64-linux-gnu", "-m64", "-c", "-o",
                  "a.o", "a.c"}));
  EXPECT_EQ(Entries[1]["arguments"],
            Json({Clang, "-c", "-o", "sub/a.o", "sub/a.c"}));
  EXPECT_TRUE(notes.empty());
}

TEST_F(Import, StandInsAreSaid) {
  const Json Entries = import("hppa-linux-gnu-gcc -c -o a.o a.c\n");
  EXPECT_EQ(Entries[0]["arguments"][1], "--target=powerpc-linux-gnu");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("stands in"), std::string::npos);
  import("pdp11-linux-gnu-gcc -c -o a.o a.c\n");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("no target"), std::string::npos);
}

TEST_F(Import, GenCompileCommandsAndBear) {
  const Json Entries = import(
      Json({{{"directory", tree.root()},
             {"command", "gcc -D\"KBUILD_STR(s)=#s\" -c -o a.o a.c"},
             {"file", tree.root() + "/a.c"}},
            {{"directory", tree.root()},
             {"arguments", {"arm-linux-gnueabi-gcc", "-c", "-o", "b.o", "b.c"}},
             {"file", "sub/b.c"},
             {"output", tree.root() + "/b.o"}},
            // Bear writes down linking, too.
            {{"directory", tree.root()},
             {"arguments", {"gcc", "-o", "a", "a.o"}},
             {"file", "a.o"}},
            {{"directory", tree.root()},
             {"command", "gcc -DTWICE -c -o a.o a.c"},
             {"file", "a.c"}}})
          .dump());
  ASSERT_EQ(Entries.size(), 2u);
  EXPECT_EQ(Entries[0]["arguments"][1], "-DKBUILD_STR(s)=#s");
  EXPECT_EQ(Entries[1]["file"], tree.root() + "/sub/b.c");
  EXPECT_EQ(Entries[1]["arguments"][1], "--target=arm-linux-gnueabi");
}

TEST_F(Import, SaysWhatIsWrong) {
  EXPECT_NE(import("[{\"directory\"")
                .get<std::string>()
                .find("is no compile_commands.json"),
            std::string::npos);
  EXPECT_NE(import("  CC      a.o\n").get<std::string>().find("make V=1"),
            std::string::npos);
  EXPECT_NE(import("gcc -c -o x.o gone.c\n").get<std::string>().find("--tree"),
            std::string::npos);
  EXPECT_FALSE(std::ifstream(out + "/compile_commands.json"));
}

TEST(Architecture, KnowsEveryFolderOfBothTrees) {
  // ls arch of v4.1-rc6 and of v6.12
  std::istringstream Folders(
      "alpha arc arm arm64 avr32 blackfin c6x cris frv hexagon ia64 m32r m68k "
      "metag microblaze mips mn10300 nios2 openrisc parisc powerpc s390 score "
      "sh sparc tile um unicore32 x86 xtensa csky loongarch riscv");
  for (std::string Folder; Folders >> Folder;) {
    const Architecture *Arch = findArchitecture(Folder);
    ASSERT_TRUE(Arch) << Folder;
    EXPECT_EQ(Arch->folder, Folder);
  }
  EXPECT_FALSE(findArchitecture("vax"));
}

TEST(Architecture, EveryRowHasATargetAndAUniqueName) {
  std::set<std::string> Names;
  for (const Architecture &Arch : allArchitectures()) {
    EXPECT_TRUE(Names.insert(Arch.name).second) << Arch.name;
    const Target T = targetOf(Arch, {});
    ASSERT_FALSE(T.options.empty()) << Arch.name;
    EXPECT_EQ(T.options[0], "--target=" + T.triple);
    EXPECT_EQ(T.standIn, Arch.macros != nullptr);
  }
}

TEST(Architecture, TheConfigurationDecides) {
  const auto Of = [](const char *Name, const char *Config) {
    return targetOf(*findArchitecture(Name), Kconfig::parse(Config)).triple;
  };
  EXPECT_EQ(Of("powerpc", ""), "powerpc64-linux-gnu");
  EXPECT_EQ(Of("powerpc", "CONFIG_64BIT=y\nCONFIG_CPU_LITTLE_ENDIAN=y\n"),
            "powerpc64le-linux-gnu");
  EXPECT_EQ(Of("powerpc", "# CONFIG_64BIT is not set\nCONFIG_PPC=y\n"),
            "powerpc-linux-gnu");
  EXPECT_EQ(Of("arm", "CONFIG_CPU_BIG_ENDIAN=y\n"), "armeb-linux-gnueabi");
  EXPECT_EQ(Of("arm", "CONFIG_ARM=y\n"), "arm-linux-gnueabi");
  EXPECT_EQ(Of("s390", "CONFIG_64BIT=y\n"), "s390x-linux-gnu");
  EXPECT_EQ(Of("parisc", "CONFIG_64BIT=y\n"), "powerpc64-linux-gnu");
  EXPECT_EQ(Of("parisc", "CONFIG_PARISC=y\n"), "powerpc-linux-gnu");
  EXPECT_EQ(Of("sparc", "CONFIG_64BIT=y\n"), "sparc64-linux-gnu");
}

TEST(Architecture, StandInsPretend) {
  const Architecture &Alpha = *findArchitecture("alpha");
  const Target T = targetOf(Alpha, {});
  EXPECT_TRUE(T.standIn);
  EXPECT_TRUE(llvm::is_contained(T.options, "-D__alpha__"));
  EXPECT_TRUE(llvm::is_contained(T.options, "-U__x86_64__"));
  EXPECT_NE(standInReason(Alpha, T).find("64 bit, little endian"),
            std::string::npos);
}

TEST(Architecture, XtensaNamesItsAbi) {
  EXPECT_EQ(
      targetOf(*findArchitecture("xtensa"), {}).options,
      Words({"--target=xtensa-linux-gnu", "-D__XTENSA_WINDOWED_ABI__=1"}));
}

TEST(Architecture, OfACrossCompiler) {
  EXPECT_EQ(targetOfPrefix("aarch64-linux-gnu").triple, "aarch64-linux-gnu");
  EXPECT_EQ(targetOfPrefix("microblazeel-linux").triple, "arm-linux-gnueabi");
  EXPECT_EQ(targetOfPrefix("alpha-linux-gnu").triple, "x86_64-linux-gnu");
  EXPECT_TRUE(targetOfPrefix("").options.empty());
  EXPECT_TRUE(targetOfPrefix("pdp11-linux").triple.empty());
}

TEST(Kconfig, OptionsAreChecked) {
  const auto Parsed = [](const char *Text) {
    auto Option = SetOption::parse(Text);
    EXPECT_TRUE(static_cast<bool>(Option)) << Text;
    return *Option;
  };
  EXPECT_EQ(Parsed("CONFIG_A=y").line(), "CONFIG_A=y\n");
  EXPECT_EQ(Parsed("A=n").line(), "# CONFIG_A is not set\n");
  EXPECT_EQ(Parsed("CONFIG_A=0x10").line(), "CONFIG_A=0x10\n");
  EXPECT_EQ(Parsed("CONFIG_A=\"a b\"").line(), "CONFIG_A=\"a b\"\n");
  EXPECT_EQ(Parsed("CONFIG_A=a/b").suffix(), "A-a_b");
  for (const char *Wrong : {"CONFIG_A", "CONFIG_=y", "CONFIG_A=", "A B=y"})
    EXPECT_TRUE(llvm::errorToBool(SetOption::parse(Wrong).takeError()));
  const Kconfig Config =
      Kconfig::parse("CONFIG_A=y\nCONFIG_S=\"a b\"\n# CONFIG_N is not set\n");
  EXPECT_TRUE(
      refusedOptions(Config, {{"A", "y"}, {"S", "a b"}, {"N", "n"}}).empty());
  const auto Refused = refusedOptions(Config, {{"A", "m"}, {"GONE", "y"}});
  ASSERT_EQ(Refused.size(), 2u);
  EXPECT_NE(Refused[0].find("CONFIG_A=m; it is y"), std::string::npos);
}

} // namespace
