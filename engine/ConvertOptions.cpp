//===- engine/ConvertOptions.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the options of a run stand for.
//
//===----------------------------------------------------------------------===//

#include "engine/CompileCommands.h"
#include "engine/Convert.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

} // namespace

llvm::Expected<std::vector<const Rule *>>
pageless::chooseRules(const ConvertOptions &Options, const Profile &P) {
  std::vector<const Rule *> Rules;
  for (const std::string &Id : Options.rules) {
    const Rule *R = findRule(Id);
    if (!R)
      return problem("no rule " + Id + "; 'pageless rules' lists them");
    if (!llvm::is_contained(Rules, R))
      Rules.push_back(R);
  }
  for (const Rule *R : Rules)
    if (const std::string Key = missingHelper(*R, P); !Key.empty())
      return problem("profile " + P.name + " has no helper " + Key +
                     ", which the rule " + R->id + " needs");
  for (const Rule *R : Rules)
    if (R->wholeTree && (Options.words || !Options.paths.empty()))
      return problem("the rule " + R->id + " needs the whole tree, and " +
                     (Options.words ? "this run is about a part of it"
                                    : "paths are given"));
  if (Rules.empty())
    for (const Rule &R : allRules())
      if (missingHelper(R, P).empty() && !R.onRequest)
        Rules.push_back(&R);
  return Rules;
}

llvm::Expected<std::string> pageless::findTree(const ConvertOptions &Options) {
  if (Options.tree.empty())
    return guessTree(expandDatabases(Options.databases));
  llvm::SmallString<256> Real;
  if (const std::error_code E = llvm::sys::fs::real_path(Options.tree, Real))
    return problem("--tree " + Options.tree + ": " + E.message());
  if (!llvm::sys::fs::is_directory(Real))
    return problem("--tree " + Options.tree + " is no directory");
  return std::string(Real);
}

llvm::Expected<llvm::StringSet<>>
pageless::wordsOf(const ConvertOptions &Options) {
  llvm::Expected<Profile> P = loadProfile(Options.profile);
  if (!P)
    return P.takeError();
  auto Rules = chooseRules(Options, *P);
  if (!Rules)
    return Rules.takeError();
  llvm::StringSet<> Words;
  for (const Rule *R : *Rules)
    for (const std::string &Word : R->words)
      Words.insert(Word);
  return Words;
}
