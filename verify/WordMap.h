//===- verify/WordMap.h - Words of the ledger in the edited files  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ledger knows where words stood before. What a verification sees is where
// they stand after the patches. Here each word that is still there is followed
// through the hunks.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_WORDMAP_H
#define PAGELESS_VERIFY_WORDMAP_H

#include "verify/Patches.h"
#include "verify/SavedReport.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// One spelling of a word after all patches.
struct WordAfter {
  unsigned line = 0;          ///< from 1
  const Site *site = nullptr; ///< of the ledger; null if a patch brought it
  /// A patch without a rule brought it, as helpers are.
  bool isSupport = false;
};

/// Words after all patches, by offset in their file.
using WordsAfter = std::map<std::size_t, WordAfter>;

/// Where the spellings of \p Word in \p File have gone. \p Before is the file's
/// text before the patches. Fails, with one line, if the ledger and the text,
/// or the ledger and the patches, do not agree on them.
llvm::Expected<WordsAfter> followWords(const std::string &File,
                                       llvm::StringRef Before,
                                       const std::string &Word,
                                       const SavedReport &Report,
                                       const std::vector<SavedPatch> &Patches);

} // namespace pageless

#endif // PAGELESS_VERIFY_WORDMAP_H
