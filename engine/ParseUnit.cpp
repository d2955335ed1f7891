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
#include "engine/Precompiled.h"
#include "engine/ReadUnit.h"
#include "engine/Replay.h"
#include "engine/Skip.h"
#include "engine/Timing.h"
#include "engine/UnitBudget.h"
#include "engine/UnreadUses.h"
#include "engine/Watchdog.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/IdentifierResolver.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace pageless;

namespace {

/// Why facts cannot be trusted, for the report of where time went, and which
/// way of parsing does not have that problem.
struct Doubt {
  const char *what = nullptr; ///< null if there is none
  ParseWay next = ParseWay::Plain;
};

/// What there is to say of a parse beside its facts.
struct Parsed {
  Doubt problem; ///< why the facts may not be those of the unit's real text
  /// The precompiled headers that the unit reads.
  std::vector<HeaderTrace::FileKey> headers;
  LineUses lines;
};

class Consumer : public ASTConsumer {
public:
  /// \p Shared is null without precompiled headers of other units. With
  /// \p NoErrors a unit with errors is parsed again in any case.
  Consumer(const Job &J, const CompilerInstance &Compiler, UnitFiles &Files,
           PpRecord &Record, Replay *Shared, ParseMode Mode, bool NoErrors,
           UnitFacts &Facts)
      : J(J), Compiler(Compiler), Files(Files), Record(Record), Shared(Shared),
        Mode(Mode), NoErrors(NoErrors), Facts(Facts),
        Places(J, Compiler.getSourceManager()) {}

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
    return !isInVain();
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    const TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
    DefinesBlanked =
        NoErrors && pageless::definesBlanked(Context, Unit->noload_decls());
    if (isInVain())
      return;
    std::vector<Decl *> Scope;
    const auto Consider = [&](auto Decls) {
      for (Decl *D : Decls)
        if (Mode == ParseMode::Everything || Places.concerns(*D))
          Scope.push_back(D);
    };
    // A preamble has no word, and hundreds of thousands of declarations.
    if (Context.getExternalSource())
      Consider(Unit->noload_decls());
    else
      Consider(Unit->decls());
    if (Shared) {
      Scope = withShared(Scope);
      if (!Shared->problem() && includesInside(*Unit))
        Shared->fail("again: included in a declaration");
      if (!Shared->problem() && usesUnread(Context, Files))
        Shared->fail("again: declaration not included");
      if (Shared->problem())
        return;
    }
    if (Shared)
      showNames(Context);
    Context.setTraversalScope(Scope);
    const Work Timed("evaluate", Facts.report.file);
    readUnit(J, Files, Context, Facts);
  }

  /// A body that was blanked may be what an error is about.
  bool definesBlanked() const { return DefinesBlanked; }

private:
  /// True if the unit is parsed again, whatever else there is.
  bool isInVain() const {
    return DefinesBlanked || (Shared && Shared->problem()) ||
           (NoErrors && Facts.report.errors);
  }

  /// \p Own, and what the unit reads of the headers, in reading order.
  std::vector<Decl *> withShared(llvm::ArrayRef<Decl *> Own) {
    const SourceManager &Sources = Compiler.getSourceManager();
    ASTReader &Reader = *Compiler.getASTReader();
    std::vector<Decl *> All;
    auto Group = Shared->groups().begin();
    const auto Add = [&](SourceLocation Before) {
      for (; Group != Shared->groups().end(); ++Group) {
        if (Before.isValid() && Group->from.isValid() &&
            !Sources.isBeforeInTranslationUnit(Group->from, Before))
          return;
        for (const std::uint64_t Id : Group->declarations)
          All.push_back(declarationOf(Reader, Id));
      }
    };
    for (Decl *D : Own) {
      Add(Sources.getExpansionLoc(D->getBeginLoc()));
      All.push_back(D);
    }
    Add(SourceLocation());
    return All;
  }

  /// True if a declaration of the unit's own has one of the #includes that
  /// Clang has skipped in its middle, and so is not what it would be.
  bool includesInside(const TranslationUnitDecl &Unit) const {
    const SourceManager &Sources = Compiler.getSourceManager();
    std::map<FileID, std::vector<unsigned>> Includes; // each in reading order
    for (const Replay::Group &G : Shared->groups())
      if (G.from.isValid() && G.saysTokens) {
        const auto [File, Offset] = Sources.getDecomposedLoc(G.from);
        Includes[File].push_back(Offset);
      }
    if (Includes.empty())
      return false;
    return llvm::any_of(Unit.noload_decls(), [&](const Decl *D) {
      const auto [File, Begin] =
          Sources.getDecomposedLoc(Sources.getExpansionLoc(D->getBeginLoc()));
      const auto [EndFile, End] =
          Sources.getDecomposedLoc(Sources.getExpansionLoc(D->getEndLoc()));
      const auto It = Includes.find(File);
      if (It == Includes.end() || File != EndFile)
        return false;
      const auto First = llvm::lower_bound(It->second, Begin);
      return First != It->second.end() && *First < End;
    });
  }

  /// Puts what is looked up by name where it is looked for: Clang would load
  /// all declarations of the headers to find it.
  void showNames(ASTContext &Context) {
    TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
    Unit->setHasExternalLexicalStorage(false);
    Unit->buildLookup(); // of the unit's own; without it nothing can be added
    const auto Show = [&](llvm::StringRef Name) {
      for (NamedDecl *D :
           Compiler.getSema().IdResolver.decls(&Context.Idents.get(Name)))
        if (D->getDeclContext()->isTranslationUnit())
          Unit->makeDeclVisibleInContext(D);
    };
    for (const auto &[Key, H] : J.profile.helpers) {
      Show(H.name);
      // A call may have calls of others in it.
      for (const std::string &Text : {H.open, H.separator, H.close})
        for (std::size_t I = 0; I < Text.size();) {
          const llvm::StringRef Name =
              llvm::StringRef(Text).substr(I).take_while(
                  [](char C) { return isAsciiIdentifierContinue(C); });
          if (!Name.empty())
            Show(Name);
          I += Name.size() + 1;
        }
    }
    for (const Support &S : J.profile.brings) {
      llvm::StringRef Name = S.after;
      Name.consume_back("()");
      Name.consume_front("struct ");
      Show(Name);
    }
  }

  const Job &J;
  const CompilerInstance &Compiler;
  UnitFiles &Files;
  PpRecord &Record;
  Replay *Shared;
  ParseMode Mode;
  bool NoErrors, DefinesBlanked = false;
  UnitFacts &Facts;
  InterestingPlaces Places;
};

class Action : public ASTFrontendAction {
public:
  Action(const Job &J, const ParseInput &Input, ParseMode Mode,
         UnitFacts &Facts, std::string &Stopped)
      : J(J), Input(Input), Mode(Mode), Facts(Facts), Stopped(Stopped) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef) override {
    const SourceManager &Sources = Compiler.getSourceManager();
    UnitBudget::add(Compiler, J.limits, Stopped);
    Files = std::make_unique<UnitFiles>(Sources, J.paths, Input.directory);
    auto Owned =
        std::make_unique<PpRecord>(Compiler.getPreprocessor(), *Files, J.ledger,
                                   J.words, J.helpers, Facts.preprocessor);
    Record = Owned.get();
    if (Input.isBlanked)
      Record->expectBlanks(J.carriers);
    Compiler.getPreprocessor().addPPCallbacks(std::move(Owned));
    if (Input.headers) {
      auto Follows =
          std::make_unique<Replay>(Input.headers->trace, Compiler, *Record,
                                   wordsAndCarriers(J), Facts.preprocessor);
      Shared = Follows.get();
      Files->follow(*Shared);
      Compiler.getPreprocessor().addPPCallbacks(std::move(Follows));
    }
    auto Listens = std::make_unique<Consumer>(
        J, Compiler, *Files, *Record, Shared, Mode, needsNoErrors(), Facts);
    Unit = Listens.get();
    return Listens;
  }

  void ExecuteAction() override {
    if (Shared)
      Shared->begin(Input.ownOptions);
    ASTFrontendAction::ExecuteAction();
    Record->finish(); // before the preprocessor, its owner, goes
    Found.lines = Record->lines();
    if (Unit->definesBlanked())
      Found.problem = {"again: function defined twice", ParseWay::Plain};
    else if (Record->distrustsBlanks())
      Found.problem = {"again: own carrier", ParseWay::Plain};
    else if (Shared && Shared->problem())
      Found.problem = {Shared->problem(), ParseWay::Blanked};
    else if (Shared)
      Found.headers = Shared->headersRead();
  }

  /// To be called once, when all is done.
  Parsed found() {
    if (needsNoErrors() && Facts.report.errors)
      Found.problem = {"again: errors", ParseWay::Plain};
    return std::move(Found);
  }

private:
  /// Text that was left out, or is others', may be what an error is about.
  bool needsNoErrors() const { return Input.isBlanked || Input.headers; }

  const Job &J;
  const ParseInput &Input;
  ParseMode Mode;
  UnitFacts &Facts;
  std::string &Stopped;
  Parsed Found;
  std::unique_ptr<UnitFiles> Files;
  PpRecord *Record = nullptr;
  Replay *Shared = nullptr;
  const Consumer *Unit = nullptr;
};

const char *nameOf(ParseMode Mode, const Overlay &Changed) {
  return Mode == ParseMode::Everything ? "parse everything"
         : Changed.empty()             ? "parse"
                                       : "recover";
}

/// parseUnit() without the net. If it does not return, \p Stopped may say why.
Parsed parse(const Job &J, const ParseInput &Input, const Overlay &Changed,
             ParseMode Mode, UnitFacts &Facts, const char *Name,
             std::string &Stopped) {
  const Work Timed(Name, Facts.report.file);
  const Watchdog Watch(Facts.report.file, J.limits.seconds);
  FirstError Diagnostics(J, Input.directory, Facts.report);
  auto Compiler =
      compat::makeCompiler(Input.invocation, Input.files, &Diagnostics);
  Compiler->getDiagnostics().setFatalsAsError(true);
  for (const auto &[File, Text] : J.ledger.texts) {
    const auto It = Changed.find(File);
    if (It == Changed.end() && Input.hasLedgerTexts)
      continue;
    const llvm::StringRef Content = It == Changed.end() ? Text : It->second;
    const auto Entry = Compiler->getFileManager().getOptionalFileRef(
        J.ledger.root + "/" + File);
    if (!Entry)
      continue;
    if (Input.headers &&
        Input.headers->trace.fileNumbers.count(HeaderTrace::keyOf(*Entry)))
      return {{"again: changed header", ParseWay::Blanked}, {}, {}};
    Compiler->getSourceManager().overrideFileContents(
        *Entry, llvm::MemoryBuffer::getMemBuffer(Content));
  }
  Action Run(J, Input, Mode, Facts, Stopped);
  Compiler->ExecuteAction(Run);
  return Run.found();
}

/// Has \p Facts say why a parse did not come to its end.
bool noteStop(UnitFacts &Facts, std::string Why) {
  if (Why.empty())
    return false;
  Facts.report.status = UnitReport::Status::Stopped;
  Facts.report.firstError = std::move(Why);
  return true;
}

} // namespace

bool pageless::parseUnit(const Job &J, const ParseInput &Input,
                         const Overlay &Changed, UnitFacts &Facts,
                         ParseMode Mode) {
  ++Facts.parses;
  std::string Stopped;
  const bool Alive = runSafely([&] {
    parse(J, Input, Changed, Mode, Facts, nameOf(Mode, Changed), Stopped);
  });
  if (!Alive)
    noteStop(Facts, std::move(Stopped));
  return Alive;
}

bool pageless::parseUnit(const Job &J, UnitInputs &Inputs,
                         const CompileCommand &Command, const Overlay &Changed,
                         UnitFacts &Facts, ParseMode Mode, InputRecord *Read) {
  const UnitFacts Fresh = Facts;
  const char *Name = nameOf(Mode, Changed);
  ParseWay Way =
      Mode == ParseMode::Needed ? ParseWay::Precompiled : ParseWay::Plain;
  for (;;) {
    if (!Inputs.offers(Command, Way)) {
      Way = Way == ParseWay::Precompiled ? ParseWay::Blanked : ParseWay::Plain;
      continue;
    }
    ++Facts.parses;
    Doubt Problem;
    std::string Stopped;
    const bool Alive = runSafely([&] {
      const ParseInput Input = Inputs.input(Command, Way, Read);
      if (Input.invocation) {
        const Parsed Found =
            parse(J, Input, Changed, Mode, Facts, Name, Stopped);
        Problem = Found.problem;
        if (Read)
          Read->lines.add(Found.lines);
        if (Read && Input.headers && !Problem.what)
          Inputs.noteHeaders(Command, Found.headers, *Read);
        return;
      }
      ++Facts.report.errors;
      Facts.report.firstError = "the compile command names no C source, or a "
                                "response file that cannot be read";
    });
    if (!Alive && noteStop(Facts, std::move(Stopped)))
      return false; // it would be again
    if (!Alive)
      Problem = {"again: crash", ParseWay::Plain};
    if (!Problem.what || Way == ParseWay::Plain)
      return Alive;
    Name = Problem.what;
    Way = Problem.next;
    Facts = Fresh;
    Inputs.noteRetry(Command);
  }
}
