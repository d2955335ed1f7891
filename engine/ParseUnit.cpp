//===- engine/ParseUnit.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ParseUnit.h"

#include "engine/FirstError.h"
#include "engine/Invocation.h"
#include "engine/Llvm.h"
#include "engine/ReadUnit.h"
#include "engine/Skip.h"
#include "engine/Timing.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;
using namespace pageless;

namespace {

class Consumer : public ASTConsumer {
public:
  Consumer(const Job &J, const SourceManager &Sources, UnitFiles &Files,
           PpRecord &Record, ParseMode Mode, UnitFacts &Facts)
      : J(J), Files(Files), Record(Record), Mode(Mode), Facts(Facts),
        Places(J, Sources) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    if (Mode == ParseMode::Everything)
      return false;
    const auto Until = Places.skippableUntil(*D);
    if (Until)
      Record.startSkipping(Until->first, Until->second);
    return Until.has_value();
  }

  bool HandleTopLevelDecl(DeclGroupRef) override {
    Record.stopSkipping();
    return true;
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    std::vector<Decl *> Scope;
    const auto Consider = [&](auto Decls) {
      for (Decl *D : Decls)
        if (Mode == ParseMode::Everything || Places.concerns(*D))
          Scope.push_back(D);
    };
    const TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
    // A preamble has no word, and hundreds of thousands of declarations.
    if (Context.getExternalSource())
      Consider(Unit->noload_decls());
    else
      Consider(Unit->decls());
    Context.setTraversalScope(Scope);
    const Work Timed("evaluate", Facts.report.file);
    readUnit(J, Files, Context, Facts);
  }

private:
  const Job &J;
  UnitFiles &Files;
  PpRecord &Record;
  ParseMode Mode;
  UnitFacts &Facts;
  InterestingPlaces Places;
};

class Action : public ASTFrontendAction {
public:
  Action(const Job &J, const std::string &Directory, ParseMode Mode,
         UnitFacts &Facts)
      : J(J), Directory(Directory), Mode(Mode), Facts(Facts) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef) override {
    const SourceManager &Sources = Compiler.getSourceManager();
    Files = std::make_unique<UnitFiles>(Sources, J.paths, Directory);
    auto Owned =
        std::make_unique<PpRecord>(Compiler.getPreprocessor(), *Files, J.ledger,
                                   J.words, J.helpers, Facts.preprocessor);
    Record = Owned.get();
    Compiler.getPreprocessor().addPPCallbacks(std::move(Owned));
    return std::make_unique<Consumer>(J, Sources, *Files, *Record, Mode, Facts);
  }

  void ExecuteAction() override {
    ASTFrontendAction::ExecuteAction();
    Record->finish(); // before the preprocessor, its owner, goes
  }

private:
  const Job &J;
  const std::string &Directory;
  ParseMode Mode;
  UnitFacts &Facts;
  std::unique_ptr<UnitFiles> Files;
  PpRecord *Record = nullptr;
};

/// parseUnit() without the net.
void parse(const Job &J, const ParseInput &Input, const Overlay &Changed,
           ParseMode Mode, UnitFacts &Facts) {
  const Work Timed(Mode == ParseMode::Everything ? "parse everything"
                   : Changed.empty()             ? "parse"
                                                 : "recover",
                   Facts.report.file);
  FirstError Diagnostics(J, Input.directory, Facts.report);
  auto Compiler =
      compat::makeCompiler(Input.invocation, Input.files, &Diagnostics);
  Compiler->getDiagnostics().setFatalsAsError(true);
  for (const auto &[File, Text] : J.ledger.texts) {
    const auto It = Changed.find(File);
    if (It == Changed.end() && Input.hasLedgerTexts)
      continue;
    const llvm::StringRef Content = It == Changed.end() ? Text : It->second;
    if (auto Entry = Compiler->getFileManager().getOptionalFileRef(
            J.ledger.root + "/" + File))
      Compiler->getSourceManager().overrideFileContents(
          *Entry, llvm::MemoryBuffer::getMemBuffer(Content));
  }
  Action Run(J, Input.directory, Mode, Facts);
  Compiler->ExecuteAction(Run);
}

} // namespace

bool pageless::runSafely(llvm::function_ref<void()> Work) {
  constexpr unsigned StackSize = 64u << 20; // deep initialisers recurse deeply
  llvm::CrashRecoveryContext Recovery;
  double Seconds = 0;
  const bool Alive = Recovery.RunSafelyOnThread(
      [&] {
        const TracedThread Traced;
        Work();
        Seconds = cpuSeconds();
      },
      StackSize);
  addCpuSeconds(Seconds);
  return Alive;
}

bool pageless::parseUnit(const Job &J, const ParseInput &Input,
                         const Overlay &Changed, UnitFacts &Facts,
                         ParseMode Mode) {
  ++Facts.parses;
  return runSafely([&] { parse(J, Input, Changed, Mode, Facts); });
}

bool pageless::parseUnit(const Job &J, UnitInputs &Inputs,
                         const CompileCommand &Command, const Overlay &Changed,
                         UnitFacts &Facts, ParseMode Mode, InputRecord *Read) {
  ++Facts.parses;
  return runSafely([&] {
    const ParseInput Input = Inputs.input(Command, Read);
    if (Input.invocation)
      return parse(J, Input, Changed, Mode, Facts);
    ++Facts.report.errors;
    Facts.report.firstError = "the compile command names no C source";
  });
}
