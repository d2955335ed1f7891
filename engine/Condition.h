//===- engine/Condition.h - #if lines against a configuration --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What can be said of an #if line before anything is preprocessed: enough to
// know that two configurations show the same words of a file, so that one of
// them need not be parsed.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_CONDITION_H
#define PAGELESS_ENGINE_CONDITION_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <string>

namespace pageless {

/// What is known of a condition.
enum class Truth { False, True, Unknown };

/// The CONFIG_ options that one kernel configuration sets.
struct KernelConfig {
  bool known = false;        ///< false: nothing can be said of any option
  llvm::StringSet<> defined; ///< the CONFIG_ macros, with _MODULE where so

  /// Reads include/generated/autoconf.h below \p ObjectDirectory, where the
  /// kernel's makefiles put it. Not known if there is none.
  static KernelConfig load(const std::string &ObjectDirectory);
};

/// Whether \p Condition holds, as LexFile writes the conditions of a word. A
/// name alone is true if it is defined. Unknown unless CONFIG_ options, numbers
/// and the operators || && ! decide it.
Truth evaluateCondition(llvm::StringRef Condition, const KernelConfig &Config);

} // namespace pageless

#endif // PAGELESS_ENGINE_CONDITION_H
