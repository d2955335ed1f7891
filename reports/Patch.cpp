//===- reports/Patch.cpp - Patches that git apply and patch take ----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Patch.h"

#include "reports/Diff.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace pageless {
namespace {

/// Whether a patch program could take a line of prose for part of a diff.
bool looksLikeDiff(std::string_view Line) {
  // GNU patch also reads diffs that are indented, by spaces, tabs or 'X'.
  std::size_t const Indent = Line.find_first_not_of(" \tX");
  Line.remove_prefix(std::min(Indent, Line.size()));
  constexpr std::array<std::string_view, 7> Starts = {
      "diff ", "--- ", "+++ ", "***", "@@ ", "Index:", "Prereq:"};
  for (std::string_view const Start : Starts)
    if (Line.substr(0, Start.size()) == Start)
      return true;
  // "3,4d" and its like start the hunks of an ed script or of a plain diff.
  std::size_t const Digits = Line.find_first_not_of("0123456789,");
  bool const Command =
      Digits != Line.npos && Digits > 0 &&
      std::string_view("acdis").find(Line[Digits]) != Line.npos;
  // A bare "---" would end the message here instead of behind the body.
  return Command || Line == "---";
}

} // namespace

std::string shieldProse(std::string_view Text) {
  std::string Out;
  while (!Text.empty()) {
    std::size_t const End = Text.find('\n');
    std::string_view const Line = Text.substr(0, End);
    Text.remove_prefix(End == Text.npos ? Text.size() : End + 1);
    if (looksLikeDiff(Line))
      Out += "| ";
    (Out += Line) += '\n';
  }
  return Out;
}

std::string writePatch(const PatchSet &Patch) {
  std::string Out =
      shieldProse(Patch.subject) + "\n" + shieldProse(Patch.body) + "---\n\n";
  for (const FileChange &File : Patch.files)
    Out += writeDiff(File);
  return Out;
}

} // namespace pageless
