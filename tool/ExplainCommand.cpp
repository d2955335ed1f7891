//===- tool/ExplainCommand.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/ExplainCommand.h"

#include "engine/Rule.h"
#include "engine/RulePage.h"
#include "tool/Guard.h"
#include "tool/RuleMarkdown.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;

namespace {

enum ExitStatus { Done = 0, Usage = 2 };

cl::SubCommand RulesCommand("rules", "list the rules");
cl::SubCommand ExplainCommand("explain",
                              "show one rule, with before and after");

cl::OptionCategory Category("Options of explain");

cl::opt<std::string> ExplainId(cl::Positional, cl::sub(ExplainCommand),
                               cl::cat(Category), cl::desc("ID"));

cl::opt<bool> Markdown(
    "markdown", cl::sub(ExplainCommand), cl::cat(Category),
    cl::desc("as the page of documentation; without ID, the list of rules"));

int usage(const llvm::Twine &Message) {
  sayProblem(Message.str());
  return Usage;
}

int runRules() {
  for (const Rule &R : allRules())
    llvm::outs() << R.id << "  " << R.summary << " (confidence "
                 << toString(R.confidence)
                 << (R.onRequest ? ", only with --rule" : "") << ")\n";
  return Done;
}

void indent(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.rtrim('\n').split(Lines, '\n');
  for (const llvm::StringRef Line : Lines)
    llvm::outs() << "    " << Line << '\n';
}

int runExplain() {
  if (Markdown && ExplainId.empty()) {
    llvm::outs() << writeRuleIndex();
    return Done;
  }
  const Rule *R = findRule(ExplainId);
  if (!R)
    return usage(ExplainId.empty()
                     ? llvm::Twine("explain needs a rule's id; 'pageless "
                                   "rules' lists them")
                     : "no rule " + ExplainId +
                           "; 'pageless rules' lists them");
  if (Markdown) {
    llvm::outs() << writeRulePage(*R);
    return Done;
  }
  llvm::outs() << R->id << ", version " << R->version << ", confidence "
               << toString(R->confidence) << ": " << R->summary << "\n\n"
               << R->explain << "\nBefore:\n";
  indent(R->before);
  llvm::outs() << "After:\n";
  indent(R->after);
  llvm::outs() << "More: " << rulePage(R->id) << '\n';
  return Done;
}

} // namespace

void pageless::setUpExplainCommands() {
  cl::HideUnrelatedOptions(Category, ExplainCommand);
}

std::optional<int> pageless::runExplainCommands() {
  if (RulesCommand)
    return runRules();
  if (ExplainCommand)
    return runExplain();
  return std::nullopt;
}
