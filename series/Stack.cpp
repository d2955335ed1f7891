//===- series/Stack.cpp - Patches that build on one another ---------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Stack.h"

#include "engine/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <iterator>

using namespace pageless;

namespace {

using Edits = std::vector<TextEdit>;

/// Whether \p A stands before \p B when both are edits of one text.
bool comesFirst(const TextEdit &A, const TextEdit &B) {
  if (A.offset != B.offset)
    return A.offset < B.offset;
  Edits Both = {B, A};
  sortEdits(Both);
  return Both.front() == A && !(A == B);
}

FileChange *find(PatchSet &Patch, const std::string &Path) {
  const auto It = llvm::find_if(
      Patch.files, [&](const FileChange &F) { return F.path == Path; });
  return It == Patch.files.end() ? nullptr : &*It;
}

/// Swaps the two changes of a file, of which \p A comes first so far; false,
/// and nothing changed, if that cannot be.
bool swapChanges(FileChange &A, FileChange &B) {
  if (A.isNew)
    return false;
  const auto Under = moveUnder(B.edits, A.edits);
  const auto Over = Under ? moveOver(A.edits, *Under) : std::nullopt;
  if (!Over)
    return false;
  std::string Middle = applyEdits(A.before, *Under);
  if (applyEdits(Middle, *Over) != applyEdits(B.before, B.edits))
    return false;
  B.before = std::move(A.before);
  B.edits = *Under;
  A.before = std::move(Middle);
  A.edits = *Over;
  return true;
}

/// Swaps two neighbours if every file allows it.
bool swapPatches(PatchSet &A, PatchSet &B) {
  PatchSet First = A, Second = B;
  for (FileChange &Change : First.files)
    if (FileChange *Other = find(Second, Change.path))
      if (!swapChanges(Change, *Other))
        return false;
  A = std::move(Second);
  B = std::move(First);
  return true;
}

} // namespace

std::optional<Edits> pageless::moveOver(const Edits &Moved,
                                        const Edits &First) {
  Edits Out;
  for (TextEdit E : Moved) {
    std::ptrdiff_t Shift = 0;
    for (const TextEdit &F : First) {
      const bool Before = F.offset + F.length <= E.offset;
      const bool Behind = E.offset + E.length <= F.offset;
      if (!Before && !Behind)
        return std::nullopt;
      if (Before && (!Behind || comesFirst(F, E)))
        Shift += static_cast<std::ptrdiff_t>(F.text.size()) -
                 static_cast<std::ptrdiff_t>(F.length);
    }
    E.offset =
        static_cast<std::size_t>(static_cast<std::ptrdiff_t>(E.offset) + Shift);
    Out.push_back(std::move(E));
  }
  return Out;
}

std::optional<Edits> pageless::moveUnder(const Edits &Second,
                                         const Edits &First) {
  Edits Out;
  for (TextEdit E : Second) {
    std::ptrdiff_t Shift = 0; // of what First has written so far
    for (const TextEdit &F : First) {
      const auto Begin = static_cast<std::size_t>(
          static_cast<std::ptrdiff_t>(F.offset) + Shift);
      const std::size_t End = Begin + F.text.size();
      if (E.offset + E.length <= Begin)
        break;
      if (E.offset < End)
        return std::nullopt;
      Shift += static_cast<std::ptrdiff_t>(F.text.size()) -
               static_cast<std::ptrdiff_t>(F.length);
    }
    E.offset =
        static_cast<std::size_t>(static_cast<std::ptrdiff_t>(E.offset) - Shift);
    Out.push_back(std::move(E));
  }
  return Out;
}

std::optional<std::string>
PatchStack::textAfter(std::size_t Count, const std::string &Path) const {
  std::optional<std::string> Text;
  for (std::size_t I = 0; I < Patches.size(); ++I)
    for (const FileChange &Change : Patches[I].files) {
      if (Change.path != Path)
        continue;
      if (I < Count)
        Text = applyEdits(Change.before, Change.edits);
      else if (!Text && !Change.isNew)
        return Change.before;
      else
        return Text;
    }
  return Text;
}

llvm::Error PatchStack::insert(std::size_t At, PatchSet Patch) {
  std::vector<PatchSet> Later(std::next(Patches.begin(), At), Patches.end());
  for (const FileChange &Change : Patch.files) {
    Edits Moving = Change.edits;
    for (PatchSet &Next : Later) {
      FileChange *Other = find(Next, Change.path);
      if (!Other)
        continue;
      const auto Over = moveOver(Other->edits, Moving);
      const auto Further = moveOver(Moving, Other->edits);
      const std::string Middle = applyEdits(Other->before, Moving);
      if (!Over || !Further || Other->isNew ||
          applyEdits(Middle, *Over) !=
              applyEdits(applyEdits(Other->before, Other->edits), *Further))
        return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                       Change.path + ": \"" + Patch.subject +
                                           "\" and \"" + Next.subject +
                                           "\" edit the same text");
      Other->before = Middle;
      Other->edits = *Over;
      Moving = *Further;
    }
  }
  Patches.resize(At);
  Patches.push_back(std::move(Patch));
  llvm::append_range(Patches, Later);
  return llvm::Error::success();
}

void PatchStack::sortBy(const std::function<int(const PatchSet &)> &Rank) {
  for (std::size_t I = 1; I < Patches.size(); ++I)
    for (std::size_t J = I; J > 0 && Rank(Patches[J]) < Rank(Patches[J - 1]) &&
                            swapPatches(Patches[J - 1], Patches[J]);
         --J)
      ;
}

void PatchStack::replace(std::size_t At, std::vector<PatchSet> Parts) {
  const auto Place = Patches.erase(std::next(Patches.begin(), At));
  Patches.insert(Place, std::make_move_iterator(Parts.begin()),
                 std::make_move_iterator(Parts.end()));
}
