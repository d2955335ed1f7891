//===- tests/NothingRunsTest.cpp - Commands are read, never run -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whatever a compile command says, nothing of it is executed, no file is
// written, and nothing but the summary is printed.
//
//===----------------------------------------------------------------------===//

#include "tests/support/Program.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;
using nlohmann::json;
using Flags = std::vector<std::string>;

namespace {

class NothingRuns : public testing::Test {
protected:
  void SetUp() override {
    Tree.writeBlkTypes();
    Tree.write("a.c", "#include <linux/blk_types.h>\n"
                      "void *f(struct bio_vec *v)\n{\n"
                      "\treturn v->bv_page;\n}\n");
    fs::create_directories(Tree.objects());
    fs::create_directories(Tree.objects("evil"));
    fs::create_directories(Tree.objects("here"));
    // Whatever program it is taken for, it tells that it ran.
    for (const char *Name :
         {"gcc", "clang", "as", "ld", "ld.evil", "cc1", "wrapper",
          "amdgpu-arch", "nvptx-arch", "offload-arch", "llvm-offload-binary",
          "s390x-linux-gnu-gcc", "plugin.so", "xcrun"}) {
      const std::string Path = evil(Name);
      std::ofstream(Path) << "#!/bin/sh\necho ran >> " << evil("witness")
                          << "\n";
      fs::permissions(Path, fs::perms::all);
    }
  }

  std::string evil(const std::string &Name) const {
    return Tree.objects("evil") + "/" + Name;
  }

  /// Everything but the output.
  std::map<std::string, std::string> everything() const {
    auto All = allBelow(fs::path(Tree.root()).parent_path());
    std::erase_if(All, [](const auto &File) {
      return File.first.rfind("out/", 0) == 0 ||
             File.first == "config/compile_commands.json";
    });
    return All;
  }

  void expectNothing(const Flags &More, const std::string &Compiler) const {
    json Arguments = {Compiler, "-I" + Tree.root() + "/include"};
    for (const std::string &Flag : More)
      Arguments.push_back(Flag);
    Arguments.push_back("-c");
    Arguments.push_back(Tree.root() + "/a.c");
    SCOPED_TRACE(Arguments.dump());
    const json Entries = json::array({{{"directory", Tree.objects("here")},
                                       {"file", Tree.root() + "/a.c"},
                                       {"arguments", Arguments}}});
    std::ofstream(Tree.objects() + "/compile_commands.json") << Entries;
    const auto Before = everything();
    const Ended Run = runProgram(
        "convert --rule bvec-page --no-cache --progress never --tree " +
            Tree.root() + " -p " + Tree.objects() + " --out " +
            Tree.objects("out"),
        "", Tree.objects("here"));
    EXPECT_TRUE(Run.status == 0 || Run.status == 3) << Run.err;
    EXPECT_EQ(Run.err, "");
    EXPECT_EQ(Run.out.rfind("pageless ", 0), 0u) << Run.out;
    EXPECT_EQ(everything(), Before);
  }

  void expectNothing(const Flags &More) const {
    expectNothing(More, evil("clang"));
  }

  TestTree Tree;
};

TEST_F(NothingRuns, OfCompilers) {
  for (const char *Name : {"gcc", "clang", "s390x-linux-gnu-gcc", "wrapper"})
    expectNothing({}, evil(Name));
  expectNothing({evil("gcc")}, evil("wrapper")); // such as ccache
  expectNothing({"-c", "touch witness"}, "/bin/sh");
  expectNothing({"$(touch witness)", "`touch witness`", "; touch witness"});
}

TEST_F(NothingRuns, OfPluginsAndTools) {
  const std::string Folder = Tree.objects("evil");
  for (const Flags &More :
       std::vector<Flags>{{"-fplugin=" + evil("plugin.so")},
                          {"-Xclang", "-load", "-Xclang", evil("plugin.so")},
                          {"-Xclang", "-add-plugin", "-Xclang", "evil"},
                          {"-Xclang", "-plugin", "-Xclang", "evil"},
                          {"-fpass-plugin=" + evil("plugin.so")},
                          {"-Xclang", "-fpass-plugin=" + evil("plugin.so")},
                          {"-mllvm", "-load=" + evil("plugin.so")},
                          {"-fuse-ld=" + evil("ld.evil")},
                          {"-fuse-ld=evil", "-B" + Folder},
                          {"--ld-path=" + evil("ld")},
                          {"-wrapper", evil("wrapper")},
                          {"-no-integrated-cpp", "-B", Folder},
                          {"-fno-integrated-as", "-B" + Folder},
                          {"-fno-integrated-cc1"},
                          {"--gcc-toolchain=" + Folder},
                          {"-specs=" + evil("gcc")},
                          {"--config=" + evil("gcc")},
                          {"-fcuda-is-device", "--cuda-path=" + Folder},
                          {"--target=x86_64-apple-darwin"},
                          {"-isysroot", Folder}})
    expectNothing(More);
}

TEST_F(NothingRuns, ThatAsksForTheMachine) {
  const std::string Tool = evil("amdgpu-arch");
  for (const Flags &More : std::vector<Flags>{
           {"--target=amdgcn-amd-amdhsa", "-mcpu=native"},
           {"--target=amdgcn-amd-amdhsa", "-mcpu=native",
            "--amdgpu-arch-tool=" + Tool},
           {"-x", "hip", "--offload-arch=native", "--amdgpu-arch-tool=" + Tool},
           {"-x", "cuda", "--offload-arch=native", "--nvptx-arch-tool=" + Tool},
           {"-x", "hip", "--offload-arch=native",
            "--offload-arch-tool=" + Tool},
           {"-fopenmp", "--offload-arch=native", "-B" + Tree.objects("evil")},
           {"-fopenmp", "-fopenmp-targets=amdgcn-amd-amdhsa",
            "--amdgpu-arch-tool=" + Tool},
           {"-fopenmp=libomp", "-fopenmp-targets=nvptx64-nvidia-cuda",
            "-Xopenmp-target", "-march=native"},
           {"-foffload-lto", "-fopenmp", "--offload-arch=native,gfx906"}})
    expectNothing(More);
}

TEST_F(NothingRuns, ThatIsInResponseFiles) {
  std::ofstream(Tree.objects("here") + "/response")
      << "-fplugin=" << evil("plugin.so") << " -Xclang -load -Xclang "
      << evil("plugin.so") << " -MJ here.json -o here.o -MD -MF here.d\n";
  expectNothing({"@response"});
  expectNothing({"@" + Tree.objects("here") + "/response"});
}

TEST_F(NothingRuns, ThatWritesFiles) {
  const std::string To = evil("new");
  for (const Flags &More : std::vector<Flags>{
           {"-o", To},
           {"-o" + To},
           {"-o", Tree.root() + "/b.c"},
           {"-MD", "-MF", To},
           {"-MMD", "-MF" + To, "-MT", "x", "-MP"},
           {"-Wp,-MD," + To},
           {"-Wp,-MMD," + To},
           {"-MJ", To},
           {"-MJ" + To},
           {"-gen-cdb-fragment-path", Tree.objects("evil")},
           {"--serialize-diagnostics", To},
           {"-serialize-diagnostics", To},
           {"-save-temps"},
           {"-save-temps=obj", "-o", To},
           {"-save-stats"},
           {"-save-stats=obj"},
           {"-Xclang", "-stats-file=" + To},
           {"-ftime-trace"},
           {"-ftime-trace=" + To},
           {"-fmodules", "-fmodules-cache-path=" + To},
           {"-fmodules", "-fimplicit-modules", "-fcxx-modules",
            "-fmodules-cache-path=" + To},
           {"-fcrash-diagnostics-dir=" + To, "-gen-reproducer=always"},
           {"-fproc-stat-report=" + To},
           {"-fsave-optimization-record", "-foptimization-record-file=" + To},
           {"-fdump-record-layouts", "-fdump-tree-all"},
           {"-dumpbase", To, "-dumpdir", To, "-auxbase", To},
           {"-ftest-coverage", "-fprofile-arcs", "--coverage"},
           {"-fprofile-generate=" + To},
           {"-fcallgraph-info", "-fstack-usage"},
           {"-gsplit-dwarf", "-Xclang", "-split-dwarf-file", "-Xclang", To},
           {"-Xclang", "-diagnostic-log-file", "-Xclang", To},
           {"-Xclang", "-dependency-file", "-Xclang", To, "-Xclang", "-MT",
            "-Xclang", "x"},
           {"-Xclang", "-header-include-file", "-Xclang", To},
           {"-Xclang", "-dependency-dot", "-Xclang", To},
           {"-Xclang", "-module-dependency-dir", "-Xclang", To},
           {"-Xclang", "-emit-pch", "-o", To},
           {"-Xclang", "-emit-module", "-o", To},
           {"-Xclang", "-emit-html", "-o", To},
           {"-extract-api", "-o", To},
           {"--analyze", "-o", To},
           {"-E", "-o", To},
           {"-S", "-o", To},
           {"-emit-llvm", "-o", To},
           {"-index-store-path", To},
           {"-ivfsoverlay", To},
           {"-fdebug-prefix-map=/=" + To},
           {"-rewrite-objc", "-o", To}})
    expectNothing(More);
}

TEST_F(NothingRuns, ThatPrints) {
  for (const char *Flag : {"--version",
                           "-v",
                           "-###",
                           "--help",
                           "-help",
                           "--help-hidden",
                           "-print-search-dirs",
                           "--print-file-name=x",
                           "-print-prog-name=ld",
                           "-print-libgcc-file-name",
                           "-print-multi-lib",
                           "-print-targets",
                           "--print-supported-cpus",
                           "-print-resource-dir",
                           "-print-target-triple",
                           "-dumpmachine",
                           "-dumpversion",
                           "-dumpspecs",
                           "--autocomplete=-f",
                           "-ccc-print-phases",
                           "-ccc-print-bindings",
                           "-H",
                           "-M",
                           "-MM",
                           "-ftime-report",
                           "-Wall",
                           "-pedantic"})
    expectNothing({Flag});
  for (const char *Flag : {"-print-stats",
                           "-ast-dump",
                           "-ast-print",
                           "-ast-list",
                           "-ast-view",
                           "-dump-tokens",
                           "-dump-raw-tokens",
                           "-E",
                           "-H",
                           "-verify",
                           "-fdump-record-layouts",
                           "-fdump-vtable-layouts",
                           "-ast-dump-all",
                           "-code-completion-at=a.c:1:1",
                           "-analyze",
                           "-version",
                           "-print-decl-types",
                           "-init-only",
                           "-sys-header-deps",
                           "-show-includes",
                           "-fixit",
                           "-dwarf-ext-refs"})
    expectNothing({"-Xclang", Flag});
}

TEST_F(NothingRuns, OfCommandsForClangsOwnPart) {
  expectNothing({"-cc1", "-load", evil("plugin.so")});
  expectNothing({"-cc1", "-fsyntax-only", "-load", evil("plugin.so"),
                 "-stats-file=" + evil("new")});
  expectNothing({"-cc1as", "-o", evil("new")});
}

} // namespace
