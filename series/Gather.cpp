//===- series/Gather.cpp - One result of several runs ---------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Gather.h"

#include "engine/Apply.h"
#include "series/Compose.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <optional>

using namespace pageless;

namespace {

const FileChange *find(const PatchSet &Patch, const std::string &Path) {
  const auto It = llvm::find_if(
      Patch.files, [&](const FileChange &F) { return F.path == Path; });
  return It == Patch.files.end() ? nullptr : &*It;
}

/// Whether \p Sorted wrote what stands at \p Offset after them.
bool isWritten(std::size_t Offset, const std::vector<TextEdit> &Sorted) {
  const std::size_t Before = offsetBefore(Offset, Sorted);
  return shiftOffset(Before, Sorted) != Offset ||
         replacesAny(Sorted, {Before, Before + 1});
}

/// The line, from 1, that \p S is in before the series; nothing if it lies in
/// text that the series brings, which its rules have no say in.
std::optional<unsigned> lineBefore(const Site &S,
                                   const std::vector<PatchSet> &Patches,
                                   std::size_t Count) {
  std::size_t Offset = S.offset;
  const FileChange *First = nullptr;
  for (std::size_t I = Count; I-- > 0;)
    if (const FileChange *Change = find(Patches[I], S.file)) {
      if (Patches[I].rule.empty() && isWritten(Offset, Change->edits))
        return std::nullopt;
      Offset = offsetBefore(Offset, Change->edits);
      First = Change;
    }
  if (!First)
    return S.line;
  const auto From = First->before.begin();
  const auto At =
      static_cast<std::ptrdiff_t>(std::min(Offset, First->before.size()));
  return 1 + static_cast<unsigned>(std::count(From, From + At, '\n'));
}

/// Whether a patch from the \p Count-th on replaces the word of \p S.
bool isReplaced(const Site &S, const std::vector<PatchSet> &Patches,
                std::size_t Count) {
  ByteRange Word = {S.offset, S.offset + S.word.size()};
  for (std::size_t I = Count; I < Patches.size(); ++I)
    if (const FileChange *Change = find(Patches[I], S.file)) {
      if (replacesAny(Change->edits, Word))
        return true;
      Word.begin = shiftOffset(Word.begin, Change->edits);
      Word.end = Word.begin + S.word.size();
    }
  return false;
}

void addConfigurations(std::vector<Configuration> &Sum,
                       const std::vector<Configuration> &More) {
  for (const Configuration &C : More) {
    const auto It = llvm::find_if(
        Sum, [&](const Configuration &Had) { return Had.name == C.name; });
    if (It == Sum.end()) {
      Sum.push_back(C);
      continue;
    }
    It->unitsParsed += C.unitsParsed;
    It->parses += C.parses;
    It->unitsSaved += C.unitsSaved;
  }
}

} // namespace

void Gatherer::add(Result R, std::size_t PatchesBefore) {
  if (Sum.toolVersion.empty()) {
    Sum.toolVersion = R.toolVersion;
    Sum.llvmVersion = R.llvmVersion;
    Sum.tree = R.tree;
    Sum.profile = R.profile;
  }
  llvm::append_range(Sum.rules, R.rules);
  addConfigurations(Sum.configurations, R.configurations);
  llvm::append_range(Sum.units, R.units);
  llvm::append_range(Sum.unspelled, R.unspelled);
  llvm::append_range(Sum.internalErrors, R.internalErrors);
  SeenAt.insert(SeenAt.end(), R.sites.size(), PatchesBefore);
  std::move(R.sites.begin(), R.sites.end(), std::back_inserter(Sum.sites));
}

Result Gatherer::finish(const std::vector<PatchSet> &Patches) {
  std::vector<Site> Kept;
  for (std::size_t I = 0; I < Sum.sites.size(); ++I) {
    Site &S = Sum.sites[I];
    if (S.verdict != Verdict::Converted && isReplaced(S, Patches, SeenAt[I]))
      continue;
    const auto Line = lineBefore(S, Patches, SeenAt[I]);
    if (!Line && S.verdict != Verdict::Converted)
      continue;
    S.line = Line.value_or(S.line);
    ++Sum.totals.verdicts[std::string(toString(S.verdict))];
    Kept.push_back(std::move(S));
  }
  Sum.sites = std::move(Kept);
  llvm::stable_sort(Sum.sites, [](const Site &A, const Site &B) {
    return std::tie(A.file, A.line) < std::tie(B.file, B.line);
  });
  return std::move(Sum);
}
