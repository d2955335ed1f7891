//===- engine/Sweep.h - Every AST node that a word names -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SWEEP_H
#define PAGELESS_ENGINE_SWEEP_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTTypeTraits.h"
#include "llvm/ADT/StringSet.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace pageless {

/// One mention of a trigger word in the AST.
struct Mention {
  clang::SourceLocation location; ///< of the word
  clang::DynTypedNode node;
  const clang::FunctionDecl *function = nullptr; ///< null at file scope
  std::string word;
  bool unresolved = false; ///< named in an expression that did not parse
};

/// All mentions below the context's traversal scope.
struct Mentions {
  std::vector<Mention> found;
  /// Functions that declare something with a helper's name, and the name.
  std::set<std::pair<const clang::FunctionDecl *, std::string>> clashes;
};

/// Walks the traversal scope once. \p Words are the trigger words, \p Helpers
/// the names of the profile's helpers.
Mentions sweep(clang::ASTContext &Context, const llvm::StringSet<> &Words,
               const llvm::StringSet<> &Helpers);

} // namespace pageless

#endif // PAGELESS_ENGINE_SWEEP_H
