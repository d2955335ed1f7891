//===- engine/Skip.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Skip.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

llvm::StringSet<> pageless::wordsAndCarriers(const Job &J) {
  llvm::StringSet<> Names = J.carriers;
  for (const llvm::StringRef Word : J.words.keys())
    Names.insert(Word);
  return Names;
}

InterestingPlaces::InterestingPlaces(const Job &J, const SourceManager &Sources)
    : Names(wordsAndCarriers(J)), Sources(Sources) {}

const std::vector<std::size_t> &InterestingPlaces::places(FileID File) {
  const auto [It, Fresh] = Known.try_emplace(File);
  if (Fresh)
    It->second = findIdentifiers(Sources.getBufferData(File), Names);
  return It->second;
}

bool InterestingPlaces::anyIn(FileID File, std::size_t Begin, std::size_t End) {
  const std::vector<std::size_t> &Places = places(File);
  const auto First = llvm::lower_bound(Places, Begin);
  return First != Places.end() && *First <= End;
}

std::optional<std::pair<FileID, std::size_t>>
InterestingPlaces::skippableUntil(const Decl &D) {
  const SourceLocation Begin = D.getBeginLoc();
  if (Begin.isInvalid() || Begin.isMacroID())
    return std::nullopt;
  const auto [File, Offset] = Sources.getDecomposedLoc(Begin);
  // Types of the result and of parameters may be structures with ends of their
  // own.
  const auto *Function = dyn_cast<FunctionDecl>(&D);
  const FunctionTypeLoc Type =
      Function ? Function->getFunctionTypeLoc() : FunctionTypeLoc();
  const auto [HeadFile, Head] = Sources.getDecomposedLoc(
      Sources.getExpansionLoc(Type ? Type.getRParenLoc() : D.getLocation()));
  if (HeadFile != File || Head < Offset)
    return std::nullopt;
  const std::size_t End = Sources.getBufferData(File).find("\n}", Head);
  if (End == llvm::StringRef::npos || anyIn(File, Offset, End))
    return std::nullopt;
  return std::pair(File, End);
}

bool InterestingPlaces::concerns(const Decl &D) {
  const SourceRange Range = D.getSourceRange();
  if (Range.isInvalid())
    return false;
  const auto [File, Begin] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Range.getBegin()));
  const auto [EndFile, End] = Sources.getDecomposedLoc(
      Sources.getExpansionRange(Range.getEnd()).getEnd());
  if (File != EndFile)
    return true;
  return Sources.getFileEntryRefForID(File) && anyIn(File, Begin, End);
}
