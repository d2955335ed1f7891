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

#include "engine/Evaluate.h"
#include "engine/HeaderGroups.h"
#include "engine/HeaderTrace.h"
#include "engine/Invocation.h"
#include "engine/SharedFiles.h"
#include "engine/Shortcuts.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace pageless {

struct Precompiled;

/// What Clang is to parse, ready to be run.
struct ParseInput {
  std::shared_ptr<clang::CompilerInvocation> invocation;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
  std::string directory; ///< the working directory, absolute
  /// The files have the ledger's texts already.
  bool hasLedgerTexts = false;
  /// Headers lack bodies that nobody asks for.
  bool isBlanked = false;
  /// What the invocation includes before all else; null if it does not. The
  /// unit's options differ by `ownOptions` from those it was made with.
  const Precompiled *headers = nullptr;
  std::vector<std::pair<std::string, bool>> ownOptions;
};

/// What Clang is shown of a unit, the fastest first.
enum class ParseWay {
  Precompiled, ///< headers that others share
  Blanked,     ///< headers without the bodies that nobody asks for
  Plain,       ///< all of it
};

/// Makes the inputs of a run's units; safe to share between threads.
class UnitInputs {
public:
  /// \p J must outlive the object.
  UnitInputs(const Job &J, const Shortcuts &Enabled);

  /// Says that these commands are about to be parsed, by the objects that
  /// input() will be given: their files' own, and those that are borrowed from
  /// others, which may have errors. Returns tasks, for any thread, that prepare
  /// what they have in common; what is not prepared by the time it is needed is
  /// prepared then.
  std::vector<std::function<void()>>
  expect(llvm::ArrayRef<const CompileCommand *> Commands,
         llvm::ArrayRef<const CompileCommand *> Borrowed);

  /// Whether a command can be parsed in that way, as far as is known.
  bool offers(const CompileCommand &Command, ParseWay Way) const;

  /// The input for a command, in a way that is offered. The invocation is null
  /// if it names no C source. What is read through it is added to \p Record,
  /// which must outlive it; unless units share files, the record becomes
  /// incomplete. noteHeaders() adds what was read for others, too.
  ParseInput input(const CompileCommand &Command, ParseWay Way,
                   InputRecord *Record = nullptr);

  /// Stands for all that Clang is told of a command, the environment included,
  /// as far as the command itself does not say: equal texts with equal commands
  /// are equal invocations. "" if it names no C source.
  std::string told(const CompileCommand &Command);
  /// Adds to \p Record what stands behind the precompiled headers of a command,
  /// of which its unit reads those that are \p Read, sorted, on disk.
  void noteHeaders(const CompileCommand &Command,
                   llvm::ArrayRef<HeaderTrace::FileKey> Read,
                   InputRecord &Record) const;
  /// Counts a parse whose facts were not to be trusted: no facts tell of it.
  void noteRetry(const CompileCommand &Command);
  /// How many there were.
  unsigned retries(const CompileCommand &Command) const;

  const Shortcuts &enabled() const { return Enabled; }
  /// The files that units share, or null if they do not.
  const SharedFiles *files() const { return Shared ? &*Shared : nullptr; }

private:
  /// What commands have in common.
  struct InCommon {
    std::shared_ptr<const clang::CompilerInvocation> invocation;
    std::string told;
  };
  const InCommon &inCommon(const CompileCommand &Command, const CutCommand &Cut,
                           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>);
  std::shared_ptr<clang::CompilerInvocation>
  invocation(const CompileCommand &Command,
             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

  void precompile(HeaderGroups::Group &G);
  void addHeaders(const CompileCommand &Command, ParseInput &Input,
                  InputRecord *Record);
  bool hidesSystemFile(const HeaderGroups::Group &G,
                       const std::string &Directory, const CutCommand &Cut,
                       InputRecord *Record) const;
  bool blanks() const {
    return Enabled.blankHeaders && Enabled.shareFiles && Enabled.skipBodies;
  }

  const Job &J;
  const Shortcuts Enabled;
  HeaderGroups Groups;
  std::optional<SharedFiles> Shared; ///< reads what the groups hold
  std::set<const CompileCommand *> Expected;
  mutable std::mutex Mutex;
  std::map<const CompileCommand *, unsigned> Retries;
  std::map<std::string, InCommon> Invocations;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_UNITINPUTS_H
