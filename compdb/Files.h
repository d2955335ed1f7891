//===- compdb/Files.h - Reading and writing whole files -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_FILES_H
#define PAGELESS_COMPDB_FILES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace pageless {

/// The file's bytes, or nothing if it cannot be read.
std::optional<std::string> readText(const std::string &Path);

/// Writes the file whole beside its place and renames it; makes its folder if
/// need be. Fails with one line that names the file.
llvm::Error writeText(const std::string &Path, llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_COMPDB_FILES_H
