//===- engine/ParseUnit.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ParseUnit.h"

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
    for (Decl *D : Context.getTranslationUnitDecl()->decls())
      if (Mode == ParseMode::Everything || Places.concerns(*D))
        Scope.push_back(D);
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

/// Counts errors and keeps the first.
class FirstError : public DiagnosticConsumer {
public:
  FirstError(const Job &J, const std::string &Directory, UnitReport &Report)
      : J(J), Directory(Directory), Report(Report) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error)
      return;
    if (Report.errors++ != 0)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Report.firstError = place(Info) + std::string(Text);
  }

private:
  std::string place(const Diagnostic &Info) const {
    if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
      return "";
    const PresumedLoc At = Info.getSourceManager().getPresumedLoc(
        Info.getSourceManager().getExpansionLoc(Info.getLocation()));
    if (At.isInvalid())
      return "";
    const auto File = J.paths.relative(At.getFilename(), Directory);
    return (File ? *File
                 : llvm::StringRef(At.getFilename()).rsplit('/').second.str()) +
           ":" + std::to_string(At.getLine()) + ":" +
           std::to_string(At.getColumn()) + ": ";
  }

  const Job &J;
  const std::string &Directory;
  UnitReport &Report;
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

bool runSafely(llvm::function_ref<void()> Parse) {
  constexpr unsigned StackSize = 64u << 20; // deep initialisers recurse deeply
  llvm::CrashRecoveryContext Recovery;
  return Recovery.RunSafelyOnThread(
      [&] {
        const TracedThread Traced;
        Parse();
      },
      StackSize);
}

} // namespace

bool pageless::parseUnit(const Job &J, const ParseInput &Input,
                         const Overlay &Changed, UnitFacts &Facts,
                         ParseMode Mode) {
  ++Facts.parses;
  return runSafely([&] { parse(J, Input, Changed, Mode, Facts); });
}

bool pageless::parseUnit(const Job &J, UnitInputs &Inputs,
                         const CompileCommand &Command, const Overlay &Changed,
                         UnitFacts &Facts, ParseMode Mode) {
  ++Facts.parses;
  return runSafely([&] {
    const ParseInput Input = Inputs.input(Command);
    if (Input.invocation)
      return parse(J, Input, Changed, Mode, Facts);
    ++Facts.report.errors;
    Facts.report.firstError = "the compile command names no C source";
  });
}
