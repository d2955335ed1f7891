//===- engine/FindTree.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FindTree.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <filesystem>

std::string pageless::treeAbove(llvm::StringRef File) {
  namespace fs = std::filesystem;
  namespace path = llvm::sys::path;
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(File, Real))
    return "";
  for (llvm::StringRef Up = path::parent_path(Real); !Up.empty();
       Up = path::parent_path(Up))
    if (const fs::path Candidate(Up.str());
        fs::exists(Candidate / "Kbuild") &&
        fs::exists(Candidate / "MAINTAINERS"))
      return Up.str();
  return "";
}
