//===- engine/InferCommand.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/InferCommand.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace pageless;

namespace {

/// The first .c file of the database below \p Folder, or null.
const CompileCommand *firstBelow(const CompileDatabase &Database,
                                 llvm::StringRef Folder) {
  for (auto It = Database.commands.lower_bound(Folder.str());
       It != Database.commands.end() &&
       llvm::StringRef(It->first).starts_with(Folder);
       ++It)
    if (llvm::StringRef(It->first).ends_with(".c"))
      return &CompileDatabase::command(*It);
  return nullptr;
}

/// \p Command with \p File in the place of its own source.
std::optional<CompileCommand> transfer(const CompileCommand &Command,
                                       const std::string &File,
                                       const TreePaths &Paths) {
  CompileCommand New = Command;
  New.file = File;
  for (std::size_t I = 1; I < New.arguments.size(); ++I) {
    const llvm::StringRef Argument = New.arguments[I];
    if (!Argument.ends_with(".c") ||
        Paths.relative(Argument, New.directory) != Command.file)
      continue;
    New.arguments[I] = New.pool->keep(Paths.root() + "/" + File);
    if (llvm::StringRef(File).ends_with(".c"))
      return New;
    // A header would be made into a precompiled one.
    New.arguments.insert(New.arguments.begin() + static_cast<long>(I),
                         {New.pool->keep("-x"), New.pool->keep("c")});
    return New;
  }
  return std::nullopt;
}

} // namespace

std::optional<InferredCommand>
pageless::inferCommand(const std::string &File,
                       const std::vector<CompileDatabase> &Databases,
                       const TreePaths &Paths) {
  llvm::StringRef Folder = File;
  do {
    // "a/b/c.c" -> "a/b/" -> "a/" -> ""
    Folder = Folder.drop_back().substr(0, Folder.drop_back().rfind('/') + 1);
    for (const CompileDatabase &Database : Databases)
      if (const CompileCommand *Near = firstBelow(Database, Folder))
        if (auto Command = transfer(*Near, File, Paths))
          return InferredCommand{&Database, std::move(*Command), Near->file};
  } while (!Folder.empty());
  return std::nullopt;
}
