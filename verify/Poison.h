//===- verify/Poison.h - A field by another name, and who misses it  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ledger says which words name a field. Here that is found out another way:
// the field's declaration gets another name, and Clang complains about all who
// still use the old one. Neither the scan nor any matcher has a part in it.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_POISON_H
#define PAGELESS_VERIFY_POISON_H

#include "verify/Compile.h"

#include <optional>

namespace pageless {

/// Who still uses a field.
struct FieldUsers {
  FieldUses uses; ///< where the name is spelled, the declaration left out
  std::set<std::string> unspelled; ///< "FILE:LINE" of those spelled nowhere
};

/// Parses the unit with \p Field renamed. Nothing if the unit does not declare
/// it in a file of the tree.
std::optional<FieldUsers> findUsers(const UnitCompiler &Compiler,
                                    const UnitJob &Job, FilesOf Files,
                                    const PoisonField &Field);

} // namespace pageless

#endif // PAGELESS_VERIFY_POISON_H
