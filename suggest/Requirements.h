//===- suggest/Requirements.h - What each remaining word needs --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_REQUIREMENTS_H
#define PAGELESS_SUGGEST_REQUIREMENTS_H

#include "engine/Result.h"
#include "suggest/Kconfig.h"
#include "suggest/Macros.h"
#include "suggest/Makefiles.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// The words of one file that need the same.
struct HiddenWords {
  std::string file;
  std::vector<unsigned> lines; ///< one for each word, sorted
  std::string condition;       ///< the #if lines around them, joined; or ""
  Need need;
};

/// Works out the needs of all words of a result that no configuration showed.
class Requirements {
public:
  Requirements(const TreeFiles &Tree, const KconfigIndex &Kconfig,
               unsigned Threads)
      : Tree(Tree), Lines(Tree), Definitions(Tree, Kconfig, Lines, Threads),
        Threads(Threads) {}

  /// Sorted by file and line.
  std::vector<HiddenWords> find(const Result &R);

private:
  struct Group {
    HiddenWords words;
    bool entered = false; ///< a unit was in the file, but not in the branch
    std::vector<std::pair<std::string, std::string>> conditions;
  };

  std::vector<Group> groups(const Result &R);
  Need ofFile(const std::string &File, unsigned Depth);
  Need ofIncluders(const std::string &File, unsigned Depth);
  std::vector<std::string> includersOf(const std::string &File);

  const TreeFiles &Tree;
  Makefiles Lines;
  Macros Definitions;
  unsigned Threads;
  std::map<std::string, std::vector<std::string>> Includers;
  std::set<std::string> Open;
};

} // namespace pageless

#endif // PAGELESS_SUGGEST_REQUIREMENTS_H
