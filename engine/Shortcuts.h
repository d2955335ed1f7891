//===- engine/Shortcuts.h - What makes a run faster -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SHORTCUTS_H
#define PAGELESS_ENGINE_SHORTCUTS_H

namespace pageless {

/// Ways to the same result in less time. Each can be turned off, to show that
/// the result is indeed the same; bench/shortcuts.sh does on real trees.
struct Shortcuts {
  /// Function bodies without a word or a carrier are not parsed.
  bool skipBodies = true;
  /// Units share what they read of files and of compile commands.
  bool shareFiles = true;
  /// Headers are read without the bodies of inline functions that spell neither
  /// a word nor a carrier. Needs both of the above.
  bool blankHeaders = true;
  /// Units that include the same headers parse them once. Needs the first two.
  bool precompileHeaders = true;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_SHORTCUTS_H
