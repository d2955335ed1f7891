//===- tool/RuleMarkdown.h - A rule's page of documentation ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_RULEMARKDOWN_H
#define PAGELESS_TOOL_RULEMARKDOWN_H

#include "engine/Rule.h"

#include <string>

namespace pageless {

/// docs/rules/<id>.md: all that the rule says of itself, in Markdown.
std::string writeRulePage(const Rule &R);

/// docs/rules/README.md: the list of rules, and what they have in common.
std::string writeRuleIndex();

} // namespace pageless

#endif // PAGELESS_TOOL_RULEMARKDOWN_H
