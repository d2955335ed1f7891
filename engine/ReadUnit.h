//===- engine/ReadUnit.h - What a parsed unit says -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_READUNIT_H
#define PAGELESS_ENGINE_READUNIT_H

#include "engine/TuRunner.h"

namespace pageless {

/// Sweeps the context's traversal scope, evaluates the rules, and looks up the
/// helpers. \p Facts must have what the preprocessor saw; the AST may die after
/// that. However a unit came to be parsed, this is what the rules say of it.
void readUnit(const Job &J, UnitFiles &Files, clang::ASTContext &Context,
              UnitFacts &Facts);

} // namespace pageless

#endif // PAGELESS_ENGINE_READUNIT_H
