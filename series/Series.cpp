//===- series/Series.cpp - From patches to mails --------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Series.h"

#include "series/Git.h"
#include "series/Maintainers.h"
#include "series/Prose.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <set>

using namespace pageless;

namespace {

/// Longest subject, with its prefix, that mail readers show whole.
constexpr std::size_t SubjectColumns = 75;
/// How far back the history of files is asked for prefixes.
constexpr unsigned HistoryDepth = 300;

/// Makes the mails.
class Writer {
public:
  explicit Writer(const SeriesOptions &Options)
      : Options(Options), R(Out.result), History(Options.root),
        Entries(readWhole(Options.root + "/MAINTAINERS"),
                [&](const std::string &Path) {
                  return llvm::sys::fs::is_directory(Options.root + "/" + Path);
                }) {}

  llvm::Expected<Series> run(const Converter &Convert) {
    auto Assembled =
        assemble({Options.root, Options.profile, Options.rules}, Convert);
    if (!Assembled)
      return Assembled.takeError();
    Out.result = std::move(Assembled->result);
    Title = Assembled->plan.title;
    Out.notes = std::move(Assembled->notes);
    for (const PatchSet &Patch : Assembled->patches)
      addPatch(Patch);
    noteCount(Assembled->patches);
    const Origin From{R, Options.base};
    for (PatchSet &Patch : Out.patches)
      Patch.body = Patch.rule.empty() ? helperBody(From, Patch.body)
                                      : ruleBody(From, Patch);
    addCover(coverBody(From, Out.patches, Assembled->plan.introduction));
    for (std::size_t I = 0; I < Out.patches.size(); ++I)
      addMail(I + 1, Out.patches[I]);
    return std::move(Out);
  }

private:
  static std::string readWhole(const std::string &Path) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  }

  std::string keyOf(Split How, const std::string &Path) const {
    if (How == Split::Directory)
      return splitDirectory(Path);
    if (How == Split::None)
      return "";
    const MaintainerEntry *Entry = Entries.find(Path);
    return Entry ? Entry->title : "THE REST";
  }

  std::vector<SplitPart> cut(const PatchSet &Patch, Split How) const {
    return splitPatch(
        Patch, [&](const std::string &Path) { return keyOf(How, Path); });
  }

  void addPatch(const PatchSet &Patch) {
    if (Patch.rule.empty() || Options.split == Split::None) {
      Out.patches.push_back(Patch);
      if (!Patch.rule.empty() && Patch.subject.empty())
        Out.patches.back().subject = wholeSubject(Patch);
    } else {
      for (SplitPart &Part : cut(Patch, Options.split)) {
        Part.patch.subject = partSubject(Part.patch, Patch.subject);
        makeUnique(Part.patch);
        Out.patches.push_back(std::move(Part.patch));
      }
      return;
    }
    makeUnique(Out.patches.back());
  }

  std::vector<std::string> paths(const PatchSet &Patch) const {
    std::vector<std::string> Paths;
    for (const FileChange &Change : Patch.files)
      Paths.push_back(Change.path);
    return Paths;
  }

  std::string summaryOf(const std::string &Rule) const {
    for (const RuleInfo &One : R.rules)
      if (One.id == Rule)
        return One.summary;
    return Rule;
  }

  /// A subject for files all over the tree: the prefix of most of their
  /// history if one is the prefix of half of it.
  std::string wholeSubject(const PatchSet &Patch) const {
    const auto Subjects = History.subjects(paths(Patch), HistoryDepth);
    std::string Prefix = commonPrefix(Subjects);
    const std::size_t Share =
        llvm::count_if(Subjects, [&](const std::string &Subject) {
          return llvm::StringRef(Subject).starts_with(Prefix);
        });
    if (Prefix.empty() || Share * 2 < countPrefixed(Subjects))
      Prefix = pathPrefix(paths(Patch));
    return fit((Prefix.empty() ? "treewide: " : Prefix) +
               summaryOf(Patch.rule));
  }

  /// A subject for files of one directory or of one entry of MAINTAINERS.
  std::string partSubject(const PatchSet &Part,
                          const std::string &WholeSubject) const {
    std::string Prefix =
        commonPrefix(History.subjects(paths(Part), HistoryDepth));
    if (Prefix.empty())
      Prefix = pathPrefix(paths(Part));
    if (Prefix.empty()) // headers, say
      Prefix = commonPrefix({WholeSubject, WholeSubject});
    return fit((Prefix.empty() ? "treewide: " : Prefix) + summaryOf(Part.rule));
  }

  /// Cut between words.
  static std::string fit(std::string Subject,
                         std::size_t Columns = SubjectColumns) {
    if (textColumns(Subject) <= Columns)
      return Subject;
    Subject.resize(Columns);
    const std::size_t Blank = Subject.rfind(' ');
    Subject.resize(std::min(Blank, Subject.size()));
    return Subject;
  }

  /// A subject that an earlier patch has gets the first file's name behind it.
  void makeUnique(PatchSet &Patch) {
    if (Subjects.insert(Patch.subject).second)
      return;
    const std::string &Path = Patch.files.front().path;
    const auto [Directory, Name] = llvm::StringRef(Path).rsplit('/');
    const bool One = Patch.files.size() == 1;
    for (unsigned Nth = 1;; ++Nth) {
      std::string Tail = " (" + (One ? Name : Directory).str() + ")";
      if (Nth > 1)
        Tail.insert(Tail.size() - 1, ", " + std::to_string(Nth));
      const std::string Subject =
          Tail.size() + 20 > SubjectColumns
              ? fit(Patch.subject, SubjectColumns - 4) + " #" +
                    std::to_string(Subjects.size())
              : fit(Patch.subject, SubjectColumns - Tail.size()) + Tail;
      if (!Subjects.insert(Subject).second)
        continue;
      Patch.subject = Subject;
      return;
    }
  }

  /// Says so if the posting is too long, and what would make it shorter.
  void noteCount(const std::vector<PatchSet> &Whole) {
    if (Out.patches.size() <= MostPatches)
      return;
    std::string Note = std::to_string(Out.patches.size()) +
                       " patches are more than the " +
                       std::to_string(MostPatches) + " of one posting;";
    for (const auto &[How, Name] :
         {std::pair(Split::None, "none"),
          std::pair(Split::Directory, "directory"),
          std::pair(Split::Maintainer, "maintainer")}) {
      std::size_t Count = 0;
      for (const PatchSet &Patch : Whole)
        Count += Patch.rule.empty() ? 1 : cut(Patch, How).size();
      if (How != Options.split)
        Note += std::string(" --split ") + Name + " makes " +
                std::to_string(Count) + ",";
    }
    Note += " or post them in parts";
    Out.notes.push_back(std::move(Note));
  }

  std::string prefix(std::size_t Number) const {
    const std::string All = std::to_string(Out.patches.size());
    std::string Digits = std::to_string(Number);
    Digits.insert(0, All.size() - Digits.size(), '0');
    return std::string(Options.rfc ? "RFC " : "") + "PATCH " +
           (Options.version > 1 ? "v" + std::to_string(Options.version) + " "
                                : "") +
           Digits + "/" + All;
  }

  void addFile(std::size_t Number, const std::string &Stem, const Mail &M) {
    std::string Name;
    llvm::raw_string_ostream Stream(Name);
    if (Options.version > 1)
      Stream << "v" << Options.version << "-";
    Stream << llvm::format("%04u-", static_cast<unsigned>(Number)) << Stem
           << ".patch";
    Out.files.push_back({Name, writeMail(M)});
  }

  Mail begin(std::size_t Number) const {
    Mail M;
    M.prefix = prefix(Number);
    M.author = Options.author;
    M.date = Options.date;
    M.date.seconds += static_cast<std::int64_t>(Number);
    M.to = Options.to;
    M.cc = Options.cc;
    M.signature = "pageless " + R.toolVersion;
    return M;
  }

  /// "Name <mail>" of the people and lists that look after a patch's files.
  std::vector<std::string> maintainersOf(const PatchSet &Patch,
                                         bool OnlyLists) const {
    std::vector<std::string> Found;
    for (const FileChange &Change : Patch.files) {
      const MaintainerEntry *Entry = Entries.find(Change.path);
      if (!Entry)
        continue;
      for (const auto *Some : {&Entry->people, &Entry->lists})
        for (const std::string &One : *Some)
          if ((!OnlyLists || Some == &Entry->lists) &&
              !llvm::is_contained(Found, One))
            Found.push_back(One);
    }
    return Found;
  }

  void addCover(const std::string &Body) {
    Mail M = begin(0);
    M.subject = Title;
    M.body = Body;
    M.baseCommit = Options.base;
    if (Options.ccMaintainers)
      for (const PatchSet &Patch : Out.patches)
        for (const std::string &List : maintainersOf(Patch, true))
          if (!llvm::is_contained(M.cc, List))
            M.cc.push_back(List);
    M.notes = "\n" + writeDiffstat(wholeChange(Out.patches));
    addFile(0, "cover-letter", M);
  }

  void addMail(std::size_t Number, const PatchSet &Patch) {
    Mail M = begin(Number);
    M.subject = Patch.subject;
    M.body = Patch.body;
    M.files = Patch.files;
    if (Options.ccMaintainers)
      for (const std::string &One : maintainersOf(Patch, false))
        M.trailers += "Cc: " + One + "\n";
    if (Options.signedOffBy)
      M.trailers += "Signed-off-by: " + Options.signedOffBy->name + " <" +
                    Options.signedOffBy->mail + ">\n";
    if (llvm::any_of(Patch.files, [](const FileChange &Change) {
          return Change.before.find("\r\n") != std::string::npos;
        }))
      M.notes = "Some lines end with CR LF: apply with git am --keep-cr.\n";
    addFile(Number, slug(Patch.subject), M);
  }

  const SeriesOptions &Options;
  Series Out;
  const Result &R; ///< of Out
  const Git History;
  const Maintainers Entries;
  std::string Title;
  std::set<std::string> Subjects;
};

} // namespace

llvm::Expected<Series> pageless::makeSeries(const SeriesOptions &Options,
                                            const Converter &Convert) {
  return Writer(Options).run(Convert);
}
