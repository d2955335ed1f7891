//===- engine/Precompiled.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Precompiled.h"

#include "engine/Llvm.h"
#include "engine/ParseUnit.h"
#include "engine/Skip.h"
#include "engine/Timing.h"
#include "engine/UnitBudget.h"
#include "engine/UnreadUses.h"
#include "engine/Watchdog.h"

#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// Skips bodies as in any unit, and notes the declarations of interest.
class HeaderConsumer : public ASTConsumer {
public:
  HeaderConsumer(const Job &J, const SourceManager &Sources, PpRecord &Record,
                 const TraceRecorder &Recorder, compat::PchWriter &Writer,
                 const DiagnosticsEngine &Diagnostics, HeaderTrace &Trace)
      : Sources(Sources), Diagnostics(Diagnostics), Record(Record),
        Recorder(Recorder), Writer(Writer), Trace(Trace), Places(J, Sources) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    const auto Until = Places.skippableUntil(*D);
    if (Until)
      Record.startSkipping(Until->first, Until->second);
    return Until.has_value();
  }

  bool HandleTopLevelDecl(DeclGroupRef) override {
    Record.stopSkipping();
    return !Diagnostics.hasErrorOccurred(); // it is done again without a header
  }

  /// After the writer's own: declarations have numbers then. Those of a file
  /// come in the order in which they stand there.
  void HandleTranslationUnit(ASTContext &Context) override {
    if (!Writer.hasEmittedPCH())
      return;
    DefinesBlanked = pageless::definesBlanked(
        Context, Context.getTranslationUnitDecl()->decls());
    for (const Decl *D : Context.getTranslationUnitDecl()->decls()) {
      if (!Places.concerns(*D))
        continue;
      const auto [File, Offset] =
          Sources.getDecomposedLoc(Sources.getExpansionLoc(D->getBeginLoc()));
      const int Inclusion = Recorder.inclusionOf(File);
      if (Inclusion >= 0)
        Trace.inclusions[static_cast<unsigned>(Inclusion)]
            .declarations.push_back({Offset, Writer.numberOf(*D)});
    }
  }

  bool definesBlanked() const { return DefinesBlanked; }

private:
  bool DefinesBlanked = false;
  const SourceManager &Sources;
  const DiagnosticsEngine &Diagnostics;
  PpRecord &Record;
  const TraceRecorder &Recorder;
  compat::PchWriter &Writer;
  HeaderTrace &Trace;
  InterestingPlaces Places;
};

/// Notes under which #include of the list the first error is.
class BlameHeader : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error || Failed)
      return;
    Failed = true;
    if (!Info.hasSourceManager())
      return;
    const SourceManager &Sources = Info.getSourceManager();
    SourceLocation At = Sources.getExpansionLoc(Info.getLocation());
    while (At.isValid() && !Sources.isInMainFile(At))
      At = Sources.getIncludeLoc(Sources.getFileID(At));
    if (At.isValid())
      Line = Sources.getSpellingLineNumber(At);
  }

  bool Failed = false;
  unsigned Line = 0; ///< from 1; 0 if it is none of them
};

class HeaderAction : public GeneratePCHAction {
public:
  HeaderAction(const Job &J, const ParseInput &Input, HeaderTrace &Trace,
               std::string &Stopped)
      : J(J), Input(Input), Trace(Trace), Stopped(Stopped),
        Buffer(std::make_shared<PCHBuffer>()) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef) override {
    Preprocessor &Pp = Compiler.getPreprocessor();
    const SourceManager &Sources = Compiler.getSourceManager();
    UnitBudget &Budget = UnitBudget::add(Compiler, J.limits, Stopped);
    Files = std::make_unique<UnitFiles>(Sources, J.paths, Input.directory);
    auto Words = std::make_unique<PpRecord>(Pp, *Files, J.ledger, J.words,
                                            J.helpers, Rest);
    Record = Words.get();
    Pp.addPPCallbacks(std::move(Words));
    auto Follows = std::make_unique<TraceRecorder>(
        Pp, *Record, J.ledger, wordsAndCarriers(J), *Files, Trace);
    Recorder = Follows.get();
    Pp.addPPCallbacks(std::move(Follows));
    Pp.setTokenWatcher([this, &Budget](const Token &T) {
      Budget.tokenRead();
      Recorder->tokenRead(T);
    });
    auto Writer = compat::makePchWriter(Compiler, Buffer);
    auto Listens = std::make_unique<HeaderConsumer>(
        J, Sources, *Record, *Recorder, *Writer, Compiler.getDiagnostics(),
        Trace);
    std::vector<std::unique_ptr<ASTConsumer>> Both;
    Both.push_back(std::move(Writer));
    Consumer = Listens.get();
    Both.push_back(std::move(Listens));
    return std::make_unique<MultiplexConsumer>(std::move(Both));
  }

  void ExecuteAction() override {
    ASTFrontendAction::ExecuteAction();
    Recorder->finish(); // before the preprocessor, its owner, goes
    Record->finish(
        [&](FileID File) -> PpFacts & { return Recorder->factsOf(File); });
    Complete = Buffer->IsComplete && !Recorder->isUntraceable() &&
               !Consumer->definesBlanked();
    Lines = Record->lines();
  }

  bool isComplete() const { return Complete; }
  const LineUses &lines() const { return Lines; }
  llvm::SmallVector<char, 0> &data() { return Buffer->Data; }

private:
  const Job &J;
  const ParseInput &Input;
  HeaderTrace &Trace;
  std::string &Stopped;
  std::shared_ptr<PCHBuffer> Buffer;
  std::unique_ptr<UnitFiles> Files;
  PpFacts Rest; ///< of what is in no file
  PpRecord *Record = nullptr;
  TraceRecorder *Recorder = nullptr;
  const HeaderConsumer *Consumer = nullptr;
  bool Complete = false;
  LineUses Lines;
};

} // namespace

std::unique_ptr<Precompiled>
pageless::precompile(const Job &J, const ParseInput &Input,
                     std::vector<std::string> &Headers) {
  auto Made = std::make_unique<Precompiled>();
  BlameHeader Errors;
  bool Complete = false;
  std::string Stopped; // the units will say so themselves
  const bool Alive = runSafely([&] {
    const Work Timed("precompile headers", Input.directory);
    const Watchdog Watch("the headers of " + Input.directory, J.limits.seconds);
    auto Compiler =
        compat::makeCompiler(Input.invocation, Input.files, &Errors);
    Compiler->getDiagnostics().setFatalsAsError(true);
    HeaderAction Run(J, Input, Made->trace, Stopped);
    Compiler->ExecuteAction(Run);
    Complete = Run.isComplete();
    Made->lines = Run.lines();
    Compiler.reset();
    // What was written has grown by doubling; it is kept to the end of the run.
    Made->data.reserve(Run.data().size() + 1);
    Made->data.append(Run.data().begin(), Run.data().end());
    Made->data.push_back('\0');
    Made->data.pop_back();
  });
  if (Alive && Complete && !Errors.Failed)
    return Made;
  if (Alive && Errors.Line > 0 && Errors.Line <= Headers.size())
    Headers.erase(Headers.begin() + (Errors.Line - 1));
  else
    Headers.clear();
  return nullptr;
}

Decl *pageless::declarationOf(ASTReader &Reader, std::uint64_t Id) {
  serialization::ModuleFile &Module =
      Reader.getModuleManager().getPrimaryModule();
  return Reader.GetLocalDecl(Module, LocalDeclID::get(Reader, Module, Id));
}
