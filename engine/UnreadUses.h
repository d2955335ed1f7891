//===- engine/UnreadUses.h - Names that a unit does not declare -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_UNREADUSES_H
#define PAGELESS_ENGINE_UNREADUSES_H

#include "engine/PpRecord.h"

#include "clang/AST/ASTContext.h"

namespace pageless {

/// True if the unit's own text uses what only a header declares, or defines,
/// that it does not read, or reads later: a precompiled header hides the error
/// that the unit has.
bool usesUnread(clang::ASTContext &Context, const UnitFiles &Files);

/// True if one of \p Decls defines a function, or had a body that was blanked,
/// of which another body was blanked: that hides the error that the unit has.
bool definesBlanked(
    const clang::ASTContext &Context,
    llvm::iterator_range<clang::DeclContext::decl_iterator> Decls);

} // namespace pageless

#endif // PAGELESS_ENGINE_UNREADUSES_H
