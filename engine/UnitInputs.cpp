//===- engine/UnitInputs.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/UnitInputs.h"

#include "engine/Precompiled.h"
#include "engine/Skip.h"
#include "engine/Timing.h"

#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace pageless;

namespace {

/// Gives a copy of the shared invocation what is the command's own.
std::shared_ptr<CompilerInvocation> complete(const CompilerInvocation &Shared,
                                             const CutCommand &Cut) {
  auto Own = std::make_shared<CompilerInvocation>(Shared);
  FrontendOptions &Frontend = Own->getFrontendOpts();
  const InputKind Kind = Frontend.Inputs[0].getKind();
  Frontend.Inputs = {FrontendInputFile(Cut.file, Kind)};
  for (const llvm::StringRef Macro : Cut.macros)
    if (Macro.front() == 'D')
      Own->getPreprocessorOpts().addMacroDef(Macro.drop_front());
    else
      Own->getPreprocessorOpts().addMacroUndef(Macro.drop_front());
  for (const llvm::StringRef Folder : Cut.folders)
    Own->getHeaderSearchOpts().AddPath(Folder, frontend::Angled,
                                       /*IsFramework=*/false,
                                       /*IgnoreSysRoot=*/true);
  return Own;
}

/// A digest of the arguments that would make this invocation.
std::string toldBy(const CompilerInvocation &Invocation) {
  llvm::BLAKE3 Hash;
  for (const std::string &Argument : Invocation.getCC1CommandLine()) {
    Hash.update(Argument);
    Hash.update(llvm::StringRef("", 1)); // a NUL
  }
  return llvm::toStringRef(Hash.final<32>()).str();
}

/// What a body must not spell to be blanked: what it must not spell to be
/// skipped, and functions that text is to be put behind.
llvm::StringSet<> namesToKeep(const Job &J) {
  llvm::StringSet<> Names = wordsAndCarriers(J);
  for (const Support &S : J.profile.brings)
    if (llvm::StringRef Function = S.after; Function.consume_back("()"))
      Names.insert(Function);
  return Names;
}

} // namespace

UnitInputs::UnitInputs(const Job &J, const Shortcuts &Enabled)
    : J(J), Enabled(Enabled), Groups(J.ledger) {
  if (Enabled.shareFiles)
    Shared.emplace(J.ledger, namesToKeep(J));
}

const UnitInputs::InCommon &
UnitInputs::inCommon(const CompileCommand &Command, const CutCommand &Cut,
                     llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  const std::lock_guard Lock(Mutex);
  const auto [It, Fresh] = Invocations.try_emplace(Cut.key);
  if (Fresh) {
    It->second.invocation = makeInvocation(
        {Command.directory, Cut.shared, Command.file, Command.pool},
        std::move(Files));
    if (It->second.invocation)
      It->second.told = toldBy(*It->second.invocation);
  }
  return It->second;
}

std::shared_ptr<CompilerInvocation>
UnitInputs::invocation(const CompileCommand &Command,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  const Work Timed("read the command", Command.file);
  const auto Cut = Enabled.shareFiles ? cutCommand(Command) : std::nullopt;
  if (!Cut)
    return makeInvocation(Command, std::move(Files));
  const InCommon &Common = inCommon(Command, *Cut, std::move(Files));
  return Common.invocation ? complete(*Common.invocation, *Cut) : nullptr;
}

std::string UnitInputs::told(const CompileCommand &Command) {
  const Work Timed("read the command", Command.file);
  const auto Files = Shared ? Shared->from(Command.directory, /*Blanked=*/false)
                            : filesAsSeen(J.ledger);
  Files->setCurrentWorkingDirectory(Command.directory);
  if (const auto Cut = Enabled.shareFiles ? cutCommand(Command) : std::nullopt)
    return inCommon(Command, *Cut, Files).told;
  const auto Whole = makeInvocation(Command, Files);
  return Whole ? toldBy(*Whole) : "";
}

std::vector<std::function<void()>>
UnitInputs::expect(llvm::ArrayRef<const CompileCommand *> Commands,
                   llvm::ArrayRef<const CompileCommand *> Borrowed) {
  std::vector<std::function<void()>> Tasks;
  Expected.insert(Commands.begin(), Commands.end());
  Expected.insert(Borrowed.begin(), Borrowed.end());
  // Rules that follow values ask for definitions wherever they are.
  const bool FollowsValues =
      llvm::any_of(J.rules, [](const Rule *R) { return R->wholeTree; });
  if (!Enabled.precompileHeaders || !Shared || !Enabled.skipBodies ||
      FollowsValues)
    return Tasks;
  for (HeaderGroups::Group *G : Groups.add(Commands, Borrowed))
    Tasks.emplace_back([this, G] { precompile(*G); });
  return Tasks;
}

void UnitInputs::precompile(HeaderGroups::Group &G) {
  std::call_once(G.once, [&] {
    // A header that does not go with the others is left out, and so on; each
    // try ends with the first error.
    constexpr unsigned Tries = 20;
    for (unsigned I = 0; I < Tries && !G.headers.empty() && !G.made; ++I) {
      const std::string Stem = G.path + "-" + std::to_string(I);
      G.text.clear();
      for (const std::string &Header : G.headers)
        G.text += "#include <" + Header + ">\n";
      Shared->add(Stem + ".h", G.text);
      ParseInput Input = input(
          *G.sample, blanks() ? ParseWay::Blanked : ParseWay::Plain, &G.read);
      if (!Input.invocation)
        return;
      // Folders of the sample alone come last.
      auto &Folders = Input.invocation->getHeaderSearchOpts().UserEntries;
      Folders.erase(Folders.end() - static_cast<std::ptrdiff_t>(
                                        cutCommand(*G.sample)->folders.size() -
                                        G.cut.folders.size()),
                    Folders.end());
      // Units share headers whose commands silence different errors.
      llvm::erase_if(Input.invocation->getDiagnosticOpts().Warnings,
                     [](llvm::StringRef Warning) {
                       return Warning.starts_with("no-") &&
                              !Warning.contains("error");
                     });
      FrontendOptions &Frontend = Input.invocation->getFrontendOpts();
      Frontend.Inputs = {
          FrontendInputFile(Stem + ".h", Frontend.Inputs[0].getKind())};
      G.made = pageless::precompile(J, Input, G.headers);
    }
    if (!G.made)
      return;
    for (const unsigned Path : G.read.paths) {
      const PathState State = Shared->state(Path);
      if (G.made->trace.fileNumbers.count(State.id) &&
          !G.made->trace.lookedFor.count(State.id))
        G.opened.emplace_back(State.id, Path);
      else
        G.probed.push_back(Path);
    }
    Shared->add(G.path,
                llvm::StringRef(G.made->data.data(), G.made->data.size()));
  });
}

bool UnitInputs::offers(const CompileCommand &Command, ParseWay Way) const {
  return Way == ParseWay::Plain ||
         (Way == ParseWay::Blanked && blanks() && Expected.count(&Command)) ||
         (Way == ParseWay::Precompiled && Groups.find(Command));
}

ParseInput UnitInputs::input(const CompileCommand &Command, ParseWay Way,
                             InputRecord *Record) {
  ParseInput Input;
  Input.directory = Command.directory;
  if (!Shared) {
    if (Record)
      Record->isComplete = false;
    Input.files = filesAsSeen(J.ledger);
    Input.files->setCurrentWorkingDirectory(Command.directory);
    Input.invocation = invocation(Command, Input.files);
    return Input;
  }
  Input.hasLedgerTexts = true;
  Input.isBlanked = Way != ParseWay::Plain && blanks();
  Input.files = Shared->from(Command.directory, Input.isBlanked, Record);
  // What the driver looks for shows in the invocation.
  Input.invocation =
      invocation(Command, Shared->from(Command.directory, Input.isBlanked));
  if (Way == ParseWay::Precompiled && Input.invocation)
    addHeaders(Command, Input, Record);
  return Input;
}

void UnitInputs::addHeaders(const CompileCommand &Command, ParseInput &Input,
                            InputRecord *Record) {
  HeaderGroups::Group &G = *Groups.find(Command);
  precompile(G);
  const auto Cut = cutCommand(Command);
  if (!G.made || hidesSystemFile(G, Command.directory, *Cut, Record))
    return;
  Input.headers = G.made.get();
  Input.ownOptions = HeaderGroups::ownOptions(G, *Cut);
  PreprocessorOptions &Options = Input.invocation->getPreprocessorOpts();
  Options.ImplicitPCHInclude = G.path;
  Options.DisablePCHOrModuleValidation = DisableValidationForModuleKind::All;
}

/// A unit's further folders come behind the group's, but before those of
/// -isystem and Clang's own.
bool UnitInputs::hidesSystemFile(const HeaderGroups::Group &G,
                                 const std::string &Directory,
                                 const CutCommand &Cut,
                                 InputRecord *Record) const {
  const auto Files = Shared->from(Directory, /*Blanked=*/false, Record);
  bool Hides = false;
  for (const llvm::StringRef Folder :
       llvm::ArrayRef(Cut.folders).drop_front(G.cut.folders.size()))
    for (const llvm::StringRef System : G.made->trace.systemFiles) {
      // <a.h>, or <sys/a.h>
      const llvm::StringRef Name = llvm::sys::path::filename(System);
      const llvm::StringRef Parent =
          llvm::sys::path::filename(llvm::sys::path::parent_path(System));
      Hides |= Files->exists(Folder + "/" + Name) ||
               Files->exists(Folder + "/" + Parent + "/" + Name);
    }
  return Hides;
}

void UnitInputs::noteHeaders(const CompileCommand &Command,
                             llvm::ArrayRef<HeaderTrace::FileKey> Read,
                             InputRecord &Record) const {
  const HeaderGroups::Group &G = *Groups.find(Command);
  // Where headers were looked for in vain is not known for each; it is more
  // than the unit has looked for, but no less.
  llvm::append_range(Record.paths, G.probed);
  for (const auto &[Key, Path] : G.opened)
    if (std::binary_search(Read.begin(), Read.end(), Key))
      Record.paths.push_back(Path);
  Record.isComplete &= G.read.isComplete;
  Record.sawBodies |= G.read.sawBodies;
  Record.lines.add(G.made->lines);
}

void UnitInputs::noteRetry(const CompileCommand &Command) {
  const std::lock_guard Lock(Mutex);
  ++Retries[&Command];
}

unsigned UnitInputs::retries(const CompileCommand &Command) const {
  const std::lock_guard Lock(Mutex);
  const auto It = Retries.find(&Command);
  return It == Retries.end() ? 0 : It->second;
}
