//===- engine/Verification.h - What a verification found ------ -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plain data, for the writers.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_VERIFICATION_H
#define PAGELESS_ENGINE_VERIFICATION_H

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// Whether the code of one unit is the same before and after.
enum class CodeProof {
  Identical, ///< it is
  Different, ///< it is not
  Unproven,  ///< it could not be compared; the reason says why
};

/// The name that reports use: "identical", "different" or "unproven".
std::string_view toString(CodeProof P);

/// What was compared when the code is identical.
enum class ProofBy {
  Object,    ///< sections, relocations and symbols of the object files
  Assembly,  ///< the whole assembly text, where the command wants another
             ///< assembler than Clang's
  Functions, ///< LLVM IR of every function and variable
  /// The same, but for the order of loads and computations between which
  /// nothing is written.
  Order,
  /// The same before the last stages of the optimiser, which then made
  /// something else of each.
  Early,
};

/// The name that reports use: "object", "assembly", "functions", "order" or
/// "early".
std::string_view toString(ProofBy By);

/// What was found about one unit under one configuration.
struct UnitProof {
  std::string file;          ///< relative to the tree
  std::string configuration; ///< name of the compile database
  CodeProof code = CodeProof::Unproven;
  ProofBy by = ProofBy::Object;
  std::string reason; ///< why it is unproven; "" otherwise
  /// False if a rule that may change code edited a file that the unit reads.
  bool claimed = true;
  std::vector<std::string> newDiagnostics; ///< as Clang says them
  /// Functions and variables that differ, if only in order; sorted.
  std::vector<std::string> differences;
  std::string sideBySide; ///< file below OUT that shows them; "" if none does
  std::set<std::string> edited{}; ///< the edited files that it reads
  double seconds = 0;             ///< of CPU, for the whole unit
  std::size_t peakMegabytes = 0;
};

/// A use of a renamed field that the ledger does not account for.
struct Contradiction {
  std::string file;
  unsigned line = 0; ///< after all patches, from 1
  std::string what;  ///< one sentence
  auto operator<=>(const Contradiction &) const = default;
};

/// What became of one field's uses once the field had another name.
struct PoisonProof {
  std::string field;     ///< "bio_vec::bv_page"
  std::size_t units = 0; ///< parsed with the field renamed
  std::size_t uses = 0;  ///< words that still name it there
  /// Sorted.
  std::vector<Contradiction> contradictions;
};

/// Everything that a verification found.
struct Verification {
  std::string compiler;         ///< e.g. "clang version 22.1.2"
  std::vector<UnitProof> units; ///< sorted by file and configuration
  std::vector<PoisonProof> poison;
  /// Edited files that no compiled unit reads, sorted.
  std::vector<std::string> unread;

  std::size_t count(CodeProof P) const;
  /// Units that have a diagnostic after the edits that they had not before.
  std::size_t countNewDiagnostics() const;
  /// True if something is wrong: a new diagnostic, code that differs though
  /// every rule says it does not, or a use that the ledger does not have.
  bool findsFault() const;
  /// True if something could not be proven.
  bool isPartial() const;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_VERIFICATION_H
