//===- suggest/Search.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Search.h"

#include "suggest/Cover.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// How often the kernel's Kconfig is run at most; it takes seconds each time.
constexpr std::size_t MaxRuns = 48;
/// How often options are added to one architecture's configuration.
constexpr unsigned MaxRounds = 3;

std::string titleOf(const ArchName &Arch, const OptionSet &Options) {
  std::string Name = Arch.arch;
  for (const std::string &Option : optionTexts(Options))
    Name += " " + Option;
  return Name;
}

} // namespace

std::vector<std::string> pageless::optionTexts(const OptionSet &Options) {
  std::vector<std::string> Texts;
  for (const auto &[Name, Value] : Options)
    Texts.push_back("CONFIG_" + Name + "=" + Value);
  return Texts;
}

std::vector<FoundConfiguration> Search::run() {
  addArchitectures();
  std::vector<std::size_t> Chosen;
  for (;;) {
    const bool OnlyRun = Runs >= MaxRuns;
    Chosen = choose(OnlyRun);
    const auto Next = llvm::find_if(
        Chosen, [&](std::size_t I) { return !Candidates[I].wasRun; });
    if (Next == Chosen.end())
      break;
    runOne(*Next);
  }
  // A need is shown by the first configuration that can; the others need not.
  std::vector<FoundConfiguration> Found;
  std::vector<bool> Shown(Needs.size(), false);
  for (const std::size_t I : Chosen) {
    FoundConfiguration C = Candidates[I].found;
    for (std::size_t N = 0; N < Needs.size(); ++N) {
      C.shows[N] = C.shows[N] && !Shown[N];
      Shown[N] = Shown[N] || C.shows[N];
    }
    dropNeedlessOptions(C, C.shows);
    Found.push_back(std::move(C));
  }
  return Found;
}

void Search::addArchitectures() {
  unsigned Rank = 0;
  for (const ArchName &Arch : Tree.architectures()) {
    Candidate C;
    C.found.arch = Arch;
    C.rank = Rank++;
    const auto Leaf = [&](const Need &N, bool Wanted) {
      return Kconfig.possible(N, Wanted, Arch.directory);
    };
    for (const Need &N : Needs)
      C.found.shows.push_back(best(N, true, Leaf) == Truth::Yes);
    Known.insert({Arch.arch, {}});
    if (llvm::is_contained(C.found.shows, true))
      Candidates.push_back(std::move(C));
  }
}

/// The cheapest cover. A need that Clang's own architectures show is not left
/// to one that Clang has no target for.
std::vector<std::size_t> Search::choose(bool OnlyRun) const {
  std::vector<bool> Known(Needs.size(), false);
  const auto Usable = [&](const Candidate &C) {
    return !C.failed && (C.wasRun || !OnlyRun);
  };
  for (const Candidate &C : Candidates)
    for (std::size_t N = 0; N < Needs.size(); ++N)
      if (Usable(C) && C.found.shows[N] && clangKnows(C.found.arch.arch))
        Known[N] = true;
  std::vector<CoverSet> Sets;
  for (const Candidate &C : Candidates) {
    CoverSet S;
    S.options = C.found.options.size();
    S.rank = C.rank;
    for (std::size_t N = 0; N < Needs.size(); ++N)
      S.covers.push_back(Usable(C) && C.found.shows[N] &&
                         (!Known[N] || clangKnows(C.found.arch.arch)));
    Sets.push_back(std::move(S));
  }
  return cover(Sets);
}

llvm::Expected<Symbols> Search::configure(const ArchName &Arch,
                                          const OptionSet &Options) {
  ++Runs;
  if (Progress)
    Progress(Arch.arch, Options.size());
  Tried.push_back(titleOf(Arch, Options));
  return Configure(Arch.arch, optionTexts(Options));
}

std::vector<bool> Search::shownBy(const Symbols &Config,
                                  const std::string &Directory) const {
  std::vector<bool> Shown;
  for (const Need &N : Needs)
    Shown.push_back(best(N, true, [&](const Need &L, bool Wanted) {
                      return answerOf(L, Wanted, Config, Directory);
                    }) == Truth::Yes);
  return Shown;
}

void Search::runOne(std::size_t Index) {
  FoundConfiguration &C = Candidates[Index].found;
  Candidates[Index].wasRun = true;
  llvm::Expected<Symbols> Config = configure(C.arch, C.options);
  if (!Config) {
    // What fails once fails with other options too.
    Failures.push_back(llvm::toString(Config.takeError()));
    const std::string Arch = C.arch.arch;
    for (Candidate &Other : Candidates)
      if (Other.found.arch.arch == Arch &&
          !(Other.wasRun && !Other.failed && &Other != &Candidates[Index]))
        Other.failed = true;
    return;
  }
  C.symbols = std::move(*Config);
  const std::vector<bool> Guessed = C.shows;
  C.shows = shownBy(C.symbols, C.arch.directory);
  addOptions(Index, Guessed);
}

/// Adds candidates with more options for the needs that were guessed wrong.
void Search::addOptions(std::size_t Index, const std::vector<bool> &Guessed) {
  const Candidate From = Candidates[Index];
  if (From.round >= MaxRounds)
    return;
  std::map<OptionSet, std::vector<bool>> ByOptions;
  OptionSet Union;
  std::vector<bool> OfUnion = From.found.shows;
  for (std::size_t N = 0; N < Needs.size(); ++N) {
    if (!Guessed[N] || From.found.shows[N])
      continue;
    Proposer P(Kconfig, From.found.symbols, From.found.arch.directory);
    bool InUnion = false;
    for (const OptionSet &Options : P.propose(Needs[N])) {
      OptionSet All = From.found.options;
      if (!mergeOptions(All, Options) || All == From.found.options)
        continue;
      auto &Guess = ByOptions.try_emplace(All, From.found.shows).first->second;
      Guess[N] = true;
      OptionSet Wider = Union;
      if (!InUnion && mergeOptions(Wider, All)) {
        Union = std::move(Wider);
        InUnion = OfUnion[N] = true;
      }
    }
  }
  for (const auto &[Options, Guess] : ByOptions)
    addCandidate(From, Options, Guess);
  if (ByOptions.size() > 1 && !ByOptions.count(Union))
    addCandidate(From, Union, OfUnion);
}

void Search::addCandidate(const Candidate &From, OptionSet Options,
                          const std::vector<bool> &Guess) {
  if (!Known.insert({From.found.arch.arch, Options}).second)
    return;
  Candidate C;
  C.found.arch = From.found.arch;
  C.found.options = std::move(Options);
  C.found.shows = Guess;
  C.rank = From.rank;
  C.round = From.round + 1;
  Candidates.push_back(std::move(C));
}

/// An option that another one brings along, or that was set anyhow, goes.
void Search::dropNeedlessOptions(FoundConfiguration &C,
                                 const std::vector<bool> &MustShow) {
  const OptionSet All = C.options;
  if (All.size() < 2)
    return;
  for (const auto &[Name, Value] : All) {
    if (C.options.size() < 2)
      return;
    OptionSet Fewer = C.options;
    Fewer.erase(Name);
    llvm::Expected<Symbols> Config = configure(C.arch, Fewer);
    if (!Config)
      return llvm::consumeError(Config.takeError());
    const std::vector<bool> Shown = shownBy(*Config, C.arch.directory);
    bool Enough = true;
    for (std::size_t N = 0; N < Shown.size(); ++N)
      Enough &= Shown[N] || !MustShow[N];
    if (Enough) {
      C.options = std::move(Fewer);
      C.symbols = std::move(*Config);
    }
  }
}
