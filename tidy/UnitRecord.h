//===- tidy/UnitRecord.h - The ledger of the unit that is being read *- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_UNITRECORD_H
#define PAGELESS_TIDY_UNITRECORD_H

#include "engine/PpRecord.h"

namespace pageless::tidy {

/// Fills a ledger with the files of the tree that the unit enters, just before
/// the base records what happens in them: clang-tidy shows one unit, and nobody
/// has scanned the tree.
class UnitRecord : public PpRecord {
public:
  UnitRecord(clang::Preprocessor &Pp, UnitFiles &Files, Ledger &L,
             const llvm::StringSet<> &Words, const llvm::StringSet<> &Helpers,
             PpFacts &Facts, std::map<std::string, clang::FileID> &Ids)
      : PpRecord(Pp, Files, L, Words, Helpers, Facts),
        Sources(Pp.getSourceManager()), Files(Files), L(L), Words(Words),
        Ids(Ids) {}

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Reason,
                        clang::SrcMgr::CharacteristicKind Kind,
                        clang::FileID Previous,
                        clang::SourceLocation Location) override;

private:
  const clang::SourceManager &Sources;
  UnitFiles &Files;
  Ledger &L;
  const llvm::StringSet<> &Words;
  std::map<std::string, clang::FileID> &Ids; ///< the first of each ledger file
};

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_UNITRECORD_H
