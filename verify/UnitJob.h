//===- verify/UnitJob.h - What is asked of the prover, and its answer  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each unit is compiled in a process of its own, so that a crash, a hang or a
// compile that eats all memory costs that unit only. What the processes tell
// each other goes through JSON files.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_UNITJOB_H
#define PAGELESS_VERIFY_UNITJOB_H

#include "engine/Verification.h"

#include "llvm/Support/Error.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// A field that gets another name to see who uses it.
struct PoisonField {
  std::string record, field; ///< of `struct record`
};

/// What is to be proven about one unit.
struct UnitJob {
  std::string root;      ///< of the tree: absolute, without symbolic links
  std::string directory; ///< where the command runs
  std::vector<std::string> arguments; ///< of the command, compiler first
  /// Folders that hold the edited files as they were and as they became.
  std::string before, after;
  std::vector<std::string> edited; ///< paths below both, and below the tree
  std::vector<PoisonField> poison;
  /// Do nothing more if the unit reads none of the edited files.
  bool onlyIfEdited = false;
  unsigned seconds = 0;   ///< CPU time after which the process ends; 0: never
  unsigned megabytes = 0; ///< of address space that it may have; 0: any
};

/// Places in a file after all patches: offsets of the field's name.
using FieldUses = std::map<std::string, std::set<std::size_t>>;

/// What the process says.
struct UnitAnswer {
  /// False if the unit reads no edited file, and nothing else was done.
  bool concerned = true;
  CodeProof code = CodeProof::Unproven;
  ProofBy by = ProofBy::Object;
  std::string reason;
  std::vector<std::string> newDiagnostics, differences;
  std::string sideBySide;       ///< text; "" if nothing differs
  std::set<std::string> edited; ///< the edited files that the unit reads
  /// For each poisoned field that the unit declares, by its index.
  std::map<std::size_t, FieldUses> uses;
  /// Uses that no file spells, by the place of the macro: "FILE:LINE".
  std::map<std::size_t, std::set<std::string>> unspelled;
};

/// The JSON texts of both.
std::string writeJob(const UnitJob &Job);
std::string writeAnswer(const UnitAnswer &Answer);

/// Read them back. Fail with one line if the text is not one of them.
llvm::Expected<UnitJob> readJob(llvm::StringRef Text);
llvm::Expected<UnitAnswer> readAnswer(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_VERIFY_UNITJOB_H
