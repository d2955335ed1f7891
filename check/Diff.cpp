//===- check/Diff.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Diff.h"

#include "llvm/ADT/StringExtras.h"

#include <optional>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// The byte that an escape of git's stands for; the escape is taken off.
char takeEscape(llvm::StringRef &Text) {
  constexpr llvm::StringRef Letters = "abtnvfr", Bytes = "\a\b\t\n\v\f\r";
  const char First = Text.front();
  if (First >= '0' && First <= '3' && Text.size() > 2) {
    const char Byte = static_cast<char>((First - '0') * 64 +
                                        (Text[1] - '0') * 8 + (Text[2] - '0'));
    Text = Text.drop_front(3);
    return Byte;
  }
  Text = Text.drop_front();
  const std::size_t I = Letters.find(First);
  return I == llvm::StringRef::npos ? First : Bytes[I];
}

/// Takes a name in quotes off the front of \p Text.
std::optional<std::string> takeQuoted(llvm::StringRef &Text) {
  if (!Text.consume_front("\""))
    return std::nullopt;
  std::string Name;
  while (!Text.empty() && Text.front() != '"') {
    if (Text.consume_front("\\") && !Text.empty()) {
      Name += takeEscape(Text);
    } else if (!Text.empty()) {
      Name += Text.front();
      Text = Text.drop_front();
    }
  }
  return Text.consume_front("\"") ? std::optional(Name) : std::nullopt;
}

/// The name behind "--- " and its like: in quotes, or up to a tab, behind which
/// a date may stand.
std::string nameOf(llvm::StringRef Text) {
  if (auto Quoted = takeQuoted(Text))
    return *Quoted;
  return Text.take_until([](char Byte) { return Byte == '\t'; }).str();
}

/// "12,3" or "12".
bool takeRange(llvm::StringRef &Text, std::size_t &Line, std::size_t &Count) {
  Count = 1;
  if (Text.consumeInteger(10, Line))
    return false;
  return !Text.consume_front(",") || !Text.consumeInteger(10, Count);
}

std::optional<DiffHunk> hunkHeader(llvm::StringRef Line) {
  DiffHunk Hunk;
  if (Line.consume_front("@@ -") &&
      takeRange(Line, Hunk.oldLine, Hunk.oldCount) &&
      Line.consume_front(" +") &&
      takeRange(Line, Hunk.newLine, Hunk.newCount) && Line.starts_with(" @@"))
    return Hunk;
  return std::nullopt;
}

class DiffReader {
public:
  explicit DiffReader(llvm::StringRef Text) {
    while (!Text.empty()) {
      const std::size_t End = Text.find('\n');
      Lines.push_back(Text.substr(0, End));
      Text = End == llvm::StringRef::npos ? "" : Text.substr(End + 1);
    }
    if (isSentWithCr())
      for (llvm::StringRef &Line : Lines)
        Line.consume_back("\r");
  }

  llvm::Expected<std::vector<FileDiff>> read() {
    while (At < Lines.size())
      if (llvm::Error E = readOne())
        return E;
    if (Files.empty() && llvm::any_of(Lines, [](llvm::StringRef Line) {
          return !Line.trim().empty();
        }))
      return problem("there is no diff in it");
    return std::move(Files);
  }

private:
  /// Whether the lines that are the diff's own, not a file's, end in '\r'.
  bool isSentWithCr() const {
    for (const llvm::StringRef Line : Lines)
      if (hunkHeader(Line) || Line.starts_with("diff --git "))
        return Line.ends_with("\r");
    return false;
  }

  llvm::StringRef line(std::size_t Ahead = 0) const {
    return At + Ahead < Lines.size() ? Lines[At + Ahead] : "";
  }

  /// One line of prose, or the diff of one file.
  llvm::Error readOne() {
    if (line().starts_with("diff --cc ") ||
        line().starts_with("diff --combined ")) {
      FileDiff File;
      File.to = nameOf(line().substr(line().find(' ', 5) + 1));
      File.unreadable = "it is in the combined diff of a merge";
      Files.push_back(std::move(File));
      ++At;
      return llvm::Error::success();
    }
    const bool IsGit = line().starts_with("diff --git ");
    if (!IsGit && !startsNames()) {
      ++At;
      return llvm::Error::success();
    }
    FileDiff File;
    if (IsGit)
      readGitHeader(File);
    if (startsNames())
      readNames(File);
    OldEnded = NewEnded = false;
    while (hunkHeader(line()))
      if (llvm::Error E = readHunk(File))
        return E;
    Files.push_back(std::move(File));
    return llvm::Error::success();
  }

  /// True in front of "--- a/file" and "+++ b/file".
  bool startsNames() const {
    return line().starts_with("--- ") && line(1).starts_with("+++ ") &&
           hunkHeader(line(2));
  }

  void readNames(FileDiff &File) {
    File.oldName = nameOf(line().drop_front(4));
    File.newName = nameOf(line(1).drop_front(4));
    At += 2;
    if (File.oldName == "/dev/null") {
      File.oldName.clear();
      File.kind = FileDiff::Kind::Added;
    }
    if (File.newName == "/dev/null") {
      File.newName.clear();
      File.kind = FileDiff::Kind::Deleted;
    }
  }

  void readGitHeader(FileDiff &File) {
    using Kind = FileDiff::Kind;
    for (++At; At < Lines.size() && !startsNames(); ++At) {
      llvm::StringRef Line = line();
      File.isLink |= Line.ends_with(" 120000");
      if (Line.consume_front("rename from ")) {
        File.kind = Kind::Renamed;
        File.from = nameOf(Line);
      } else if (Line.consume_front("copy from ")) {
        File.kind = Kind::Copied;
        File.from = nameOf(Line);
      } else if (Line.consume_front("rename to ") ||
                 Line.consume_front("copy to ")) {
        File.to = nameOf(Line);
      } else if (Line.starts_with("new file mode ")) {
        File.kind = Kind::Added;
      } else if (Line.starts_with("deleted file mode ")) {
        File.kind = Kind::Deleted;
      } else if (Line.starts_with("Binary files ") ||
                 Line.starts_with("GIT binary patch")) {
        return readBinary(File);
      } else if (!isGitHeader(Line)) {
        return;
      }
    }
  }

  static bool isGitHeader(llvm::StringRef Line) {
    for (const llvm::StringRef Start :
         {"old mode ", "new mode ", "similarity index ", "dissimilarity index ",
          "index "})
      if (Line.starts_with(Start))
        return true;
    return false;
  }

  /// "Binary files a/x and b/x differ", or a patch that is no text.
  void readBinary(FileDiff &File) {
    File.unreadable = "the diff shows it as a binary file";
    llvm::StringRef Line = line();
    if (Line.consume_front("Binary files ") && Line.consume_back(" differ")) {
      const auto [Old, New] = Line.split(" and ");
      File.oldName = Old == "/dev/null" ? "" : nameOf(Old);
      File.newName = New == "/dev/null" ? "" : nameOf(New);
    }
    ++At;
  }

  /// Takes "\ No newline at end of file", which is about the line before it.
  /// False if that cannot be.
  bool takeEnd(DiffHunk &Hunk) {
    if (Hunk.lines.empty())
      return false;
    DiffLine &Last = Hunk.lines.back();
    if (Last.text.size() < 2 || Last.text.back() != '\n')
      return false;
    Last.text.pop_back();
    OldEnded |= Last.mark != '+';
    NewEnded |= Last.mark != '-';
    ++At;
    return true;
  }

  llvm::Error readHunk(FileDiff &File) {
    DiffHunk Hunk = *hunkHeader(line());
    Hunk.at = ++At; // the header's number, from 1
    std::size_t Old = Hunk.oldCount, New = Hunk.newCount;
    while (Old || New) {
      if (At == Lines.size())
        return problem("the hunk at line " + llvm::Twine(Hunk.at) +
                       " is cut off");
      // Mail programs drop the blank of an empty line.
      const llvm::StringRef Line = line();
      const char Mark = Line.empty() || Line == "\r" ? ' ' : Line.front();
      if (Mark == '\\' && takeEnd(Hunk))
        continue;
      const bool HasOld = Old && !OldEnded, HasNew = New && !NewEnded;
      const bool Fits = (Mark == ' ' && HasOld && HasNew) ||
                        (Mark == '-' && HasOld) || (Mark == '+' && HasNew);
      if (!Fits)
        return problem("line " + llvm::Twine(At + 1) +
                       " does not belong to the hunk at line " +
                       llvm::Twine(Hunk.at));
      Old -= Mark != '+';
      New -= Mark != '-';
      Hunk.lines.push_back(
          {Mark,
           (Line.empty() || Line == "\r" ? Line : Line.drop_front()).str() +
               "\n"});
      ++At;
    }
    if (line().starts_with("\\"))
      takeEnd(Hunk);
    File.hunks.push_back(std::move(Hunk));
    return llvm::Error::success();
  }

  std::vector<llvm::StringRef> Lines;
  std::size_t At = 0;
  std::vector<FileDiff> Files;
  /// Whether the hunks of a file have shown the end of that side.
  bool OldEnded = false, NewEnded = false;
};

} // namespace

llvm::Expected<std::vector<FileDiff>> pageless::readDiff(llvm::StringRef Text) {
  return DiffReader(Text).read();
}
