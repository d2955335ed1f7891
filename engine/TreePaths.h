//===- engine/TreePaths.h - Paths relative to the tree ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_TREEPATHS_H
#define PAGELESS_ENGINE_TREEPATHS_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <mutex>
#include <optional>
#include <string>

namespace pageless {

/// Turns the many names that compilers and compile commands have for a file
/// into the one name it has in the ledger. Safe to share between threads.
class TreePaths {
public:
  /// \p Root must be absolute and without symbolic links.
  explicit TreePaths(std::string Root) : Root(std::move(Root)) {}

  const std::string &root() const { return Root; }

  /// From now on there is a file of that name, relative to the root, though it
  /// is not on disk. Not to be called while another thread asks.
  void addFile(const std::string &File) { Added.insert(File); }

  /// \p Path, taken from \p Directory if it is relative, as a path below the
  /// root; nothing if it lies elsewhere or does not exist.
  std::optional<std::string> relative(llvm::StringRef Path,
                                      llvm::StringRef Directory) const;

private:
  std::string Root;
  llvm::StringSet<> Added;
  mutable std::mutex Mutex;
  mutable llvm::StringMap<std::optional<std::string>> Known;
  mutable llvm::StringMap<std::string> Folders; ///< without symbolic links

  std::string realFolder(llvm::StringRef Folder) const;
  std::string addedPath(llvm::StringRef Absolute) const;
  std::string realPath(llvm::StringRef Absolute) const;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_TREEPATHS_H
