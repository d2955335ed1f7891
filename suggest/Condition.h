//===- suggest/Condition.h - #if and Kconfig expressions --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_CONDITION_H
#define PAGELESS_SUGGEST_CONDITION_H

#include "suggest/Need.h"

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pageless {

/// What a condition asks of a macro that is no Kconfig symbol.
enum class MacroTest {
  Defined, ///< #ifdef, defined()
  Value,   ///< #if: is not 0
  Either   ///< an #else does not show which of the two its #if was
};

/// Gives the need of a macro of that name, CONFIG_ names included.
using MacroLookup =
    llvm::function_ref<Need(const std::string &Name, MacroTest Test)>;

/// Reads the condition of an #if line. \p Bare is what an identifier on its own
/// asks for. What is neither logic nor a macro is unknown: comparisons, calls.
Need parseCondition(llvm::StringRef Text, MacroTest Bare, MacroLookup Lookup);

/// The need of CONFIG_\p Rest in C code: X, or X_MODULE, which means X=m.
Need configMacro(llvm::StringRef Rest);

/// Reads an expression of a Kconfig file. Symbols need only be enabled.
Need parseKconfigExpression(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_SUGGEST_CONDITION_H
