//===- engine/UnitInputs.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/UnitInputs.h"

#include "engine/Timing.h"

#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"

using namespace clang;
using namespace pageless;

namespace {

/// The name of the source in the place of each command's own.
constexpr const char *AnySource = "pageless-any.c";

/// The value of an option that stands in the same argument or the next one.
std::optional<llvm::StringRef> valueOf(llvm::ArrayRef<const char *> Arguments,
                                       std::size_t &I, llvm::StringRef Option) {
  llvm::StringRef Argument = Arguments[I];
  if (!Argument.consume_front(Option))
    return std::nullopt;
  if (!Argument.empty())
    return Argument;
  return I + 1 < Arguments.size() ? llvm::StringRef(Arguments[++I])
                                  : llvm::StringRef();
}

bool isOutput(llvm::StringRef Argument) {
  return Argument == "-c" || Argument.starts_with("-Wp,-M");
}

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

} // namespace

std::optional<CutCommand> pageless::cutCommand(const CompileCommand &Command) {
  CutCommand Cut;
  Cut.key = Command.directory;
  const llvm::ArrayRef<const char *> Arguments = Command.arguments;
  for (std::size_t I = 0; I < Arguments.size(); ++I) {
    const llvm::StringRef Argument = Arguments[I];
    if (I > 0 && (Argument.starts_with("-D") || Argument.starts_with("-U"))) {
      const std::size_t Letter = I;
      const auto Value = valueOf(Arguments, I, Argument.take_front(2));
      if (Letter != I || Value->empty())
        return std::nullopt; // rare, and not worth copies
      Cut.macros.push_back(Argument.drop_front());
    } else if (I > 0 && Argument.starts_with("-I")) {
      const auto Value = valueOf(Arguments, I, "-I");
      if (Value->empty() || Value->starts_with("=") || *Value == "-")
        return std::nullopt;
      Cut.folders.push_back(*Value);
    } else if (Argument.starts_with("-o") && valueOf(Arguments, I, "-o")) {
      continue;
    } else if (I > 0 && isOutput(Argument)) {
      continue;
    } else if (I > 0 && !Argument.starts_with("-") &&
               Argument.ends_with(".c")) {
      if (!Cut.file.empty())
        return std::nullopt;
      Cut.file = Argument.str();
      Cut.shared.push_back(AnySource);
    } else {
      Cut.shared.push_back(Arguments[I]);
      Cut.key += '\0';
      Cut.key += Argument;
    }
  }
  if (Cut.file.empty())
    return std::nullopt;
  return Cut;
}

UnitInputs::UnitInputs(const Ledger &L, const Shortcuts &Enabled)
    : L(L), Enabled(Enabled) {
  if (Enabled.shareFiles)
    Shared.emplace(L);
}

std::shared_ptr<CompilerInvocation>
UnitInputs::invocation(const CompileCommand &Command,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  const Work Timed("read the command", Command.file);
  const auto Cut = Enabled.shareFiles ? cutCommand(Command) : std::nullopt;
  if (!Cut)
    return makeInvocation(Command, std::move(Files));
  const std::lock_guard Lock(Mutex);
  const auto [It, Fresh] = Invocations.try_emplace(Cut->key);
  if (Fresh)
    It->second = makeInvocation(
        {Command.directory, Cut->shared, Command.file, Command.pool},
        std::move(Files));
  return It->second ? complete(*It->second, *Cut) : nullptr;
}

ParseInput UnitInputs::input(const CompileCommand &Command,
                             InputRecord *Record) {
  ParseInput Input;
  Input.directory = Command.directory;
  Input.hasLedgerTexts = Shared.has_value();
  if (Shared) {
    Input.files = Shared->from(Command.directory, Record);
    // What the driver looks for shows in the invocation.
    Input.invocation = invocation(Command, Shared->from(Command.directory));
    return Input;
  }
  if (Record)
    Record->isComplete = false;
  Input.files = filesAsSeen(L);
  Input.files->setCurrentWorkingDirectory(Command.directory);
  Input.invocation = invocation(Command, Input.files);
  return Input;
}
