//===- tool/LockTree.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/LockTree.h"

#include "engine/Apply.h"

#include "llvm/Support/raw_ostream.h"

using namespace pageless;

llvm::Error pageless::lockTree(ConvertOptions &Options,
                               std::optional<TreeLock> &Lock) {
  auto Root = findTree(Options);
  if (!Root)
    return Root.takeError();
  Options.tree = *Root;
  std::string Notice;
  auto Taken = TreeLock::take(*Root, Notice);
  if (!Taken)
    return Taken.takeError();
  if (!Notice.empty())
    llvm::errs() << "pageless: " << Notice << '\n';
  Lock.emplace(std::move(*Taken));
  return llvm::Error::success();
}

llvm::Error pageless::editTree(const Result &R, const TreeLock &Lock) {
  if (llvm::Error E = applyInPlace(R, Lock))
    return E;
  llvm::outs() << "\nThe tree " << Lock.root() << " was edited.\n";
  return llvm::Error::success();
}
