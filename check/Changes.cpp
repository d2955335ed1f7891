//===- check/Changes.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Changes.h"

#include "check/PatchText.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <map>
#include <set>

using namespace pageless;

bool pageless::isSourceName(llvm::StringRef Path) {
  return Path.ends_with(".c") || Path.ends_with(".h");
}

namespace {

using Kind = FileDiff::Kind;

/// \p Name without its first \p Strip components; "" if it has no more.
llvm::StringRef stripped(llvm::StringRef Name, unsigned Strip) {
  for (; Strip > 0; --Strip) {
    const std::size_t Slash = Name.find('/');
    if (Slash == llvm::StringRef::npos)
      return "";
    Name = Name.substr(Slash).ltrim('/');
  }
  return Name;
}

/// Turns the names of a diff into paths of the tree.
class Namer {
public:
  Namer(const std::string &Folder, unsigned Strip)
      : Directory(Folder), Strip(Strip) {
    if (!Directory.empty() && Directory.back() != '/')
      Directory += '/';
  }

  std::string oldPath(const FileDiff &File) const {
    return path(File.oldName, File.from);
  }
  std::string newPath(const FileDiff &File) const {
    return path(File.newName, File.to);
  }

private:
  /// \p Bare is what git names without a prefix of one component.
  std::string path(const std::string &Name, const std::string &Bare) const {
    const llvm::StringRef Rest = Name.empty()
                                     ? stripped(Bare, Strip ? Strip - 1 : 0)
                                     : stripped(Name, Strip);
    return Rest.empty() ? "" : Directory + Rest.str();
  }

  std::string Directory;
  unsigned Strip;
};

/// How many files of the diffs the tree has, if they are named so.
std::size_t countPresent(const std::vector<std::vector<FileDiff>> &Patches,
                         TreeHas Side, const Namer &N, const ReadText &Read) {
  std::size_t Count = 0;
  for (const std::vector<FileDiff> &Files : Patches)
    for (const FileDiff &File : Files) {
      const std::string Path =
          Side == TreeHas::Before ? N.oldPath(File) : N.newPath(File);
      Count += !Path.empty() && isSourceName(Path) && Read(Path).has_value();
    }
  return Count;
}

/// The way to name the files with which the tree has most of them; that of git
/// if it is as good as any.
Namer findNames(const std::vector<std::vector<FileDiff>> &Patches, TreeHas Side,
                const NameOptions &Names, const ReadText &Read) {
  std::vector<unsigned> Strips = {1, 0, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<std::string> Folders = {"", Names.here};
  if (Names.strip)
    Strips = {*Names.strip};
  if (Names.directory)
    Folders = {*Names.directory};
  Namer Best(Folders.front(), Strips.front());
  std::size_t BestCount = 0;
  for (const std::string &Folder : Folders)
    for (const unsigned Strip : Strips) {
      const Namer N(Folder, Strip);
      const std::size_t Count = countPresent(Patches, Side, N, Read);
      if (Count > BestCount) {
        Best = N;
        BestCount = Count;
      }
    }
  return Best;
}

class Composer {
public:
  Composer(TreeHas Side, Namer Names, const ReadText &Read)
      : Side(Side), Names(std::move(Names)), Read(Read) {}

  Changes run(const std::vector<std::vector<FileDiff>> &Patches) {
    if (Side == TreeHas::After) {
      for (const std::vector<FileDiff> &Files : llvm::reverse(Patches))
        for (const FileDiff &File : llvm::reverse(Files))
          if (concerns(File))
            takeBack(File);
    }
    // From here on the texts are those before the diffs.
    Bases.clear();
    for (auto &[Path, Text] : Texts)
      if (Text)
        Text = trace(Path, joinLines(*Text));
    for (const std::vector<FileDiff> &Files : Patches)
      for (const FileDiff &File : Files)
        if (concerns(File))
          apply(File);
    return finish();
  }

private:
  /// Whether the diff is about sources that can still be judged. What cannot
  /// be read is noted.
  bool concerns(const FileDiff &File) {
    const std::string Old = Names.oldPath(File), New = Names.newPath(File);
    const bool IsSource = isSourceName(Old) || isSourceName(New);
    if (!IsSource || File.isLink || Broken.count(Old) || Broken.count(New))
      return false;
    if (!File.unreadable.empty()) {
      if (!New.empty())
        give(New, File.unreadable);
      return false;
    }
    for (const std::string &Path : {Old, New})
      if (llvm::StringRef(Path).starts_with("/") ||
          ("/" + Path + "/").find("/../") != std::string::npos) {
        give(Path, "the diff names a file outside the tree");
        return false;
      }
    return true;
  }

  void give(const std::string &Path, const std::string &Why) {
    Broken.emplace(Path, Why);
  }

  /// The text at this point, from the tree if no diff has touched it.
  std::optional<TracedText> &textOf(const std::string &Path) {
    const auto [It, Fresh] = Texts.try_emplace(Path);
    if (Fresh)
      if (const auto Text = Read(Path))
        It->second = trace(Path, *Text);
    return It->second;
  }

  TracedText trace(const std::string &Path, const std::string &Text) {
    Bases.push_back({Path, Text, {}});
    return traceLines(Text, Bases.size() - 1);
  }

  /// Applies or takes back the hunks on \p Text; notes if they do not fit.
  bool change(std::optional<TracedText> &Text, const FileDiff &File,
              const std::string &Path, bool Reverse) {
    if (!Text) {
      give(Path, "the tree has no such file");
      return false;
    }
    const std::size_t Line = applyHunks(*Text, File, Reverse);
    if (Line)
      give(Path, "the hunk at line " + std::to_string(Line) +
                     " of the diff does not fit the tree's text" +
                     (Side == TreeHas::After
                          ? "; patches that the tree does not have yet are "
                            "judged with --apply-to-index"
                          : ""));
    return Line == 0;
  }

  void takeBack(const FileDiff &File) {
    const std::string Old = Names.oldPath(File), New = Names.newPath(File);
    if (File.kind == Kind::Deleted) {
      TracedText Text;
      applyHunks(Text, File, /*Reverse=*/true);
      Texts[Old] = std::move(Text);
      return;
    }
    std::optional<TracedText> Text = textOf(New);
    if (!change(Text, File, New, /*Reverse=*/true))
      return;
    if (File.kind != Kind::Modified)
      Texts[New].reset();
    if (File.kind == Kind::Renamed)
      Texts[Old] = std::move(Text);
    else if (File.kind == Kind::Modified)
      Texts[New] = std::move(Text);
  }

  void apply(const FileDiff &File) {
    const std::string Old = Names.oldPath(File), New = Names.newPath(File);
    if (File.kind == Kind::Deleted) {
      textOf(Old); // all its lines are gone
      Texts[Old].reset();
      return;
    }
    std::optional<TracedText> Text;
    if (File.kind != Kind::Added)
      Text = textOf(File.kind == Kind::Modified ? New : Old);
    else if (textOf(New))
      return give(New, "the diff adds it, and the tree has it already");
    else
      Text.emplace();
    if (!change(Text, File, New, /*Reverse=*/false))
      return;
    if (File.kind == Kind::Copied)
      for (TracedLine &Line : *Text)
        Line.origin = {}; // the lines are in the other file as well
    if (File.kind == Kind::Renamed)
      Texts[Old].reset();
    Texts[New] = std::move(Text);
  }

  Changes finish() {
    Changes All;
    std::set<std::pair<std::size_t, std::size_t>> Kept;
    for (const auto &[Path, Text] : Texts) {
      if (!Text || Broken.count(Path))
        continue;
      ChangedText After{Path, joinLines(*Text), {}};
      for (const TracedLine &Line : *Text) {
        After.marked.push_back(Line.origin.isAdded());
        if (!Line.origin.isAdded())
          Kept.insert({Line.origin.file, Line.origin.line});
      }
      if (!isSourceName(Path))
        continue;
      if (Side == TreeHas::After && Read(Path) != After.text)
        All.unread.push_back({Path, "the tree's text is not the one that the "
                                    "diff makes of it"});
      else
        All.after.push_back(std::move(After));
    }
    for (std::size_t File = 0; File < Bases.size(); ++File) {
      ChangedText &Before = Bases[File];
      if (Broken.count(Before.path))
        continue;
      const std::size_t Lines = traceLines(Before.text, File).size();
      for (std::size_t Line = 0; Line < Lines; ++Line)
        Before.marked.push_back(!Kept.count({File, Line}));
      All.before.push_back(std::move(Before));
    }
    for (const auto &[Path, Why] : Broken)
      if (isSourceName(Path))
        All.unread.push_back({Path, Why});
    return All;
  }

  TreeHas Side;
  Namer Names;
  const ReadText &Read;
  std::map<std::string, std::optional<TracedText>> Texts; ///< as they are now
  std::vector<ChangedText> Bases;                         ///< by number
  std::map<std::string, std::string> Broken;              ///< why, by path
};

} // namespace

Changes pageless::readChanges(const std::vector<std::vector<FileDiff>> &Patches,
                              TreeHas Side, const NameOptions &Names,
                              const ReadText &Read) {
  return Composer(Side, findNames(Patches, Side, Names, Read), Read)
      .run(Patches);
}
