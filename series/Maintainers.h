//===- series/Maintainers.h - Who looks after a file -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads MAINTAINERS as scripts/get_maintainer.pl does. F: and X: are patterns
// of paths: '*' and '?' stand for anything, a '/' at the end for all below, and
// without one only files as deep as the pattern match. N: is an expression
// found anywhere in the path.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_MAINTAINERS_H
#define PAGELESS_SERIES_MAINTAINERS_H

#include <functional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// One entry of MAINTAINERS.
struct MaintainerEntry {
  std::string title;
  std::vector<std::string> people;   ///< M: and R:
  std::vector<std::string> lists;    ///< L:, without remarks behind it
  std::vector<std::string> files;    ///< F:
  std::vector<std::string> excluded; ///< X:
  std::vector<std::regex> names;     ///< N:
};

/// All entries of a tree.
class Maintainers {
public:
  /// Reads the text of MAINTAINERS. \p IsDirectory says whether a path is a
  /// directory of the tree: its pattern counts as if it ended with a '/'.
  Maintainers(std::string_view Text,
              const std::function<bool(const std::string &)> &IsDirectory);

  /// The entry with the most specific pattern that matches \p Path, of equal
  /// ones the first of the file; null if none does.
  const MaintainerEntry *find(std::string_view Path) const;

  const std::vector<MaintainerEntry> &entries() const { return Entries; }

private:
  std::vector<MaintainerEntry> Entries;
};

/// Whether \p Pattern, of an F: or X: line, matches \p Path.
bool matchesFilePattern(std::string_view Pattern, std::string_view Path);

} // namespace pageless

#endif // PAGELESS_SERIES_MAINTAINERS_H
