//===- reports/Diff.cpp - Hunks as git prints them ------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Diff.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace pageless {
namespace {

/// Unchanged lines around a change, as git prints by default.
constexpr std::size_t ContextLines = 3;
/// The longest heading of a hunk in bytes, as git cuts it.
constexpr std::size_t HeadingBytes = 80;

/// The length of the first line of a text, with its '\n' if it has one.
std::size_t firstLineLength(std::string_view Text) {
  std::size_t const End = Text.find('\n');
  return End == std::string_view::npos ? Text.size() : End + 1;
}

/// The length of the last line of a text, with its '\n' if it has one.
std::size_t lastLineLength(std::string_view Text) {
  if (Text.size() < 2)
    return Text.size();
  std::size_t const Before = Text.rfind('\n', Text.size() - 2);
  return Before == std::string_view::npos ? Text.size()
                                          : Text.size() - Before - 1;
}

/// The number of lines of a text; the last one may lack its '\n'.
std::size_t countLines(std::string_view Text) {
  bool const Unfinished = !Text.empty() && Text.back() != '\n';
  return std::count(Text.begin(), Text.end(), '\n') + Unfinished;
}

/// A text by its lines, numbered from 0. Behind a final '\n' (and in an empty
/// text) an offset stands on an empty line that is not counted.
class LineTable {
public:
  explicit LineTable(std::string_view Text) : Text(Text), Starts{0} {
    for (std::size_t I = 0; I < Text.size(); ++I)
      if (Text[I] == '\n')
        Starts.push_back(I + 1);
    Count = Starts.size() - (Starts.back() == Text.size() ? 1 : 0);
  }

  std::size_t count() const { return Count; }

  /// The offset of the first byte of a line; the end of the text for any line
  /// behind the last one.
  std::size_t startOf(std::size_t Line) const {
    return Line < Starts.size() ? Starts[Line] : Text.size();
  }

  /// The line on which an offset stands, also the offset behind the text.
  std::size_t lineAt(std::size_t Offset) const {
    auto Behind = std::upper_bound(Starts.begin(), Starts.end(), Offset);
    return static_cast<std::size_t>(Behind - Starts.begin()) - 1;
  }

  /// A line with its '\n', if it has one.
  std::string_view line(std::size_t Line) const {
    return Text.substr(startOf(Line), startOf(Line + 1) - startOf(Line));
  }

private:
  std::string_view Text;
  std::vector<std::size_t> Starts;
  std::size_t Count = 0;
};

/// Old lines `[begin, end)` that become the lines of `text`.
struct ChangedRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

/// Takes lines that stay the same off both ends of a run.
void trim(ChangedRun &Run, const LineTable &Lines) {
  std::string_view Text = Run.text;
  while (Run.begin < Run.end && !Text.empty() &&
         Text.substr(0, firstLineLength(Text)) == Lines.line(Run.begin)) {
    Text.remove_prefix(firstLineLength(Text));
    ++Run.begin;
  }
  while (Run.begin < Run.end && !Text.empty() &&
         Text.substr(Text.size() - lastLineLength(Text)) ==
             Lines.line(Run.end - 1)) {
    Text.remove_suffix(lastLineLength(Text));
    --Run.end;
  }
  Run.text = std::string(Text);
}

/// Appends a run to those before it. Runs without an unchanged line between
/// them become one, so that all its '-' lines come before its '+' lines.
void append(std::vector<ChangedRun> &Runs, ChangedRun Run,
            const LineTable &Lines) {
  trim(Run, Lines);
  if (!Runs.empty() && Runs.back().end == Run.begin) {
    Run.begin = Runs.back().begin;
    Run.text.insert(0, Runs.back().text);
    Runs.pop_back();
    trim(Run, Lines);
  }
  if (Run.begin < Run.end || !Run.text.empty())
    Runs.push_back(std::move(Run));
}

/// The runs of lines that the edits of a file change, in order; between two of
/// them is at least one unchanged line.
std::vector<ChangedRun> changedRuns(const FileChange &File,
                                    const LineTable &Lines) {
  std::string_view const Before = File.before;
  std::vector<ChangedRun> Runs;
  auto Edit = File.edits.begin();
  while (Edit != File.edits.end()) {
    ChangedRun Run;
    Run.begin = Lines.lineAt(Edit->offset);
    std::size_t Done = Lines.startOf(Run.begin);
    std::size_t LastLine = Run.begin;
    // Edits that share a line, or that remove the '\n' between theirs, can only
    // be shown together.
    while (Edit != File.edits.end() && Lines.lineAt(Edit->offset) <= LastLine) {
      Run.text += Before.substr(Done, Edit->offset - Done);
      Run.text += Edit->text;
      Done = Edit->offset + Edit->length;
      LastLine = Lines.lineAt(Done);
      ++Edit;
    }
    Run.text += Before.substr(Done, Lines.startOf(LastLine + 1) - Done);
    Run.end = std::min(LastLine + 1, Lines.count());
    Run.begin = std::min(Run.begin, Run.end);
    append(Runs, std::move(Run), Lines);
  }
  return Runs;
}

/// Aborts unless the edits are sorted, disjoint and within the file.
void checkEdits(const FileChange &File) {
  std::size_t Done = 0;
  for (const TextEdit &Edit : File.edits) {
    if (Edit.offset < Done || Edit.offset > File.before.size() ||
        Edit.length > File.before.size() - Edit.offset)
      llvm::report_fatal_error(llvm::Twine("pageless: the edits of ") +
                               File.path +
                               " overlap, are not sorted or reach beyond its "
                               "end");
    Done = Edit.offset + Edit.length;
  }
}

/// The longest prefix of a text that is UTF-8.
std::string_view utf8Prefix(std::string_view Text) {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data());
  const auto *End = Begin + Text.size();
  const auto *At = Begin;
  while (At != End) {
    std::ptrdiff_t const Size = llvm::getNumBytesForUTF8(*At);
    if (Size > End - At || !llvm::isLegalUTF8Sequence(At, At + Size))
      break;
    At += Size;
  }
  return Text.substr(0, static_cast<std::size_t>(At - Begin));
}

/// Finds for one hunk after the other what git prints behind its second "@@":
/// the last line before the hunk that looks like the start of a function.
class HeadingFinder {
public:
  explicit HeadingFinder(const LineTable &Lines) : Lines(Lines) {}

  /// The heading, "" if there is none. \p HunkBegin must not decrease from
  /// call to call.
  std::string_view headingOf(std::size_t HunkBegin) {
    for (; Next < HunkBegin; ++Next) {
      std::string_view const Line = Lines.line(Next);
      char const First = Line.front();
      if (llvm::isAlpha(First) || First == '_' || First == '$')
        Heading = Line;
    }
    std::string_view Cut = Heading.substr(0, HeadingBytes);
    while (!Cut.empty() &&
           std::string_view(" \t\r\n").find(Cut.back()) != Cut.npos)
      Cut.remove_suffix(1);
    // After the cut, git ends the heading before the first byte that is not
    // UTF-8, which may be a character that the cut left in halves.
    return utf8Prefix(Cut);
  }

private:
  const LineTable &Lines;
  std::size_t Next = 0;
  std::string_view Heading;
};

/// One side of a hunk's "@@" line, of \p Count lines after \p LinesBefore
/// others.
std::string rangeText(std::size_t LinesBefore, std::size_t Count) {
  // Of no lines, git names the line before them; a count of one is left out.
  std::string Text = std::to_string(Count ? LinesBefore + 1 : LinesBefore);
  if (Count != 1)
    Text += "," + std::to_string(Count);
  return Text;
}

/// Appends a line of a hunk with its mark: ' ', '-' or '+'.
void appendLine(std::string &Out, char Mark, std::string_view Line) {
  Out += Mark;
  Out += Line;
  if (Line.back() != '\n')
    Out += "\n\\ No newline at end of file\n";
}

/// Appends the lines of one hunk, which shows the old lines `[Begin, End)`.
void appendHunkBody(std::string &Out, const LineTable &Lines, std::size_t Begin,
                    std::size_t End, const ChangedRun *Run,
                    const ChangedRun *RunsEnd) {
  std::size_t Line = Begin;
  for (; Run != RunsEnd; ++Run) {
    for (; Line < Run->begin; ++Line)
      appendLine(Out, ' ', Lines.line(Line));
    for (; Line < Run->end; ++Line)
      appendLine(Out, '-', Lines.line(Line));
    std::string_view Added = Run->text;
    while (!Added.empty()) {
      appendLine(Out, '+', Added.substr(0, firstLineLength(Added)));
      Added.remove_prefix(firstLineLength(Added));
    }
  }
  for (; Line < End; ++Line)
    appendLine(Out, ' ', Lines.line(Line));
}

/// Appends all hunks of one file.
void appendHunks(std::string &Out, const LineTable &Lines,
                 const std::vector<ChangedRun> &Runs) {
  HeadingFinder Headings(Lines);
  const ChangedRun *const RunsEnd = Runs.data() + Runs.size();
  std::size_t OldShown = 0,
              NewShown = 0; // lines up to the end of the last hunk
  for (const ChangedRun *First = Runs.data(); First != RunsEnd;) {
    const ChangedRun *Last = First;
    std::size_t Added = countLines(First->text),
                Removed = First->end - First->begin;
    while (Last + 1 != RunsEnd &&
           Last[1].begin - Last->end <= 2 * ContextLines) {
      ++Last;
      Added += countLines(Last->text);
      Removed += Last->end - Last->begin;
    }
    std::size_t const Begin =
        First->begin - std::min(First->begin, ContextLines);
    std::size_t const End = std::min(Last->end + ContextLines, Lines.count());
    std::size_t const NewBegin = NewShown + (Begin - OldShown);
    std::size_t const NewCount = End - Begin - Removed + Added;
    Out += "@@ -" + rangeText(Begin, End - Begin) + " +" +
           rangeText(NewBegin, NewCount) + " @@";
    if (std::string_view const Heading = Headings.headingOf(Begin);
        !Heading.empty())
      (Out += ' ') += Heading;
    Out += '\n';
    appendHunkBody(Out, Lines, Begin, End, First, Last + 1);
    OldShown = End;
    NewShown = NewBegin + NewCount;
    First = Last + 1;
  }
}

/// How git spells a byte of a quoted path; "" if the byte stands for itself.
std::string quotedByte(unsigned char Byte) {
  constexpr std::string_view Escaped = "\a\b\t\n\v\f\r\"\\";
  constexpr std::string_view Letters = "abtnvfr\"\\";
  if (std::size_t const I = Escaped.find(static_cast<char>(Byte));
      I != Escaped.npos)
    return {'\\', Letters[I]};
  if (Byte >= 0x20 && Byte < 0x7f)
    return "";
  return {'\\', static_cast<char>('0' + (Byte >> 6)),
          static_cast<char>('0' + ((Byte >> 3) & 7)),
          static_cast<char>('0' + (Byte & 7))};
}

/// A path behind "a/" or "b/", in quotes if git would quote it.
std::string quotePath(std::string_view Prefix, std::string_view Path) {
  std::string Text(Prefix);
  bool Quoted = false;
  for (char const Byte : Path) {
    std::string const Escape = quotedByte(static_cast<unsigned char>(Byte));
    Quoted |= !Escape.empty();
    if (Escape.empty())
      Text += Byte;
    else
      Text += Escape;
  }
  return Quoted ? '"' + Text + '"' : Text;
}

} // namespace

std::string writeDiff(const FileChange &File) {
  std::string Out;
  checkEdits(File);
  LineTable const Lines(File.before);
  std::vector<ChangedRun> const Runs = changedRuns(File, Lines);
  if (Runs.empty())
    return Out;
  std::string const Old = quotePath("a/", File.path);
  std::string const New = quotePath("b/", File.path);
  // The tab ends a name with spaces for readers that expect a date behind it.
  std::string_view const NameEnd =
      File.path.find(' ') == std::string::npos ? "\n" : "\t\n";
  Out += "diff --git " + Old + " " + New + "\n";
  if (File.isNew)
    Out += "new file mode 100644\n--- /dev/null\n";
  else
    (Out += "--- " + Old) += NameEnd;
  (Out += "+++ " + New) += NameEnd;
  appendHunks(Out, Lines, Runs);
  return Out;
}

LineCount countChangedLines(const FileChange &File) {
  checkEdits(File);
  LineTable const Lines(File.before);
  LineCount Count;
  for (ChangedRun const &Run : changedRuns(File, Lines)) {
    Count.added += countLines(Run.text);
    Count.removed += Run.end - Run.begin;
  }
  return Count;
}

} // namespace pageless
