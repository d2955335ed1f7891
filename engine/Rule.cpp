//===- engine/Rule.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Rule.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {
std::vector<Rule> &registry() {
  static std::vector<Rule> Rules;
  return Rules;
}
} // namespace

std::string_view pageless::toString(Confidence C) {
  switch (C) {
  case Confidence::High:
    return "High";
  case Confidence::Moderate:
    return "Moderate";
  case Confidence::Low:
    break;
  }
  return "Low";
}

RegisterRule::RegisterRule(Rule R) {
  std::vector<Rule> &Rules = registry();
  const auto At = llvm::lower_bound(
      Rules, R, [](const Rule &A, const Rule &B) { return A.id < B.id; });
  Rules.insert(At, std::move(R));
}

const std::vector<Rule> &pageless::allRules() { return registry(); }

std::vector<const Helper *> pageless::helpersOf(const Rule &R,
                                                const Profile &P) {
  std::vector<const Helper *> Helpers;
  for (const auto *Roles : {&R.roles, &R.optionalRoles})
    for (const std::string &Role : *Roles)
      if (const Helper *H = P.find(R.id, Role))
        Helpers.push_back(H);
  return Helpers;
}

std::string pageless::missingHelper(const Rule &R, const Profile &P) {
  for (const std::string &Role : R.roles)
    if (!P.find(R.id, Role))
      return R.id + "." + Role;
  return "";
}

std::vector<Reason> pageless::reasonsOf(const Rule &R) {
  std::vector<Reason> Reasons;
  for (const Case &C : R.cases)
    for (const Reason One : C.act.reasons())
      if (!llvm::is_contained(Reasons, One) &&
          !llvm::is_contained(reasonsOfAnyRule(), One))
        Reasons.push_back(One);
  return Reasons;
}

const std::vector<Reason> &pageless::reasonsOfAnyRule() {
  static const std::vector<Reason> Reasons = {
      Reason::MacroBoundary,    Reason::MacroArgumentName,
      Reason::MacroNotExpanded, Reason::TokenPasting,
      Reason::Stringified,      Reason::DiscardedArgument,
      Reason::DirectiveInside,  Reason::PreprocessorLine,
      Reason::ContainerOf,      Reason::HelperNotVisible,
      Reason::HelperNameClash,  Reason::LowConfidence,
      Reason::InferredCommand,  Reason::BrokenAst,
      Reason::NotUnderstood,    Reason::NotInAst,
      Reason::UnitErrors,
  };
  return Reasons;
}

const Rule *pageless::findRule(std::string_view Id) {
  for (const Rule &R : registry())
    if (R.id == Id)
      return &R;
  return nullptr;
}
