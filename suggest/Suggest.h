//===- suggest/Suggest.h - Which configurations are missing -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_SUGGEST_H
#define PAGELESS_SUGGEST_SUGGEST_H

#include "engine/Result.h"
#include "suggest/Configurer.h"
#include "suggest/Search.h"
#include "suggest/Suggestion.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// What is known of a configuration that was given.
struct GivenConfiguration {
  std::string name;
  std::string directory; ///< of arch/, e.g. "x86"
  Symbols symbols;
};

/// What the suggestions are made from.
struct SuggestOptions {
  std::string root;                      ///< of the tree, absolute
  std::vector<GivenConfiguration> given; ///< as far as they are known
  Configurer configure;
  SearchProgress progress; ///< may be empty
  unsigned threads = 1;
};

/// Finds the fewest configurations that show the words which \p R calls
/// disabled or no-compile-command, and proves of the others that there are
/// none. Changes no file. Fails only if the tree cannot be read.
llvm::Expected<Suggestions>
suggestConfigurations(const Result &R, const SuggestOptions &Options);

/// The .config beside each compile database that has one: where the kernel's
/// O= puts both.
std::vector<GivenConfiguration>
readGiven(const std::vector<std::string> &Databases, const std::string &Root);

} // namespace pageless

#endif // PAGELESS_SUGGEST_SUGGEST_H
