//===- engine/ParseUnit.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ParseUnit.h"

#include "engine/Invocation.h"
#include "engine/Llvm.h"
#include "engine/Skip.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;
using namespace pageless;

namespace {

HelperState lookUpHelper(llvm::StringRef Name, ASTContext &Context,
                         const PpFacts &Pp, UnitFiles &Files) {
  HelperState State;
  IdentifierInfo &Identifier = Context.Idents.get(Name);
  if (Pp.helperMacros.count(Name.str())) {
    State.kind = HelperState::Kind::Other;
    State.signature = "a macro";
    return State;
  }
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(&Identifier)) {
    const auto *Function = dyn_cast<FunctionDecl>(D);
    State.kind =
        Function ? HelperState::Kind::Function : HelperState::Kind::Other;
    State.signature = Function
                          ? Function->getType().getCanonicalType().getAsString()
                          : "no function";
    State.file =
        Files.name(Context.getSourceManager().getFileID(D->getLocation()));
  }
  return State;
}

/// Where the text goes that follows \p After, "struct s" or "f()".
std::optional<DefinitionEnd> findDefinitionEnd(llvm::StringRef After,
                                               ASTContext &Context,
                                               UnitFiles &Files) {
  const SourceManager &Sources = Context.getSourceManager();
  const bool IsFunction = After.consume_back("()");
  After.consume_front("struct ");
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(After))) {
    const auto *Tag = dyn_cast<TagDecl>(D);
    const auto *Function = dyn_cast<FunctionDecl>(D);
    if (Function)
      Function = Function->getDefinition();
    const Decl *Definition = Tag ? Tag->getDefinition() : nullptr;
    if (IsFunction)
      Definition = Function;
    if (!Definition)
      continue;
    const auto [File, From] = Sources.getDecomposedLoc(Sources.getExpansionLoc(
        IsFunction ? Function->getLocation()
                   : cast<TagDecl>(Definition)->getBraceRange().getEnd()));
    // Attributes may stand between the brace and the semicolon. A function's
    // body may have been skipped.
    const llvm::StringRef Mark = IsFunction ? "\n}" : ";";
    const std::size_t End = Sources.getBufferData(File).find(Mark, From);
    if (End != llvm::StringRef::npos)
      return DefinitionEnd{Files.name(File), End + Mark.size()};
  }
  return std::nullopt;
}

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
    const Mentions Found = sweep(Context, J.words, J.helpers);
    Evaluation E = evaluate(J, Found, Files, Context);
    Facts.outcomes = std::move(E.outcomes);
    Facts.unspelled = std::move(E.unspelled);
    for (llvm::StringRef Name : J.helpers.keys())
      Facts.helpers[Name.str()] =
          lookUpHelper(Name, Context, Facts.preprocessor, Files);
    for (const Support &S : J.profile.brings)
      if (const auto End = findDefinitionEnd(S.after, Context, Files))
        Facts.supportPlaces.emplace(S.after, *End);
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

/// The disk, with the ledger's files in memory on top.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesAsSeen(const Ledger &L) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk(
      llvm::vfs::createPhysicalFileSystem().release());
  if (L.inMemory.empty())
    return Disk;
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[File, Text] : L.inMemory)
    Memory->addFileNoOwn(L.root + "/" + File, 0,
                         llvm::MemoryBufferRef(Text, File));
  auto Both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Disk);
  Both->pushOverlay(Memory);
  return Both;
}

/// parseUnit() without the net.
void parse(const Job &J, const CompileCommand &Command, const Overlay &Changed,
           ParseMode Mode, UnitFacts &Facts) {
  FirstError Diagnostics(J, Command.directory, Facts.report);
  const auto Shared = filesAsSeen(J.ledger);
  Shared->setCurrentWorkingDirectory(Command.directory);
  auto Invocation = makeInvocation(Command, Shared);
  if (!Invocation) {
    ++Facts.report.errors;
    Facts.report.firstError = "the compile command names no C source";
    return;
  }
  auto Compiler =
      compat::makeCompiler(std::move(Invocation), Shared, &Diagnostics);
  Compiler->getDiagnostics().setFatalsAsError(true);
  for (const auto &[File, Text] : J.ledger.texts) {
    const auto It = Changed.find(File);
    const llvm::StringRef Content = It == Changed.end() ? Text : It->second;
    if (auto Entry = Compiler->getFileManager().getOptionalFileRef(
            J.ledger.root + "/" + File))
      Compiler->getSourceManager().overrideFileContents(
          *Entry, llvm::MemoryBuffer::getMemBuffer(Content));
  }
  Action Run(J, Command.directory, Mode, Facts);
  Compiler->ExecuteAction(Run);
}

} // namespace

bool pageless::parseUnit(const Job &J, const CompileCommand &Command,
                         const Overlay &Changed, UnitFacts &Facts,
                         ParseMode Mode) {
  constexpr unsigned StackSize = 64u << 20; // deep initialisers recurse deeply
  ++Facts.parses;
  llvm::CrashRecoveryContext Recovery;
  return Recovery.RunSafelyOnThread(
      [&] { parse(J, Command, Changed, Mode, Facts); }, StackSize);
}
