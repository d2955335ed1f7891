//===- series/Split.cpp - One patch into several --------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Split.h"

#include "llvm/ADT/IntEqClasses.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <map>

using namespace pageless;

namespace {

/// Which file each file must stay with: the first of those bound to it.
std::map<std::string, unsigned> leaders(const PatchSet &Patch) {
  std::map<std::string, unsigned> Numbers;
  for (const FileChange &Change : Patch.files)
    Numbers.emplace(Change.path, Numbers.size());
  llvm::IntEqClasses Bound(static_cast<unsigned>(Numbers.size()));
  for (const std::vector<std::string> &Together : Patch.inseparable)
    for (const std::string &Path : Together)
      Bound.join(Numbers.at(Together.front()), Numbers.at(Path));
  for (auto &[Path, Number] : Numbers)
    Number = Bound.findLeader(Number);
  return Numbers;
}

/// The key that most of the votes are for, of equal ones the first.
std::string mostVotes(const std::map<std::string, std::size_t> &Votes) {
  return std::max_element(
             Votes.begin(), Votes.end(),
             [](const auto &A, const auto &B) { return A.second < B.second; })
      ->first;
}

bool hasHeader(const PatchSet &Patch) {
  return llvm::any_of(Patch.files, [](const FileChange &Change) {
    return llvm::StringRef(Change.path).ends_with(".h");
  });
}

} // namespace

std::vector<SplitPart> pageless::splitPatch(
    const PatchSet &Patch,
    const std::function<std::string(const std::string &)> &KeyOf) {
  const std::map<std::string, unsigned> Leaders = leaders(Patch);
  std::map<unsigned, std::map<std::string, std::size_t>> Votes;
  for (const FileChange &Change : Patch.files)
    ++Votes[Leaders.at(Change.path)][KeyOf(Change.path)];
  std::map<std::string, SplitPart> Parts;
  for (const FileChange &Change : Patch.files) {
    const std::string Key = mostVotes(Votes[Leaders.at(Change.path)]);
    SplitPart &Part = Parts[Key];
    if (Part.key.empty()) {
      Part.key = Key;
      Part.patch = {Patch.name, Patch.subject, Patch.body, {}, Patch.rule, {}};
    }
    Part.patch.files.push_back(Change);
  }
  std::vector<SplitPart> Out;
  for (auto &[Key, Part] : Parts)
    Out.push_back(std::move(Part));
  llvm::sort(Out, [](const SplitPart &A, const SplitPart &B) {
    return std::pair(!hasHeader(A.patch), std::string_view(A.key)) <
           std::pair(!hasHeader(B.patch), std::string_view(B.key));
  });
  return Out;
}

std::string pageless::splitDirectory(const std::string &Path) {
  llvm::SmallVector<llvm::StringRef> Parts;
  llvm::StringRef(Path).split(Parts, '/');
  Parts.pop_back();
  if (Parts.empty())
    return ".";
  std::size_t Depth = 1;
  if (llvm::is_contained(
          {"arch", "drivers", "fs", "net", "samples", "sound", "tools"},
          Parts.front()))
    Depth = Parts.size() > 1 && Parts[1] == "staging" ? 3 : 2;
  Parts.resize(std::min(Parts.size(), Depth));
  return llvm::join(Parts, "/");
}
