//===- suggest/Need.h - What must hold for a word to be seen ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A *need* is a formula over Kconfig symbols and architectures. It is asked two
// things: does this configuration fulfil it, and could any configuration of
// that architecture do so? Both answers come from `best`, with different
// leaves.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_NEED_H
#define PAGELESS_SUGGEST_NEED_H

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace pageless {

/// How sure an answer is. `min` is "and", `max` is "or".
enum class Truth { No, Maybe, Yes };

/// A formula; plain data.
struct Need {
  enum class Kind {
    True,
    False,   ///< `text` says why, for the proof
    Unknown, ///< cannot be decided here; `text` says what
    Symbol,  ///< the Kconfig symbol `text` (without CONFIG_) passes `test`
    Arch,    ///< the folder arch/`text` is the one built
    Not,
    And,
    Or
  };
  /// What is asked of a symbol.
  enum class Test {
    Enabled, ///< y, m, a number or a text
    BuiltIn, ///< the same without m: C code sees CONFIG_X defined
    Module   ///< m
  };

  Kind kind = Kind::True;
  std::string text;
  Test test = Test::Enabled;
  std::vector<Need> parts;

  bool isTrue() const { return kind == Kind::True; }
  bool isFalse() const { return kind == Kind::False; }
};

Need always();
/// Never holds; \p Why is a clause for the proof, e.g. "macro X is undefined".
Need never(std::string Why);
Need unknown(std::string What);
Need symbol(std::string Name, Need::Test Test);
Need architecture(std::string Directory);
Need operator!(Need N);
Need operator&&(Need A, Need B);
Need operator||(Need A, Need B);

/// Answers for a Symbol or Arch leaf: how well can it be made \p Wanted?
using LeafAnswer = llvm::function_ref<Truth(const Need &Leaf, bool Wanted)>;

/// How well \p N can be made \p Wanted, if the leaves can as \p Leaf says.
Truth best(const Need &N, bool Wanted, LeafAnswer Leaf);

/// The leaf as people write it, e.g. "CONFIG_HIGHMEM", "architecture arm".
std::string nameOf(const Need &Leaf);

} // namespace pageless

#endif // PAGELESS_SUGGEST_NEED_H
