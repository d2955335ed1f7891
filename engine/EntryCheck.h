//===- engine/EntryCheck.h - Is a database's entry right? ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_ENTRYCHECK_H
#define PAGELESS_ENGINE_ENTRYCHECK_H

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>

namespace pageless {

/// Checks entries of a compile database much faster than they can be read. For
/// one thread.
class EntryCheck {
public:
  struct Names {
    std::string directory, file;
  };

  /// \p End is the end of the text that the entries are parts of.
  explicit EntryCheck(const char *End);
  ~EntryCheck();

  /// The members "directory" and "file" of an entry that CommandEntry::read()
  /// surely takes; nothing if it may not.
  std::optional<Names> names(llvm::StringRef Text);

private:
  struct Parser;
  std::unique_ptr<Parser> P;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_ENTRYCHECK_H
