//===- tests/Keep.h - Keeps what units say ----------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_KEEP_H
#define PAGELESS_TESTS_KEEP_H

#include "engine/FactsJson.h"
#include "engine/UnitStore.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace pageless::test {

/// Keeps what units say, and how often they were read in vain.
class Keep : public UnitStore {
public:
  void begin(const Job &, UnitInputs &Inputs) override { Of = &Inputs; }
  std::optional<UnitFacts> find(const PlannedUnit &) override {
    return std::nullopt;
  }
  void keep(const PlannedUnit &Unit, const UnitFacts &Facts,
            const InputRecord &) override {
    retries[Unit.command->file] = Of->retries(*Unit.command);
    facts[Unit.command->file] = factsToJson(Facts).dump(1);
  }
  std::map<std::string, unsigned> retries;
  std::map<std::string, std::string> facts;

private:
  UnitInputs *Of = nullptr;
};

} // namespace pageless::test

#endif // PAGELESS_TESTS_KEEP_H
