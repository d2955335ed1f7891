//===- engine/BuildResult.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/BuildResult.h"

#include "engine/Apply.h"
#include "engine/Wrap.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <set>

using namespace pageless;

namespace {

llvm::StringRef lineAt(llvm::StringRef Text, std::size_t Offset) {
  const std::size_t Begin = Text.rfind('\n', Offset) + 1; // npos + 1 == 0
  return Text.slice(Begin, Text.find('\n', Offset));
}

/// Numbers that name a site by what it is, not by where it stands: the line's
/// text, its function, and which of equal ones it is.
class SiteIds {
public:
  std::string make(const Word &W, const std::string &Rule,
                   llvm::StringRef Line) {
    std::string Key = Rule + '\0' + W.file + '\0' + W.function + '\0';
    llvm::SmallVector<llvm::StringRef> Parts;
    llvm::SplitString(Line, Parts); // white space does not count
    Key += llvm::join(Parts, " ");
    const unsigned Nth = Seen[Key]++;
    Key += '\0' + std::to_string(Nth);
    return llvm::utohexstr(llvm::xxh3_64bits(Key), /*LowerCase=*/true,
                           /*Width=*/16);
  }

private:
  std::map<std::string, unsigned> Seen;
};

std::string directoryOf(llvm::StringRef File) {
  llvm::SmallVector<llvm::StringRef> Parts;
  File.split(Parts, '/');
  Parts.pop_back();
  if (Parts.size() > 2)
    Parts.resize(2);
  return Parts.empty() ? "." : llvm::join(Parts, "/");
}

bool isEdited(const MergedSite &S) {
  return S.outcome.verdict == Verdict::Converted && S.edited;
}

/// The edits of all converted sites of each file, sorted.
using FileEdits = std::map<std::string, std::vector<TextEdit>>;

FileEdits collectEdits(const std::vector<MergedSite> &Sites,
                       llvm::StringRef Rule) {
  FileEdits Edits;
  for (const MergedSite &S : Sites)
    if (isEdited(S) && (Rule.empty() || Rule == S.outcome.rule))
      llvm::append_range(Edits[S.word->file], S.outcome.edits);
  for (auto &[File, OfFile] : Edits)
    sortEdits(OfFile);
  return Edits;
}

std::string textAfter(llvm::StringRef Text, ByteRange Range,
                      const std::vector<TextEdit> &Edits) {
  std::vector<TextEdit> Inside;
  for (TextEdit E : Edits) {
    // What a larger site opens before, or closes behind, is not this one's.
    const auto Size = static_cast<std::int64_t>(Range.end - Range.begin);
    const bool OfOuter = E.nesting > Size || E.nesting < -Size;
    if (E.offset < Range.begin || E.offset + E.length > Range.end || OfOuter)
      continue;
    E.offset -= Range.begin;
    Inside.push_back(std::move(E));
  }
  return applyEdits({Text.data() + Range.begin, Range.end - Range.begin},
                    Inside);
}

/// The files of each group of sites that spans more than one.
std::vector<std::vector<std::string>>
groupedFiles(const std::vector<MergedSite> &Sites, llvm::StringRef Rule) {
  std::map<std::string, std::set<std::string>> Files;
  for (const MergedSite &S : Sites)
    if (isEdited(S) && S.outcome.rule == Rule && !S.outcome.group.empty())
      Files[S.outcome.group].insert(S.word->file);
  std::vector<std::vector<std::string>> Grouped;
  for (const auto &[Group, Of] : Files)
    if (Of.size() > 1)
      Grouped.emplace_back(Of.begin(), Of.end());
  return Grouped;
}

void addTotals(Result &R, const Ledger &L) {
  VerdictCounts Zero;
  for (int V = 0; V < VerdictCount; ++V)
    Zero[std::string(toString(static_cast<Verdict>(V)))] = 0;
  R.totals.words = L.countWords();
  R.totals.files = L.files.size();
  R.totals.verdicts = Zero;
  for (const RuleInfo &Rule : R.rules)
    R.totals.perRule[Rule.id] = Zero;
  for (const Site &S : R.sites) {
    const std::string V(toString(S.verdict));
    ++R.totals.verdicts[V];
    ++R.totals.perRule.try_emplace(S.rule, Zero).first->second[V];
    ++R.totals.perDirectory.try_emplace(directoryOf(S.file), Zero)
          .first->second[V];
    if (S.reason != Reason::None)
      ++R.totals.reasons[std::string(toString(S.reason))];
  }
  std::size_t Sum = 0;
  for (const auto &[V, Count] : R.totals.verdicts)
    Sum += Count;
  if (Sum != R.totals.words)
    R.internalErrors.push_back("the verdicts add up to " + std::to_string(Sum) +
                               ", but the scan found " +
                               std::to_string(R.totals.words) + " words");
}

} // namespace

void pageless::addSites(Result &R, const Job &J,
                        const std::vector<MergedSite> &Sites) {
  const FileEdits Edits = collectEdits(Sites, "");
  SiteIds Ids;
  for (const MergedSite &Merged : Sites) {
    const Word &W = *Merged.word;
    const Outcome &O = Merged.outcome;
    const llvm::StringRef Text = J.ledger.texts.at(W.file);
    const llvm::StringRef Line = lineAt(Text, W.offset);
    Site S;
    S.id = Ids.make(W, O.rule, Line);
    S.rule = O.rule;
    S.word = W.text;
    S.file = W.file;
    S.offset = W.offset;
    S.line = S.endLine = W.line;
    S.column = W.column;
    S.endColumn = W.column + static_cast<unsigned>(W.text.size());
    S.function = W.macro.empty() ? W.function : W.macro;
    S.verdict = O.verdict;
    S.reason = O.reason;
    S.message = O.message;
    S.condition = Merged.condition;
    S.inferredFrom = Merged.inferredFrom;
    S.macroTrail = O.macroTrail;
    S.configurations.assign(Merged.configurations.begin(),
                            Merged.configurations.end());
    S.group = O.group;
    S.shownBy = Merged.shownBy;
    if (isEdited(Merged)) {
      S.edits = O.edits;
      S.before = Text.slice(O.range.begin, O.range.end).str();
      S.after = textAfter(Text, O.range, Edits.at(W.file));
    } else {
      S.before = Line.trim().str();
    }
    R.sites.push_back(std::move(S));
  }
  addTotals(R, J.ledger);
}

std::vector<RuleEdits>
pageless::finalEdits(const Job &J, const std::vector<MergedSite> &Sites,
                     std::map<std::string, std::vector<TextEdit>> Before) {
  std::vector<RuleEdits> All;
  FileEdits Taken = collectEdits(Sites, "");
  for (const Rule *Rule : J.rules) {
    RuleEdits Of{Rule, collectEdits(Sites, Rule->id)};
    for (auto &[File, Edits] : Of.files) {
      std::vector<TextEdit> &Earlier = Before[File];
      wrapEditedLines(J.ledger.texts.at(File), Edits, Earlier, Taken[File]);
      llvm::append_range(Earlier, Edits);
      sortEdits(Earlier);
    }
    All.push_back(std::move(Of));
  }
  return All;
}

void pageless::addPatches(Result &R, const Job &J,
                          const std::vector<MergedSite> &Sites,
                          std::vector<PatchSet> Support) {
  const auto Number = [&R](llvm::StringRef Stem) {
    std::string Name;
    llvm::raw_string_ostream(Name)
        << llvm::format("%04u-", static_cast<unsigned>(R.patches.size() + 1))
        << Stem;
    return Name;
  };
  // What the patches so far made of each file, in edits of the parsed text.
  std::map<std::string, std::vector<TextEdit>> Before;
  const auto OnTop = [&Before](const std::string &File, llvm::StringRef Text,
                               const std::vector<TextEdit> &Edits) {
    std::vector<TextEdit> &Earlier = Before[File];
    FileChange Change{File, applyEdits(Text, Earlier), Edits};
    for (TextEdit &E : Change.edits)
      E.offset = shiftOffset(E.offset, Earlier);
    llvm::append_range(Earlier, Edits);
    sortEdits(Earlier);
    return Change;
  };
  for (PatchSet &Helpers : Support) {
    Helpers.name = Number("helpers-of-profile-" + J.profile.name);
    for (FileChange &Change : Helpers.files)
      Change = OnTop(Change.path, Change.before, Change.edits);
    R.patches.push_back(std::move(Helpers));
  }
  for (const auto &[Rule, Files] : finalEdits(J, Sites, Before)) {
    PatchSet Patch;
    std::size_t Count = 0;
    for (const auto &[File, Edits] : Files)
      Patch.files.push_back(OnTop(File, J.ledger.texts.at(File), Edits));
    for (const MergedSite &S : Sites)
      Count += isEdited(S) && S.outcome.rule == Rule->id;
    if (Patch.files.empty())
      continue;
    Patch.name = Number(Rule->id);
    Patch.subject = "treewide: " + Rule->summary;
    Patch.body = "Made by pageless " + R.toolVersion + ", rule " + Rule->id +
                 " version " + Rule->version + ", profile " + J.profile.name +
                 ":\n" + counted(Count, "site") + " in " +
                 counted(Patch.files.size(), "file") + ".\n";
    Patch.rule = Rule->id;
    Patch.inseparable = groupedFiles(Sites, Rule->id);
    R.patches.push_back(std::move(Patch));
  }
}

std::string pageless::kernelVersion(const std::string &Root) {
  llvm::Expected<std::string> Makefile = readFile(Root + "/Makefile");
  if (!Makefile) {
    llvm::consumeError(Makefile.takeError());
    return "unknown";
  }
  std::map<std::string, std::string> Values;
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(*Makefile).split(Lines, '\n', 40);
  for (const llvm::StringRef Line : Lines) {
    const auto [Name, Value] = Line.split('=');
    Values.try_emplace(Name.trim().str(), Value.trim().str());
  }
  if (!Values.count("VERSION"))
    return "unknown";
  return Values["VERSION"] + "." + Values["PATCHLEVEL"] + "." +
         Values["SUBLEVEL"] + Values["EXTRAVERSION"];
}
