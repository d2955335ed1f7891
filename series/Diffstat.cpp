//===- series/Diffstat.cpp - The table of files in a mail -----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "reports/Diff.h"
#include "series/Mail.h"

#include <algorithm>

using namespace pageless;

namespace {

constexpr std::size_t Width = 72; ///< of the whole table, as in git's mails

struct Row {
  std::string path;
  LineCount lines;
  std::size_t changed() const { return lines.added + lines.removed; }
};

/// \p Count of at most \p Most as a bar of at most \p Length; 0 only for 0.
std::size_t scale(std::size_t Count, std::size_t Length, std::size_t Most) {
  return Count == 0 ? 0 : 1 + Count * (Length - 1) / Most;
}

/// "+++--", as long as git draws it.
std::string bar(const LineCount &Lines, std::size_t Length, std::size_t Most) {
  std::size_t Added = Lines.added, Removed = Lines.removed;
  if (Length <= Most) {
    std::size_t Total = scale(Added + Removed, Length, Most);
    if (Total < 2 && Added && Removed)
      Total = 2;
    if (Added < Removed) {
      Added = scale(Added, Length, Most);
      Removed = Total - Added;
    } else {
      Removed = scale(Removed, Length, Most);
      Added = Total - Removed;
    }
  }
  return std::string(Added, '+') + std::string(Removed, '-');
}

/// A path cut at its front to \p Length, at a '/' if there is one.
std::string shorten(const std::string &Path, std::size_t Length) {
  if (Path.size() <= Length)
    return Path;
  std::string Kept = Path.substr(Path.size() - (Length - 3));
  if (const std::size_t Slash = Kept.find('/'); Slash != std::string::npos)
    Kept.erase(0, Slash);
  return "..." + Kept;
}

std::string plural(std::size_t Count, const std::string &Noun,
                   const std::string &Mark) {
  return std::to_string(Count) + " " + Noun + (Count == 1 ? "" : "s") + Mark;
}

std::string table(const std::vector<Row> &Rows) {
  std::size_t Most = 0, NameWidth = 0;
  for (const Row &R : Rows) {
    Most = std::max(Most, R.changed());
    NameWidth = std::max(NameWidth, R.path.size());
  }
  const std::size_t Digits = std::to_string(Most).size();
  std::size_t Graph = Most;
  if (NameWidth + Digits + 6 + Graph > Width) {
    Graph =
        std::min(Graph, std::max<std::size_t>(Width * 3 / 8 - Digits - 6, 6));
    if (NameWidth > Width - Digits - 6 - Graph)
      NameWidth = Width - Digits - 6 - Graph;
    else
      Graph = Width - Digits - 6 - NameWidth;
  }
  std::string Out;
  for (const Row &R : Rows) {
    std::string Name = shorten(R.path, NameWidth);
    Name.resize(std::max(Name.size(), NameWidth), ' ');
    const std::string Count = std::to_string(R.changed());
    Out += " " + Name + " | " + std::string(Digits - Count.size(), ' ') +
           Count + " " + bar(R.lines, Graph, Most) + "\n";
  }
  return Out;
}

} // namespace

std::string pageless::writeDiffstat(const std::vector<FileChange> &Files) {
  std::vector<Row> Rows;
  LineCount Sum;
  std::string Made;
  for (const FileChange &File : Files) {
    const LineCount Lines = countChangedLines(File);
    if (Lines.added + Lines.removed == 0)
      continue;
    Rows.push_back({File.path, Lines});
    Sum.added += Lines.added;
    Sum.removed += Lines.removed;
    if (File.isNew)
      Made += " create mode 100644 " + File.path + "\n";
  }
  if (Rows.empty())
    return "";
  std::string Out =
      table(Rows) + " " + plural(Rows.size(), "file", "") + " changed";
  if (Sum.added || !Sum.removed)
    Out += ", " + plural(Sum.added, "insertion", "(+)");
  if (Sum.removed || !Sum.added)
    Out += ", " + plural(Sum.removed, "deletion", "(-)");
  return Out + "\n" + Made;
}
