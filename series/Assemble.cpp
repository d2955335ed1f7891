//===- series/Assemble.cpp - The patches in the series' order -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Assemble.h"

#include "engine/Apply.h"
#include "series/Compose.h"
#include "series/Gather.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <set>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

class Assembler {
public:
  Assembler(const AssemblyRequest &Request, const Converter &Convert)
      : Request(Request), Convert(Convert) {}

  llvm::Expected<Assembly> run() {
    if (llvm::Error E = readPlan())
      return E;
    const std::set<std::string> Wanted = wantedSupport();
    const std::vector<SeriesStep> &Steps = Out.plan.steps;
    for (std::size_t I = 0; I < Steps.size();) {
      if (Steps[I].kind == SeriesStep::Kind::Support) {
        if (Wanted.count(Steps[I].name))
          if (llvm::Error E = bring(Steps[I].name))
            return E;
        ++I;
        continue;
      }
      std::vector<std::string> Rules;
      do
        if (isAskedFor(Steps[I].name))
          Rules.push_back(Steps[I].name);
      while (++I < Steps.size() && Steps[I].withPrevious);
      if (!Rules.empty())
        if (llvm::Error E = convert(Rules))
          return E;
    }
    if (llvm::Error E = convertRest())
      return E;
    Out.result = Gathered.finish(Out.patches);
    return std::move(Out);
  }

private:
  /// The profile's plan. One that has none has no steps: all rules are left to
  /// convertRest(). A part of the series is not what its title says.
  llvm::Error readPlan() {
    Out.plan.title = "treewide: hide struct page behind helpers";
    Out.plan.introduction =
        "This series converts code that reaches memory through struct page to "
        "helpers that hide the page.\n";
    const auto Text = builtinPlan(Request.profile);
    if (!Text)
      return llvm::Error::success();
    auto Parsed = parsePlan(*Text);
    if (!Parsed)
      return Parsed.takeError();
    Out.plan.steps = std::move(Parsed->steps);
    if (Request.rules.empty()) {
      Out.plan.title = std::move(Parsed->title);
      Out.plan.introduction = std::move(Parsed->introduction);
    }
    return llvm::Error::success();
  }

  bool isAskedFor(const std::string &Rule) const {
    return Request.rules.empty() || llvm::is_contained(Request.rules, Rule);
  }

  /// The names of the support code to bring.
  std::set<std::string> wantedSupport() const {
    std::vector<std::string> Open;
    for (const SeriesStep &Step : Out.plan.steps)
      if (Step.kind == SeriesStep::Kind::Rule) {
        if (isAskedFor(Step.name))
          llvm::append_range(Open, Step.needs);
      } else if (Request.rules.empty()) {
        Open.push_back(Step.name);
      }
    std::set<std::string> Names;
    while (!Open.empty()) {
      const std::string Name = Open.back();
      Open.pop_back();
      if (!Names.insert(Name).second)
        continue;
      const auto Text = builtinSupport(Request.profile, Name);
      auto Spec = parseSupport(Name, Text.value_or(""));
      if (Spec)
        llvm::append_range(Open, Spec->needs);
      else
        llvm::consumeError(Spec.takeError()); // bring() reports it
    }
    return Names;
  }

  llvm::Error bring(const std::string &Name) {
    const auto Text = builtinSupport(Request.profile, Name);
    if (!Text)
      return problem("profile " + Request.profile + " has no support code " +
                     Name);
    auto Spec = parseSupport(Name, *Text);
    if (!Spec)
      return Spec.takeError();
    const FileReader Read = [&](const std::string &Path) { return text(Path); };
    if (isProvided(*Spec, Read)) {
      Out.notes.push_back("the tree has the support code " + Name + " already");
      return llvm::Error::success();
    }
    if (!hasRequired(*Spec, Read)) {
      Out.notes.push_back("the support code " + Name + " is left out, for " +
                          Spec->requiredIn + " has no " + Spec->required);
      return llvm::Error::success();
    }
    auto Patch = makeSupport(*Spec, Read);
    if (!Patch)
      return Patch.takeError();
    add(std::move(*Patch));
    return llvm::Error::success();
  }

  llvm::Error convert(const std::vector<std::string> &Rules) {
    auto R = Convert(Rules, InMemory);
    if (!R)
      return R.takeError();
    const std::size_t Before = Out.patches.size();
    for (PatchSet &Patch : R->patches) {
      if (!Patch.rule.empty())
        Patch.subject = subjectOf(Patch.rule);
      add(std::move(Patch));
    }
    R->patches.clear();
    Gathered.add(std::move(*R), Before);
    return llvm::Error::success();
  }

  /// The rules that the plan does not name: those asked for or, if there is no
  /// plan, all.
  llvm::Error convertRest() {
    std::vector<std::string> Rest;
    for (const std::string &Rule : Request.rules)
      if (llvm::none_of(Out.plan.steps, [&](const SeriesStep &Step) {
            return Step.kind == SeriesStep::Kind::Rule && Step.name == Rule;
          }))
        Rest.push_back(Rule);
    if (Rest.empty() && !Out.plan.steps.empty())
      return llvm::Error::success();
    return convert(Rest);
  }

  std::string subjectOf(const std::string &Rule) const {
    for (const SeriesStep &Step : Out.plan.steps)
      if (Step.kind == SeriesStep::Kind::Rule && Step.name == Rule)
        return Step.subject;
    return "";
  }

  void add(PatchSet Patch) {
    for (const FileChange &Change : Patch.files)
      InMemory[Change.path] = applyEdits(Change.before, Change.edits);
    Out.patches.push_back(std::move(Patch));
  }

  std::optional<std::string> text(const std::string &Path) const {
    if (const auto It = InMemory.find(Path); It != InMemory.end())
      return It->second;
    auto Buffer = llvm::MemoryBuffer::getFile(Request.root + "/" + Path);
    if (!Buffer)
      return std::nullopt;
    return (*Buffer)->getBuffer().str();
  }

  const AssemblyRequest &Request;
  const Converter &Convert;
  Assembly Out;
  Gatherer Gathered;
  FileTexts InMemory; ///< the files that the patches so far have changed
};

} // namespace

llvm::Expected<Assembly> pageless::assemble(const AssemblyRequest &Request,
                                            const Converter &Convert) {
  return Assembler(Request, Convert).run();
}

std::vector<FileChange>
pageless::wholeChange(const std::vector<PatchSet> &Patches) {
  std::map<std::string, FileChange> Files;
  for (const PatchSet &Patch : Patches)
    for (const FileChange &Change : Patch.files) {
      const auto [It, Fresh] = Files.try_emplace(Change.path, Change);
      if (!Fresh)
        It->second.edits = composeEdits(It->second.before.size(),
                                        It->second.edits, Change.edits);
    }
  std::vector<FileChange> Out;
  for (auto &[Path, Change] : Files)
    Out.push_back(std::move(Change));
  return Out;
}
