//===- tidy/Findings.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/Findings.h"

#include "engine/RulePage.h"
#include "engine/Support.h"
#include "tidy/Clusters.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace pageless;
using namespace pageless::tidy;

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

class Teller {
public:
  Teller(const Job &J, const UnitFacts &Facts, std::vector<MergedSite> Sites)
      : J(J), Facts(Facts), Sites(std::move(Sites)) {}

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
    for (const Cluster &C : Clusters)
      tell(C);
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
    F.text = Text + "; see " + rulePage(F.rule);
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

  void tell(const Cluster &C) {
    const std::string Obstacle = obstacle(C);
    for (const std::size_t I : C.sites) {
      const Site &S = Texts.sites[I];
      Finding F = about(I, "use '" + shortened(S.after) + "' for '" +
                               shortened(S.before) + "'");
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
  Result Texts;      ///< only its sites
  std::string Unfit; ///< why the tree's helpers are others
  std::vector<Finding> Found;
};

} // namespace

std::vector<Finding>
pageless::tidy::makeFindings(const Job &J, const UnitFacts &Facts,
                             std::vector<MergedSite> Sites) {
  return Teller(J, Facts, std::move(Sites)).run();
}
