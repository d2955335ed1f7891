//===- suggest/TreeFiles.h - A tree's files by purpose ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_TREEFILES_H
#define PAGELESS_SUGGEST_TREEFILES_H

#include "engine/Scan.h"

#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// One of the architectures that can be given to the kernel's make.
struct ArchName {
  std::string arch;      ///< ARCH=, e.g. "x86_64"
  std::string directory; ///< of arch/, e.g. "x86"
};

/// The makefiles, Kconfig files and sources of a tree. Paths are relative to
/// the root and sorted.
class TreeFiles {
public:
  /// Lists the tree; links are left out. Fails if a folder cannot be read.
  static llvm::Expected<TreeFiles> list(const std::string &Root);

  const std::string &root() const { return Sources.root; }
  /// All .c and .h files; the ledger's other members are empty.
  const Ledger &sources() const { return Sources; }
  /// Files called Makefile* or Kbuild* by folder ("" is the root).
  const std::map<std::string, std::vector<std::string>> &makefiles() const {
    return Makefiles;
  }
  const std::vector<std::string> &kconfigs() const { return Kconfigs; }
  /// Every architecture, those most people know first.
  const std::vector<ArchName> &architectures() const { return Architectures; }

  /// The text of a file of the tree; "" if it cannot be read.
  std::string read(const std::string &Path) const;

private:
  void findArchitectures();

  Ledger Sources;
  std::map<std::string, std::vector<std::string>> Makefiles;
  std::vector<std::string> Kconfigs;
  std::vector<ArchName> Architectures;
};

/// The folder of a path, "" for one in the root.
std::string folderOf(llvm::StringRef Path);
/// X of a path arch/X/..., "" of any other. arch/X/um belongs to um.
std::string archOf(llvm::StringRef Path);
/// \p Folder/\p Name, or \p Name if the folder is the root.
std::string inFolder(llvm::StringRef Folder, llvm::StringRef Name);
/// True if the Clang that pageless is built on has a target for ARCH=\p Arch.
bool clangKnows(llvm::StringRef Arch);

} // namespace pageless

#endif // PAGELESS_SUGGEST_TREEFILES_H
