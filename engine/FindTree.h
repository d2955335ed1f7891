//===- engine/FindTree.h - The kernel tree around a file ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_FINDTREE_H
#define PAGELESS_ENGINE_FINDTREE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pageless {

/// The root of the kernel tree that \p File, an absolute path, lies in: the
/// nearest folder above with Kbuild and MAINTAINERS, without symbolic links. ""
/// if there is none.
std::string treeAbove(llvm::StringRef File);

} // namespace pageless

#endif // PAGELESS_ENGINE_FINDTREE_H
