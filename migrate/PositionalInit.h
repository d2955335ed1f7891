//===- migrate/PositionalInit.h - Fields set without their name -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `struct bio_vec bv = { NULL };` sets a field without spelling its name. What
// such a declaration does spell is the record's name.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_POSITIONALINIT_H
#define PAGELESS_MIGRATE_POSITIONALINIT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

#include <string>
#include <vector>

namespace pageless {

/// What initialises a field by position.
struct PositionalInits {
  struct Value {
    const clang::Expr *value;
    bool constant; ///< it must be one, for the object is static
  };
  std::vector<Value> values;
  std::string why; ///< not empty: one cannot be told from its neighbours
};

/// The values for the field \p Field of \p Record in the initialisers of all
/// variables that are declared together, or of the compound literal, of which
/// \p Type is the type's name as spelled.
PositionalInits positionalInits(const clang::TypeLoc &Type,
                                const std::string &Record,
                                const std::string &Field,
                                clang::ASTContext &Context);

} // namespace pageless

#endif // PAGELESS_MIGRATE_POSITIONALINIT_H
