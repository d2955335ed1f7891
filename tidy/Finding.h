//===- tidy/Finding.h - What a check says of one site ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_FINDING_H
#define PAGELESS_TIDY_FINDING_H

#include "engine/Site.h"

#include <optional>
#include <string>
#include <vector>

namespace pageless::tidy {

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

/// One warning.
struct Finding {
  std::string rule;
  PlaceInTree at;
  std::string text;
  std::vector<Note> notes;
  std::vector<FileEdit> fix; ///< empty if another one's converts it, or none
};

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_FINDING_H
