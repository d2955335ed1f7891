//===- engine/OutputFiles.h - Results that are whole or absent -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_OUTPUTFILES_H
#define PAGELESS_ENGINE_OUTPUTFILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// Files that belong together. All are written beside their places first, so
/// that a full disk or a signal leaves what was there; only then they move.
class OutputFiles {
public:
  OutputFiles() = default;
  OutputFiles(const OutputFiles &) = delete;
  OutputFiles &operator=(const OutputFiles &) = delete;
  ~OutputFiles();

  /// Writes beside \p Path. Fails with one line, and all files stay as they
  /// were.
  llvm::Error add(const std::string &Path, llvm::StringRef Text);

  /// Removes \p Stale files, then moves those that were added to their places.
  /// The last one goes first and comes last: while it is not there, the others
  /// may be of different runs.
  llvm::Error finish(llvm::ArrayRef<std::string> Stale = {});

private:
  struct Part {
    std::string beside, path;
  };
  std::vector<Part> Parts;
};

/// Writes one file whole, or leaves what was there. A device or a pipe is
/// written to as it is.
llvm::Error writeWhole(const std::string &Path, llvm::StringRef Text);

/// The files directly in \p Folder, sorted; none if it cannot be listed.
std::vector<std::string> filesIn(const std::string &Folder);

} // namespace pageless

#endif // PAGELESS_ENGINE_OUTPUTFILES_H
