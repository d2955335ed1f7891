//===- engine/Result.h - All that a run found, for the writers -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plain data, complete: a writer (reports/) renders it and computes nothing.
// Nothing in it depends on the order of threads or on absolute paths.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_RESULT_H
#define PAGELESS_ENGINE_RESULT_H

#include "engine/Site.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// A count with its noun, which takes an "s" unless the count is one.
inline std::string counted(std::size_t Count, std::string_view Noun) {
  return std::to_string(Count) + " " + std::string(Noun) +
         (Count == 1 ? "" : "s");
}

/// One ledger entry with its verdict.
struct Site {
  std::string id; ///< 16 hex digits, stable under edits elsewhere in the file
  std::string rule;
  std::string word;       ///< the trigger word as spelled
  std::string file;       ///< relative to the tree's root, '/' separated
  std::size_t offset = 0; ///< byte offset of the word, from 0
  unsigned line = 0;      ///< of the word, from 1
  unsigned column = 0;    ///< of the word, in bytes, from 1
  unsigned endLine = 0;   ///< line of the byte after the word
  unsigned endColumn = 0; ///< column of the byte after the word
  std::string function;   ///< enclosing function or macro; "" at file scope
  Verdict verdict = Verdict::Manual;
  Reason reason = Reason::None;
  std::string message;
  std::string condition; ///< the #if condition that hides it, if disabled
  /// The file whose compile command was borrowed to see it; "" if none was.
  std::string inferredFrom;
  std::vector<std::string> macroTrail;     ///< innermost macro first
  std::vector<std::string> configurations; ///< names of those that saw it
  std::string before; ///< the expression, or the line if not converted
  std::string after;  ///< the same after all edits; "" if none
  /// The edits of the patches for this site, of the text that was parsed,
  /// without the line breaks that they may need; empty if it is not edited.
  std::vector<TextEdit> edits{};
  std::string group{}; ///< sites that convert together or not at all
  /// For a word that is not in the unit's own file: a unit that showed what it
  /// means, for each configuration that has one.
  std::map<std::string, std::string> shownBy{};

  /// True if another configuration would say more about the word.
  bool wantsConfiguration() const {
    return verdict == Verdict::Disabled ||
           verdict == Verdict::NoCompileCommand ||
           (verdict == Verdict::Manual && !inferredFrom.empty());
  }
};

/// A use that the AST shows but that no file spells (made by `##`): listed
/// beside the ledger, never edited.
struct UnspelledUse {
  std::string rule;
  std::string file; ///< of the outermost macro call
  unsigned line = 0;
  std::string macro;
  std::string message;
  auto operator<=>(const UnspelledUse &) const = default;
};

/// One translation unit that had something to tell.
struct UnitReport {
  enum class Status { Clean, Errors, Crashed, Stopped };
  std::string file;
  std::string configuration;
  Status status = Status::Clean;
  unsigned errors = 0;    ///< number of error diagnostics
  std::string firstError; ///< "file:line:column: message", file relative
  /// The file whose compile command it was parsed with, if it has none.
  std::string inferredFrom{};

  /// True if nothing is known of the unit: Clang crashed, or was stopped for
  /// what it cost.
  bool isLost() const {
    return status == Status::Crashed || status == Status::Stopped;
  }

  bool operator==(const UnitReport &) const = default;
};

/// One compile database.
struct Configuration {
  std::string name;
  std::size_t commands = 0;    ///< entries in the database
  std::size_t unitsParsed = 0; ///< units chosen and parsed
  std::size_t parses = 0;      ///< runs of Clang; a unit may need more than one
  /// Commands of files with words that were not parsed, because another unit of
  /// the same file had shown the same words.
  std::size_t unitsSaved = 0;
  std::string architecture{}; ///< as the kernel calls it; "" if not known
  std::string target{};       ///< Clang's target triple; "" if not known
  /// Why another target stands for the architecture's own; "" if none does.
  std::string standIn{};
};

/// One rule that ran.
struct RuleInfo {
  std::string id;
  std::string version;
  std::string summary;
  std::string confidence; ///< "High", "Moderate" or "Low"
  std::string explain{};  ///< paragraphs: what it does and leaves, and why
  std::string page{};     ///< address of its documentation
};

/// One file before a patch, and the edits the patch makes to it.
struct FileChange {
  std::string path;            ///< relative to the tree's root
  std::string before;          ///< whole content
  std::vector<TextEdit> edits; ///< sorted, disjoint, offsets into `before`
  bool isNew = false; ///< the patch makes the file; `before` is empty then
};

/// One patch of the sequence; each applies on top of the one before it.
struct PatchSet {
  std::string name;              ///< file stem, e.g. "0001-bvec-page-helpers"
  std::string subject;           ///< one line
  std::string body;              ///< text; may be empty
  std::vector<FileChange> files; ///< sorted by path
  std::string rule{};            ///< id; "" if no rule made it (helpers)
  /// Each set of paths holds edits that are only right together.
  std::vector<std::vector<std::string>> inseparable{};
};

/// How many sites have each verdict, by verdict name.
using VerdictCounts = std::map<std::string, std::size_t>;

/// The sums that the report shows.
struct Totals {
  std::size_t words = 0;  ///< what the lexical scan counted
  std::size_t files = 0;  ///< files with at least one word
  VerdictCounts verdicts; ///< every verdict, also those with 0
  std::map<std::string, std::size_t> reasons; ///< only those that occur
  std::map<std::string, VerdictCounts> perRule;
  std::map<std::string, VerdictCounts> perDirectory; ///< two levels deep
};

/// The `$id` of reports/schema/report.schema.json. Its last part grows when a
/// reader of the old format could misread the new one.
inline constexpr std::string_view ReportSchemaId = "urn:pageless:report:1";

/// Everything a run found.
struct Result {
  std::string toolVersion;
  std::string llvmVersion;
  std::string tree; ///< the kernel's own version, e.g. "4.1.0-rc6"
  std::string profile;
  std::vector<RuleInfo> rules;
  std::vector<Configuration> configurations;
  /// What the ledger is limited to; empty for the whole tree.
  std::vector<std::string> paths{};
  std::vector<UnitReport> units; ///< those not clean, sorted
  std::vector<Site> sites;       ///< sorted by file and offset
  std::vector<UnspelledUse> unspelled;
  Totals totals;
  std::vector<PatchSet> patches;
  std::vector<std::string> internalErrors; ///< empty unless the tool is wrong

  /// False if some words could not be analysed, or only with a command that is
  /// not their file's own and without a certain answer, or if the totals are
  /// wrong.
  bool isComplete() const {
    for (const Verdict V :
         {Verdict::Disabled, Verdict::NoCompileCommand, Verdict::ParseFailed})
      if (const auto It = totals.verdicts.find(std::string(toString(V)));
          It != totals.verdicts.end() && It->second != 0)
        return false;
    for (const Site &S : sites)
      if (S.verdict == Verdict::Manual && !S.inferredFrom.empty())
        return false;
    return internalErrors.empty();
  }
};

} // namespace pageless

#endif // PAGELESS_ENGINE_RESULT_H
