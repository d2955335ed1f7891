//===- engine/CompileCommands.h - compile_commands.json --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_COMPILECOMMANDS_H
#define PAGELESS_ENGINE_COMPILECOMMANDS_H

#include "engine/LazyCommand.h"
#include "engine/TreePaths.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// One compile database: one configuration of the kernel.
struct CompileDatabase {
  std::string name;         ///< for reports; unique among those of a run
  std::size_t entries = 0;  ///< commands in the file, also for files elsewhere
  std::string architecture; ///< as the kernel calls it; "" if not known
  std::string target;       ///< Clang's target triple; "" if not known
  std::string standIn;      ///< why the target is another's; "" if it is not
  /// By file relative to the tree; more than one if it is compiled twice.
  std::map<std::string, std::vector<LazyCommand>> commands;

  /// Of an entry of `commands`, the command with that index.
  static const CompileCommand &
  command(const std::pair<const std::string, std::vector<LazyCommand>> &Entry,
          std::size_t Index = 0) {
    return Entry.second[Index].get(Entry.first);
  }
};

/// Reads a compile_commands.json (or the one in a directory). Entries for files
/// outside the tree are dropped. Fails with one line that says what is wrong.
/// \param Names if given, only entries of files with one of these names,
/// folders aside, are read: there may be none.
/// \param Threads 0 for one per core
llvm::Expected<CompileDatabase>
loadCompileDatabase(const std::string &Path, const TreePaths &Paths,
                    const llvm::StringSet<> *Names = nullptr,
                    unsigned Threads = 1);

/// The databases that \p Paths name: a directory that has none itself stands
/// for all those directly below it that have one, in the order of their names.
std::vector<std::string> expandDatabases(llvm::ArrayRef<std::string> Paths);

/// Names the databases after the directories they came from, with "#2" and so
/// on where that is not unique.
void makeNamesUnique(std::vector<CompileDatabase> &Databases);

/// The directory below which most of the databases' files lie and that looks
/// like a kernel tree (has a Kconfig or Makefile), or an error that asks for
/// --tree.
llvm::Expected<std::string>
guessTree(llvm::ArrayRef<std::string> DatabasePaths);

} // namespace pageless

#endif // PAGELESS_ENGINE_COMPILECOMMANDS_H
