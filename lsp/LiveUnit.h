//===- lsp/LiveUnit.h - A unit that is read again and again -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_LIVEUNIT_H
#define PAGELESS_LSP_LIVEUNIT_H

#include "engine/Preamble.h"

namespace pageless::lsp {

/// A unit that shows an open file, with what its headers made.
class LiveUnit {
public:
  /// \param InferredFrom the file whose command it is; "" if it is its own.
  explicit LiveUnit(CompileCommand Command, std::string InferredFrom = "")
      : Command(std::move(Command)), InferredFrom(std::move(InferredFrom)) {}

  /// Its main file, relative to the tree.
  const std::string &file() const { return Command.file; }
  const std::string &inferredFrom() const { return InferredFrom; }

  /// The same as runUnit(). If the ledger has the main file, what the #includes
  /// bring in is kept for the next time, and used again if it has not changed.
  UnitFacts run(const Job &J, const Preamble::FileSystem &Files);

  /// How often a preamble was built.
  unsigned preamblesBuilt() const { return Built; }

private:
  void refreshPreamble(const Job &J, const Preamble::FileSystem &Files);
  bool parse(const Job &J, const Preamble::FileSystem &Files,
             const Overlay &Changed, UnitFacts &Facts, ParseMode Mode) const;

  CompileCommand Command;
  std::string InferredFrom;
  std::unique_ptr<Preamble> Headers;
  unsigned Built = 0;
};

} // namespace pageless::lsp

#endif // PAGELESS_LSP_LIVEUNIT_H
