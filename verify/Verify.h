//===- verify/Verify.h - Proof that a conversion changed nothing  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Takes what `convert` wrote and looks at each unit that shows a word, with the
// tree's own commands, before and after the patches: docs/trust.md tells what
// is proven and what is not.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_VERIFY_H
#define PAGELESS_VERIFY_VERIFY_H

#include "engine/Verification.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <string>
#include <vector>

namespace pageless {

/// What the user asked for.
struct VerifyOptions {
  std::vector<std::string> databases; ///< as for convert()
  std::string tree;          ///< "" to find it above the databases' files
  std::string out;           ///< the folder that convert wrote
  std::string program;       ///< this program, which runs itself for each unit
  bool everyUnit = false;    ///< also units that show no word but read an edit
  unsigned jobs = 0;         ///< units at a time; 0 for one per core
  unsigned seconds = 300;    ///< CPU time that a unit may take
  unsigned megabytes = 4096; ///< of address space that a unit may have
  /// Called, one thread at a time, whenever a unit is done.
  std::function<void(std::size_t Done, std::size_t Total)> progress;
};

/// Proves. Writes side-by-sides of what differs into OUT/verify, and nothing
/// else. Fails, with one line, if OUT, the databases and the tree do not belong
/// together.
llvm::Expected<Verification> verify(const VerifyOptions &Options);

} // namespace pageless

#endif // PAGELESS_VERIFY_VERIFY_H
