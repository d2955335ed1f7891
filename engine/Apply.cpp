//===- engine/Apply.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Apply.h"

#include "engine/EditJournal.h"
#include "engine/Scan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include <map>
#include <tuple>

using namespace pageless;

void pageless::sortEdits(std::vector<TextEdit> &Edits) {
  llvm::sort(Edits, [](const TextEdit &A, const TextEdit &B) {
    // Insertions before the replacement at their offset; closings (negative)
    // before openings; closings rising in size, openings falling.
    const auto Key = [](const TextEdit &E) {
      return std::tuple(E.offset, E.length != 0, E.nesting >= 0, -E.nesting,
                        E.length, std::string_view(E.text));
    };
    return Key(A) < Key(B);
  });
}

std::optional<std::pair<std::size_t, std::size_t>>
pageless::findOverlap(const std::vector<TextEdit> &Sorted) {
  std::size_t Reach = 0, Reacher = 0;
  for (std::size_t I = 0; I < Sorted.size(); ++I) {
    if (I > 0 && Sorted[I].offset < Reach)
      return std::pair(Reacher, I);
    if (const std::size_t End = Sorted[I].offset + Sorted[I].length;
        End >= Reach) {
      Reach = End;
      Reacher = I;
    }
  }
  return std::nullopt;
}

std::string pageless::applyEdits(std::string_view Before,
                                 const std::vector<TextEdit> &Sorted) {
  std::string After;
  std::size_t At = 0;
  for (const TextEdit &E : Sorted) {
    After.append(Before, At, E.offset - At);
    After += E.text;
    At = E.offset + E.length;
  }
  After.append(Before, At);
  return After;
}

std::size_t pageless::shiftOffset(std::size_t Offset,
                                  const std::vector<TextEdit> &Sorted) {
  std::size_t Shifted = Offset;
  for (const TextEdit &E : Sorted)
    if (E.offset <= Offset)
      Shifted += E.text.size() - E.length;
  return Shifted;
}

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// What one file goes through in all patches.
struct Rewritten {
  std::string first; ///< the text that was parsed
  std::string last;
};

std::map<std::string, Rewritten> collect(const Result &R) {
  std::map<std::string, Rewritten> Files;
  for (const PatchSet &Patch : R.patches)
    for (const FileChange &Change : Patch.files) {
      const auto [It, Fresh] = Files.try_emplace(Change.path);
      if (Fresh)
        It->second.first = Change.before;
      It->second.last = applyEdits(Change.before, Change.edits);
    }
  return Files;
}

llvm::Error checkUnchanged(const std::string &Root, const std::string &Path,
                           const Rewritten &File) {
  llvm::SmallString<256> Real;
  if (const std::error_code E =
          llvm::sys::fs::real_path(Root + "/" + Path, Real))
    return problem("cannot edit " + Path + ": " + E.message());
  if (!Real.starts_with(Root + "/"))
    return problem("will not edit " + Path + ": it lies outside " + Root);
  llvm::Expected<std::string> Now = readFile(Root + "/" + Path);
  if (!Now)
    return Now.takeError();
  if (*Now != File.first)
    return problem(Path + " has changed since it was parsed; nothing was "
                          "edited, run again");
  return llvm::Error::success();
}

} // namespace

llvm::Error pageless::applyInPlace(const Result &R, const TreeLock &Lock) {
  const std::map<std::string, Rewritten> Files = collect(R);
  std::vector<NewText> Texts;
  for (const auto &[Path, File] : Files) {
    if (llvm::Error E = checkUnchanged(Lock.root(), Path, File))
      return E;
    Texts.push_back({Path, File.first, File.last});
  }
  return EditJournal::edit(Lock.root(), Texts);
}
