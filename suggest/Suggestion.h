//===- suggest/Suggestion.h - What would show more --------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_SUGGESTION_H
#define PAGELESS_SUGGEST_SUGGESTION_H

#include <cstddef>
#include <string>
#include <vector>

namespace pageless {

/// Words of one file that share one explanation.
struct ExplainedWords {
  std::string file;
  std::vector<unsigned> lines; ///< one for each word, sorted
  std::string why;             ///< a clause; may be empty
};

/// One configuration to add.
struct SuggestedConfiguration {
  std::string arch;                 ///< ARCH=
  std::vector<std::string> options; ///< "CONFIG_X=y", on top of allmodconfig
  bool clangKnowsArch = true;       ///< Clang has a target for it
  std::vector<ExplainedWords> shows;
  std::size_t countWords() const;
};

/// What became of all words that the given configurations do not show. Plain
/// data: every word is in one of the three lists.
struct Suggestions {
  std::string tree;      ///< as it goes into the commands
  std::size_t words = 0; ///< in all three lists
  /// As few as possible, all of them checked with the kernel's own Kconfig.
  std::vector<SuggestedConfiguration> configurations;
  std::vector<ExplainedWords> never;     ///< `why` is the proof
  std::vector<ExplainedWords> undecided; ///< `why` says what is not known
  std::vector<std::string> commands;     ///< that make the compile databases
  std::vector<std::string> failures;     ///< architectures that were skipped
};

/// The suggestions for a person at a terminal. Never fails.
std::string writeSuggestions(const Suggestions &S);

} // namespace pageless

#endif // PAGELESS_SUGGEST_SUGGESTION_H
