//===- unit/Where.h - The tree and profile of a unit ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_UNIT_WHERE_H
#define PAGELESS_UNIT_WHERE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pageless::unit {

/// The root of the kernel tree around \p File, an absolute path without
/// symbolic links; for one outside every tree, such as a module's, its folder.
std::string treeOrFolder(llvm::StringRef File);

/// What loadProfile() is to be asked for: a relative file may be one of the
/// tree's.
std::string locateProfile(const std::string &Name, const std::string &Root);

} // namespace pageless::unit

#endif // PAGELESS_UNIT_WHERE_H
