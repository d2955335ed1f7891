//===- engine/Invocation.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Invocation.h"

#include "engine/SafeArguments.h"

#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"

using namespace clang;
using namespace pageless;

namespace {

/// Takes out all that writes files or loads code.
void makeHarmless(CompilerInvocation &Invocation) {
  disarm(Invocation);
  FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.ProgramAction = frontend::ParseSyntaxOnly;
  Frontend.DisableFree = false;
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.OutputFile.clear();
  Invocation.getDependencyOutputOpts() = DependencyOutputOptions();
  // Clang keeps a pointer to the command's text, which does not live as long.
  Invocation.getCodeGenOpts().Argv0 = "clang";
  DiagnosticOptions &Diagnostics = Invocation.getDiagnosticOpts();
  Diagnostics.ErrorLimit = 0;
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.DiagnosticLogFile.clear();
}

void parseOnly(CompilerInvocation &Invocation) {
  makeHarmless(Invocation);
  Invocation.getFrontendOpts().SkipFunctionBodies = true; // as told later
  // It takes a name for another one, and time.
  Invocation.getLangOpts().SpellChecking = false;
  Invocation.getDiagnosticOpts().IgnoreWarnings = true;
}

/// Forgets a processor or an ABI that this Clang does not know, as of a command
/// made for GCC: without a target nothing at all would be parsed.
void makeTargetKnown(CompilerInvocation &Invocation,
                     DiagnosticsEngine &Diagnostics) {
  TargetOptions &Target = Invocation.getTargetOpts();
  if (compat::isTargetKnown(Diagnostics, Target))
    return;
  Target.CPU.clear();
  Target.TuneCPU.clear();
  if (compat::isTargetKnown(Diagnostics, Target))
    return;
  Target.ABI.clear();
  Target.FPMath.clear();
  Target.FeaturesAsWritten.clear();
}

/// What the command says, by Clang's own driver.
std::shared_ptr<CompilerInvocation>
readCommand(const CompileCommand &Command,
            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
            void (*Restrict)(CompilerInvocation &)) {
  llvm::BumpPtrAllocator Memory;
  const std::vector<const char *> Arguments =
      safeArguments(Command, *Files, Memory);
  if (Arguments.empty())
    return nullptr;
  IgnoringDiagConsumer Silent;
  DiagnosticOptions Options;
  CreateInvocationOptions Create;
  Create.Diags = compat::makeDiagnostics(*Files, Options, &Silent);
  Create.VFS = Files;
  Create.RecoverOnError = true;
  std::shared_ptr<CompilerInvocation> Invocation =
      createInvocation(Arguments, Create);
  if (!Invocation || Invocation->getFrontendOpts().Inputs.empty())
    return nullptr;
  Restrict(*Invocation);
  makeTargetKnown(*Invocation, *Create.Diags);
  return Invocation;
}

} // namespace

std::shared_ptr<CompilerInvocation> pageless::makeInvocation(
    const CompileCommand &Command,
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  return readCommand(Command, std::move(Files), parseOnly);
}

std::shared_ptr<CompilerInvocation> pageless::makeCompileInvocation(
    const CompileCommand &Command,
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  return readCommand(Command, std::move(Files), makeHarmless);
}

std::shared_ptr<CompilerInvocation>
pageless::makeInvocation(const Preprocessor &Live) {
  const SourceManager &Sources = Live.getSourceManager();
  const auto Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (!Main)
    return nullptr;
  auto Invocation = std::make_shared<CompilerInvocation>();
  Invocation->getLangOpts() = Live.getLangOpts();
  Invocation->getTargetOpts() = Live.getTargetInfo().getTargetOpts();
  Invocation->getHeaderSearchOpts() =
      Live.getHeaderSearchInfo().getHeaderSearchOpts();
  Invocation->getPreprocessorOpts() = Live.getPreprocessorOpts();
  Invocation->getPreprocessorOpts().RetainRemappedFileBuffers = true;
  Invocation->getFileSystemOpts() = Live.getFileManager().getFileSystemOpts();
  Invocation->getFrontendOpts().Inputs = {
      FrontendInputFile(Main->getName(), InputKind(Language::C))};
  parseOnly(*Invocation);
  return Invocation;
}
