//===- tool/LockTree.h - Before a tree is edited ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_LOCKTREE_H
#define PAGELESS_TOOL_LOCKTREE_H

#include "engine/Convert.h"
#include "engine/TreeLock.h"

#include <optional>

namespace pageless {

/// Takes the lock of the tree that \p Options are about, which then name it. If
/// an interrupted edit was finished on the way, a line on stderr says so.
llvm::Error lockTree(ConvertOptions &Options, std::optional<TreeLock> &Lock);

/// Makes the edits of \p R, and says so. Fails as applyInPlace() does.
llvm::Error editTree(const Result &R, const TreeLock &Lock);

} // namespace pageless

#endif // PAGELESS_TOOL_LOCKTREE_H
