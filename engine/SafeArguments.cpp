//===- engine/SafeArguments.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/SafeArguments.h"

#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"

using namespace clang;
using namespace pageless;

namespace {

/// How options begin that are left out, behind their dashes.
constexpr llvm::StringRef Harmful[] = {
    // Code that would be loaded.
    "fplugin", "fpass-plugin",
    // Files that the driver writes itself.
    "MJ", "gen-cdb-fragment-path", "gen-reproducer", "fproc-stat-report",
    "save-temps", "save-stats", "Wp,-M",
    // Files with further options.
    "config",
    // Programs that the driver starts to ask which devices there are. Nothing
    // in a kernel is compiled for one.
    "offload", "foffload", "fopenmp", "fsycl", "cuda", "hip", "xcuda", "xhip",
    "amdgpu-arch-tool", "nvptx-arch-tool", "Xopenmp-target",
    // Answers on stdout or stderr.
    "print-", "dumpmachine", "dumpversion", "version", "help", "autocomplete",
    "ccc-", "###"};

/// Those of which the next argument is a part.
constexpr llvm::StringRef WithValue[] = {"MJ", "gen-cdb-fragment-path",
                                         "config", "Xopenmp-target"};

/// Those that hand the next argument on, to somebody who does not write.
constexpr llvm::StringRef HandOn[] = {"Xclang", "Xpreprocessor", "mllvm",
                                      "Xassembler", "Xlinker"};

bool isHarmful(llvm::StringRef Argument) {
  const llvm::StringRef Name = Argument.ltrim('-');
  if (Name.size() == Argument.size())
    return false;
  return Name == "v" || Name.ends_with("=native") ||
         llvm::any_of(Harmful, [&](llvm::StringRef Prefix) {
           return Name.starts_with(Prefix);
         });
}

bool isOfC(llvm::StringRef Language) {
  return Language == "c" || Language == "c-header" ||
         Language == "cpp-output" || Language == "none" ||
         Language.starts_with("assembler");
}

} // namespace

std::vector<const char *>
pageless::safeArguments(const CompileCommand &Command,
                        llvm::vfs::FileSystem &Files,
                        llvm::BumpPtrAllocator &Memory) {
  llvm::SmallVector<const char *> All(Command.arguments.begin(),
                                      Command.arguments.end());
  if (All.empty())
    return {};
  const auto IsResponse = [](llvm::StringRef A) { return A.starts_with("@"); };
  if (llvm::any_of(All, IsResponse)) {
    llvm::cl::ExpansionContext Expand(Memory, llvm::cl::TokenizeGNUCommandLine);
    Expand.setVFS(&Files).setCurrentDir(Command.directory);
    // Without its flags the unit would be another one.
    if (llvm::errorToBool(Expand.expandResponseFiles(All)) ||
        llvm::any_of(All, IsResponse))
      return {};
  }
  // Clang reads options from a file beside itself, wherever it is said to be.
  std::vector<const char *> Safe = {All.front(), "--no-default-config"};
  for (std::size_t I = 1; I < All.size(); ++I) {
    const llvm::StringRef Argument = All[I];
    if (I + 1 < All.size() && llvm::is_contained(HandOn, Argument.ltrim('-'))) {
      if (!isHarmful(All[++I]))
        Safe.insert(Safe.end(), {All[I - 1], All[I]});
    } else if (Argument == "-x" && I + 1 < All.size() && !isOfC(All[I + 1]))
      ++I;
    else if (!isHarmful(Argument))
      Safe.push_back(All[I]);
    else if (llvm::is_contained(WithValue, Argument.ltrim('-')))
      ++I;
  }
  return Safe;
}

void pageless::disarm(CompilerInvocation &Invocation) {
  FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.StatsFile.clear();
  Frontend.ShowStats = false;
  Frontend.TimeTracePath.clear();
  Frontend.CodeCompletionAt = ParsedSourceLocation();
  Frontend.LLVMArgs.clear();
  Frontend.ASTMergeFiles.clear();
  Invocation.getCodeGenOpts().TimePasses = false;
  Invocation.getDiagnosticOpts().VerifyDiagnostics = false;
  LangOptions &Language = Invocation.getLangOpts();
  Language.Modules = false;
  Language.ImplicitModules = false;
  Invocation.getHeaderSearchOpts().ImplicitModuleMaps = false;
  Invocation.getHeaderSearchOpts().ModuleCachePath.clear();
  Invocation.getHeaderSearchOpts().PrebuiltModuleFiles.clear();
  Frontend.ModuleFiles.clear();
  Invocation.getPreprocessorOpts().ImplicitPCHInclude.clear();
}
