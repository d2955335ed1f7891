//===- check/Check.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Check.h"

#include "engine/Apply.h"
#include "engine/RulePage.h"
#include "engine/Version.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/xxhash.h"

#include <map>

using namespace pageless;

bool pageless::isUnjudged(const Site &S) {
  switch (S.verdict) {
  case Verdict::Disabled:
  case Verdict::NoCompileCommand:
  case Verdict::ParseFailed:
    return true;
  case Verdict::Manual:
    return !S.inferredFrom.empty() || S.reason == Reason::MacroNotExpanded ||
           S.reason == Reason::NotInAst || S.reason == Reason::BrokenAst ||
           S.reason == Reason::PreprocessorLine;
  default:
    return false;
  }
}

namespace {

std::string hexOf(llvm::StringRef Text) {
  return llvm::utohexstr(llvm::xxh3_64bits(Text), /*LowerCase=*/true,
                         /*Width=*/16);
}

Spot spotAt(llvm::StringRef Text, std::size_t Offset) {
  const llvm::StringRef Before = Text.take_front(Offset);
  const llvm::StringRef Line = Before.substr(Before.rfind('\n') + 1);
  Spot S;
  S.line = static_cast<unsigned>(Before.count('\n')) + 1;
  S.column = static_cast<unsigned>(Line.size()) + 1;
  // The bytes that do not continue a character of UTF-8.
  S.character = static_cast<unsigned>(llvm::count_if(
                    Line, [](char Byte) { return (Byte & 0xc0) != 0x80; })) +
                1;
  return S;
}

/// The edits as one replacement.
Replacement joined(const Site &S, llvm::StringRef Text) {
  std::vector<TextEdit> Edits = S.edits;
  sortEdits(Edits);
  const std::size_t Begin = Edits.front().offset;
  std::size_t End = Begin;
  for (TextEdit &E : Edits) {
    End = std::max(End, E.offset + E.length);
    E.offset -= Begin;
  }
  return {S.file, spotAt(Text, Begin), spotAt(Text, End),
          applyEdits(Text.slice(Begin, End), Edits)};
}

std::string lineAround(llvm::StringRef Text, std::size_t Offset) {
  const std::size_t Begin = Text.take_front(Offset).rfind('\n') + 1;
  return Text.slice(Begin, Text.find('\n', Offset)).rtrim('\r').str();
}

/// The line of the site after its edits; "" if they reach beyond it.
std::string lineAfter(const Site &S, const Replacement &Fix,
                      llvm::StringRef Text) {
  if (Fix.begin.line != S.line || Fix.end.line != S.line ||
      llvm::StringRef(Fix.text).contains('\n'))
    return "";
  std::string Line = lineAround(Text, S.offset);
  return Line.replace(Fix.begin.column - 1, Fix.end.column - Fix.begin.column,
                      Fix.text);
}

/// A text on one line.
std::string folded(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Parts;
  llvm::SplitString(Text, Parts, " \t\r\n\f\v");
  return llvm::join(Parts, " ");
}

std::string messageOf(const Site &S) {
  if (!S.edits.empty())
    return "use '" + folded(S.after) + "' in place of '" + folded(S.before) +
           "'";
  const std::string Why =
      S.message.empty() ? std::string(describe(S.reason)) : S.message;
  return "'" + S.word + "' is used where no helper can stand: " + folded(Why);
}

std::string whyUnjudged(const Site &S, const Result &R) {
  std::string Why =
      S.message.empty() ? std::string(describe(S.reason)) : S.message;
  if (Why.empty())
    Why = toString(S.verdict);
  if (!S.condition.empty())
    Why += " (" + S.condition + ")";
  if (S.verdict == Verdict::ParseFailed)
    for (const UnitReport &Unit : R.units)
      if (Unit.file == S.file && !Unit.firstError.empty()) {
        Why += " The first error: " + Unit.firstError;
        break;
      }
  return "'" + S.word + "': " + folded(Why);
}

class Judge {
public:
  Judge(const Result &R, const std::vector<PrintedWord> &Words,
        const ReadText &Read, CheckReport &Out)
      : R(R), Read(Read), Out(Out) {
    for (const PrintedWord &One : Words)
      Asked[{One.word.file, One.word.offset}] = &One;
  }

  void run() {
    for (const Site &S : R.sites) {
      const auto It = Asked.find({S.file, S.offset});
      if (It == Asked.end())
        continue;
      if (isUnjudged(S))
        Out.unjudged.push_back({S.file, S.line, whyUnjudged(S, R)});
      else if (S.verdict == Verdict::Converted ||
               S.verdict == Verdict::Manual || S.verdict == Verdict::Conflict)
        addFinding(S, *It->second);
    }
    for (const PatchSet &Patch : R.patches)
      if (Patch.rule.empty())
        Out.missingHelpers.push_back(Patch.subject);
  }

private:
  const std::string &textOf(const std::string &File) {
    const auto [It, Fresh] = Texts.try_emplace(File);
    if (Fresh)
      It->second = Read(File).value_or("");
    return It->second;
  }

  void addFinding(const Site &S, const PrintedWord &Known) {
    const std::string &Text = textOf(S.file);
    Finding F;
    F.site = S;
    F.begin = spotAt(Text, S.offset);
    F.end = spotAt(Text, S.offset + S.word.size());
    F.message = messageOf(S);
    F.sourceLine = lineAround(Text, S.offset);
    if (!S.edits.empty()) {
      F.fix.push_back(joined(S, Text));
      F.fixedLine = lineAfter(S, F.fix.front(), Text);
    }
    for (const Site &Other : R.sites)
      if (!S.group.empty() && Other.group == S.group && &Other != &S &&
          !Other.edits.empty())
        F.fix.push_back(joined(Other, textOf(Other.file)));
    F.page = rulePage(S.rule);
    F.content = hexOf(S.rule + '\0' + S.word + '\0' + Known.statement);
    const std::string Key = F.content + S.file;
    F.fingerprint = hexOf(Key + '\0' + std::to_string(Seen[Key]++));
    Out.findings.push_back(std::move(F));
  }

  const Result &R;
  const ReadText &Read;
  CheckReport &Out;
  std::map<std::pair<std::string, std::size_t>, const PrintedWord *> Asked;
  std::map<std::string, std::string> Texts;
  std::map<std::string, unsigned> Seen; ///< how many are equal so far
};

} // namespace

llvm::Expected<Checked>
pageless::checkWords(ConvertOptions Options,
                     const std::vector<PrintedWord> &Words,
                     const ReadText &Read) {
  Checked All;
  All.report.toolVersion = Version;
  All.report.llvmVersion = LLVM_VERSION_STRING;
  All.report.profile = Options.profile;
  if (Words.empty())
    return All;
  Options.words.emplace();
  for (const PrintedWord &One : Words)
    (*Options.words)[One.word.file].insert(One.word.offset);
  auto Converted = convert(Options);
  if (!Converted)
    return Converted.takeError();
  const Result &R = Converted->result;
  All.report.tree = R.tree;
  All.report.profile = R.profile;
  for (const RuleInfo &Rule : R.rules)
    All.report.rules.push_back({Rule, rulePage(Rule.id)});
  Judge(R, Words, Read, All.report).run();
  All.conversion = std::move(*Converted);
  return All;
}
