//===- engine/DurableFile.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/DurableFile.h"

#include "llvm/Support/Errno.h"
#include "llvm/Support/Error.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace pageless;

namespace {

bool writeAll(int Descriptor, llvm::StringRef Text) {
  while (!Text.empty()) {
    const ssize_t Written = ::write(Descriptor, Text.data(), Text.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    Text = Text.drop_front(static_cast<std::size_t>(Written));
  }
  return true;
}

/// Whoever may not give files away keeps them, as an editor does.
bool becomeLike(int Descriptor, const std::string &Path) {
  struct stat Old{}, New{};
  if (stat(Path.c_str(), &Old) != 0 || fstat(Descriptor, &New) != 0)
    return false;
  if (Old.st_uid != New.st_uid || Old.st_gid != New.st_gid)
    (void)!fchown(Descriptor, Old.st_uid, Old.st_gid);
  return fchmod(Descriptor, Old.st_mode & 07777) == 0;
}

} // namespace

std::error_code pageless::writeDurably(const std::string &Path,
                                       llvm::StringRef Text,
                                       const std::string &Like) {
  const int Descriptor =
      ::open(Path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
             Like.empty() ? 0666 : 0600);
  if (Descriptor < 0)
    return llvm::errnoAsErrorCode();
  std::error_code Failed;
  if (!writeAll(Descriptor, Text) ||
      (!Like.empty() && !becomeLike(Descriptor, Like)) ||
      fsync(Descriptor) != 0)
    Failed = llvm::errnoAsErrorCode();
  if (close(Descriptor) != 0 && !Failed)
    Failed = llvm::errnoAsErrorCode();
  if (Failed)
    unlink(Path.c_str());
  return Failed;
}

void pageless::syncFolder(const std::string &Path) {
  const int Folder = ::open(Path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (Folder < 0)
    return;
  fsync(Folder);
  close(Folder);
}

DeferredSignals::DeferredSignals() {
  sigset_t Ends;
  sigemptyset(&Ends);
  for (const int Signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2,
                           SIGALRM, SIGVTALRM, SIGPIPE, SIGXCPU})
    sigaddset(&Ends, Signal);
  pthread_sigmask(SIG_BLOCK, &Ends, &Before);
}

DeferredSignals::~DeferredSignals() {
  pthread_sigmask(SIG_SETMASK, &Before, nullptr);
}
