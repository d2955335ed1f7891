//===- suggest/Macros.h - Who defines a macro, and when ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_MACROS_H
#define PAGELESS_SUGGEST_MACROS_H

#include "suggest/Condition.h"
#include "suggest/Kconfig.h"
#include "suggest/Makefiles.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// Turns the macros of conditions into needs. The tree is read once for all
/// macros that `prepare` is told of.
class Macros {
public:
  Macros(const TreeFiles &Tree, const KconfigIndex &Kconfig, Makefiles &Lines,
         unsigned Threads)
      : Tree(Tree), Kconfig(Kconfig), Lines(Lines), Threads(Threads) {}

  /// Finds the definitions of \p Names, and those of the macros in the
  /// conditions around them.
  void prepare(std::set<std::string> Names);

  /// The need of a condition in \p File. \p Keyword is that of its directive.
  Need ofCondition(const std::string &File, llvm::StringRef Keyword,
                   llvm::StringRef Text);

  /// The macros that a condition spells.
  static std::set<std::string> macrosIn(llvm::StringRef Condition);

private:
  /// One #define of the tree.
  struct Definition {
    std::string file;
    std::string body; ///< one line, without comments
    struct Around {
      std::string keyword, text;
    };
    std::vector<Around> conditions;
  };

  void findIn(const std::string &File, const std::set<std::string> &Names,
              std::set<std::string> &Further);
  Need ofMacro(const std::string &File, const std::string &Name,
               MacroTest Test);
  Need ofDefinitions(const std::string &File, const std::string &Name,
                     MacroTest Test);
  static bool isOwnGuard(const std::string &File, const std::string &Name,
                         const std::vector<Definition> &All);
  Need ofDefinition(const Definition &D, const std::string &Name,
                    MacroTest Test);

  const TreeFiles &Tree;
  const KconfigIndex &Kconfig;
  Makefiles &Lines;
  unsigned Threads;
  std::map<std::string, std::vector<Definition>> Definitions;
  std::set<std::string> Known; ///< names that were looked for
  std::set<std::string> Open;  ///< names being worked out
};

/// The keyword of the directive whose '#' stands at \p Offset, e.g. "ifdef".
std::string directiveKeyword(llvm::StringRef Text, std::size_t Offset);

} // namespace pageless

#endif // PAGELESS_SUGGEST_MACROS_H
