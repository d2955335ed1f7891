//===- lsp/Commands.h - Whose command shows an open file --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_COMMANDS_H
#define PAGELESS_LSP_COMMANDS_H

#include "engine/CompileCommands.h"

#include <optional>

namespace pageless::lsp {

/// Finds the compile commands of one tree's files, as clangd does: in the given
/// databases, else in the nearest compile_commands.json, in the file's folder
/// or one above it, or in the folder build/ of one of these.
class Commands {
public:
  /// \p Given may be empty. The paths must outlive the object.
  Commands(llvm::ArrayRef<std::string> Given, const TreePaths &Paths);

  /// The file's own command, that of the first database which has one. Fails if
  /// there is no database, or it cannot be read. \p File is relative.
  llvm::Expected<std::optional<CompileCommand>> own(const std::string &File);

  /// Commands of units that probably include \p Header, the likeliest first, no
  /// more than a handful. Looks through the whole tree.
  std::vector<CompileCommand> includers(const std::string &Header);

  /// The command of the nearest file that has one, made to fit \p File.
  /// \param From the file that it was made for.
  std::optional<CompileCommand> borrowed(const std::string &File,
                                         std::string &From);

private:
  std::vector<std::string> databasesFor(const std::string &File) const;
  const std::vector<CompileDatabase> &all(const std::string &File);

  const std::vector<std::string> Given;
  const TreePaths &Paths;
  std::vector<std::string> Loaded; ///< what `Whole` holds
  std::vector<CompileDatabase> Whole;
};

} // namespace pageless::lsp

#endif // PAGELESS_LSP_COMMANDS_H
