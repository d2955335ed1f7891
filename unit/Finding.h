//===- unit/Finding.h - What is said of one site --------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_UNIT_FINDING_H
#define PAGELESS_UNIT_FINDING_H

#include "engine/Site.h"

#include <optional>
#include <string>
#include <vector>

namespace pageless::unit {

/// A place in a file of the tree.
struct PlaceInTree {
  std::string file; ///< relative to the tree's root
  std::size_t offset = 0;
};

/// What is added to a warning.
struct Note {
  PlaceInTree at;
  std::string text;
};

/// An edit of one file. No two of a unit's touch one another.
struct FileEdit {
  std::string file;
  TextEdit edit;
};

/// One thing to tell.
struct Finding {
  std::string rule;
  PlaceInTree at;
  std::size_t length = 0; ///< of the word, in bytes
  std::string text;
  std::vector<Note> notes;
  std::vector<FileEdit> fix; ///< empty if another one's converts it, or none
  Verdict verdict = Verdict::Manual;
  /// Findings with the same number, from 1, are converted by one fix, which is
  /// that of the first; 0 if there is none.
  std::size_t cluster = 0;
};

} // namespace pageless::unit

#endif // PAGELESS_UNIT_FINDING_H
