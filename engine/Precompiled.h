//===- engine/Precompiled.h - Headers that many units share ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most of a unit is headers, the same ones as in the units beside it. They are
// parsed once and kept, in memory, with the trace of how that went.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PRECOMPILED_H
#define PAGELESS_ENGINE_PRECOMPILED_H

#include "engine/HeaderTrace.h"
#include "engine/UnitInputs.h"

#include "clang/AST/ASTContext.h"
#include "clang/Serialization/ASTReader.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <string>
#include <vector>

namespace pageless {

/// Headers, parsed.
struct Precompiled {
  llvm::SmallVector<char, 0> data; ///< for Clang; a NUL follows
  HeaderTrace trace;
  LineUses lines;
};

/// Precompiles what \p Input, a list of #include lines, brings. Headers that
/// cause errors are not among them: \p Headers, one for each line, loses them,
/// and the caller has to try again. Null if that is so, or if the headers do
/// something that a trace cannot describe; \p Headers is empty then.
std::unique_ptr<Precompiled> precompile(const Job &J, const ParseInput &Input,
                                        std::vector<std::string> &Headers);

/// The declaration that a trace knows by \p Id.
clang::Decl *declarationOf(clang::ASTReader &Reader, std::uint64_t Id);

} // namespace pageless

#endif // PAGELESS_ENGINE_PRECOMPILED_H
