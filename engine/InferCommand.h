//===- engine/InferCommand.h - A command for a file without ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_INFERCOMMAND_H
#define PAGELESS_ENGINE_INFERCOMMAND_H

#include "engine/CompileCommands.h"

#include <optional>

namespace pageless {

/// A command that was made for one file and is used for another.
struct InferredCommand {
  const CompileDatabase *database = nullptr; ///< that it came from
  CompileCommand command;
  std::string from; ///< the file it was made for, relative to the tree
};

/// The command of the nearest file that has one, by the longest common path;
/// of equally near ones that of the first database, then the first by name.
/// None if there is nothing to borrow.
std::optional<InferredCommand>
inferCommand(const std::string &File,
             const std::vector<CompileDatabase> &Databases,
             const TreePaths &Paths);

} // namespace pageless

#endif // PAGELESS_ENGINE_INFERCOMMAND_H
