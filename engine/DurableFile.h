//===- engine/DurableFile.h - Files that outlive a crash -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_DURABLEFILE_H
#define PAGELESS_ENGINE_DURABLEFILE_H

#include "llvm/ADT/StringRef.h"

#include <csignal>
#include <string>
#include <system_error>

namespace pageless {

/// Writes a file that does not exist yet, down to the disk. It gets the owner
/// and the permissions of \p Like, if that is given. On failure there is none.
std::error_code writeDurably(const std::string &Path, llvm::StringRef Text,
                             const std::string &Like = "");

/// Brings the names in a folder down to the disk, where it can.
void syncFolder(const std::string &Path);

/// While it lives, signals that end the program wait.
class DeferredSignals {
public:
  DeferredSignals();
  ~DeferredSignals();
  DeferredSignals(const DeferredSignals &) = delete;
  DeferredSignals &operator=(const DeferredSignals &) = delete;

private:
  sigset_t Before;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_DURABLEFILE_H
