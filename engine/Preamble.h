//===- engine/Preamble.h - The headers of a unit, read once ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An editor asks for the same file again and again. What its #includes bring
// in is precompiled and kept, so that only the file itself is parsed.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PREAMBLE_H
#define PAGELESS_ENGINE_PREAMBLE_H

#include "engine/ParseUnit.h"

#include "clang/Frontend/PrecompiledPreamble.h"

#include <set>

namespace pageless {

/// The directives and comments at the beginning of a main file, precompiled. It
/// ends before the first word that needs an AST and before an #if that is not
/// closed in it: what PpRecord wants to know of words lies behind it.
class Preamble {
public:
  using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

  /// Precompiles the beginning of \p Command's file, whose text the ledger of
  /// \p J has. Null if there is nothing to precompile, Clang cannot,
  /// or the file has errors there.
  static std::unique_ptr<Preamble>
  build(const Job &J, const CompileCommand &Command, const FileSystem &Files);

  /// Whether \p Text can be parsed behind it: the same beginning, and none of
  /// its headers has changed. \p J is a job of the same rules.
  bool fits(const Job &J, const CompileCommand &Command,
            const FileSystem &Files, const std::string &Text) const;

  /// The same as parseUnit() for a text that it fits.
  bool parse(const Job &J, const CompileCommand &Command,
             const FileSystem &Files, const Overlay &Changed, UnitFacts &Facts,
             ParseMode Mode) const;

private:
  explicit Preamble(clang::PrecompiledPreamble Headers)
      : Headers(std::move(Headers)) {}

  clang::PrecompiledPreamble Headers;
  UnitReport Report;             ///< its errors
  std::set<std::string> Helpers; ///< those that are macros
};

} // namespace pageless

#endif // PAGELESS_ENGINE_PREAMBLE_H
