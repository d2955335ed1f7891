//===- unit/Findings.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "unit/Findings.h"

#include "engine/Groups.h"
#include "engine/Support.h"
#include "unit/Clusters.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace pageless;
using namespace pageless::unit;

namespace {

bool isHeader(const std::string &File) {
  return llvm::StringRef(File).ends_with(".h");
}

/// A macro of a header is right only if all its callers want the same edit.
bool needsAllCallers(const MergedSite &S) {
  return S.word->kind == WordKind::MacroBody && isHeader(S.word->file);
}

/// Whether there is anything to say. What one unit does not show of a header,
/// another may.
bool isWorthATell(const MergedSite &S) {
  const Outcome &O = S.outcome;
  if (O.verdict == Verdict::Converted || O.verdict == Verdict::Conflict)
    return true;
  if (O.verdict != Verdict::Manual)
    return false;
  const bool OnlyHere = O.reason == Reason::MacroNotExpanded ||
                        O.reason == Reason::NotInAst ||
                        O.reason == Reason::PreprocessorLine;
  return !OnlyHere || !isHeader(S.word->file);
}

/// On one line, and not too long for it.
std::string shortened(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Parts;
  llvm::SplitString(Text, Parts);
  std::string Line = llvm::join(Parts, " ");
  constexpr std::size_t Most = 100;
  if (Line.size() > Most)
    Line = Line.substr(0, Most) + "...";
  return Line;
}

/// Whether nothing is known of the word, although its meaning matters.
bool isUnjudged(const MergedSite &S) {
  const Verdict V = S.outcome.verdict;
  return V == Verdict::Disabled || V == Verdict::NoCompileCommand ||
         V == Verdict::ParseFailed ||
         (V == Verdict::Manual && !isWorthATell(S));
}

class Teller {
public:
  Teller(const Job &J, const UnitFacts &Facts, std::vector<MergedSite> Sites,
         Unjudged Others)
      : J(J), Facts(Facts), Sites(std::move(Sites)), Others(Others) {}

  std::vector<Finding> run() {
    addSites(Texts, J, Sites);
    if (llvm::Error E = checkHelpers(J.profile, Facts))
      Unfit = llvm::toString(std::move(E));
    const std::vector<Cluster> Clusters =
        makeClusters(finalEdits(J, Sites), Sites, J.ledger);
    for (std::size_t I = 0; I < Sites.size(); ++I)
      if (Sites[I].outcome.verdict != Verdict::Converted &&
          isWorthATell(Sites[I]))
        Found.push_back(left(I));
      else if (Others == Unjudged::Told && isUnjudged(Sites[I]))
        Found.push_back(unjudged(I));
    for (std::size_t N = 0; N < Clusters.size(); ++N)
      tell(Clusters[N], N + 1);
    llvm::sort(Found, [](const Finding &A, const Finding &B) {
      return std::tie(A.at.file, A.at.offset) <
             std::tie(B.at.file, B.at.offset);
    });
    return std::move(Found);
  }

private:
  PlaceInTree placeOf(std::size_t I) const {
    return {Sites[I].word->file, Sites[I].word->offset};
  }

  std::string lineOf(std::size_t I) const {
    return Sites[I].word->file + ":" + std::to_string(Sites[I].word->line);
  }

  /// The site's text, as it is.
  std::string spelled(std::size_t I) const {
    const ByteRange Range = Sites[I].outcome.range;
    const llvm::StringRef Text = J.ledger.texts.at(Sites[I].word->file);
    return shortened(Text.slice(Range.begin, Range.end));
  }

  Finding about(std::size_t I, const std::string &Text) const {
    Finding F;
    F.rule = Sites[I].outcome.rule;
    F.at = placeOf(I);
    F.length = Sites[I].word->text.size();
    F.text = Text;
    F.verdict = Sites[I].outcome.verdict;
    return F;
  }

  Finding left(std::size_t I) const {
    const Outcome &O = Sites[I].outcome;
    if (O.reason == Reason::HelperNotVisible && isMissing(O.helper))
      return withoutHelper(I);
    Finding F = about(I, "'" + spelled(I) + "' is left to a person (" +
                             std::string(toString(O.reason)) + "): " +
                             llvm::StringRef(O.message).rtrim('.').str());
    return F;
  }

  Finding unjudged(std::size_t I) const {
    const Outcome &O = Sites[I].outcome;
    std::string Why = llvm::StringRef(O.message).rtrim('.').str();
    if (O.verdict == Verdict::ParseFailed && !Facts.report.firstError.empty())
      Why += "; the first error: " + Facts.report.firstError;
    const std::string_view Name =
        O.verdict == Verdict::Manual ? toString(O.reason) : toString(O.verdict);
    return about(I, "'" + spelled(I) + "' is not judged here (" +
                        std::string(Name) + "): " + Why);
  }

  bool isMissing(const std::string &Helper) const {
    const auto It = Facts.helpers.find(Helper);
    return It != Facts.helpers.end() &&
           It->second.kind == HelperState::Kind::Missing;
  }

  /// A site that a run would convert, since it would bring the helper along.
  Finding withoutHelper(std::size_t I) const {
    const std::string &Helper = Sites[I].outcome.helper;
    Finding F =
        about(I, "'" + spelled(I) + "' can be converted once there is " +
                     Helper + "(), which this unit does not declare");
    if (const Support *S = J.profile.bringing(Helper))
      F.notes.push_back(
          {F.at, "the first patch of 'pageless convert --profile " +
                     J.profile.name + "' brings it along, to " + S->header});
    return F;
  }

  /// Why the cluster has no fix although it would be converted; "" if it has.
  std::string obstacle(const Cluster &C) const {
    if (!Unfit.empty())
      return Unfit;
    for (const std::size_t I : C.sites)
      if (needsAllCallers(Sites[I]))
        return "no fix: " + lineOf(I) +
               " is in a macro of a header, which other units use as well; "
               "'pageless convert' looks at all of them";
    return "";
  }

  void tell(const Cluster &C, std::size_t Number) {
    const std::string Obstacle = obstacle(C);
    for (const std::size_t I : C.sites) {
      const Site &S = Texts.sites[I];
      Finding F = about(I, "use '" + shortened(S.after) + "' for '" +
                               shortened(S.before) + "'");
      F.cluster = Obstacle.empty() ? Number : 0;
      if (!Obstacle.empty())
        F.notes.push_back({F.at, Obstacle});
      else if (I == C.sites.front())
        F.fix = C.edits;
      else
        F.notes.push_back(
            {placeOf(C.sites.front()), "the fix of this one goes with it"});
      Found.push_back(std::move(F));
    }
  }

  const Job &J;
  const UnitFacts &Facts;
  const std::vector<MergedSite> Sites;
  const Unjudged Others;
  Result Texts;      ///< only its sites
  std::string Unfit; ///< why the tree's helpers are others
  std::vector<Finding> Found;
};

} // namespace

Job pageless::unit::makeJob(const Ledger &L, const TreePaths &Paths,
                            const Profile &P, const Wanted &Rules) {
  Job J{L, Paths, P, {}, {}, {}, {}};
  for (const Rule &R : allRules()) {
    const auto It = Rules.find(&R);
    if (It == Rules.end())
      continue;
    J.rules.push_back(&R);
    J.leastOf[R.id] = It->second;
    for (const std::string &Word : R.words)
      J.words.insert(Word);
    for (const Helper *H : helpersOf(R, P))
      J.helpers.insert(H->name);
  }
  return J;
}

std::vector<Finding> pageless::unit::makeFindings(const Job &J,
                                                  const UnitFacts *Facts,
                                                  Unjudged Others) {
  Merger M(J);
  if (Facts)
    M.add(*Facts, {});
  std::vector<MergedSite> Sites = M.merge();
  blockGroups(Sites, J);
  settleTogether(Sites);
  const UnitFacts None;
  return Teller(J, Facts ? *Facts : None, std::move(Sites), Others).run();
}
