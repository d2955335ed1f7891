//===- verify/Units.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Units.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

using namespace pageless;

/// The files whose commands are wanted, by configuration.
static std::map<std::string, std::set<std::string>>
wantedFiles(const SavedReport &Report, const std::set<std::string> &Edited,
            const std::vector<CompileDatabase> &Databases) {
  std::map<std::string, std::set<std::string>> Wanted;
  for (const CompileDatabase &Database : Databases) {
    std::set<std::string> &Files = Wanted[Database.name];
    Files = Edited;
    for (const Site &S : Report.sites) {
      Files.insert(S.file);
      if (const auto It = S.shownBy.find(Database.name); It != S.shownBy.end())
        Files.insert(It->second);
    }
  }
  return Wanted;
}

llvm::Expected<std::vector<UnitCommand>> pageless::chooseUnits(
    const SavedReport &Report, const std::set<std::string> &Edited,
    const std::vector<CompileDatabase> &Databases, bool Every) {
  for (const std::string &Name : Report.configurations)
    if (llvm::none_of(Databases, [&](const CompileDatabase &Database) {
          return Database.name == Name;
        }))
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          "report.json speaks of the configuration %s; give its compile "
          "database with -p, as it was given to convert",
          Name.c_str());
  const auto Wanted = wantedFiles(Report, Edited, Databases);
  std::vector<UnitCommand> Units;
  for (const CompileDatabase &Database : Databases)
    for (const auto &Entry : Database.commands) {
      const bool Shows = Wanted.at(Database.name).count(Entry.first) != 0;
      if (!Shows && !Every)
        continue;
      for (std::size_t I = 0; I < Entry.second.size(); ++I)
        Units.push_back(
            {&Database, &CompileDatabase::command(Entry, I), !Shows});
    }
  return Units;
}
