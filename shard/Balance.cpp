//===- shard/Balance.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shard/Balance.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>
#include <queue>

using namespace pageless;

Costs::Costs(llvm::ArrayRef<UnitCost> Measured) {
  // Most of a unit is headers, so that its own size says little; docs/scale.md
  // has how little.
  constexpr double WithoutMeasurement = 0.3;
  std::vector<double> All;
  for (const UnitCost &C : Measured) {
    Known[C.file][C.configuration] = C.seconds;
    All.push_back(C.seconds);
  }
  llvm::sort(All);
  Usual = All.empty() ? WithoutMeasurement : All[All.size() / 2];
}

double Costs::expect(const std::string &Configuration, const std::string &File,
                     std::size_t Bytes) const {
  if (const auto It = Known.find(File); It != Known.end()) {
    const auto Same = It->second.find(Configuration);
    return Same != It->second.end() ? Same->second : It->second.begin()->second;
  }
  constexpr double BytesThatDouble = 640000;
  return Usual * (1 + static_cast<double>(Bytes) / BytesThatDouble);
}

std::vector<std::vector<std::size_t>>
pageless::balance(llvm::ArrayRef<double> Costs, std::size_t Shards) {
  std::vector<std::size_t> Order(Costs.size());
  std::iota(Order.begin(), Order.end(), std::size_t(0));
  llvm::sort(Order, [&](std::size_t A, std::size_t B) {
    return Costs[A] != Costs[B] ? Costs[A] > Costs[B] : A < B;
  });
  using Load = std::pair<double, std::size_t>;
  std::priority_queue<Load, std::vector<Load>, std::greater<>> Loads;
  for (std::size_t I = 0; I < Shards; ++I)
    Loads.push({0, I});
  std::vector<std::vector<std::size_t>> Divided(Shards);
  for (const std::size_t Unit : Order) {
    auto [Seconds, Shard] = Loads.top();
    Loads.pop();
    Divided[Shard].push_back(Unit);
    Loads.push({Seconds + Costs[Unit], Shard});
  }
  for (std::vector<std::size_t> &Units : Divided)
    llvm::sort(Units);
  return Divided;
}
