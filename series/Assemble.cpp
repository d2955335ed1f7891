//===- series/Assemble.cpp - The patches in the series' order -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Assemble.h"

#include "engine/Apply.h"
#include "series/Stack.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <set>

using namespace pageless;

namespace {

/// A plan for a profile that has none: the rules as they come.
SeriesPlan plainPlan(const Result &R) {
  SeriesPlan Plan;
  Plan.title = "treewide: hide struct page behind helpers";
  Plan.introduction = "This series converts code that reaches memory through "
                      "struct page to helpers that hide the page.\n";
  for (const RuleInfo &Rule : R.rules)
    Plan.steps.push_back({SeriesStep::Kind::Rule, Rule.id, {}, ""});
  return Plan;
}

class Assembler {
public:
  Assembler(const Result &R, const std::string &Root, SeriesPlan Plan)
      : R(R), Root(Root), Plan(std::move(Plan)), Stack(R.patches) {}

  llvm::Expected<Assembly> run(bool Whole) {
    Stack.sortBy([&](const PatchSet &Patch) { return rank(Patch); });
    const std::set<std::string> Wanted = wanted(Whole);
    for (std::size_t I = 0; I < Plan.steps.size(); ++I)
      if (Plan.steps[I].kind == SeriesStep::Kind::Support &&
          Wanted.count(Plan.steps[I].name))
        if (llvm::Error E = bring(static_cast<int>(I), Plan.steps[I].name))
          return E;
    Assembly Out;
    Out.patches = Stack.patches();
    for (PatchSet &Patch : Out.patches)
      if (!Patch.rule.empty())
        Patch.subject = subjectOf(Patch.rule);
    Out.plan = std::move(Plan);
    Out.notes = std::move(Notes);
    return Out;
  }

private:
  /// The step that a patch belongs to. What brings helpers along goes before
  /// the first rule; a rule that the plan does not know goes to the end.
  int rank(const PatchSet &Patch) const {
    for (std::size_t I = 0; I < Plan.steps.size(); ++I) {
      const SeriesStep &Step = Plan.steps[I];
      if (Step.kind == SeriesStep::Kind::Rule &&
          (Patch.rule.empty() || Step.name == Patch.rule))
        return static_cast<int>(I);
    }
    return static_cast<int>(Plan.steps.size());
  }

  bool hasPatch(const std::string &Rule) const {
    return llvm::any_of(
        R.patches, [&](const PatchSet &Patch) { return Patch.rule == Rule; });
  }

  std::string subjectOf(const std::string &Rule) const {
    for (const SeriesStep &Step : Plan.steps)
      if (Step.kind == SeriesStep::Kind::Rule && Step.name == Rule)
        return Step.subject;
    return "";
  }

  /// The names of the support code to bring.
  std::set<std::string> wanted(bool Whole) const {
    std::vector<std::string> Open;
    for (const SeriesStep &Step : Plan.steps) {
      if (Step.kind == SeriesStep::Kind::Support) {
        if (Whole)
          Open.push_back(Step.name);
      } else if (hasPatch(Step.name)) {
        llvm::append_range(Open, Step.needs);
      }
    }
    std::set<std::string> Names;
    while (!Open.empty()) {
      const std::string Name = Open.back();
      Open.pop_back();
      if (!Names.insert(Name).second)
        continue;
      const auto Text = builtinSupport(R.profile, Name);
      auto Spec = parseSupport(Name, Text.value_or(""));
      if (Spec)
        llvm::append_range(Open, Spec->needs);
      else
        llvm::consumeError(Spec.takeError()); // bring() reports it
    }
    return Names;
  }

  llvm::Error bring(int Step, const std::string &Name) {
    const auto Text = builtinSupport(R.profile, Name);
    if (!Text)
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     "profile " + R.profile +
                                         " has no support code " + Name);
    auto Spec = parseSupport(Name, *Text);
    if (!Spec)
      return Spec.takeError();
    std::size_t At = 0;
    while (At < Stack.patches().size() && stepOf(Stack.patches()[At]) < Step)
      ++At;
    const FileReader Read = [&](const std::string &Path) {
      return textAt(At, Path);
    };
    if (isProvided(*Spec, Read)) {
      Notes.push_back("the tree has the support code " + Name + " already");
      return llvm::Error::success();
    }
    if (!hasRequired(*Spec, Read)) {
      Notes.push_back("the support code " + Name + " is left out, for " +
                      Spec->requiredIn + " has no " + Spec->required);
      return llvm::Error::success();
    }
    auto Patch = makeSupport(*Spec, Read);
    if (!Patch)
      return Patch.takeError();
    Brought[Patch->subject] = Step;
    return Stack.insert(At, std::move(*Patch));
  }

  int stepOf(const PatchSet &Patch) const {
    const auto It = Brought.find(Patch.subject);
    return It != Brought.end() && Patch.rule.empty() ? It->second : rank(Patch);
  }

  std::optional<std::string> textAt(std::size_t At,
                                    const std::string &Path) const {
    if (auto Text = Stack.textAfter(At, Path))
      return Text;
    auto Buffer = llvm::MemoryBuffer::getFile(Root + "/" + Path);
    if (!Buffer)
      return std::nullopt;
    return (*Buffer)->getBuffer().str();
  }

  const Result &R;
  const std::string &Root;
  SeriesPlan Plan;
  PatchStack Stack;
  std::map<std::string, int> Brought; ///< subject of support -> its step
  std::vector<std::string> Notes;
};

} // namespace

llvm::Expected<Assembly>
pageless::assemble(const Result &R, const std::string &Root, bool Whole) {
  SeriesPlan Plan = plainPlan(R);
  if (const auto Text = builtinPlan(R.profile)) {
    auto Parsed = parsePlan(*Text);
    if (!Parsed)
      return Parsed.takeError();
    Plan.steps = std::move(Parsed->steps);
    if (Whole) { // a part of the series is not what its title says
      Plan.title = std::move(Parsed->title);
      Plan.introduction = std::move(Parsed->introduction);
    }
  }
  return Assembler(R, Root, std::move(Plan)).run(Whole);
}

std::vector<FileChange>
pageless::wholeChange(const std::vector<PatchSet> &Patches) {
  // The lines that change over all: what differs between first and last text,
  // patch by patch, with what a later one changes again counted once.
  std::map<std::string, FileChange> Files;
  for (const PatchSet &Patch : Patches)
    for (const FileChange &Change : Patch.files) {
      const auto [It, Fresh] = Files.try_emplace(Change.path, Change);
      if (Fresh)
        continue;
      FileChange &Sum = It->second;
      if (const auto Under = moveUnder(Change.edits, Sum.edits)) {
        llvm::append_range(Sum.edits, *Under);
        sortEdits(Sum.edits);
        continue;
      }
      // One edits what another wrote: show the file from its first text.
      Sum.edits = {
          {0, Sum.before.size(), applyEdits(Change.before, Change.edits), 0}};
    }
  std::vector<FileChange> Out;
  for (auto &[Path, Change] : Files)
    Out.push_back(std::move(Change));
  return Out;
}
