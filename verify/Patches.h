//===- verify/Patches.h - The patches of a conversion, read back  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What is proven is what the files say, not what the program that wrote them
// meant: a person may have edited them since.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_PATCHES_H
#define PAGELESS_VERIFY_PATCHES_H

#include "check/Diff.h"

#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// One patch file.
struct SavedPatch {
  std::string path; ///< of the patch file
  /// What follows the number in its name: the rule's id if a rule made it.
  std::string stem;
  std::vector<FileDiff> files;
};

/// A file before the first patch and after the last one.
struct FileVersions {
  std::string before, after;
  bool isNew = false; ///< the patches make it; `before` is empty then
};

/// The patches in OUT/patches, in the order of their names. Fails, with one
/// line, if there is none or one cannot be read.
llvm::Expected<std::vector<SavedPatch>> readPatches(const std::string &Out);

/// The path that a patch gives a file, relative to the tree.
std::string pathOf(const FileDiff &Diff);

/// \p Text with the hunks of \p Diff applied, or undone if \p Reverse. Fails,
/// with one line that names \p Path, unless every hunk fits exactly.
llvm::Expected<std::string> applyDiff(const std::string &Path,
                                      llvm::StringRef Text,
                                      const FileDiff &Diff, bool Reverse);

/// Both versions of every file that the patches edit. The tree has all of them
/// as they were, or as the patches leave them; fails, with one line, if it has
/// not. \p IsApplied is set to true in the second case.
llvm::Expected<std::map<std::string, FileVersions>>
readVersions(const std::vector<SavedPatch> &Patches, const std::string &Root,
             bool &IsApplied);

} // namespace pageless

#endif // PAGELESS_VERIFY_PATCHES_H
