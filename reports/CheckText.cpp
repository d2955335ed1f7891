//===- reports/CheckText.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Findings.h"

#include "reports/Printable.h"

#include <algorithm>
#include <array>
#include <set>

namespace pageless {
namespace {

std::string placeOf(const std::string &File, unsigned Line, unsigned Column) {
  std::string Place = printable(File);
  if (Line)
    Place += ":" + std::to_string(Line);
  if (Column)
    Place += ":" + std::to_string(Column);
  return Place + ": ";
}

/// A text in a command of a GitHub action: what would end it is escaped.
std::string escaped(std::string_view Text, bool IsProperty) {
  std::string Out;
  while (!Text.empty()) {
    // What lies before the next special letter is shown as on a terminal.
    const std::size_t Plain = std::min(
        Text.find_first_of(IsProperty ? "%\r\n:," : "%\r\n"), Text.size());
    Out += printable(Text.substr(0, Plain));
    Text.remove_prefix(Plain);
    if (Text.empty())
      break;
    constexpr std::string_view Digits = "0123456789ABCDEF";
    const auto Value = static_cast<unsigned char>(Text.front());
    Out += {'%', Digits[Value >> 4], Digits[Value & 15]};
    Text.remove_prefix(1);
  }
  return Out;
}

} // namespace

std::string writeCheckText(const CheckReport &R, bool Totals) {
  std::string Out;
  std::set<std::string> Files;
  std::size_t Fixes = 0;
  for (const Finding &F : R.findings) {
    Files.insert(F.site.file);
    Fixes += !F.fix.empty();
    Out += placeOf(F.site.file, F.begin.line, F.begin.column) +
           "warning: " + printable(F.message) + " [" + F.site.rule + "]\n-" +
           printable(F.sourceLine) + "\n";
    if (!F.fixedLine.empty())
      Out += "+" + printable(F.fixedLine) + "\n";
  }
  for (const Unjudged &U : R.unjudged)
    Out +=
        placeOf(U.file, U.line, 0) + "not judged: " + printable(U.why) + "\n";
  for (const std::string &Subject : R.missingHelpers)
    Out += "note: the fixes call helpers that the tree does not have yet; "
           "'pageless convert' makes the patch \"" +
           printable(Subject) + "\"\n";
  if (!Totals)
    return Out;
  Out += counted(R.findings.size(), "finding");
  if (!R.findings.empty())
    Out += " in " + counted(Files.size(), "file") + ", " +
           std::to_string(Fixes) + " with a fix";
  Out += "; the diff touches " + counted(R.files, "file") + " and adds " +
         counted(R.added, "word");
  if (R.moved)
    Out += ", " + std::to_string(R.moved) + " of them only moved";
  if (R.accepted)
    Out += "; " + std::to_string(R.accepted) + " accepted by the baseline";
  if (!R.unjudged.empty())
    Out += "; " + std::to_string(R.unjudged.size()) + " not judged";
  return Out + "\n";
}

std::string writeCheckGitHub(const CheckReport &R) {
  std::string Out;
  for (const Finding &F : R.findings) {
    std::string Text = F.message;
    if (!F.fixedLine.empty())
      Text += "\n" + F.fixedLine;
    Text += "\n" + F.page;
    Out += "::warning file=" + escaped(F.site.file, true) +
           ",line=" + std::to_string(F.begin.line) +
           ",col=" + std::to_string(F.begin.column) +
           ",endLine=" + std::to_string(F.end.line) +
           ",endColumn=" + std::to_string(F.end.column) +
           ",title=" + escaped("pageless " + F.site.rule, true) +
           "::" + escaped(Text, false) + "\n";
  }
  for (const Unjudged &U : R.unjudged)
    Out += "::error file=" + escaped(U.file, true) +
           ",line=" + std::to_string(std::max(U.line, 1u)) +
           ",title=pageless could not judge::" + escaped(U.why, false) + "\n";
  return Out;
}

std::string writeCheck(const CheckReport &R, CheckFormat Format) {
  switch (Format) {
  case CheckFormat::Text:
    break;
  case CheckFormat::Json:
    return writeCheckJson(R);
  case CheckFormat::Sarif:
    return writeCheckSarif(R);
  case CheckFormat::GitLab:
    return writeCheckGitLab(R);
  case CheckFormat::Rdjsonl:
    return writeCheckRdjsonl(R);
  case CheckFormat::GitHub:
    return writeCheckGitHub(R);
  }
  return writeCheckText(R);
}

} // namespace pageless
