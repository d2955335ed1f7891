//===- compdb/DatabaseWriter.h - Writing a compile_commands.json -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_DATABASEWRITER_H
#define PAGELESS_COMPDB_DATABASEWRITER_H

#include "compdb/CompileUnit.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <set>
#include <string>
#include <utility>

namespace pageless {

/// Writes a compile_commands.json entry by entry; holds none of them.
class DatabaseWriter {
public:
  /// Opens \p Path with ".partial" behind it; fails with one line.
  static llvm::Expected<std::unique_ptr<DatabaseWriter>>
  create(const std::string &Path);
  ~DatabaseWriter();

  /// Adds a unit, unless its object is there already; says whether it did.
  bool add(const CompileUnit &Unit);
  /// Writes the file, with arguments that \p Change may change, and renames
  /// it to its place, so that no half file is ever found there. Fails with one
  /// line.
  llvm::Error finish(llvm::function_ref<void(Words &)> Change);

  std::size_t count() const { return Seen.size(); }
  /// How many of them compile a file that is not there: a build makes it.
  std::size_t generated() const { return Generated; }

private:
  explicit DatabaseWriter(const std::string &Path) : Path(Path) {}
  std::string partial() const { return Path + ".partial"; }

  std::string Path;
  std::unique_ptr<llvm::raw_fd_ostream> Out;
  std::set<std::pair<std::string, std::string>> Seen; ///< folder, object
  std::size_t Generated = 0;
};

} // namespace pageless

#endif // PAGELESS_COMPDB_DATABASEWRITER_H
