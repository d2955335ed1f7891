//===- suggest/Search.h - Finds the fewest configurations -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A configuration is only run when it would be part of the answer: until then
// it counts as covering whatever the Kconfig text does not rule out. Once all
// sets of the cheapest cover have been run, no cheaper one can exist among the
// candidates.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_SEARCH_H
#define PAGELESS_SUGGEST_SEARCH_H

#include "suggest/Propose.h"
#include "suggest/Suggestion.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// One configuration that the search chose, with its symbols.
struct FoundConfiguration {
  ArchName arch;
  OptionSet options;
  Symbols symbols;
  std::vector<bool> shows; ///< by index of the needs
};

/// Called before each run of the configurer.
using SearchProgress =
    std::function<void(const std::string &Arch, std::size_t Options)>;

/// Searches configurations for needs. All references must outlive it.
class Search {
public:
  Search(const TreeFiles &Tree, const KconfigIndex &Kconfig,
         const Configurer &Configure, const std::vector<Need> &Needs,
         SearchProgress Progress)
      : Tree(Tree), Kconfig(Kconfig), Configure(Configure), Needs(Needs),
        Progress(std::move(Progress)) {}

  /// The fewest configurations that show all needs that any of those tried
  /// shows.
  std::vector<FoundConfiguration> run();

  /// "architecture X: why" for each that could not be configured.
  const std::vector<std::string> &failures() const { return Failures; }
  /// Names of the configurations that were run.
  const std::vector<std::string> &tried() const { return Tried; }

private:
  struct Candidate {
    FoundConfiguration found; ///< `shows` is a guess until it is run
    unsigned rank = 0;
    unsigned round = 0; ///< how often options were added to get here
    bool wasRun = false;
    bool failed = false;
  };

  void addArchitectures();
  std::vector<std::size_t> choose(bool OnlyRun) const;
  void runOne(std::size_t Index);
  void addOptions(std::size_t Index, const std::vector<bool> &Guessed);
  void addCandidate(const Candidate &From, OptionSet Options,
                    const std::vector<bool> &Guess);
  void dropNeedlessOptions(FoundConfiguration &C,
                           const std::vector<bool> &MustShow);
  llvm::Expected<Symbols> configure(const ArchName &Arch,
                                    const OptionSet &Options);
  std::vector<bool> shownBy(const Symbols &Config,
                            const std::string &Directory) const;

  const TreeFiles &Tree;
  const KconfigIndex &Kconfig;
  const Configurer &Configure;
  const std::vector<Need> &Needs;
  SearchProgress Progress;
  std::vector<Candidate> Candidates;
  std::set<std::pair<std::string, OptionSet>> Known;
  std::vector<std::string> Failures, Tried;
  std::size_t Runs = 0;
};

/// "CONFIG_X=y" for each option.
std::vector<std::string> optionTexts(const OptionSet &Options);

} // namespace pageless

#endif // PAGELESS_SUGGEST_SEARCH_H
