//===- cache/FileLock.h - A lock that dies with its process -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_FILELOCK_H
#define PAGELESS_CACHE_FILELOCK_H

#include "llvm/Support/Error.h"

#include <chrono>
#include <string>

namespace pageless {

/// flock() on a file that has no other purpose. The lock goes with the object,
/// and with the process however that ends.
class FileLock {
public:
  enum class Kind { Shared, Exclusive };

  /// Makes the file if need be. Fails if it cannot be made.
  static llvm::Expected<FileLock> open(const std::string &File);
  FileLock(FileLock &&Other) noexcept;
  FileLock &operator=(FileLock &&Other) noexcept;
  ~FileLock();

  /// Takes the lock, or changes the kind of the one that it has, which may
  /// lose it. False if others kept it for that long.
  bool take(Kind K, std::chrono::milliseconds Patience);

private:
  explicit FileLock(int Descriptor) : Descriptor(Descriptor) {}
  int Descriptor;
};

} // namespace pageless

#endif // PAGELESS_CACHE_FILELOCK_H
