//===- engine/TuRunner.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TuRunner.h"

#include "engine/Invocation.h"
#include "engine/Llvm.h"
#include "engine/Skip.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;
using namespace pageless;

namespace {

/// Text that stands in for a file's while one unit is parsed.
using Overlay = std::map<std::string, std::string>;

HelperState lookUpHelper(llvm::StringRef Name, ASTContext &Context,
                         Preprocessor &Pp, UnitFiles &Files) {
  HelperState State;
  IdentifierInfo &Identifier = Context.Idents.get(Name);
  if (Pp.getMacroInfo(&Identifier)) {
    State.kind = HelperState::Kind::Other;
    State.signature = "a macro";
    return State;
  }
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(&Identifier)) {
    const auto *Function = dyn_cast<FunctionDecl>(D);
    State.kind =
        Function ? HelperState::Kind::Function : HelperState::Kind::Other;
    State.signature =
        Function ? Function->getType().getCanonicalType().getAsString()
                 : "no function";
    State.file = Files.name(
        Context.getSourceManager().getFileID(D->getLocation()));
  }
  return State;
}

std::optional<RecordEnd> findRecordEnd(llvm::StringRef Name,
                                       ASTContext &Context,
                                       UnitFiles &Files) {
  const SourceManager &Sources = Context.getSourceManager();
  for (const NamedDecl *D : Context.getTranslationUnitDecl()->lookup(
           &Context.Idents.get(Name))) {
    const auto *Tag = dyn_cast<TagDecl>(D);
    const TagDecl *Definition = Tag ? Tag->getDefinition() : nullptr;
    if (!Definition)
      continue;
    const auto [File, Brace] =
        Sources.getDecomposedLoc(Sources.getExpansionLoc(
            Definition->getBraceRange().getEnd()));
    // Attributes may stand between the brace and the semicolon.
    const std::size_t End = Sources.getBufferData(File).find(';', Brace);
    if (End != llvm::StringRef::npos)
      return RecordEnd{Files.name(File), End + 1};
  }
  return std::nullopt;
}

class Consumer : public ASTConsumer {
public:
  Consumer(const Job &J, CompilerInstance &Compiler, UnitFiles &Files,
           UnitFacts &Facts)
      : J(J), Compiler(Compiler), Files(Files), Facts(Facts),
        Places(J, Compiler.getSourceManager()) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    return Places.canSkipBody(*D);
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    std::vector<Decl *> Scope;
    for (Decl *D : Context.getTranslationUnitDecl()->decls())
      if (Places.concerns(*D))
        Scope.push_back(D);
    Context.setTraversalScope(Scope);
    const Mentions Found = sweep(Context, J.words, J.helpers);
    Evaluation E = evaluate(J, Found, Files, Context);
    Facts.outcomes = std::move(E.outcomes);
    Facts.unspelled = std::move(E.unspelled);
    for (llvm::StringRef Name : J.helpers.keys())
      Facts.helpers[Name.str()] =
          lookUpHelper(Name, Context, Compiler.getPreprocessor(), Files);
    if (J.profile.brings)
      Facts.supportPlace =
          findRecordEnd(J.profile.brings->afterRecord, Context, Files);
  }

private:
  const Job &J;
  CompilerInstance &Compiler;
  UnitFiles &Files;
  UnitFacts &Facts;
  InterestingPlaces Places;
};

class Action : public ASTFrontendAction {
public:
  Action(const Job &J, const std::string &Directory, UnitFacts &Facts)
      : J(J), Directory(Directory), Facts(Facts) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef) override {
    Files = std::make_unique<UnitFiles>(Compiler.getSourceManager(), J.paths,
                                        Directory);
    auto Owned = std::make_unique<PpRecord>(Compiler.getPreprocessor(), *Files,
                                            J.ledger, Facts.preprocessor);
    Record = Owned.get();
    Compiler.getPreprocessor().addPPCallbacks(std::move(Owned));
    return std::make_unique<Consumer>(J, Compiler, *Files, Facts);
  }

  void ExecuteAction() override {
    ASTFrontendAction::ExecuteAction();
    Record->finish(); // before the preprocessor, its owner, goes
  }

private:
  const Job &J;
  const std::string &Directory;
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

/// Parses once. The ledger's files are read from the ledger, or the overlay.
void parse(const Job &J, const CompileCommand &Command, const Overlay &Changed,
           UnitFacts &Facts) {
  FirstError Diagnostics(J, Command.directory, Facts.report);
  auto Files = llvm::vfs::createPhysicalFileSystem();
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Shared(Files.release());
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
  Action Run(J, Command.directory, Facts);
  Compiler->ExecuteAction(Run);
}

/// Calls \p Parse so that a crash in it costs only its result.
bool survives(llvm::function_ref<void()> Parse) {
  constexpr unsigned StackSize = 64u << 20; // deep initialisers recurse deeply
  llvm::CrashRecoveryContext Recovery;
  return Recovery.RunSafelyOnThread(Parse, StackSize);
}

/// Everything but the argument and line structure becomes spaces, and the
/// argument gets parentheses, so that it is parsed where it stands.
void blankOut(const MacroCall &Call, std::string &Text) {
  for (std::size_t I = Call.call.begin; I < Call.call.end; ++I) {
    const bool InArgument =
        Call.argument.begin <= I && I < Call.argument.end;
    const bool Splice = Text[I] == '\\' && I + 1 < Text.size() &&
                        (Text[I + 1] == '\n' || Text[I + 1] == '\r');
    if (!InArgument && Text[I] != '\n' && Text[I] != '\r' && !Splice)
      Text[I] = ' ';
  }
  // Before an argument stands '(' or ',', behind it ',' or ')'; but a splice
  // may stand between, which must stay.
  std::size_t Open = Call.argument.begin - 1;
  while (Open > Call.call.begin && Text[Open] != ' ')
    --Open;
  std::size_t Close = Call.argument.end;
  while (Close + 1 < Call.call.end && Text[Close] != ' ')
    ++Close;
  Text[Open] = '(';
  Text[Close] = ')';
}

/// The words that the unit read but that have no outcome yet.
std::vector<Place> unseen(const UnitFacts &Facts) {
  std::set<Place> Seen;
  for (const Outcome &O : Facts.outcomes)
    Seen.insert({O.file, O.offset});
  std::vector<Place> Result;
  for (const auto &[At, Calls] : Facts.preprocessor.calls)
    if (!Seen.count(At))
      Result.push_back(At);
  return Result;
}

/// The smallest call whose own text spells the word, or null.
const MacroCall *innermost(const std::vector<MacroCall> &Calls) {
  const MacroCall *Smallest = nullptr;
  for (const MacroCall &Call : Calls)
    if (Call.spellsArgument &&
        (!Smallest || Call.call.end - Call.call.begin <
                          Smallest->call.end - Smallest->call.begin))
      Smallest = &Call;
  return Smallest;
}

/// An outcome for a word in an argument that cannot be recovered.
Outcome unrecovered(const Job &J, const Place &At, Reason R,
                    const MacroCall &Call) {
  Outcome O;
  O.file = At.first;
  O.offset = At.second;
  const Word &W = *J.ledger.find(At.first, At.second);
  for (const Rule *One : J.rules)
    if (llvm::is_contained(One->words, W.text) && O.rule.empty())
      O.rule = One->id;
  O.reason = R;
  O.message = describe(R);
  O.range = {O.offset, O.offset + W.text.size()};
  O.macroTrail = {Call.macro};
  return O;
}

class Recovery {
public:
  Recovery(const Job &J, const CompileCommand &Command, UnitFacts &Facts)
      : J(J), Command(Command), Facts(Facts) {}

  void run() {
    settleUneditable();
    // Each round may uncover a call that another call hid.
    constexpr unsigned MaxRounds = 4;
    for (unsigned Round = 0; Round < MaxRounds && recoverOnce(); ++Round)
      ;
    for (const Place &At : unseen(Facts))
      if (const MacroCall *Call = innermost(callsAround(At)))
        Facts.outcomes.push_back(
            unrecovered(J, At, Reason::DiscardedArgument, *Call));
  }

private:
  const std::vector<MacroCall> &callsAround(const Place &At) const {
    return Facts.preprocessor.calls.at(At);
  }

  /// Arguments whose spelling matters must not change.
  void settleUneditable() {
    for (const Place &At : unseen(Facts))
      for (const MacroCall &Call : callsAround(At))
        if (Call.stringified || Call.pasted) {
          Facts.outcomes.push_back(unrecovered(
              J, At, Call.pasted ? Reason::TokenPasting : Reason::Stringified,
              Call));
          break;
        }
  }

  /// One more parse; true if it showed a word or a call not seen before.
  bool recoverOnce() {
    Overlay Changed;
    std::set<Place> Wanted;
    std::map<std::string, std::vector<ByteRange>> Taken;
    for (const Place &At : unseen(Facts)) {
      const MacroCall *Inner = innermost(callsAround(At));
      if (!Inner)
        continue;
      Wanted.insert(At);
      std::vector<MacroCall> &Blanked = BlankedFor[At];
      if (llvm::none_of(Blanked, [&](const MacroCall &Call) {
            return Call.call == Inner->call;
          }))
        Blanked.push_back(*Inner); // from the outside in, round by round
      auto &Ranges = Taken[At.first];
      const ByteRange Outer = Blanked.front().call;
      if (llvm::any_of(Ranges, [&](const ByteRange &R) {
            return R.begin < Outer.end && Outer.begin < R.end;
          }))
        continue; // next round
      Ranges.push_back(Outer);
      std::string &Text =
          Changed.try_emplace(At.first, J.ledger.texts.at(At.first))
              .first->second;
      for (const MacroCall &Call : Blanked)
        blankOut(Call, Text);
    }
    UnitFacts Again;
    if (Changed.empty() ||
        !survives([&] { parse(J, Command, Changed, Again); }))
      return false;
    const bool Words = take(Again, Wanted);
    const bool Calls = learnCalls(Again);
    return Words || Calls;
  }

  /// True if blanking one call showed another that it had hidden.
  bool learnCalls(const UnitFacts &Again) {
    bool Progress = false;
    for (const auto &[At, Calls] : Again.preprocessor.calls) {
      std::vector<MacroCall> &Known = Facts.preprocessor.calls[At];
      for (const MacroCall &Call : Calls)
        if (llvm::none_of(Known, [&](const MacroCall &Other) {
              return Other.call == Call.call;
            })) {
          Known.push_back(Call);
          Progress = true;
        }
    }
    return Progress;
  }

  bool take(UnitFacts &Again, const std::set<Place> &Wanted) {
    bool Progress = false;
    for (Outcome &O : Again.outcomes) {
      if (!Wanted.count({O.file, O.offset}))
        continue;
      const MacroCall &Call = BlankedFor.at({O.file, O.offset}).back();
      const bool Outside = O.range.begin < Call.argument.begin ||
                           O.range.end > Call.argument.end;
      if (O.verdict == Verdict::ParseFailed || O.reason == Reason::BrokenAst)
        continue; // blanking broke it
      // Whether another architecture's macro uses the value is not known.
      if (O.verdict == Verdict::Converted && (Outside || O.stores))
        O = unrecovered(J, {O.file, O.offset}, Reason::DiscardedArgument, Call);
      else
        O.macroTrail = {Call.macro};
      Facts.outcomes.push_back(std::move(O));
      Progress = true;
    }
    return Progress;
  }

  const Job &J;
  const CompileCommand &Command;
  UnitFacts &Facts;
  /// The calls that are blanked out for each word, the outermost first.
  std::map<Place, std::vector<MacroCall>> BlankedFor;
};

} // namespace

UnitFacts pageless::runUnit(const Job &J, const CompileCommand &Command,
                            const std::string &Configuration) {
  UnitFacts Facts;
  Facts.report.file = Command.file;
  Facts.report.configuration = Configuration;
  UnitFacts Parsed = Facts;
  if (!survives([&] { parse(J, Command, {}, Parsed); })) {
    Facts.report.status = UnitReport::Status::Crashed;
    Facts.report.firstError = "Clang crashed while parsing the unit";
    return Facts;
  }
  Facts = std::move(Parsed);
  if (Facts.report.errors)
    Facts.report.status = UnitReport::Status::Errors;
  if (!unseen(Facts).empty())
    Recovery(J, Command, Facts).run();
  return Facts;
}
