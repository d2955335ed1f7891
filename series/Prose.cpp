//===- series/Prose.cpp - What the mails say ------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Prose.h"

#include "series/Mail.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <set>

using namespace pageless;

namespace {

/// A comment as far from an edited line as a hunk shows.
constexpr unsigned NearLines = 3;

/// Whether a person has to look at a site.
bool isLeft(const Site &S) {
  return S.verdict == Verdict::Manual || S.verdict == Verdict::Conflict ||
         S.verdict == Verdict::Disabled ||
         S.verdict == Verdict::NoCompileCommand ||
         S.verdict == Verdict::ParseFailed;
}

std::set<std::string> pathsOf(const PatchSet &Patch) {
  std::set<std::string> Paths;
  for (const FileChange &Change : Patch.files)
    Paths.insert(Change.path);
  return Paths;
}

const RuleInfo *findRule(const Result &R, const std::string &Id) {
  const auto It =
      llvm::find_if(R.rules, [&](const RuleInfo &One) { return One.id == Id; });
  return It == R.rules.end() ? nullptr : &*It;
}

/// "pageless 0.1.0 on LLVM 22.1.8".
std::string tool(const Result &R) {
  return "pageless " + R.toolVersion + " on LLVM " + R.llvmVersion;
}

/// "Linux 4.1.0-rc6, commit 1234".
std::string tree(const Origin &From) {
  std::string Text = "Linux " + From.result.tree;
  if (!From.base.empty())
    Text += " (git " + From.base.substr(0, 12) + ")";
  return Text;
}

/// "the compile database x86" or "the compile databases arm, x86".
std::string databases(const Result &R) {
  std::vector<std::string> Names;
  for (const Configuration &C : R.configurations)
    Names.push_back(C.name);
  return std::string("the compile database") +
         (Names.size() == 1 ? " " : "s ") + llvm::join(Names, ", ");
}

/// "file.c:12: increment", as it is listed.
std::string listed(const Site &S) {
  std::string Why(toString(S.reason));
  if (Why.empty() || S.verdict != Verdict::Manual)
    Why = std::string(toString(S.verdict)) + (Why.empty() ? "" : ", ") + Why;
  if (!S.condition.empty())
    Why += " (" + S.condition + ")";
  if (S.reason == Reason::MigrationBlocked)
    Why += ": " + S.message; // the way to what blocks it
  return " " + S.file + ":" + std::to_string(S.line) + ": " + Why + "\n";
}

/// The sites of a rule that are left, one line each.
std::string leftList(const Result &R, const std::string &Rule) {
  std::string Out;
  for (const Site &S : R.sites)
    if (isLeft(S) && S.rule == Rule)
      Out += listed(S);
  return Out;
}

/// Comments that name what a rule replaces, near a line that it edits.
std::string commentList(const Result &R) {
  std::string Out;
  // A step that follows may have recorded the comment again.
  std::set<std::pair<std::string, std::size_t>> Listed;
  for (const Site &S : R.sites) {
    if (S.verdict != Verdict::Comment ||
        !Listed.emplace(S.file, S.offset).second)
      continue;
    const bool Near = llvm::any_of(R.sites, [&](const Site &Other) {
      return Other.verdict == Verdict::Converted && Other.file == S.file &&
             Other.line + NearLines >= S.line &&
             S.line + NearLines >= Other.line;
    });
    if (Near)
      Out +=
          " " + S.file + ":" + std::to_string(S.line) + ": " + S.before + "\n";
  }
  return Out;
}

struct Counts {
  std::size_t converted = 0, left = 0;
};

/// The sites of a patch's rule in the patch's files.
Counts countSites(const Result &R, const PatchSet &Patch) {
  const std::set<std::string> Paths = pathsOf(Patch);
  Counts C;
  for (const Site &S : R.sites)
    if (S.rule == Patch.rule && Paths.count(S.file)) {
      C.converted += S.verdict == Verdict::Converted;
      C.left += isLeft(S);
    }
  return C;
}

/// " 2/7 block: x" and, of a rule's patch, what it converts.
std::string patchList(const Result &R, const std::vector<PatchSet> &Patches) {
  std::string Out;
  const std::string All = std::to_string(Patches.size());
  for (std::size_t I = 0; I < Patches.size(); ++I) {
    const std::string Number = std::to_string(I + 1);
    Out += " " + std::string(All.size() - Number.size(), ' ') + Number + "/" +
           All + " " + Patches[I].subject + "\n";
    if (Patches[I].rule.empty())
      continue;
    const Counts C = countSites(R, Patches[I]);
    Out += std::string(2 * All.size() + 3, ' ') + counted(C.converted, "site") +
           " converted in " + counted(Patches[I].files.size(), "file") + ", " +
           std::to_string(C.left) + " left there\n";
  }
  return Out;
}

} // namespace

std::string pageless::ruleBody(const Origin &From, const PatchSet &Patch) {
  const Result &R = From.result;
  const RuleInfo *Rule = findRule(R, Patch.rule);
  std::string Text;
  if (Rule)
    Text = Rule->explain + "\n";
  const Counts C = countSites(R, Patch);
  Text += "Made by " + tool(R) + ", rule " + Patch.rule +
          (Rule ? " version " + Rule->version : "") + ", profile " + R.profile +
          ", from " + tree(From) + " with " + databases(R) + ": " +
          counted(C.converted, "site") + " converted in " +
          counted(Patch.files.size(), "file") + ", ";
  Text += C.left == 0 ? "none left in them.\n"
                      : std::to_string(C.left) +
                            " left in them, which the cover letter lists.\n";
  return wrapText(Text);
}

std::string pageless::helperBody(const Origin &From, const std::string &Text) {
  return wrapText((Text.empty() ? "" : Text + "\n") + "Brought by " +
                  tool(From.result) + ", profile " + From.result.profile +
                  ", into " + tree(From) + ".\n");
}

std::string pageless::coverBody(const Origin &From,
                                const std::vector<PatchSet> &Patches,
                                const std::string &Introduction) {
  const Result &R = From.result;
  std::string Out = wrapText(Introduction + "\n");
  Out +=
      "\n" + wrapText("Made by " + tool(R) + ", profile " + R.profile +
                      ", from " + tree(From) + " with " + databases(R) +
                      ". The same program with the same profile and databases "
                      "makes the same patches.\n");
  Out += "\n" + patchList(R, Patches);
  for (const RuleInfo &Rule : R.rules)
    if (const std::string Left = leftList(R, Rule.id); !Left.empty())
      Out += "\n" +
             wrapText("Left by the rule " + Rule.id +
                      ", for a person to look at (lines before the "
                      "series):\n") +
             "\n" + Left;
  if (const std::string Comments = commentList(R); !Comments.empty())
    Out += "\n" +
           wrapText("Comments beside an edit that still name the old way:\n") +
           "\n" + Comments;
  return Out;
}
