//===- unit/Where.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "unit/Where.h"

#include "engine/FindTree.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace pageless;
namespace path = llvm::sys::path;

std::string pageless::unit::treeOrFolder(llvm::StringRef File) {
  const std::string Tree = treeAbove(File);
  return Tree.empty() ? path::parent_path(File).str() : Tree;
}

std::string pageless::unit::locateProfile(const std::string &Name,
                                          const std::string &Root) {
  const llvm::StringRef Ending(Name);
  if (!Ending.ends_with(".json") || path::is_absolute(Name) ||
      llvm::sys::fs::exists(Name))
    return Name;
  return Root + "/" + Name;
}
