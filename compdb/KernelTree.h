//===- compdb/KernelTree.h - What a kernel's source tree says of itself -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_KERNELTREE_H
#define PAGELESS_COMPDB_KERNELTREE_H

#include "compdb/Architecture.h"

#include "llvm/Support/Error.h"

#include <map>
#include <string>

namespace pageless {

/// A kernel's source tree. Nothing is ever written there.
struct KernelTree {
  std::string root;    ///< absolute, without links
  std::string version; ///< e.g. "4.1.0-rc6"
  /// Its Makefile takes LLVM=-22, as those since 5.18 do.
  bool takesLlvm = false;
  /// Triples by folder of arch/, for those that it has itself for Clang.
  std::map<std::string, std::string> clangTargets;

  /// Looks at the tree; fails with one line if it is none, or one that an O=
  /// folder cannot be used with.
  static llvm::Expected<KernelTree> open(const std::string &Path);
  /// Whether it has the architecture.
  bool has(const Architecture &Arch) const;
  /// How a folder or an object is named as a target of make: a folder with a
  /// slash behind it. Fails with one line if the tree has no such thing.
  llvm::Expected<std::string> makeTarget(llvm::StringRef Name) const;
};

/// Fails with one line if make would stumble over the path.
llvm::Error checkMakePath(llvm::StringRef Path);

} // namespace pageless

#endif // PAGELESS_COMPDB_KERNELTREE_H
