//===- reports/Summary.cpp - What the terminal shows ----------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Summary.h"

#include "reports/Printable.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace pageless {
namespace {

constexpr std::size_t Width = 80;
/// How many sites, and how many units, are shown.
constexpr std::size_t ShownSites = 10;
constexpr std::size_t ShownUnits = 5;

struct VerdictMeaning {
  Verdict verdict;
  std::string_view meaning;
};

constexpr std::array Meanings = {
    VerdictMeaning{Verdict::Converted, "rewritten by the patches"},
    VerdictMeaning{Verdict::Manual, "a person must look at these"},
    VerdictMeaning{Verdict::Definition, "defines or initialises the field"},
    VerdictMeaning{Verdict::OtherRecord,
                   "another thing of the name, or another use"},
    VerdictMeaning{Verdict::Comment, "in a comment"},
    VerdictMeaning{Verdict::String, "in a string or character literal"},
    VerdictMeaning{Verdict::AlreadyHelper, "in the body of a helper"},
    VerdictMeaning{Verdict::Disabled, "under an #if that no config enables"},
    VerdictMeaning{Verdict::NoCompileCommand, "in a file no config compiles"},
    VerdictMeaning{Verdict::ParseFailed,
                   "hidden by errors or a crash of Clang"},
    VerdictMeaning{Verdict::Conflict, "uses disagree; left unchanged"},
};

constexpr bool meaningsAreInOrder() {
  for (std::size_t I = 0; I < Meanings.size(); ++I)
    if (static_cast<std::size_t>(Meanings[I].verdict) != I)
      return false;
  return true;
}

static_assert(Meanings.size() == VerdictCount, "a verdict has no meaning");
static_assert(meaningsAreInOrder(), "meanings are not in the enum's order");

/// The columns a UTF-8 text takes; close enough for wide characters too.
std::size_t columns(std::string_view Text) {
  return static_cast<std::size_t>(
      std::count_if(Text.begin(), Text.end(), [](char Byte) {
        return (static_cast<unsigned char>(Byte) & 0xc0) != 0x80;
      }));
}

std::string padded(std::string_view Text, std::size_t Columns) {
  std::string Out(Text);
  return Out.append(Columns - std::min(Columns, Out.size()), ' ');
}

std::string paddedLeft(std::size_t Count, std::size_t Columns) {
  std::string const Text = std::to_string(Count);
  return std::string(Columns - std::min(Columns, Text.size()), ' ') + Text;
}

/// Takes the next word off the front of a text, "" at its end. Line breaks of
/// the tree's own text are spaces here; they would break the layout.
std::string takeWord(std::string_view &Text) {
  constexpr std::string_view Blank = " \t\r\n\f\v";
  Text.remove_prefix(std::min(Text.find_first_not_of(Blank), Text.size()));
  std::string Word(Text.substr(0, Text.find_first_of(Blank)));
  Text.remove_prefix(Word.size());
  return printable(Word);
}

/// Collects paragraphs, wrapped to the width.
class Page {
public:
  /// Adds a paragraph: \p Head as it is, then the words of \p Text, on as many
  /// lines as they take; those after the first start with \p Indent spaces.
  void add(std::string_view Head, std::string_view Text, std::size_t Indent) {
    Out += Head;
    std::size_t Column = columns(Head);
    bool AtStart = true; // of a line, so that no space is due
    for (std::string Word = takeWord(Text); !Word.empty();
         Word = takeWord(Text)) {
      if (!AtStart && Column + 1 + columns(Word) > Width) {
        Out += '\n' + std::string(Indent, ' ');
        Column = Indent;
        AtStart = true;
      }
      if (!AtStart) {
        Out += ' ';
        ++Column;
      }
      Out += Word;
      Column += columns(Word);
      AtStart = false;
    }
    Out += '\n';
  }

  /// Adds a line that is not wrapped, as a command is not.
  void line(std::string_view Text = "") { (Out += Text) += '\n'; }

  std::string take() { return std::move(Out); }

private:
  std::string Out;
};

std::size_t countOf(const Totals &T, Verdict V) {
  auto Found = T.verdicts.find(std::string(toString(V)));
  return Found == T.verdicts.end() ? 0 : Found->second;
}

/// The columns of the largest count, so that counts stand in line.
std::size_t countColumns(const Totals &T) {
  return std::max<std::size_t>(5, std::to_string(T.words).size());
}

void addHead(Page &P, const Result &R) {
  std::string Rules;
  for (const RuleInfo &Rule : R.rules)
    Rules += (Rules.empty() ? "" : ", ") + Rule.id;
  P.add("",
        "pageless " + R.toolVersion + " on Linux " + R.tree + ", profile " +
            R.profile + ": " + (Rules.empty() ? "no rules" : Rules),
        2);
  for (const Configuration &C : R.configurations)
    P.add("  ",
          C.name + ": " + counted(C.unitsParsed, "unit") + " parsed of " +
              counted(C.commands, "command") +
              (C.unitsSaved == 0 ? ""
                                 : ", " + std::to_string(C.unitsSaved) +
                                       " saved: another unit shows the same") +
              (C.standIn.empty() ? "" : "; " + C.standIn),
          4);
  P.line();
}

void addVerdicts(Page &P, const Totals &T) {
  P.add("", counted(T.words, "word") + " in " + counted(T.files, "file") + ":",
        2);
  for (const VerdictMeaning &Entry : Meanings)
    if (std::size_t const Count = countOf(T, Entry.verdict))
      P.add("  " + paddedLeft(Count, countColumns(T)) + "  " +
                padded(toString(Entry.verdict), 20),
            Entry.meaning, countColumns(T) + 24);
}

/// The sentence of a reason by its name; "" for a name that is none.
std::string_view describeByName(std::string_view Name) {
  for (int I = 0; I < ReasonCount; ++I)
    if (toString(static_cast<Reason>(I)) == Name)
      return describe(static_cast<Reason>(I));
  return "";
}

void addReasons(Page &P, const Totals &T) {
  if (T.reasons.empty())
    return;
  std::vector<std::pair<std::string, std::size_t>> Reasons(T.reasons.begin(),
                                                           T.reasons.end());
  std::sort(Reasons.begin(), Reasons.end(), [](const auto &A, const auto &B) {
    return A.second != B.second ? A.second > B.second : A.first < B.first;
  });
  P.line("\nWhy words were left as they are:");
  for (const auto &[Name, Count] : Reasons)
    P.add("  " + paddedLeft(Count, countColumns(T)) + "  ",
          Name + ": " + std::string(describeByName(Name)), countColumns(T) + 4);
}

void addSites(Page &P, const Result &R) {
  std::size_t const All =
      countOf(R.totals, Verdict::Manual) + countOf(R.totals, Verdict::Conflict);
  if (All == 0)
    return;
  P.line("\nFor a person to look at" +
         (All > ShownSites ? ", the first " + std::to_string(ShownSites) +
                                 " of " + std::to_string(All) + ":"
                           : std::string(":")));
  std::size_t Shown = 0;
  for (const Site &S : R.sites) {
    if (S.verdict != Verdict::Manual && S.verdict != Verdict::Conflict)
      continue;
    if (Shown++ == ShownSites)
      break;
    std::string_view const Why =
        S.reason == Reason::None ? toString(S.verdict) : toString(S.reason);
    P.add("  ",
          S.file + ":" + std::to_string(S.line) + ":" +
              std::to_string(S.column) + ": " + std::string(Why) + ": " +
              S.message,
          6);
  }
}

void addUnits(Page &P, const Result &R) {
  // What is read with another file's command is expected to have errors.
  auto Bad = [](const UnitReport &Unit) {
    return Unit.status != UnitReport::Status::Clean &&
           Unit.inferredFrom.empty();
  };
  auto All = static_cast<std::size_t>(
      std::count_if(R.units.begin(), R.units.end(), Bad));
  if (All == 0)
    return;
  P.line("\n" + counted(All, "unit") + " with errors" +
         (All > ShownUnits ? ", the first " + std::to_string(ShownUnits) + ":"
                           : std::string(":")));
  std::size_t Shown = 0;
  for (const UnitReport &Unit : R.units) {
    if (!Bad(Unit))
      continue;
    if (Shown++ == ShownUnits)
      break;
    std::string Text = Unit.file + " (" + Unit.configuration + "): ";
    if (Unit.status == UnitReport::Status::Crashed)
      Text += "crashed Clang";
    else if (Unit.status == UnitReport::Status::Stopped)
      Text += "not parsed to its end";
    else
      Text += counted(Unit.errors, "error");
    if (!Unit.firstError.empty())
      Text += "; " + Unit.firstError;
    P.add("  ", Text, 6);
  }
}

void addInferred(Page &P, const Result &R) {
  std::size_t const All = static_cast<std::size_t>(
      std::count_if(R.units.begin(), R.units.end(), [](const UnitReport &Unit) {
        return !Unit.inferredFrom.empty();
      }));
  if (All == 0)
    return;
  P.add("\n" + counted(All, "file") + " ",
        "without a compile command, each read with that of its nearest "
        "neighbour (--suggest-config says which configurations have them):",
        2);
  std::size_t Shown = 0;
  for (const UnitReport &Unit : R.units)
    if (!Unit.inferredFrom.empty() && Shown++ < ShownUnits)
      P.add("  ", Unit.file + ": with the command of " + Unit.inferredFrom, 6);
  if (All > ShownUnits)
    P.line("  and " + std::to_string(All - ShownUnits) + " more");
}

void addInternalErrors(Page &P, const Result &R) {
  if (R.internalErrors.empty())
    return;
  P.line("\n*** INTERNAL ERRORS: " + std::to_string(R.internalErrors.size()) +
         ". pageless itself is wrong, do not trust its result. ***");
  for (const std::string &Error : R.internalErrors)
    P.add("  ", Error, 6);
}

/// A path as one word of a shell command.
std::string shellWord(std::string_view Path) {
  constexpr std::string_view Plain = "abcdefghijklmnopqrstuvwxyz"
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789/._-+,:@%=";
  if (!Path.empty() && Path.find_first_not_of(Plain) == Path.npos)
    return std::string(Path);
  std::string Out = "'";
  for (char const Byte : Path)
    Out += Byte == '\'' ? std::string("'\\''") : std::string(1, Byte);
  return Out + "'";
}

void addWritten(Page &P, const Result &R, std::string_view OutDir,
                bool InPlace) {
  std::string Prefix(OutDir);
  if (!Prefix.empty() && Prefix.back() != '/')
    Prefix += '/';
  const std::string Patches = Prefix + "patches/";
  P.line("\nWritten:");
  for (const PatchSet &Patch : R.patches)
    P.line("  " + Patches + Patch.name + ".patch (" +
           counted(Patch.files.size(), "file") + ")");
  P.line("  " + Prefix + "report.json (" + counted(R.sites.size(), "site") +
         ")");
  if (!R.internalErrors.empty()) {
    P.line("\nDo not apply the patches. Report the internal errors.");
    return;
  }
  if (R.patches.empty()) {
    P.line("\nThere is nothing to apply.");
    return;
  }
  if (InPlace)
    return;
  P.line("\nNext, in the tree:");
  for (const PatchSet &Patch : R.patches)
    P.line("  git apply " + shellWord(Patches + Patch.name + ".patch"));
}

} // namespace

std::string writeSummary(const Result &R, std::string_view OutDir,
                         bool InPlace) {
  Page P;
  addHead(P, R);
  addVerdicts(P, R.totals);
  addReasons(P, R.totals);
  addSites(P, R);
  addUnits(P, R);
  addInferred(P, R);
  addInternalErrors(P, R);
  addWritten(P, R, OutDir, InPlace);
  return P.take();
}

} // namespace pageless
