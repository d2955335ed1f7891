//===- suggest/Propose.h - Options that might fulfil a need -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_PROPOSE_H
#define PAGELESS_SUGGEST_PROPOSE_H

#include "suggest/Configurer.h"
#include "suggest/Kconfig.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// Options by symbol: "y", "m" or "n".
using OptionSet = std::map<std::string, std::string>;

/// How a configuration answers a leaf.
Truth answerOf(const Need &Leaf, bool Wanted, const Symbols &Config,
               const std::string &Directory);

/// Guesses, from the text of the Kconfig files, what must be set on top of one
/// configuration. Guesses are to be checked.
class Proposer {
public:
  Proposer(const KconfigIndex &Kconfig, const Symbols &Config,
           std::string Directory)
      : Kconfig(Kconfig), Config(Config), Directory(std::move(Directory)) {}

  /// Some option sets that might make \p N hold, the smallest first; none if
  /// there is no way. An empty set means that it holds already.
  std::vector<OptionSet> propose(const Need &N, bool Wanted = true);

private:
  using Alternatives = std::vector<OptionSet>;

  Alternatives ofSymbol(const Need &Leaf, bool Wanted);
  Alternatives toSet(const Need &Leaf);
  Alternatives toClear(const std::string &Symbol);
  Alternatives ofParts(const Need &N, bool Wanted, bool All);

  const KconfigIndex &Kconfig;
  const Symbols &Config;
  std::string Directory;
  std::set<std::string> Open;
};

/// Both sets together, or nothing if they want different things.
bool mergeOptions(OptionSet &Into, const OptionSet &From);

} // namespace pageless

#endif // PAGELESS_SUGGEST_PROPOSE_H
