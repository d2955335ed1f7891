//===- engine/Merge.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Merge.h"

#include "engine/Apply.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

void setVerdict(Outcome &O, Verdict V, Reason R) {
  O.verdict = V;
  O.reason = R;
  O.message = describe(R);
  O.edits.clear();
}

/// True if the unit sees the header that the helper is added to.
bool seesBrought(const UnitFacts &Facts, const Support &S) {
  const auto Place = Facts.supportPlaces.find(S.after);
  return Place != Facts.supportPlaces.end() && Place->second.file == S.header;
}

/// What gives way to anything that another unit knows for certain.
bool isWeak(const Outcome &O) {
  return O.reason == Reason::Sizeof || O.reason == Reason::Typeof ||
         O.reason == Reason::DiscardedArgument ||
         O.verdict == Verdict::ParseFailed || O.reason == Reason::BrokenAst;
}

bool sameAnswer(const Outcome &A, const Outcome &B) {
  return A.verdict == B.verdict && A.reason == B.reason && A.edits == B.edits;
}

} // namespace

void Merger::add(const UnitFacts &Facts, const SupportList &Brought) {
  const UnitReport &Report = Facts.report;
  if (Report.status == UnitReport::Status::Crashed) {
    Crashed.insert(Report.file);
    return;
  }
  for (Outcome O : Facts.outcomes) {
    const auto Support = llvm::find_if(Brought, [&](const auto *One) {
      return One->helpers.count(O.helper) != 0;
    });
    const bool Callable = Support == Brought.end()
                              ? O.helperDeclared
                              : seesBrought(Facts, **Support);
    if (O.verdict == Verdict::Converted && !O.helper.empty() && !Callable)
      setVerdict(O, Verdict::Manual, Reason::HelperNotVisible);
    std::vector<Claim> &Same = Claims[{O.file, O.offset}];
    const auto It = llvm::find_if(
        Same, [&](const Claim &C) { return sameAnswer(C.outcome, O); });
    if (It == Same.end()) {
      Same.push_back({std::move(O), {Report.configuration}});
      continue;
    }
    It->configurations.insert(Report.configuration);
    // Any of them will do, but always the same one.
    It->outcome.macroTrail = std::min(It->outcome.macroTrail, O.macroTrail);
  }
  const PpFacts &Pp = Facts.preprocessor;
  Entered.insert(Pp.entered.begin(), Pp.entered.end());
  Expanded.insert(Pp.expanded.begin(), Pp.expanded.end());
  for (const Place &At : Pp.visible) {
    VisibleTo[At].insert(Report.configuration);
    if (Report.errors)
      VisibleInBroken.insert(At);
  }
  for (const auto &[At, From] : Pp.skipped)
    SkippedFrom[At].insert(From);
}

Outcome Merger::unreached(const Word &W, std::string &Condition) const {
  const Place At(W.file, W.offset);
  Outcome O;
  if (VisibleTo.count(At)) {
    if (W.kind == WordKind::MacroBody && !Expanded.count(At))
      setVerdict(O, Verdict::Manual, Reason::MacroNotExpanded);
    else if (VisibleInBroken.count(At))
      setVerdict(O, Verdict::ParseFailed, Reason::UnitErrors);
    else
      setVerdict(O, Verdict::Manual, Reason::NotInAst);
  } else if (const auto It = SkippedFrom.find(At); It != SkippedFrom.end()) {
    setVerdict(O, Verdict::Disabled, Reason::ConditionFalse);
    for (const Word::Condition &C : W.conditions)
      if (C.offset >= *It->second.begin() && Condition.empty())
        Condition = C.text;
    if (Condition.empty() && !W.conditions.empty())
      Condition = W.conditions.back().text;
    O.message = "no given configuration takes this branch: " + Condition;
  } else if (Crashed.count(W.file)) {
    setVerdict(O, Verdict::ParseFailed, Reason::UnitCrashed);
  } else {
    setVerdict(O, Verdict::NoCompileCommand, Reason::None);
    O.message = "no given compile command covers this file";
  }
  return O;
}

MergedSite Merger::settle(const Word &W) const {
  MergedSite Site;
  Site.word = &W;
  const Place At(W.file, W.offset);
  if (const auto It = VisibleTo.find(At); It != VisibleTo.end())
    Site.configurations = It->second;
  Outcome &O = Site.outcome;
  const auto Found = Claims.find(At);
  if (W.kind == WordKind::Comment || W.kind == WordKind::String) {
    O.verdict =
        W.kind == WordKind::Comment ? Verdict::Comment : Verdict::String;
  } else if (Found != Claims.end()) {
    std::vector<const Claim *> Strong;
    for (const Claim &C : Found->second)
      if (!isWeak(C.outcome))
        Strong.push_back(&C);
    if (Strong.empty())
      Strong.push_back(&*llvm::min_element(
          Found->second, [](const Claim &A, const Claim &B) {
            return A.outcome.reason < B.outcome.reason;
          }));
    O = Strong.front()->outcome;
    for (const Claim *C : llvm::drop_begin(Strong))
      O = conflictOf(O, C->outcome);
    Site.configurations.clear();
    for (const Claim &C : Found->second)
      Site.configurations.insert(C.configurations.begin(),
                                 C.configurations.end());
  } else if (W.kind == WordKind::Directive) {
    setVerdict(O, Verdict::Manual, Reason::PreprocessorLine);
  } else {
    O = unreached(W, Site.condition);
  }
  O.file = W.file;
  O.offset = W.offset;
  if (O.range.end == 0)
    O.range = {W.offset, W.offset + W.text.size()};
  for (const Rule *R : J.rules)
    if (O.rule.empty() && llvm::is_contained(R->words, W.text))
      O.rule = R->id;
  return Site;
}

std::vector<MergedSite> Merger::merge() const {
  std::vector<MergedSite> Sites;
  for (const auto &[File, Lexed] : J.ledger.files)
    for (const Word &W : Lexed.words)
      Sites.push_back(settle(W));
  return Sites;
}

namespace {

/// True if a site of a group had to be undone.
bool undoBrokenGroups(std::vector<MergedSite> &Sites) {
  std::map<std::string, Reason> Blocked; // group -> why one of it is left
  for (const MergedSite &S : Sites)
    if (!S.outcome.group.empty() && S.outcome.verdict != Verdict::Converted)
      Blocked.try_emplace(S.outcome.group, S.outcome.reason);
  bool Undone = false;
  for (MergedSite &S : Sites)
    if (const auto It = Blocked.find(S.outcome.group);
        It != Blocked.end() && S.outcome.verdict == Verdict::Converted) {
      setVerdict(S.outcome, Verdict::Manual, It->second);
      Undone = true;
    }
  return Undone;
}

/// True if two sites had to be undone. \p Sites are all of one file.
bool undoOverlaps(const std::vector<MergedSite *> &Sites) {
  std::vector<TextEdit> Edits;
  for (const MergedSite *S : Sites)
    Edits.insert(Edits.end(), S->outcome.edits.begin(), S->outcome.edits.end());
  sortEdits(Edits);
  const auto Overlap = findOverlap(Edits);
  if (!Overlap)
    return false;
  for (MergedSite *S : Sites)
    for (const std::size_t I : {Overlap->first, Overlap->second})
      if (llvm::is_contained(S->outcome.edits, Edits[I]))
        setVerdict(S->outcome, Verdict::Conflict, Reason::OverlappingEdits);
  return true;
}

} // namespace

void pageless::settleTogether(std::vector<MergedSite> &Sites) {
  std::map<std::string, std::vector<MergedSite *>> ByFile;
  for (MergedSite &S : Sites)
    ByFile[S.word->file].push_back(&S);
  do {
    for (const auto &[File, OfFile] : ByFile)
      while (undoOverlaps(OfFile))
        ;
  } while (undoBrokenGroups(Sites));
}
