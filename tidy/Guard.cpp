//===- tidy/Guard.cpp - Not into another version of LLVM ------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/LoadedInto.h"

using namespace pageless::tidy;

/// Runs before anything of LLVM is called. A clang-tidy that lacks one of the
/// symbols does not get here: it says which, and loads nothing. That is why
/// libpageless-tidy.so is what one should load.
[[gnu::constructor(101)]] static void checkVersion() {
  if (const unsigned Major = loadedInto(); Major != PAGELESS_LLVM_VERSION)
    giveUp(
        "libpageless-tidy-%d.so is for clang-tidy %d, and this is clang-tidy "
        "%u; load libpageless-tidy.so, which chooses, or run pageless-tidy",
        PAGELESS_LLVM_VERSION, PAGELESS_LLVM_VERSION, Major);
}
