//===- reports/Findings.h - What a check found, and its writers -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plain data, complete, as engine/Result.h is: a writer renders it and computes
// nothing. Each format is for one kind of reader; where a format cannot hold
// what was not judged, the tool says that on stderr.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_FINDINGS_H
#define PAGELESS_REPORTS_FINDINGS_H

#include "engine/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// A place between two bytes of a file.
struct Spot {
  unsigned line = 0;      ///< from 1
  unsigned column = 0;    ///< in bytes, from 1
  unsigned character = 0; ///< in Unicode characters, from 1
};

/// A part of a file that becomes another text.
struct Replacement {
  std::string file; ///< relative to the tree
  Spot begin, end;
  std::string text;
};

/// One use of a word that the diff adds, and that a person or --fix is to
/// change.
struct Finding {
  Site site;       ///< the word, the verdict and why
  Spot begin, end; ///< of the word
  std::string message;
  std::string sourceLine; ///< the line of the word, without its end
  /// The same line after the fix; "" if there is none, or if it is not one
  /// line.
  std::string fixedLine;
  /// What the fix changes; empty if there is none. For a group of sites that
  /// convert together, the changes of all.
  std::vector<Replacement> fix;
  std::string page; ///< address of the rule's page
  /// 16 hex digits: the rule and the statement, wherever they stand.
  std::string content;
  /// 16 hex digits: the content, the file, and which of equal ones it is.
  std::string fingerprint;
};

/// Something that the diff adds and that could not be judged.
struct Unjudged {
  std::string file;
  unsigned line = 0; ///< from 1; 0 for the whole file
  std::string why;   ///< one sentence
};

/// Everything that one check found.
struct CheckReport {
  std::string toolVersion, llvmVersion;
  std::string tree; ///< the kernel's own version
  std::string profile;
  struct RulePage {
    RuleInfo rule;
    std::string page;
  };
  std::vector<RulePage> rules;   ///< those that ran; none if there was no need
  std::size_t files = 0;         ///< .c and .h files that the diff touches
  std::size_t added = 0;         ///< words on lines that it adds
  std::size_t moved = 0;         ///< of them, those that only moved
  std::size_t accepted = 0;      ///< findings that the baseline has
  std::vector<Finding> findings; ///< by file and place
  std::vector<Unjudged> unjudged;
  /// What the fixes call and the tree does not have: subjects of the patches
  /// that bring it.
  std::vector<std::string> missingHelpers;
};

/// How a report is written.
enum class CheckFormat { Text, Json, Sarif, GitLab, Rdjsonl, GitHub };

/// For people, as compilers do; what was not judged stands in it, too. With
/// \p Totals a last line says how many there are.
std::string writeCheckText(const CheckReport &R, bool Totals = true);
/// As reports/schema/check.schema.json describes.
std::string writeCheckJson(const CheckReport &R);
/// SARIF 2.1.0, for code scanning.
std::string writeCheckSarif(const CheckReport &R);
/// A Code Quality report of GitLab's.
std::string writeCheckGitLab(const CheckReport &R);
/// reviewdog's format, a finding a line.
std::string writeCheckRdjsonl(const CheckReport &R);
/// Commands for the log of a GitHub action, which become annotations.
std::string writeCheckGitHub(const CheckReport &R);

/// The report in that format.
std::string writeCheck(const CheckReport &R, CheckFormat Format);

} // namespace pageless

#endif // PAGELESS_REPORTS_FINDINGS_H
