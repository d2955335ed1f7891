//===- engine/Merge.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Merge.h"

#include "engine/Apply.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

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

/// Keeps the first of all files that come for a configuration, in whatever
/// order they do.
void takeFirst(std::map<std::string, std::string> &Files,
               const std::string &Configuration, const std::string &File) {
  const auto [It, Fresh] = Files.try_emplace(Configuration, File);
  It->second = std::min(It->second, File);
}

} // namespace

void Merger::addOutcomes(const UnitFacts &Facts, const SupportList &Brought,
                         ClaimsAt &To) {
  const UnitReport &Report = Facts.report;
  for (Outcome O : Facts.outcomes) {
    const auto Support = llvm::find_if(Brought, [&](const auto *One) {
      return One->helpers.count(O.helper) != 0;
    });
    const bool Callable = Support == Brought.end()
                              ? O.helperDeclared
                              : seesBrought(Facts, **Support);
    if (O.verdict == Verdict::Converted && !O.helper.empty() && !Callable)
      setVerdict(O, Verdict::Manual, Reason::HelperNotVisible);
    std::vector<Claim> &Same = To[{O.file, O.offset}];
    auto It = llvm::find_if(
        Same, [&](const Claim &C) { return sameAnswer(C.outcome, O); });
    const bool IsNew = It == Same.end();
    if (IsNew)
      It = Same.insert(It, {O, {Report.configuration}, Report.inferredFrom});
    if (O.file != Report.file)
      takeFirst(It->shownBy, Report.configuration, Report.file);
    if (IsNew)
      continue;
    llvm::append_range(It->outcome.reaches, O.reaches);
    It->configurations.insert(Report.configuration);
    It->inferredFrom = std::min(It->inferredFrom, Report.inferredFrom);
    // Any of them will do, but always the same one.
    It->outcome.macroTrail = std::min(It->outcome.macroTrail, O.macroTrail);
  }
}

void Merger::add(const UnitFacts &Facts, const SupportList &Brought) {
  const UnitReport &Report = Facts.report;
  if (!Report.inferredFrom.empty()) {
    if (Report.isLost())
      return;
    addOutcomes(Facts, Brought, Inferred);
    for (const Place &At : Facts.preprocessor.visible) {
      Outcome Unknown;
      setVerdict(Unknown, Verdict::Manual, Reason::NotInAst);
      std::vector<Claim> &Here = Inferred[At];
      if (Here.empty())
        Here.push_back(
            {std::move(Unknown), {Report.configuration}, Report.inferredFrom});
    }
    return;
  }
  if (Report.isLost()) {
    Crashed.insert(Report.file);
    return;
  }
  addOutcomes(Facts, Brought, Claims);
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

void Merger::settleClaims(const std::vector<Claim> &All,
                          MergedSite &Site) const {
  std::vector<const Claim *> Strong;
  for (const Claim &C : All)
    if (!isWeak(C.outcome))
      Strong.push_back(&C);
  if (Strong.empty())
    Strong.push_back(
        &*llvm::min_element(All, [](const Claim &A, const Claim &B) {
          return A.outcome.reason < B.outcome.reason;
        }));
  Outcome &O = Site.outcome;
  O = Strong.front()->outcome;
  if (Strong.size() > 1) {
    for (const Claim *C : llvm::drop_begin(Strong))
      O = conflictOf(O, C->outcome);
    // Not pairs, but all that there is, with those that say so.
    std::set<std::string> Wishes;
    for (const Claim *C : Strong)
      Wishes.insert(llvm::join(C->configurations, ", ") + ": " +
                    wishOf(C->outcome));
    O.message =
        std::string(describe(O.reason)) + " " + llvm::join(Wishes, " | ");
  }
  for (const Claim &C : All) {
    Site.configurations.insert(C.configurations.begin(),
                               C.configurations.end());
    for (const auto &[Configuration, File] : C.shownBy)
      takeFirst(Site.shownBy, Configuration, File);
  }
  Site.inferredFrom = Strong.front()->inferredFrom;
}

void Merger::settleGuess(const std::vector<Claim> &All,
                         MergedSite &Site) const {
  settleClaims(All, Site);
  Outcome &O = Site.outcome;
  // The errors are those of a command that is not the file's own.
  if (O.verdict == Verdict::ParseFailed)
    O.verdict = Verdict::Manual;
}

MergedSite Merger::settle(const Word &W) const {
  MergedSite Site;
  Site.word = &W;
  const Place At(W.file, W.offset);
  Outcome &O = Site.outcome;
  const auto Found = Claims.find(At);
  const auto Weak = Inferred.find(At);
  if (const auto It = VisibleTo.find(At);
      It != VisibleTo.end() && Found == Claims.end())
    Site.configurations = It->second;
  if (W.kind == WordKind::Comment || W.kind == WordKind::String) {
    O.verdict =
        W.kind == WordKind::Comment ? Verdict::Comment : Verdict::String;
  } else if (Found != Claims.end()) {
    settleClaims(Found->second, Site);
  } else if (W.kind == WordKind::Parameter) {
    setVerdict(O, Verdict::OtherRecord, Reason::OtherUse);
  } else if (W.kind == WordKind::Directive) {
    setVerdict(O, Verdict::Manual, Reason::PreprocessorLine);
  } else {
    O = unreached(W, Site.condition);
    if (O.verdict == Verdict::NoCompileCommand && Weak != Inferred.end())
      settleGuess(Weak->second, Site);
  }
  O.file = W.file;
  O.offset = W.offset;
  if (O.range.end == 0)
    O.range = {W.offset, W.offset + W.text.size()};
  for (const Rule *R : J.rules)
    if (O.rule.empty() && llvm::is_contained(R->words, W.text))
      O.rule = R->id;
  weighEvidence(Site);
  return Site;
}

void Merger::weighEvidence(MergedSite &Site) const {
  Outcome &O = Site.outcome;
  if (O.verdict != Verdict::Converted)
    return;
  const Rule *R = findRule(O.rule);
  const auto Own = J.leastOf.find(O.rule);
  const Confidence Least = Own == J.leastOf.end() ? J.least : Own->second;
  if (!Site.inferredFrom.empty() && Least < Confidence::Low)
    setVerdict(O, Verdict::Manual, Reason::InferredCommand);
  else if (R && R->confidence > Least)
    setVerdict(O, Verdict::Manual, Reason::LowConfidence);
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
  std::map<std::string, Outcome> Blocked; // group -> one of it that is left
  for (const MergedSite &S : Sites)
    if (!S.outcome.group.empty() && S.outcome.verdict != Verdict::Converted)
      Blocked.try_emplace(S.outcome.group, S.outcome);
  bool Undone = false;
  for (MergedSite &S : Sites) {
    auto It = Blocked.find(S.outcome.group);
    if (It == Blocked.end())
      It = Blocked.find(S.outcome.needs);
    if (It == Blocked.end() || S.outcome.verdict != Verdict::Converted)
      continue;
    setVerdict(S.outcome, Verdict::Manual, It->second.reason);
    if (It->second.reason == Reason::MigrationBlocked)
      S.outcome.message = It->second.message; // it has the path
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

void pageless::keepAsked(std::vector<MergedSite> &Sites, const Ledger &L) {
  std::set<std::string> Groups;
  for (const MergedSite &S : Sites)
    if (L.isAsked(*S.word))
      Groups.insert({S.outcome.group, S.outcome.needs});
  Groups.erase("");
  for (MergedSite &S : Sites)
    S.edited = L.isAsked(*S.word) || Groups.count(S.outcome.group);
}

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
