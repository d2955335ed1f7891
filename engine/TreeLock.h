//===- engine/TreeLock.h - One process edits a tree ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_TREELOCK_H
#define PAGELESS_ENGINE_TREELOCK_H

#include "llvm/Support/Error.h"

#include <string>

namespace pageless {

/// The right to edit a tree, which one process has at a time. It goes with the
/// process, however that ends. File systems without locks give it to everybody.
class TreeLock {
public:
  /// Fails with one line if another process has it. What a process that was
  /// killed has left half done is finished first; \p Notice then says so.
  static llvm::Expected<TreeLock> take(const std::string &Root,
                                       std::string &Notice);

  TreeLock(TreeLock &&Other) noexcept;
  TreeLock &operator=(TreeLock &&) = delete;
  ~TreeLock();

  const std::string &root() const { return Root; }

private:
  TreeLock(std::string Root, int Folder)
      : Root(std::move(Root)), Folder(Folder) {}

  std::string Root;
  int Folder; ///< the root, open
};

/// Fails with one line if an edit of the tree was interrupted: it may then have
/// some files as they were and some as they become.
llvm::Error checkWhole(const std::string &Root);

} // namespace pageless

#endif // PAGELESS_ENGINE_TREELOCK_H
