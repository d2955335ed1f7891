//===- engine/BatchReader.h - Few system calls for many files --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To open, read and close a small file takes longer than to search it. Linux's
// io_uring does so for many files in one system call.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_BATCHREADER_H
#define PAGELESS_ENGINE_BATCHREADER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// Reads files for one thread. Where there is no io_uring (a kernel before
/// 5.15, a container that forbids it, a build without liburing) it reads none.
class BatchReader {
public:
  /// How many files one batch has at most.
  static constexpr std::size_t Most = 32;
  /// Longer files are left to the caller. A batch should stay in the cache of a
  /// processor until it has been searched.
  static constexpr std::size_t Longest = (64 << 10) - 1;

  /// \p Folder is open, and what paths are relative to.
  explicit BatchReader(int Folder);
  ~BatchReader();

  /// The texts of \p Files, at most `Most`, each with a NUL behind it, until
  /// the next call. Nothing for a file that is too long or could not be read:
  /// the caller must read it in another way, to know what is wrong with it.
  llvm::ArrayRef<std::optional<llvm::StringRef>>
  read(llvm::ArrayRef<std::string> Files);

private:
  struct Ring;

  [[maybe_unused]] int Folder;
  std::unique_ptr<Ring> Open; ///< null if there is none
  std::vector<char> Memory;
  std::vector<std::optional<llvm::StringRef>> Texts;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_BATCHREADER_H
