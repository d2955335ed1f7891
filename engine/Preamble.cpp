//===- engine/Preamble.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Preamble.h"

#include "engine/FirstError.h"
#include "engine/UnitBudget.h"
#include "engine/View.h"
#include "engine/Watchdog.h"

#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// The directive whose '#' stands at \p Hash, e.g. "ifdef".
llvm::StringRef directiveAt(llvm::StringRef Text, std::size_t Hash) {
  const llvm::StringRef Rest = Text.substr(Hash + 1).ltrim(" \t");
  return Rest.take_while([](char C) { return C >= 'a' && C <= 'z'; });
}

/// Where the first #if stands that is not closed before \p End, or \p End.
std::size_t firstOpenIf(llvm::StringRef Text,
                        llvm::ArrayRef<std::size_t> Directives,
                        std::size_t End) {
  std::vector<std::size_t> Open;
  for (const std::size_t Hash : Directives) {
    if (Hash >= End)
      break;
    const llvm::StringRef Name = directiveAt(Text, Hash);
    if (Name.starts_with("if"))
      Open.push_back(Hash);
    else if (Name == "endif" && !Open.empty())
      Open.pop_back();
  }
  return Open.empty() ? End : Open.front();
}

/// The directive that the first word which needs an AST stands behind, or
/// \p End.
std::size_t firstNeeded(const LexedFile &Lexed, std::size_t End) {
  for (const Word &W : Lexed.words) {
    if (!needsAst(W) || W.offset >= End)
      continue;
    const auto Next = llvm::upper_bound(Lexed.directives, W.offset);
    return Next == Lexed.directives.begin() ? 0 : *std::prev(Next);
  }
  return End;
}

PreambleBounds boundsOf(const Job &J, const std::string &File,
                        const LangOptions &Language, const std::string &Text) {
  const PreambleBounds Whole =
      ComputePreambleBounds(Language, llvm::MemoryBufferRef(Text, File), 0);
  const auto It = J.ledger.files.find(File);
  if (It == J.ledger.files.end())
    return Whole;
  // The words stand at the same places in all texts of a job.
  const std::size_t BeforeWords = firstNeeded(It->second, Whole.Size);
  const std::size_t End = firstOpenIf(Text, It->second.directives, BeforeWords);
  if (End == Whole.Size)
    return Whole;
  return PreambleBounds(static_cast<unsigned>(End),
                        /*PreambleEndsAtStartOfLine=*/true);
}

/// Also knows whether an error is the main file's: the beginning of a unit may
/// end inside a declaration that a header begins, which the rest completes.
class PreambleErrors : public FirstError {
public:
  using FirstError::FirstError;

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    FirstError::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
      return;
    const SourceManager &Sources = Info.getSourceManager();
    InMain |= Sources.isInMainFile(Sources.getExpansionLoc(Info.getLocation()));
  }

  bool anyInMainFile() const { return InMain; }

private:
  bool InMain = false;
};

/// Notes which helpers are macros.
class HelperMacros : public PPCallbacks {
public:
  HelperMacros(const llvm::StringSet<> &Names, std::set<std::string> &Found)
      : Names(Names), Found(Found) {}

  void MacroDefined(const Token &Name, const MacroDirective *) override {
    if (Names.contains(Name.getIdentifierInfo()->getName()))
      Found.insert(Name.getIdentifierInfo()->getName().str());
  }

private:
  const llvm::StringSet<> &Names;
  std::set<std::string> &Found;
};

class Callbacks : public PreambleCallbacks {
public:
  Callbacks(const Job &J, std::set<std::string> &Found) : J(J), Found(Found) {}

  void BeforeExecute(CompilerInstance &Used) override { Compiler = &Used; }

  std::unique_ptr<PPCallbacks> createPPCallbacks() override {
    UnitBudget::add(*Compiler, J.limits, Stopped);
    return std::make_unique<HelperMacros>(J.helpers, Found);
  }

private:
  const Job &J;
  std::set<std::string> &Found;
  CompilerInstance *Compiler = nullptr;
  std::string Stopped; ///< the parse that follows says the same
};

} // namespace

std::unique_ptr<Preamble> Preamble::build(const Job &J,
                                          const CompileCommand &Command,
                                          const FileSystem &Files) {
  std::unique_ptr<Preamble> Built;
  UnitReport Report;
  std::set<std::string> Macros;
  const auto Work = [&] {
    const auto Invocation = makeInvocation(Command, Files);
    if (!Invocation)
      return;
    const std::string &Text = J.ledger.texts.at(Command.file);
    const PreambleBounds Bounds =
        boundsOf(J, Command.file, Invocation->getLangOpts(), Text);
    if (Bounds.Size == 0)
      return;
    PreambleErrors Errors(J, Command.directory, Report);
    DiagnosticOptions Options(Invocation->getDiagnosticOpts());
    const auto Diagnostics = compat::makeDiagnostics(*Files, Options, &Errors);
    Diagnostics->setFatalsAsError(true);
    const Watchdog Watch(Command.file, J.limits.seconds);
    Callbacks Listen(J, Macros);
    auto Headers = compat::buildPreamble(
        *Invocation, *llvm::MemoryBuffer::getMemBuffer(Text, Command.file),
        Bounds, Diagnostics, Files, Listen);
    if (Headers && !Errors.anyInMainFile())
      Built.reset(new Preamble(std::move(*Headers)));
  };
  if (!runSafely(Work) || !Built)
    return nullptr;
  Built->Report = std::move(Report);
  Built->Helpers = std::move(Macros);
  return Built;
}

bool Preamble::fits(const Job &J, const CompileCommand &Command,
                    const FileSystem &Files, const std::string &Text) const {
  const auto Invocation = makeInvocation(Command, Files);
  return Invocation &&
         Headers.CanReuse(
             *Invocation, llvm::MemoryBufferRef(Text, Command.file),
             boundsOf(J, Command.file, Invocation->getLangOpts(), Text),
             *Files);
}

bool Preamble::parse(const Job &J, const CompileCommand &Command,
                     const FileSystem &Files, const Overlay &Changed,
                     UnitFacts &Facts, ParseMode Mode) const {
  const auto It = Changed.find(Command.file);
  const std::string &Text =
      It == Changed.end() ? J.ledger.texts.at(Command.file) : It->second;
  const auto Main = llvm::MemoryBuffer::getMemBuffer(Text, Command.file);
  ParseInput Input;
  Input.directory = Command.directory;
  Input.files = Files;
  Input.invocation = makeInvocation(Command, Files);
  if (!Input.invocation)
    return false;
  Headers.AddImplicitPreamble(*Input.invocation, Input.files, Main.get());
  Input.invocation->getPreprocessorOpts().RetainRemappedFileBuffers = true;
  Facts.report.errors = Report.errors;
  Facts.report.firstError = Report.firstError;
  Facts.preprocessor.helperMacros.insert(Helpers.begin(), Helpers.end());
  return parseUnit(J, Input, Changed, Facts, Mode);
}
