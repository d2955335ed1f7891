//===- engine/UnitStore.h - Facts that need no Clang -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_UNITSTORE_H
#define PAGELESS_ENGINE_UNITSTORE_H

#include "engine/Plan.h"

#include <optional>

namespace pageless {

/// Where the facts of a unit may come from instead of Clang, and where those
/// that Clang has found go. What it returns must be what runUnit() would, for
/// the same job and the same files: a run does not check it.
class UnitStore {
public:
  virtual ~UnitStore() = default;

  /// Called before the first unit of each way through the tree: the words of
  /// \p J are final for this one. Both live until end().
  virtual void begin(const Job &J, UnitInputs &Inputs) = 0;
  /// Called when this way has an end, whatever it is.
  virtual void end() {}

  /// Called before the units of a round are looked for, with all of them. A
  /// failure ends the run, which then fails with it.
  virtual llvm::Error expect(llvm::ArrayRef<PlannedUnit>) {
    return llvm::Error::success();
  }

  /// The facts of \p Unit, or nothing. Called from several threads.
  virtual std::optional<UnitFacts> find(const PlannedUnit &Unit) = 0;

  /// Takes in what Clang found in a unit that find() did not know, and what it
  /// read for that of the files of begin(). Called from several threads.
  virtual void keep(const PlannedUnit &Unit, const UnitFacts &Facts,
                    const InputRecord &Read) = 0;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_UNITSTORE_H
