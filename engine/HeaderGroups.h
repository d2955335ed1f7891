//===- engine/HeaderGroups.h - Which units share headers -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_HEADERGROUPS_H
#define PAGELESS_ENGINE_HEADERGROUPS_H

#include "engine/CompileCommands.h"
#include "engine/Scan.h"
#include "engine/SharedFiles.h"

#include "llvm/ADT/ArrayRef.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pageless {

struct Precompiled;

/// A compile command, cut into what is its own and what it shares with others.
struct CutCommand {
  std::string key; ///< equal for commands that share the rest
  /// Equal if Clang reads headers the same way: `key` without options about
  /// warnings, which are not shown, and profiling.
  std::string reading;
  std::vector<const char *> shared;     ///< arguments but for those below
  std::string file;                     ///< as the command spells it
  std::vector<llvm::StringRef> macros;  ///< of -D and -U, with the letter first
  std::vector<llvm::StringRef> folders; ///< of -I
};

/// Nothing if the command does not name exactly one C source, or has options
/// that might depend on the order of the others.
std::optional<CutCommand> cutCommand(const CompileCommand &Command);

/// Equal for commands that differ in what names their unit, in folders, and in
/// what makes no difference for headers.
std::string signatureOf(const CutCommand &Cut);

/// Finds units whose options are the same, and headers that many of them
/// include. Options that only name a unit may differ, and a unit may have more
/// macros, and more folders of headers behind the others.
class HeaderGroups {
public:
  using Cuts = std::vector<std::pair<const CompileCommand *, CutCommand>>;

  struct Group {
    const CompileCommand *sample = nullptr; ///< has the group's options
    CutCommand cut; ///< the same, with the folders that the units share
    std::vector<std::string> headers;  ///< as the units spell them
    std::string text;                  ///< the #include lines
    std::once_flag once;               ///< for what follows
    std::unique_ptr<Precompiled> made; ///< null if it cannot be done
    std::string path;                  ///< where Clang finds it
    InputRecord read;                  ///< to make it
    /// Of what was read, what is no header, or is not there, and the headers by
    /// what they are on disk.
    std::vector<unsigned> probed;
    std::vector<std::pair<std::pair<std::uint64_t, std::uint64_t>, unsigned>>
        opened;

    Group();
    ~Group();
  };

  /// \p L must outlive the object.
  explicit HeaderGroups(const Ledger &L) : L(L) {}

  /// Sorts commands into groups. Returns those that are new. \p Borrowed are
  /// commands of other files; they join groups, and make none.
  std::vector<Group *> add(llvm::ArrayRef<const CompileCommand *> Commands,
                           llvm::ArrayRef<const CompileCommand *> Borrowed);

  /// The group of a command that was added, or null.
  Group *find(const CompileCommand &Command) const;

  /// The options about macros that \p Cut has and the group lacks, without the
  /// letter; false for those that remove one.
  static std::vector<std::pair<std::string, bool>>
  ownOptions(const Group &G, const CutCommand &Cut);

private:
  Cuts cut(llvm::ArrayRef<const CompileCommand *> Commands) const;
  std::vector<Group *> makeGroups(const Cuts &All);
  Group *join(const CompileCommand &Command, const CutCommand &Cut);
  std::string textOf(const CompileCommand &Command) const;

  const Ledger &L;
  std::deque<Group> Groups;
  std::map<const CompileCommand *, Group *> GroupOf;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_HEADERGROUPS_H
