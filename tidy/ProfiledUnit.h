//===- tidy/ProfiledUnit.h - One unit under one profile -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_PROFILEDUNIT_H
#define PAGELESS_TIDY_PROFILEDUNIT_H

#include "engine/TuRunner.h"
#include "tidy/UnitRecord.h"
#include "unit/Findings.h"

#include <memory>

namespace pageless::tidy {

using unit::FileEdit;
using unit::Finding;
using unit::Note;
using unit::PlaceInTree;

/// What the checks of one profile find in the unit that clang-tidy parses: what
/// a run of `pageless convert` with these rules would, as far as one unit
/// tells.
class ProfiledUnit {
public:
  using Wanted = unit::Wanted;

  /// Listens to \p Pp from now on; it must outlive this object.
  ProfiledUnit(const Profile &P, const Wanted &Rules, clang::Preprocessor &Pp,
               const std::string &Root);

  /// Evaluates the rules; call it once, when the unit is parsed.
  std::vector<Finding> finish(clang::ASTContext &Context);

  /// The place in the unit, invalid if it is none of its files.
  clang::SourceLocation locate(const PlaceInTree &At) const;

private:
  void read(clang::ASTContext &Context);
  void recover();

  clang::Preprocessor &Pp;
  const std::string Directory;
  TreePaths Paths;
  Ledger Seen;
  Job J;
  UnitFiles Files;
  UnitFacts Facts;
  std::map<std::string, clang::FileID> Ids;
  UnitRecord *Record; ///< the preprocessor owns it
};

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_PROFILEDUNIT_H
