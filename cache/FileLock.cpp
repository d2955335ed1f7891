//===- cache/FileLock.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/FileLock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace pageless;

llvm::Expected<FileLock> FileLock::open(const std::string &File) {
  const int Descriptor =
      ::open(File.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (Descriptor < 0)
    return llvm::createStringError(
        std::error_code(errno, std::generic_category()),
        File + ": " + std::generic_category().message(errno));
  return FileLock(Descriptor);
}

FileLock::FileLock(FileLock &&Other) noexcept
    : Descriptor(std::exchange(Other.Descriptor, -1)) {}

FileLock &FileLock::operator=(FileLock &&Other) noexcept {
  std::swap(Descriptor, Other.Descriptor);
  return *this;
}

FileLock::~FileLock() {
  if (Descriptor >= 0)
    ::close(Descriptor);
}

bool FileLock::take(Kind K, std::chrono::milliseconds Patience) {
  const auto Until = std::chrono::steady_clock::now() + Patience;
  const int How = K == Kind::Shared ? LOCK_SH : LOCK_EX;
  while (::flock(Descriptor, How | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= Until)
      return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}
