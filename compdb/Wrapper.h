//===- compdb/Wrapper.h - Clang as the kernel's compiler -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_WRAPPER_H
#define PAGELESS_COMPDB_WRAPPER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <set>
#include <string>
#include <vector>

namespace pageless {

/// The script compdb/compiler.sh in a folder, where it also keeps what it
/// learns.
class Wrapper {
public:
  /// \p Directory: absolute, without spaces; it need not exist.
  explicit Wrapper(std::string Directory) : Directory(std::move(Directory)) {}

  /// Writes the script for this Clang and these first options. What it learned
  /// is forgotten if they are not those of last time. Fails with one line.
  llvm::Error write(const std::string &Clang,
                    llvm::ArrayRef<std::string> Options) const;
  /// The script's path.
  std::string program() const { return Directory + "/clang"; }
  /// The options that it left out so far.
  std::set<std::string> droppedOptions() const;
  /// The sources whose inline assembly it left out so far.
  std::set<std::string> withoutAssembly() const;

private:
  std::string Directory;
};

} // namespace pageless

#endif // PAGELESS_COMPDB_WRAPPER_H
