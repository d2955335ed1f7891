//===- series/Git.h - What a tree's repository knows -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_GIT_H
#define PAGELESS_SERIES_GIT_H

#include "series/Mail.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// Asks the git program about one tree; changes nothing. Without git, or if the
/// tree is the top of no repository, it knows as much as a tree without
/// history.
class Git {
public:
  explicit Git(std::string Root);

  /// Whether the tree is the top of a repository with a commit.
  bool isRepository() const { return Repository; }
  /// Whether no tracked file differs from HEAD.
  bool isClean() const;
  /// The commit's full hash, or nothing.
  std::optional<std::string> commit(const std::string &Name) const;
  /// Who commits here, from git's configuration, which may also be the user's;
  /// an empty name or mail if git does not say.
  Person author() const;
  /// The subjects of the last \p Count commits that touch \p Files, the newest
  /// first.
  std::vector<std::string> subjects(llvm::ArrayRef<std::string> Files,
                                    unsigned Count) const;

private:
  std::optional<std::string> run(llvm::ArrayRef<std::string> Arguments) const;

  std::string Root;
  std::string Program; ///< "" without git
  bool Repository = false;
};

/// The prefix, such as "md/raid1: " or "staging: lustre: ", that most of
/// \p Subjects have; of equal ones the newest. "" if none has one twice.
std::string commonPrefix(llvm::ArrayRef<std::string> Subjects);

/// How many of \p Subjects have a prefix at all.
std::size_t countPrefixed(llvm::ArrayRef<std::string> Subjects);

/// The prefix for files if there is no history: "md: " for files all over
/// drivers/md, "bcache: " below drivers/md/bcache, "brd: " for
/// drivers/block/brd.c, "staging: lustre: ". "" for headers of the whole kernel
/// and for files that have no directory in common.
std::string pathPrefix(llvm::ArrayRef<std::string> Paths);

} // namespace pageless

#endif // PAGELESS_SERIES_GIT_H
