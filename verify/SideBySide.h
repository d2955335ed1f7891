//===- verify/SideBySide.h - Two texts beside each other ------ -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_SIDEBYSIDE_H
#define PAGELESS_VERIFY_SIDEBYSIDE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pageless {

/// The lines of two texts in two columns, as `diff -y` shows them: between them
/// ' ' where they are equal, '|' where they differ, '<' and '>' where only one
/// has a line. Lines are cut to \p Width bytes. Of longer runs of equal lines
/// only the three next to a difference are shown.
std::string sideBySide(llvm::StringRef Left, llvm::StringRef Right,
                       std::size_t Width = 76);

} // namespace pageless

#endif // PAGELESS_VERIFY_SIDEBYSIDE_H
