//===- cache/Sights.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Sights.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// True if places in any file may show in the facts: those of types without a
/// name, of uses that no file spells, and of what support goes behind; and if
/// rules follow values wherever these go.
bool dependsOnPlaces(const UnitFacts &Facts, llvm::StringRef Text,
                     const Job &J) {
  return !Facts.unspelled.empty() || Text.contains("(unnamed") ||
         Text.contains("(anonymous") ||
         Text.contains("\xa1\x63hex") || // what stands for such a text
         llvm::any_of(Facts.supportPlaces,
                      [&](const auto &One) {
                        return !J.ledger.texts.count(One.second.file);
                      }) ||
         llvm::any_of(J.rules, [](const Rule *R) {
           return R->wholeTree || !R->slots.empty();
         });
}

} // namespace

bool pageless::placesErrorIn(const UnitReport &Report, llvm::StringRef Path,
                             const TreePaths &Paths) {
  const llvm::StringRef Place =
      llvm::StringRef(Report.firstError).split(':').first;
  if (Report.errors == 0 || Place.empty())
    return false;
  const auto Name = Paths.relative(Path, "");
  return Name ? *Name == Place : Path.rsplit('/').second == Place;
}

std::vector<Seen> pageless::sightsOf(const UnitFacts &Facts,
                                     llvm::StringRef Text,
                                     const InputRecord &Read, const Job &J,
                                     const SharedFiles &Files) {
  std::vector<unsigned> Numbers = Read.paths;
  llvm::sort(Numbers);
  Numbers.erase(llvm::unique(Numbers), Numbers.end());
  const bool IsExact = dependsOnPlaces(Facts, Text, J);
  const auto SightOf = [&](unsigned Number) {
    // The error's text has its line and column.
    if (IsExact || placesErrorIn(Facts.report, Files.path(Number), J.paths))
      return Sight::Text;
    const bool Lines = Read.lines.anywhere ||
                       (!Read.lines.files.empty() &&
                        Read.lines.files.count(Files.state(Number).id) != 0);
    if (Read.sawBodies)
      return Lines ? Sight::Tokens : Sight::UnlinedTokens;
    return Lines ? Sight::Heads : Sight::UnlinedHeads;
  };
  std::vector<Seen> Result;
  Result.reserve(Numbers.size());
  for (const unsigned Number : Numbers)
    Result.emplace_back(Number, SightOf(Number));
  return Result;
}
