//===- engine/InferCommand.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/InferCommand.h"

#include "engine/HeaderGroups.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace pageless;

namespace {

/// So many commands of a folder are looked at, to tell which are usual.
constexpr std::size_t Sample = 50;

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

const CompileCommand *
CommandLender::typicalBelow(const CompileDatabase &Database,
                            const std::string &Folder) {
  const auto [Place, Fresh] = Known.try_emplace({&Database, Folder});
  if (!Fresh)
    return Place->second;
  std::vector<decltype(Database.commands.begin())> Below;
  for (auto It = Database.commands.lower_bound(Folder);
       It != Database.commands.end() &&
       llvm::StringRef(It->first).starts_with(Folder);
       ++It)
    if (llvm::StringRef(It->first).ends_with(".c"))
      Below.push_back(It);
  std::map<std::string, std::size_t> Counts;
  std::vector<std::pair<const CompileCommand *, std::size_t *>> Seen;
  const std::size_t Step = Below.size() / Sample + 1;
  for (std::size_t I = 0; I < Below.size(); I += Step) {
    const CompileCommand &Command = CompileDatabase::command(*Below[I]);
    const auto Cut = cutCommand(Command);
    std::size_t &Count = Counts[Cut ? signatureOf(*Cut) : ""];
    Count += Cut ? 1 : 0;
    Seen.emplace_back(&Command, &Count);
  }
  const auto Most = llvm::max_element(
      Seen, [](const auto &A, const auto &B) { return *A.second < *B.second; });
  return Place->second = Most == Seen.end() ? nullptr : Most->first;
}

std::optional<InferredCommand> CommandLender::lendTo(const std::string &File) {
  llvm::StringRef Folder = File;
  do {
    // "a/b/c.c" -> "a/b/" -> "a/" -> ""
    Folder = Folder.drop_back().substr(0, Folder.drop_back().rfind('/') + 1);
    for (const CompileDatabase &Database : Databases)
      if (const CompileCommand *Near = typicalBelow(Database, Folder.str()))
        if (auto Command = transfer(*Near, File, Paths))
          return InferredCommand{&Database, std::move(*Command), Near->file};
  } while (!Folder.empty());
  return std::nullopt;
}
