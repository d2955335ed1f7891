//===- engine/Recover.h - Arguments that macros throw away ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `flush_dcache_page(bv.bv_page)` expands to nothing on x86, so that the
// argument never reaches the AST. The preprocessor has seen the call: the unit
// is parsed again with the call blanked out but for the argument in
// parentheses, at the same offsets, so that it is typed where it stands.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_RECOVER_H
#define PAGELESS_ENGINE_RECOVER_H

#include "engine/ParseUnit.h"
#include "engine/TuRunner.h"

#include <functional>

namespace pageless {

/// Parses the unit again with other texts of some files; false if Clang
/// crashed.
using Reparse = std::function<bool(const Overlay &, UnitFacts &)>;

/// Adds to \p Facts an outcome for every word in a macro argument that has none
/// yet. Costs a parse of the unit for each level of nested calls that throw
/// arguments away, and none if there is nothing to recover. What cannot be
/// typed, stores, and arguments that end up beside an operator become manual;
/// so does what a macro pastes to something else.
void recoverDiscarded(const Job &J, const Reparse &Parse, UnitFacts &Facts);

} // namespace pageless

#endif // PAGELESS_ENGINE_RECOVER_H
