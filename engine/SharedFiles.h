//===- engine/SharedFiles.h - Files that units read in common --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Units read the same 1,000 headers and look for them in the same places. All
// of a run ask the disk once, and see the texts of the ledger.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SHAREDFILES_H
#define PAGELESS_ENGINE_SHAREDFILES_H

#include "engine/Scan.h"

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <string>

namespace pageless {

/// What is known about files and folders: safe to share between threads. Files
/// must not change while the object lives.
class SharedFiles {
public:
  /// Files of \p L with words have the ledger's text. \p L must outlive the
  /// object. \p Keep are the names that a body must not spell to be blanked.
  SharedFiles(const Ledger &L, llvm::StringSet<> Keep);
  ~SharedFiles();

  /// A view of the files from \p Directory, for one thread.
  /// \param Blanked show headers without the bodies that blankBodies() drops.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
  from(const std::string &Directory, bool Blanked) const;

  /// Adds a file that is not on disk, in a folder that is. \p Text must outlive
  /// the object, and a NUL must follow it.
  void add(const std::string &Path, llvm::StringRef Text);

  struct Known;

private:
  std::shared_ptr<Known> K;
};

/// The disk, with the ledger's files in memory on top.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesAsSeen(const Ledger &L);

} // namespace pageless

#endif // PAGELESS_ENGINE_SHAREDFILES_H
