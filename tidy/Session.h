//===- tidy/Session.h - The checks of one unit together -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_SESSION_H
#define PAGELESS_TIDY_SESSION_H

#include "tidy/ProfiledUnit.h"

#include "llvm/ADT/StringMap.h"

#include <memory>
#include <string>
#include <vector>

namespace pageless::tidy {

/// What all checks on one unit share: rules that run together claim words and
/// settle overlaps together, as they do in a run of `pageless convert`.
class Session {
public:
  /// A check takes part. All must, before the first one starts.
  void enroll(const Rule &R, const std::string &ProfileName, Confidence Least);

  /// Listens to the unit from now on; further calls do nothing.
  void start(clang::Preprocessor &Pp);

  /// The first line to say of a profile that cannot be used, once; "" after
  /// that, or if it can.
  std::string takeProblem(const std::string &ProfileName);

  /// What was found by \p R. The first call evaluates all rules; the unit must
  /// be parsed.
  std::vector<Finding> findings(const Rule &R, clang::ASTContext &Context);

  /// The place in the unit, invalid if it is none of its files.
  clang::SourceLocation locate(const PlaceInTree &At) const;

private:
  std::map<std::string, ProfiledUnit::Wanted> Enrolled; ///< by profile
  std::map<std::string, std::unique_ptr<Profile>> Profiles;
  std::map<std::string, std::string> Problems;
  std::vector<std::unique_ptr<ProfiledUnit>> Units;
  std::vector<Finding> Found;
  bool Started = false, Finished = false;
};

/// Hands out the session of the unit that a context is at.
class Sessions {
public:
  std::shared_ptr<Session> of(const void *Context);

private:
  std::map<const void *, std::weak_ptr<Session>> Open;
};

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_SESSION_H
