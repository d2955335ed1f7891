//===- rewrites/Actions.h - What rules do with a match ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The vocabulary of the right-hand sides of cases. The editing actions find
// what they edit under the names that matchers/Kernel.h binds.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REWRITES_ACTIONS_H
#define PAGELESS_REWRITES_ACTIONS_H

#include "engine/Rule.h"

#include <string>

namespace pageless {

/// Leaves the text alone, with this verdict.
Action leave(Verdict V, Reason R = Reason::None);

/// Leaves the text to a person.
Action manual(Reason R);

/// Replaces the bound member expression, `e->f` or `e.f`, by a call of the
/// rule's helper \p Role: `helper(e)`, `helper(&e)`. Only the tokens that
/// change are edited, so sites inside e compose. Manual if these tokens are not
/// spelled side by side.
Action readThroughHelper(std::string Role);

/// The same for the expression bound as \p Call, `f(e->f)`, which goes with the
/// member. Claims nothing if that cannot be edited: the member alone may be.
Action readThroughCall(std::string Role, std::string Call);

/// Replaces the bound assignment, `e->f = v`, by `helper(e, v)`. Manual if its
/// tokens are not spelled side by side.
Action storeThroughHelper(std::string Role);

} // namespace pageless

#endif // PAGELESS_REWRITES_ACTIONS_H
