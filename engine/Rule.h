//===- engine/Rule.h - A rule is a value -----------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A rule says which words it is about and, in order, which pattern leads to
// which action. Each AST node that a word names is tried against the cases; the
// first that matches decides, so every occurrence gets exactly one outcome. A
// rule knows nothing of files, units, configurations or output.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_RULE_H
#define PAGELESS_ENGINE_RULE_H

#include "engine/Profile.h"
#include "engine/Site.h"

#include "clang/ASTMatchers/ASTMatchers.h"

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pageless {

class UnitFiles;

/// What an action gets to see. It lives no longer than the AST.
struct Match {
  const clang::ast_matchers::BoundNodes &nodes;
  clang::ASTContext &context;
  const Profile &profile;
  const std::string &rule;  ///< id of the rule, the first half of helper keys
  const Slots &slots;       ///< the rule's, as far as they are known
  UnitFiles &files;         ///< names files as the ledger does
  clang::SourceLocation at; ///< of the word
  const clang::FunctionDecl *function; ///< around it; null at file scope
};

/// What an action decides. `OtherRecord` claims nothing: the rules behind are
/// asked as well.
struct Decision {
  Verdict verdict = Verdict::Manual;
  Reason reason = Reason::None;
  std::string message;
  ByteRange range;             ///< text of the site; empty if unknown
  std::vector<TextEdit> edits; ///< empty unless converted
  bool stores = false;         ///< wrong where the text is not evaluated
  std::string helper;          ///< the function that the edits call
  std::string group;           ///< sites that convert together or not at all
  std::string needs{};         ///< the group without which this one is wrong
  std::vector<Slot> reaches{}; ///< slots that values flow to from here
};

/// Decides about what a pattern matched, and knows for which reasons it may
/// leave it to a person.
class Action {
public:
  /// Anything that makes a Decision of a Match.
  template <typename Function>
    requires std::is_invocable_r_v<Decision, Function, const Match &>
  Action(Function Decide, std::vector<Reason> Reasons = {})
      : Decide(std::move(Decide)), Reasons(std::move(Reasons)) {}

  Decision operator()(const Match &M) const { return Decide(M); }
  /// The reasons of its manual decisions.
  const std::vector<Reason> &reasons() const { return Reasons; }

private:
  std::function<Decision(const Match &)> Decide;
  std::vector<Reason> Reasons;
};

/// One pattern and what follows from it.
struct Case {
  clang::ast_matchers::internal::DynTypedMatcher pattern;
  Action act;
};

/// How sure a rule is of its edits, in the kernel's own words.
enum class Confidence { High, Moderate, Low };

/// Which uses of its words a rule claims, where several rules share a word.
/// The narrow ones are asked first, then the others, each kind by id.
enum class Reach {
  Narrow, ///< some uses, such as an argument of one function
  Whole,  ///< all uses
  Rest,   ///< what no other rule that runs has claimed
};

/// The name that reports use: "High", "Moderate" or "Low".
std::string_view toString(Confidence C);

/// One conversion. rewrites/ has one file for each.
struct Rule {
  std::string id;      ///< e.g. "bvec-page"
  std::string version; ///< changes whenever an edit or a verdict may change
  std::string summary; ///< one line
  std::string explain; ///< paragraphs for `pageless explain`
  std::string before;  ///< example source
  std::string after;   ///< what becomes of it, with the profile `pfn`
  Confidence confidence = Confidence::High;
  Reach reach = Reach::Whole;
  std::vector<std::string> words; ///< trigger words
  std::vector<std::string> roles; ///< helpers that the profile must have
  /// Helpers without which the rule leaves some uses as `no-helper`.
  std::vector<std::string> optionalRoles = {};
  /// The rule runs only if it is asked for, on a tree that is ready for it.
  bool onRequest = false;
  /// Its edits leave the object code as it is, which `pageless verify` checks.
  bool sameCode = false;
  /// "RECORD::FIELD" that only helpers name once all uses are converted;
  /// `pageless verify` renames it to see who still does.
  std::string hides = {};
  /// All uses in the tree are needed: no paths can be given.
  bool wholeTree = false;
  /// What is converted as a whole: see engine/Slot.h. A run adds what it finds.
  Slots slots = {};
  std::vector<Case> cases; ///< the first that matches decides
};

/// Puts a rule into the registry; one static object of it in each rule's file.
struct RegisterRule {
  explicit RegisterRule(Rule R);
};

/// All rules, sorted by id.
const std::vector<Rule> &allRules();

/// The helpers of \p P for the rule's roles, those that it has.
std::vector<const Helper *> helpersOf(const Rule &R, const Profile &P);

/// "" if \p P has a helper for each role that \p R must have, else the key of
/// the first that is missing.
std::string missingHelper(const Rule &R, const Profile &P);

/// Why the cases of \p R leave a use to a person: each reason once, in the
/// order of the cases. What keeps any rule from editing is not among them.
std::vector<Reason> reasonsOf(const Rule &R);

/// Why a use of any rule's word may be left to a person: because of the text
/// around it, the unit that shows it, or what other uses want.
const std::vector<Reason> &reasonsOfAnyRule();

/// The rule of that id, or null.
const Rule *findRule(std::string_view Id);

} // namespace pageless

#endif // PAGELESS_ENGINE_RULE_H
