//===- engine/TreeLock.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TreeLock.h"

#include "engine/EditJournal.h"

#include "llvm/Support/Errno.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

using namespace pageless;

llvm::Expected<TreeLock> TreeLock::take(const std::string &Root,
                                        std::string &Notice) {
  const int Folder = open(Root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (Folder < 0)
    return llvm::createStringError(llvm::errnoAsErrorCode(),
                                   "cannot open " + Root + ": " +
                                       llvm::sys::StrError());
  TreeLock Lock(Root, Folder);
  // Any other error is of a file system that cannot lock a folder, as NFS.
  if (flock(Folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "another pageless is about to edit " + Root +
            "; wait until it is done, and run again");
  auto Done = EditJournal::recover(Root);
  if (!Done)
    return Done.takeError();
  Notice = std::move(*Done);
  return Lock;
}

TreeLock::TreeLock(TreeLock &&Other) noexcept
    : Root(std::move(Other.Root)), Folder(std::exchange(Other.Folder, -1)) {}

TreeLock::~TreeLock() {
  if (Folder >= 0)
    close(Folder);
}

llvm::Error pageless::checkWhole(const std::string &Root) {
  if (!EditJournal::isPending(Root))
    return llvm::Error::success();
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "an edit of " + Root +
          " was interrupted; 'pageless convert --in-place' on it finishes "
          "that first");
}
