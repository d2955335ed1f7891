//===- verify/WordMap.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/WordMap.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// A spelling in a line: its column from 0, and what it is.
struct Spelling {
  std::size_t column = 0;
  const Site *site = nullptr;
  bool isSupport = false;
};

/// A line, and the word's spellings in it.
struct Line {
  std::string text;
  std::vector<Spelling> words;
};

std::vector<Spelling> spellingsOf(llvm::StringRef Text, llvm::StringRef Word) {
  std::vector<Spelling> Found;
  for (std::size_t At = Text.find(Word); At != llvm::StringRef::npos;
       At = Text.find(Word, At + 1)) {
    const bool Begins =
        At == 0 || !clang::isAsciiIdentifierContinue(
                       static_cast<unsigned char>(Text[At - 1]));
    const std::size_t End = At + Word.size();
    if (Begins &&
        (End == Text.size() || !clang::isAsciiIdentifierContinue(
                                   static_cast<unsigned char>(Text[End]))))
      Found.push_back({At, nullptr, false});
  }
  return Found;
}

std::vector<Line> linesOf(llvm::StringRef Text, llvm::StringRef Word) {
  std::vector<Line> Lines;
  while (!Text.empty()) {
    const auto [First, Rest] = Text.split('\n');
    Lines.push_back({First.str(), spellingsOf(First, Word)});
    Text = Rest;
  }
  return Lines;
}

/// The file as the patches so far leave it.
class Follower {
public:
  Follower(const std::string &File, llvm::StringRef Before,
           const std::string &Word)
      : File(File), Word(Word), Lines(linesOf(Before, Word)) {}

  /// Finds the ledger's entry for each spelling.
  llvm::Error takeLedger(const SavedReport &Report) {
    std::size_t Taken = 0;
    const auto [Begin, End] = std::equal_range(
        Report.sites.begin(), Report.sites.end(), File, ByFile());
    for (const Site &S : llvm::make_range(Begin, End)) {
      if (S.word != Word)
        continue;
      Spelling *At = find(S.line, S.column);
      if (!At)
        return problem(File + ":" + llvm::Twine(S.line) + ":" +
                       llvm::Twine(S.column) + " is no " + Word +
                       ", as report.json says it is");
      At->site = &S;
      ++Taken;
    }
    if (Taken == count() || !Report.paths.empty())
      return llvm::Error::success();
    return problem(File + " has " + llvm::Twine(count()) + " times " + Word +
                   ", and report.json " + llvm::Twine(Taken));
  }

  llvm::Error apply(const SavedPatch &Patch, const FileDiff &Diff,
                    bool IsRule) {
    std::vector<Line> Next;
    std::size_t At = 0;
    for (const DiffHunk &Hunk : Diff.hunks) {
      const std::size_t Begin =
          Hunk.oldCount == 0 ? Hunk.oldLine : Hunk.oldLine - 1;
      for (; At < Begin && At < Lines.size(); ++At)
        Next.push_back(std::move(Lines[At]));
      std::size_t I = 0;
      while (I < Hunk.lines.size())
        if (Hunk.lines[I].mark == ' ') {
          if (At < Lines.size())
            Next.push_back(std::move(Lines[At++]));
          ++I;
        } else if (llvm::Error E = change(Patch, Hunk, I, At, IsRule, Next)) {
          return E;
        }
    }
    for (; At < Lines.size(); ++At)
      Next.push_back(std::move(Lines[At]));
    Lines = std::move(Next);
    return llvm::Error::success();
  }

  WordsAfter result() const {
    WordsAfter Words;
    std::size_t Offset = 0;
    unsigned Number = 0;
    for (const Line &One : Lines) {
      ++Number;
      for (const Spelling &S : One.words)
        Words[Offset + S.column] = {Number, S.site, S.isSupport};
      Offset += One.text.size() + 1;
    }
    return Words;
  }

private:
  struct ByFile {
    bool operator()(const Site &S, const std::string &F) const {
      return S.file < F;
    }
    bool operator()(const std::string &F, const Site &S) const {
      return F < S.file;
    }
  };

  std::size_t count() const {
    std::size_t All = 0;
    for (const Line &One : Lines)
      All += One.words.size();
    return All;
  }

  Spelling *find(unsigned LineNumber, unsigned Column) {
    if (LineNumber > Lines.size())
      return nullptr;
    for (Spelling &S : Lines[LineNumber - 1].words)
      if (S.column + 1 == Column)
        return &S;
    return nullptr;
  }

  /// One run of lines that go and come, from line \p I of the hunk on: what the
  /// rule has not converted is still there, in the same order.
  llvm::Error change(const SavedPatch &Patch, const DiffHunk &Hunk,
                     std::size_t &I, std::size_t &At, bool IsRule,
                     std::vector<Line> &Next) {
    std::vector<const Site *> Left;
    std::vector<Line> Come;
    const std::size_t First = Next.size() + 1;
    for (; I < Hunk.lines.size() && Hunk.lines[I].mark != ' '; ++I) {
      const DiffLine &One = Hunk.lines[I];
      if (One.mark == '+') {
        const llvm::StringRef Text = llvm::StringRef(One.text).rtrim('\n');
        Come.push_back({Text.str(), spellingsOf(Text, Word)});
      } else if (At < Lines.size()) {
        for (const Spelling &S : Lines[At++].words)
          if (!S.site || S.site->rule != Patch.stem ||
              S.site->verdict != Verdict::Converted)
            Left.push_back(S.site);
      }
    }
    std::size_t Found = 0;
    for (Line &One : Come)
      for (Spelling &S : One.words)
        if (Found < Left.size())
          S.site = Left[Found++];
        else
          S.isSupport = !IsRule, ++Found;
    if (Found < Left.size() || (IsRule && Found > Left.size()))
      return problem(Patch.path + " leaves " + llvm::Twine(Found) + " times " +
                     Word + " about " + File + ":" + llvm::Twine(First) +
                     ", where report.json has " + llvm::Twine(Left.size()) +
                     " that are not converted");
    llvm::append_range(Next, std::move(Come));
    return llvm::Error::success();
  }

  const std::string &File, &Word;
  std::vector<Line> Lines;
};

} // namespace

llvm::Expected<WordsAfter>
pageless::followWords(const std::string &File, llvm::StringRef Before,
                      const std::string &Word, const SavedReport &Report,
                      const std::vector<SavedPatch> &Patches) {
  Follower F(File, Before, Word);
  if (llvm::Error E = F.takeLedger(Report))
    return std::move(E);
  for (const SavedPatch &Patch : Patches)
    for (const FileDiff &Diff : Patch.files)
      if (pathOf(Diff) == File)
        if (llvm::Error E = F.apply(
                Patch, Diff, llvm::is_contained(Report.rules, Patch.stem)))
          return std::move(E);
  return F.result();
}
