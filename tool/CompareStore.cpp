//===- tool/CompareStore.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CompareStore.h"

#include "engine/FactsJson.h"
#include "engine/UnitInputs.h"

#include "llvm/Support/raw_ostream.h"
#include <nlohmann/json.hpp>

#include <mutex>
#include <optional>

using namespace pageless;

namespace {

class CompareStore : public UnitStore {
public:
  void begin(const Job &J, UnitInputs &) override {
    Shortcuts Slow;
    Slow.blankHeaders = Slow.precompileHeaders = false;
    Of = &J;
    Plain.emplace(J, Slow);
  }

  void end() override {
    llvm::errs() << "compared " << Compared << " units, " << Different
                 << " differ\n";
    Plain.reset();
  }

  std::optional<UnitFacts> find(const PlannedUnit &) override {
    return std::nullopt;
  }

  void keep(const PlannedUnit &Unit, const UnitFacts &Facts,
            const InputRecord &) override {
    const auto Document = [](UnitFacts F) {
      F.parses = 0; // what the shortcuts are about
      return factsToJson(F);
    };
    const nlohmann::json Fast = Document(Facts);
    const nlohmann::json Slow = Document(runUnit(
        *Of, *Plain, *Unit.command, Unit.database->name, Unit.inferredFrom));
    const std::lock_guard Lock(Mutex);
    ++Compared;
    if (Fast == Slow)
      return;
    ++Different;
    llvm::errs() << Unit.command->file << ": "
                 << nlohmann::json::diff(Slow, Fast).dump().substr(0, 1000)
                 << "\n";
  }

private:
  const Job *Of = nullptr;
  std::optional<UnitInputs> Plain;
  std::mutex Mutex;
  std::size_t Compared = 0, Different = 0;
};

} // namespace

std::shared_ptr<UnitStore> pageless::makeCompareStore() {
  return std::make_shared<CompareStore>();
}
