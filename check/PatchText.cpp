//===- check/PatchText.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/PatchText.h"

#include <algorithm>
#include <limits>
#include <optional>

using namespace pageless;

TracedText pageless::traceLines(llvm::StringRef Text, std::size_t File) {
  TracedText Lines;
  while (!Text.empty()) {
    const std::size_t End = std::min(Text.find('\n'), Text.size() - 1) + 1;
    Lines.push_back({Text.take_front(End).str(), {File, Lines.size()}});
    Text = Text.drop_front(End);
  }
  return Lines;
}

std::string pageless::joinLines(const TracedText &Text) {
  std::string Joined;
  for (const TracedLine &Line : Text)
    Joined += Line.text;
  return Joined;
}

namespace {

/// A hunk as seen from the side that the text has.
struct Turned {
  const DiffHunk &hunk;
  bool reverse;

  char gone() const { return reverse ? '+' : '-'; }
  char added() const { return reverse ? '-' : '+'; }
  std::size_t count() const { return reverse ? hunk.newCount : hunk.oldCount; }
  /// The index of its first line; that of the line before it, plus one, if it
  /// has no lines.
  std::ptrdiff_t begin() const {
    // Far behind any text, yet with room to add to.
    constexpr std::size_t Last = std::numeric_limits<std::ptrdiff_t>::max() / 2;
    const std::size_t Line =
        std::min(reverse ? hunk.newLine : hunk.oldLine, Last);
    return static_cast<std::ptrdiff_t>(count() && Line ? Line - 1 : Line);
  }
};

/// Whether the hunk makes a line that ends the file, for want of a '\n'.
bool endsFile(const Turned &Hunk) {
  for (const DiffLine &Line : Hunk.hunk.lines)
    if (Line.mark != Hunk.gone() && !llvm::StringRef(Line.text).ends_with("\n"))
      return true;
  return false;
}

bool fits(const TracedText &Text, const Turned &Hunk, std::size_t At) {
  if (At > Text.size() || Text.size() - At < Hunk.count())
    return false;
  if (endsFile(Hunk) && Text.size() - At != Hunk.count())
    return false;
  // Nor may a line follow one that has no '\n'.
  if (At > 0 && !llvm::StringRef(Text[At - 1].text).ends_with("\n"))
    return false;
  for (const DiffLine &Line : Hunk.hunk.lines)
    if (Line.mark != Hunk.added() && Text[At++].text != Line.text)
      return false;
  return true;
}

/// The index at which the hunk fits, the nearest to \p Wanted, from \p Least.
std::optional<std::size_t> findPlace(const TracedText &Text, const Turned &Hunk,
                                     std::size_t Wanted, std::size_t Least) {
  if (Hunk.count() == 0) // nothing says where else it could belong
    return Wanted >= Least && fits(Text, Hunk, Wanted) ? std::optional(Wanted)
                                                       : std::nullopt;
  Wanted = std::min(Wanted, Text.size()); // a diff may say anything
  for (std::size_t Off = 0; Off <= Text.size(); ++Off) {
    if (Wanted >= Least + Off && fits(Text, Hunk, Wanted - Off))
      return Wanted - Off;
    if (Wanted + Off >= Least && fits(Text, Hunk, Wanted + Off))
      return Wanted + Off;
  }
  return std::nullopt;
}

/// Replaces the hunk's lines, which stand at \p At. Returns the index behind.
std::size_t replaceLines(TracedText &Text, const Turned &Hunk, std::size_t At) {
  TracedText New;
  std::size_t From = At;
  for (const DiffLine &Line : Hunk.hunk.lines) {
    if (Line.mark == ' ')
      New.push_back(Text[From++]);
    else if (Line.mark == Hunk.gone())
      ++From;
    else
      New.push_back({Line.text, {}});
  }
  const auto Begin = Text.begin() + static_cast<std::ptrdiff_t>(At);
  const auto Behind = Text.begin() + static_cast<std::ptrdiff_t>(From);
  const auto Put =
      Text.insert(Text.erase(Begin, Behind), New.begin(), New.end());
  return static_cast<std::size_t>(Put - Text.begin()) + New.size();
}

} // namespace

std::size_t pageless::applyHunks(TracedText &Text, const FileDiff &File,
                                 bool Reverse) {
  std::ptrdiff_t Shift = 0; // by which the lines behind the last hunk moved
  std::size_t Least = 0;
  for (const DiffHunk &Hunk : File.hunks) {
    const Turned T{Hunk, Reverse};
    const std::ptrdiff_t Wanted = T.begin() + Shift;
    const auto At = findPlace(
        Text, T, static_cast<std::size_t>(std::max<std::ptrdiff_t>(Wanted, 0)),
        Least);
    if (!At)
      return Hunk.at;
    const std::size_t Before = Text.size();
    Least = replaceLines(Text, T, *At);
    Shift = static_cast<std::ptrdiff_t>(*At) - T.begin() +
            static_cast<std::ptrdiff_t>(Text.size()) -
            static_cast<std::ptrdiff_t>(Before);
  }
  return 0;
}
