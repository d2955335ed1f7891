//===- engine/UnitInputs.h - What Clang needs for each unit ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The commands of a kernel are much alike: what Clang's driver makes of them is
// worked out once for all that differ only in the file, in macros and in
// folders of headers.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_UNITINPUTS_H
#define PAGELESS_ENGINE_UNITINPUTS_H

#include "engine/Invocation.h"
#include "engine/SharedFiles.h"
#include "engine/Shortcuts.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// What Clang is to parse, ready to be run.
struct ParseInput {
  std::shared_ptr<clang::CompilerInvocation> invocation;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
  std::string directory; ///< the working directory, absolute
  /// The files have the ledger's texts already.
  bool hasLedgerTexts = false;
};

/// A compile command, cut into what is its own and what it shares with others.
struct CutCommand {
  std::string key;                  ///< equal for commands that share the rest
  std::vector<const char *> shared; ///< arguments but for those below
  std::string file;                 ///< as the command spells it
  std::vector<llvm::StringRef> macros;  ///< of -D and -U, with the letter first
  std::vector<llvm::StringRef> folders; ///< of -I
};

/// Nothing if the command does not name exactly one C source, or has options
/// that might depend on the order of the others.
std::optional<CutCommand> cutCommand(const CompileCommand &Command);

/// Makes the inputs of a run's units; safe to share between threads.
class UnitInputs {
public:
  /// \p L must outlive the object.
  UnitInputs(const Ledger &L, const Shortcuts &Enabled);

  /// The input for a command. The invocation is null if it names no C source.
  /// What is read through it is added to \p Record, which must outlive it;
  /// unless units share files, the record becomes incomplete.
  ParseInput input(const CompileCommand &Command,
                   InputRecord *Record = nullptr);

  const Shortcuts &enabled() const { return Enabled; }
  /// The files that units share, or null if they do not.
  const SharedFiles *files() const { return Shared ? &*Shared : nullptr; }

private:
  std::shared_ptr<clang::CompilerInvocation>
  invocation(const CompileCommand &Command,
             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

  const Ledger &L;
  const Shortcuts Enabled;
  std::optional<SharedFiles> Shared;
  std::mutex Mutex;
  std::map<std::string, std::shared_ptr<const clang::CompilerInvocation>>
      Invocations;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_UNITINPUTS_H
