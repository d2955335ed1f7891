//===- compdb/Import.h - Compile commands that others wrote down -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_IMPORT_H
#define PAGELESS_COMPDB_IMPORT_H

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// What to read and where to write; all paths are absolute.
struct ImportRequest {
  std::string file; ///< a compile_commands.json or the output of make V=1
  std::string tree; ///< where make ran, for a log that does not say; may be ""
  std::string out;  ///< the folder for compile_commands.json
};

/// What was written.
struct ImportResult {
  std::size_t commands = 0;
  std::size_t generated = 0;      ///< those of files that are not there
  std::vector<std::string> notes; ///< what to know, one line each
};

/// Writes a database of the same commands in one form: an entry for each object
/// that is compiled from a .c file, with an arguments array, absolute paths,
/// Clang for GCC, and --target= for cross compilers. Fails with one line.
llvm::Expected<ImportResult> importDatabase(const ImportRequest &Request);

} // namespace pageless

#endif // PAGELESS_COMPDB_IMPORT_H
