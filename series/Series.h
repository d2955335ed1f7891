//===- series/Series.h - From patches to mails -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Takes the patches of a run, puts them into the order of the profile's series
// with its support code between, splits them, and says what each does.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_SERIES_H
#define PAGELESS_SERIES_SERIES_H

#include "engine/Result.h"
#include "series/Assemble.h"
#include "series/Mail.h"
#include "series/Split.h"

#include "llvm/Support/Error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// More patches than this are too many for one posting.
inline constexpr std::size_t MostPatches = 15;

/// What the user asked for.
struct SeriesOptions {
  std::string root; ///< the tree's absolute path
  Person author;
  MailDate date; ///< of the cover letter; each mail is a second later
  unsigned version = 1;
  bool rfc = false;
  std::vector<std::string> to, cc;
  bool ccMaintainers = false;
  std::optional<Person> signedOffBy;
  Split split = Split::None;
  std::string base; ///< full hash of the commit that the tree is at; "" if none
  std::string profile;            ///< its name
  std::vector<std::string> rules; ///< ids; empty for the profile's whole series
};

/// One file to write.
struct SeriesFile {
  std::string name; ///< e.g. "v2-0001-block-add-helpers.patch"
  std::string text;
};

/// The mails, the cover letter first.
struct Series {
  std::vector<SeriesFile> files;
  std::vector<PatchSet> patches;  ///< what the mails after the first hold
  std::vector<std::string> notes; ///< one line each, for the user
  Result result;                  ///< what all steps found; see Assembly
};

/// Makes the series by running \p Convert for each step of it. Fails with one
/// line if support code does not fit the tree, or as \p Convert does.
llvm::Expected<Series> makeSeries(const SeriesOptions &Options,
                                  const Converter &Convert);

} // namespace pageless

#endif // PAGELESS_SERIES_SERIES_H
