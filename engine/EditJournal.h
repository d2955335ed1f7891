//===- engine/EditJournal.h - Several files change, or none ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file system replaces one file at once, never several. So the new texts are
// written beside the old ones, then a journal in the tree's root says which
// files change places with which, then they do. Whoever finds a journal can
// finish what another process was killed at, or take it back.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_EDITJOURNAL_H
#define PAGELESS_ENGINE_EDITJOURNAL_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// What becomes of one file of a tree.
struct NewText {
  std::string file; ///< relative to the root
  llvm::StringRef before, after;
};

/// The edit of a tree, as its journal tells it. Only for who has the TreeLock.
class EditJournal {
public:
  /// True if a process was killed while it edited the tree below \p Root, which
  /// may have old and new texts since.
  static bool isPending(const std::string &Root);

  /// Gives all files their new texts, or none: then it fails with one line. A
  /// signal that ends the program before the journal is there takes the new
  /// texts away; one that comes later waits until all is done.
  static llvm::Error edit(const std::string &Root,
                          llvm::ArrayRef<NewText> Texts);

  /// Finishes an edit that was interrupted, or takes it back if it cannot be
  /// finished. Returns one line about it, "" if there was nothing to do. Fails
  /// if files were changed since so that neither is possible.
  static llvm::Expected<std::string> recover(const std::string &Root);

private:
  /// Two files that change places. Paths are relative.
  struct Swap {
    std::string file, beside;
    std::string before, after; ///< digests of the texts
  };

  explicit EditJournal(std::string Root) : Root(std::move(Root)) {}

  std::string path(const std::string &File) const { return Root + "/" + File; }
  static bool isSound(const std::string &Root, const Swap &S);
  static llvm::Expected<EditJournal> read(const std::string &Root,
                                          const std::string &Name);
  llvm::Error write() const;
  llvm::Error writeBeside(llvm::ArrayRef<NewText> Texts) const;
  llvm::Error forward(std::vector<bool> &Done) const;
  llvm::Error clean(const char *Name) const;
  llvm::Error swapAll(std::vector<bool> Done) const;
  bool swapBack(const std::vector<bool> &Done) const;
  void watch(bool RemovesOnSignal) const;

  std::string Root;
  std::vector<Swap> Swaps;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_EDITJOURNAL_H
