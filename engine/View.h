//===- engine/View.h - Which words a configuration shows -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_VIEW_H
#define PAGELESS_ENGINE_VIEW_H

#include "engine/CompileCommands.h"
#include "engine/Condition.h"
#include "engine/Scan.h"

#include <string>
#include <vector>

namespace pageless {

/// True for words that an AST can show: not those in comments, strings and on
/// other preprocessor lines than a #define.
bool needsAst(const Word &W);

/// Foretells, from the #if lines and the options of each configuration, which
/// words of a file a unit will show.
class Views {
public:
  /// All must outlive the object.
  Views(const Ledger &L, const std::vector<CompileDatabase> &Databases);

  /// Whether the database with that index shows the word if it reads the file.
  Truth shows(const Word &W, std::size_t Database) const;

  /// One letter for each word of the file that needs an AST: 'T', 'F' or '?'.
  /// Equal texts are equal views.
  std::string view(const std::string &File, std::size_t Database) const;

  /// True if more than the kernel's configuration, which is the same for every
  /// unit of a database, decides whether the word is shown.
  bool dependsOnUnit(const Word &W, std::size_t Database) const;

private:
  Truth truthOf(const Word &W, const KernelConfig &Config) const;

  const Ledger &L;
  std::vector<KernelConfig> Configs;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_VIEW_H
