//===- verify/Functions.h - What two modules of LLVM IR have in common  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Objects differ when the order of their strings does. Whether the code differs
// is then seen function by function, in optimised LLVM IR without metadata,
// numbers of attributes and names of strings.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_FUNCTIONS_H
#define PAGELESS_VERIFY_FUNCTIONS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// A function or variable that is not the same in both modules.
struct Difference {
  std::string name;   ///< "function bio_copy" or "variable bio_ops"
  std::string before; ///< its IR; "" if it is not there
  std::string after;
  /// Only loads and computations come in another order: see verify/Order.h.
  bool isOrder = false;
};

/// How much is done to modules before they are compared.
enum class Inlining {
  None,
  /// Small functions become one with their callers, and variables become
  /// values; nothing else. The modules must not have been optimised. What is
  /// the same then is the same program, even if the whole optimiser makes
  /// something else of each.
  Light,
};

/// Compares two modules of bitcode; the result is sorted by name. Fails, with
/// one line, if one cannot be read.
llvm::Expected<std::vector<Difference>>
compareModules(llvm::StringRef Before, llvm::StringRef After,
               Inlining How = Inlining::None);

} // namespace pageless

#endif // PAGELESS_VERIFY_FUNCTIONS_H
