//===- engine/InferCommand.h - A command for a file without ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_INFERCOMMAND_H
#define PAGELESS_ENGINE_INFERCOMMAND_H

#include "engine/CompileCommands.h"

#include <map>
#include <optional>

namespace pageless {

/// A command that was made for one file and is used for another.
struct InferredCommand {
  const CompileDatabase *database = nullptr; ///< that it came from
  CompileCommand command;
  std::string from; ///< the file it was made for, relative to the tree
};

/// Lends commands to files that have none.
class CommandLender {
public:
  /// Both must outlive the object.
  CommandLender(const std::vector<CompileDatabase> &Databases,
                const TreePaths &Paths)
      : Databases(Databases), Paths(Paths) {}

  /// A command from the deepest folder above \p File that has one, of equally
  /// deep ones of the first database. Of those below the folder it is the first
  /// by name with the options that most have. None if there is nothing to
  /// borrow.
  std::optional<InferredCommand> lendTo(const std::string &File);

private:
  const CompileCommand *typicalBelow(const CompileDatabase &Database,
                                     const std::string &Folder);

  const std::vector<CompileDatabase> &Databases;
  const TreePaths &Paths;
  std::map<std::pair<const CompileDatabase *, std::string>,
           const CompileCommand *>
      Known;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_INFERCOMMAND_H
