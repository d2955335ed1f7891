//===- engine/CutEntries.h - A database, entry by entry --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A compile database of a kernel has 100 MB, of which a check needs a few
// entries. Cutting it at the braces is ten times as fast as reading it.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_CUTENTRIES_H
#define PAGELESS_ENGINE_CUTENTRIES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <optional>
#include <vector>

namespace pageless {

/// One entry of a compile database, as text.
struct CutEntry {
  llvm::StringRef text; ///< from '{' to '}'
  /// Value of its member "file", as spelled in JSON; "" if that is not clear.
  llvm::StringRef file;
};

/// The objects of a JSON list of objects; nothing if the text is not clearly
/// one. What is inside the objects may still be wrong.
std::optional<std::vector<CutEntry>> cutEntries(llvm::StringRef Text);

/// False if the entry's file surely has none of \p Names, folders aside.
bool mayBeNamed(const CutEntry &Entry, const llvm::StringSet<> &Names);

} // namespace pageless

#endif // PAGELESS_ENGINE_CUTENTRIES_H
