//===- suggest/Cover.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Cover.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <tuple>

using namespace pageless;

namespace {

/// Steps of the exact search before it gives way to the greedy one.
constexpr std::size_t MaxSteps = 200000;
constexpr std::size_t MaxExact = 8;

class Solver {
public:
  Solver(const std::vector<CoverSet> &Sets) : Sets(Sets) {
    const std::size_t Count = Sets.empty() ? 0 : Sets.front().covers.size();
    Needed.assign(Count, false);
    Coverers.resize(Count);
    for (std::size_t I = 0; I < Sets.size(); ++I)
      for (std::size_t E = 0; E < Count; ++E)
        if (Sets[I].covers[E]) {
          Needed[E] = true;
          Coverers[E].push_back(I);
        }
  }

  std::vector<std::size_t> solve() {
    for (std::size_t Size = 0; Size <= MaxExact && Steps < MaxSteps; ++Size) {
      search(Needed, Size);
      if (Best && Steps < MaxSteps)
        return std::get<2>(*Best);
    }
    return greedy();
  }

private:
  using Cost = std::tuple<unsigned, unsigned, std::vector<std::size_t>>;

  static std::vector<bool> without(std::vector<bool> Open,
                                   const CoverSet &Set) {
    for (std::size_t E = 0; E < Open.size(); ++E)
      if (Set.covers[E])
        Open[E] = false;
    return Open;
  }

  /// Tries every set that covers the open element with the fewest of them.
  void search(const std::vector<bool> &Open, std::size_t Left) {
    if (++Steps >= MaxSteps)
      return;
    std::optional<std::size_t> Hardest;
    for (std::size_t E = 0; E < Open.size(); ++E)
      if (Open[E] &&
          (!Hardest || Coverers[E].size() < Coverers[*Hardest].size()))
        Hardest = E;
    if (!Hardest) {
      Cost Here = costOf(Chosen);
      if (!Best || Here < *Best)
        Best = std::move(Here);
      return;
    }
    if (Left == 0)
      return;
    for (const std::size_t I : Coverers[*Hardest]) {
      Chosen.push_back(I);
      search(without(Open, Sets[I]), Left - 1);
      Chosen.pop_back();
    }
  }

  Cost costOf(std::vector<std::size_t> Of) const {
    unsigned Options = 0, Rank = 0;
    for (const std::size_t I : Of) {
      Options += Sets[I].options;
      Rank += Sets[I].rank;
    }
    llvm::sort(Of);
    return {Options, Rank, std::move(Of)};
  }

  std::vector<std::size_t> greedy() const {
    std::vector<std::size_t> Found;
    for (std::vector<bool> Open = Needed; llvm::is_contained(Open, true);) {
      const auto CostOf = [&](std::size_t I) {
        std::size_t Fresh = 0;
        for (std::size_t E = 0; E < Open.size(); ++E)
          Fresh += Open[E] && Sets[I].covers[E];
        return std::tuple(Open.size() - Fresh, Sets[I].options, Sets[I].rank);
      };
      std::size_t Pick = 0;
      for (std::size_t I = 1; I < Sets.size(); ++I)
        if (CostOf(I) < CostOf(Pick))
          Pick = I;
      Found.push_back(Pick);
      Open = without(std::move(Open), Sets[Pick]);
    }
    llvm::sort(Found);
    return Found;
  }

  const std::vector<CoverSet> &Sets;
  std::vector<bool> Needed;
  std::vector<std::vector<std::size_t>> Coverers;
  std::vector<std::size_t> Chosen;
  std::optional<Cost> Best;
  std::size_t Steps = 0;
};

} // namespace

std::vector<std::size_t> pageless::cover(const std::vector<CoverSet> &Sets) {
  return Solver(Sets).solve();
}
