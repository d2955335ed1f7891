//===- engine/Skip.h - Which function bodies need no parsing ---*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// 99.9% of the function bodies that a unit includes neither spell a word nor
// call a macro that carries one. Not parsing them halves the time
// (facts/engine-trials.md).
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SKIP_H
#define PAGELESS_ENGINE_SKIP_H

#include "engine/Evaluate.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace pageless {

/// The words and carriers of a job.
llvm::StringSet<> wordsAndCarriers(const Job &J);

/// Knows, for the files of one unit, where words and carriers stand.
class InterestingPlaces {
public:
  InterestingPlaces(const Job &J, const clang::SourceManager &Sources);

  /// Where the closing brace in column 0 stands that ends the declaration, if
  /// nothing of interest stands before it. Nothing when in doubt.
  std::optional<std::pair<clang::FileID, std::size_t>>
  skippableUntil(const clang::Decl &D);

  /// True if something of interest stands in the declaration, or in the macro
  /// calls that make it up.
  bool concerns(const clang::Decl &D);

private:
  const std::vector<std::size_t> &places(clang::FileID File);
  bool anyIn(clang::FileID File, std::size_t Begin, std::size_t End);

  llvm::StringSet<> Names; ///< words and carriers
  const clang::SourceManager &Sources;
  std::map<clang::FileID, std::vector<std::size_t>> Known;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_SKIP_H
