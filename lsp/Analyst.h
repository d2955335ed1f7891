//===- lsp/Analyst.h - From an open file to what is said of it --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_ANALYST_H
#define PAGELESS_LSP_ANALYST_H

#include "lsp/Commands.h"
#include "lsp/LiveUnit.h"
#include "lsp/Settings.h"
#include "unit/Findings.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace pageless::lsp {

/// The text of an open file, saved or not.
struct Buffer {
  std::shared_ptr<const std::string> text;
  std::int64_t stamp = 0; ///< another one for every text, in seconds
};

/// Open files by absolute path, as the editor names them.
using Buffers = std::map<std::string, Buffer>;

/// What is said of one file.
struct Answer {
  std::vector<unit::Finding> findings; ///< all are of the file
  /// Whose command showed it, as part of a sentence; "" if it is its own.
  std::string evidence;
  std::string problem; ///< one line, if the file could not be judged
  std::string log;     ///< what was done, for the log
};

/// Judges open files. It keeps what makes the next answer quick, so it is for
/// one thread.
class Analyst {
public:
  explicit Analyst(Settings S) : S(std::move(S)) {}

  /// What is to be said of the file at \p Path, one of \p Open. Never fails:
  /// the answer has the problem.
  Answer judge(const std::string &Path, const Buffers &Open);
  /// Frees what was kept for the file.
  void forget(const std::string &Path) { Units.erase(Path); }

private:
  /// What the files of one tree share.
  struct Tree {
    explicit Tree(const std::string &Root) : paths(Root) {}
    TreePaths paths;
    std::unique_ptr<Commands> commands;
    std::unique_ptr<Profile> profile;
    unit::Wanted rules;
  };

  llvm::Expected<std::string> findRoot(const std::string &Real) const;
  llvm::Expected<Tree *> treeAt(const std::string &Root);
  Answer judgeIn(Tree &T, const std::string &File, const std::string &Path,
                 const Buffers &Open);
  const UnitFacts *read(Tree &T, const Job &J, const std::string &Path,
                        const Preamble::FileSystem &Files, Answer &A);
  bool tryHeader(Tree &T, const Job &J, const std::string &Path,
                 const Preamble::FileSystem &Files);
  Job makeJob(const Ledger &L, const Tree &T) const;

  const Settings S;
  std::map<std::string, std::unique_ptr<Tree>> Trees;
  std::map<std::string, LiveUnit> Units; ///< by path of the open file
  UnitFacts Facts;                       ///< of the last one
};

} // namespace pageless::lsp

#endif // PAGELESS_LSP_ANALYST_H
