//===- suggest/Kconfig.h - What Kconfig's text rules out --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// No emulation of Kconfig: the kernel's own program is asked what a
// configuration has (suggest/Configurer.h). This index only says cheaply what
// is out of the question, and which options are worth trying.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_KCONFIG_H
#define PAGELESS_SUGGEST_KCONFIG_H

#include "suggest/Need.h"
#include "suggest/TreeFiles.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// One `config` entry.
struct KconfigEntry {
  std::string file;
  bool prompt = false;        ///< a user can set it
  bool valueOfItsOwn = false; ///< has a default, or is set from outside
  Need depends;               ///< its own, and the menus and ifs around it
  Need defaults;              ///< when one of its defaults holds
  Need promptIf;              ///< when it can be set
};

/// `select` or `imply` of one symbol by another.
struct KconfigSelect {
  std::string by;
  std::string file;
  Need condition;
};

/// All entries of all Kconfig files.
class KconfigIndex {
public:
  explicit KconfigIndex(const TreeFiles &Tree);

  bool defines(const std::string &Symbol) const {
    return Entries.count(Symbol);
  }
  /// The entries of \p Symbol that architecture folder \p Arch can reach.
  std::vector<const KconfigEntry *> entriesOf(const std::string &Symbol,
                                              const std::string &Arch) const;
  /// The selects of \p Symbol that architecture folder \p Arch can reach.
  std::vector<const KconfigSelect *> selectsOf(const std::string &Symbol,
                                               const std::string &Arch) const;

  /// False if no configuration of that architecture folder can set the symbol:
  /// a proof. True proves nothing.
  bool isPossible(const std::string &Symbol, const std::string &Arch) const;
  /// `isPossible` for the leaves of a need; what is not wanted is possible.
  Truth possible(const Need &Leaf, bool Wanted, const std::string &Arch) const;
  /// Why no architecture can set \p Symbol, for the proof; "" if one can.
  std::string whyImpossible(const std::string &Symbol) const;

private:
  friend class KconfigReader;
  bool computePossible(const std::string &Symbol,
                       const std::string &Arch) const;
  std::string explain(const std::string &Symbol, unsigned Depth) const;
  void addFileNeeds();

  std::map<std::string, std::vector<KconfigEntry>> Entries;
  std::map<std::string, std::vector<KconfigSelect>> Selects;
  /// For each file, the needs around the `source` lines that name it.
  std::map<std::string, std::vector<std::pair<std::string, Need>>> SourcedBy;
  std::vector<std::string> Archs;
  mutable std::map<std::pair<std::string, std::string>, bool> Memo;
};

} // namespace pageless

#endif // PAGELESS_SUGGEST_KCONFIG_H
