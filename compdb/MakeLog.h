//===- compdb/MakeLog.h - The compile commands that make prints -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_MAKELOG_H
#define PAGELESS_COMPDB_MAKELOG_H

#include "compdb/CompileUnit.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pageless {

/// Reads what `make V=1` or `make -n V=1` prints, line by line.
class MakeLog {
public:
  /// \p Directory is where make runs. Of a \p Compiler that is not "" only the
  /// commands of the compiler with that path count, else those of any.
  MakeLog(std::string Directory, std::string Compiler);

  /// Takes the next line; hands on the units in it, in their order. The same
  /// object may come again.
  void feed(llvm::StringRef Line, llvm::function_ref<void(CompileUnit)> OnUnit);

private:
  bool enters(llvm::StringRef Line);
  std::string directoryOf(llvm::StringRef Source) const;

  std::string Compiler;
  /// The folders that make entered and did not leave, the first one first.
  std::vector<std::string> Directories;
};

} // namespace pageless

#endif // PAGELESS_COMPDB_MAKELOG_H
