//===- engine/ParseUnit.h - One parse of one unit ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PARSEUNIT_H
#define PAGELESS_ENGINE_PARSEUNIT_H

#include "engine/Safely.h"
#include "engine/TuRunner.h"
#include "engine/UnitInputs.h"

#include <map>
#include <string>

namespace pageless {

/// Text that stands in for a file's while one unit is parsed, by path relative
/// to the tree. It must be as long as the file's own.
using Overlay = FileTexts;

/// How much of a unit is parsed.
enum class ParseMode {
  Needed,     ///< function bodies that spell a word or a carrier
  Everything, ///< all of them, where the text does not tell which are needed
};

/// Parses \p Input once and evaluates the rules. The ledger's files are read
/// from the ledger, or from \p Changed, all others through \p Input. Returns
/// false if Clang crashed; \p Facts are worth nothing then.
bool parseUnit(const Job &J, const ParseInput &Input, const Overlay &Changed,
               UnitFacts &Facts, ParseMode Mode = ParseMode::Needed);

/// The same for a compile command. What the unit reads is added to \p Read.
bool parseUnit(const Job &J, UnitInputs &Inputs, const CompileCommand &Command,
               const Overlay &Changed, UnitFacts &Facts,
               ParseMode Mode = ParseMode::Needed, InputRecord *Read = nullptr);

} // namespace pageless

#endif // PAGELESS_ENGINE_PARSEUNIT_H
