//===- fuzz/Diff.cpp - Diffs, read and applied ----------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A diff that is read is written again and read again, applied to a text that
// it fits, and taken back. The tree that `pageless check` would ask has that
// text under each of its names.
//
//===----------------------------------------------------------------------===//

#include "check/Changes.h"
#include "check/PatchText.h"
#include "fuzz/Check.h"

#include "llvm/ADT/StringExtras.h"

#include <map>

using namespace pageless;
using namespace pageless::fuzz;

namespace {

/// How many lines of a side stand in front of a hunk.
std::size_t linesBefore(const DiffHunk &Hunk, bool New) {
  const std::size_t Line = New ? Hunk.newLine : Hunk.oldLine;
  return Line - ((New ? Hunk.newCount : Hunk.oldCount) && Line ? 1 : 0);
}

/// One side of a diff: a text that its hunks fit. Nothing if they contradict
/// one another, begin far behind, or have text behind the end of the file.
std::optional<std::string> textThatFits(const FileDiff &File, bool New) {
  constexpr std::size_t Enough = 2000;
  std::string Text;
  std::size_t Count = 0, Others = 0;
  for (const DiffHunk &Hunk : File.hunks) {
    const std::size_t Before = linesBefore(Hunk, New);
    const bool Ended = !Text.empty() && Text.back() != '\n';
    if (Before > Enough || Before < Count || (Ended && Before > Count))
      return std::nullopt;
    for (; Count < Before; ++Count)
      Text += "other " + std::to_string(Others++) + "\n";
    for (const DiffLine &One : Hunk.lines) {
      if (One.mark == (New ? '-' : '+'))
        continue;
      if (One.text.empty() || (!Text.empty() && Text.back() != '\n'))
        return std::nullopt;
      Text += One.text;
      ++Count;
    }
  }
  return Text;
}

/// Whether the numbers of both sides say the same.
bool isConsistent(const FileDiff &File) {
  std::size_t Old = 0, New = 0; // lines of all hunks so far
  for (const DiffHunk &Hunk : File.hunks) {
    if (linesBefore(Hunk, false) - Old != linesBefore(Hunk, true) - New)
      return false;
    Old += Hunk.oldCount;
    New += Hunk.newCount;
  }
  return true;
}

void checkHunk(const DiffHunk &Hunk) {
  std::size_t Old = 0, New = 0;
  for (const DiffLine &Line : Hunk.lines) {
    Old += Line.mark != '+';
    New += Line.mark != '-';
    const std::size_t End = Line.text.find('\n');
    check(End == std::string::npos || End + 1 == Line.text.size(),
          "a line is one line", Line.text);
  }
  check(Old == Hunk.oldCount && New == Hunk.newCount,
        "a hunk has as many lines as it says");
}

/// The hunks as a diff of a file with a plain name.
std::string written(const FileDiff &File) {
  std::string Text = "--- a/f.c\n+++ b/f.c\n";
  for (const DiffHunk &Hunk : File.hunks) {
    Text += "@@ -" + std::to_string(Hunk.oldLine) + "," +
            std::to_string(Hunk.oldCount) + " +" +
            std::to_string(Hunk.newLine) + "," + std::to_string(Hunk.newCount) +
            " @@\n";
    for (const DiffLine &Line : Hunk.lines) {
      Text += Line.mark + Line.text;
      if (!llvm::StringRef(Line.text).ends_with("\n"))
        Text += "\n\\ No newline at end of file\n";
    }
  }
  return Text;
}

void checkWritten(const FileDiff &File) {
  const std::string Text = written(File);
  auto Again = readDiff(Text);
  if (!Again)
    check(false, "what was written can be read",
          checkedError(Again.takeError()));
  check(Again->size() == 1 && written(Again->front()) == Text,
        "what was written is read as it was", Text);
}

void checkApplied(const FileDiff &File) {
  const auto Old = textThatFits(File, false), New = textThatFits(File, true);
  if (!Old || !New)
    return;
  for (const bool Reverse : {false, true}) {
    const std::string &From = Reverse ? *New : *Old;
    TracedText Text = traceLines(From, 0);
    check(joinLines(Text) == From, "lines make a text", From);
    check(applyHunks(Text, File, Reverse) == 0, "hunks fit their text", From);
    if (isConsistent(File))
      check(joinLines(Text) == (Reverse ? *Old : *New),
            "a side becomes the other one", From);
  }
}

void checkChanges(const std::vector<FileDiff> &Files, llvm::StringRef Text) {
  std::map<std::string, std::string> Tree;
  for (const FileDiff &File : Files)
    for (const bool New : {false, true}) {
      const llvm::StringRef Name = New ? File.newName : File.oldName;
      if (const auto Fitting = textThatFits(File, New))
        Tree[Name.substr(Name.find('/') + 1).str()] = *Fitting;
    }
  const ReadText Read = [&](const std::string &Path) {
    const auto It = Tree.find(Path);
    return It == Tree.end() ? std::nullopt : std::optional(It->second);
  };
  for (const TreeHas Side : {TreeHas::Before, TreeHas::After}) {
    const Changes All = readChanges({Files}, Side, {1, "", ""}, Read);
    for (const auto *List : {&All.before, &All.after})
      for (const ChangedText &One : *List)
        check(One.marked.size() == traceLines(One.text, 0).size(),
              "each line has its mark", Text);
    for (const Unread &One : All.unread)
      check(!One.why.empty(), "what is not read has a reason");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  const llvm::StringRef Text = textOf(Data, Size);
  auto Files = readDiff(Text);
  if (!Files) {
    checkedError(Files.takeError());
    return 0;
  }
  for (const FileDiff &File : *Files) {
    for (const DiffHunk &Hunk : File.hunks)
      checkHunk(Hunk);
    if (!File.hunks.empty()) {
      checkWritten(File);
      checkApplied(File);
    }
  }
  checkChanges(*Files, Text);
  return 0;
}
