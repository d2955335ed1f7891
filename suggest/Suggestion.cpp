//===- suggest/Suggestion.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Suggestion.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;

namespace {

/// How many lines of one file are listed.
constexpr std::size_t ShownLines = 8;

std::size_t countOf(const std::vector<ExplainedWords> &List) {
  std::size_t Count = 0;
  for (const ExplainedWords &W : List)
    Count += W.lines.size();
  return Count;
}

std::string words(std::size_t Count) {
  return std::to_string(Count) + (Count == 1 ? " word" : " words");
}

/// "block/bio.c:1739, 1745: why". Control characters of the tree's text must
/// not reach the terminal.
void writeWords(llvm::raw_ostream &Out, const ExplainedWords &W) {
  std::string Line = W.file + ":";
  for (std::size_t I = 0; I < W.lines.size() && I < ShownLines; ++I)
    Line += (I ? "," : "") + std::to_string(W.lines[I]);
  if (W.lines.size() > ShownLines)
    Line += ",...";
  if (!W.why.empty())
    Line += ": " + W.why;
  for (char &C : Line)
    if (!llvm::isPrint(C) && static_cast<unsigned char>(C) < 0x80)
      C = '?';
  Out << "    " << Line << '\n';
}

void writeList(llvm::raw_ostream &Out, llvm::StringRef Title,
               const std::vector<ExplainedWords> &List) {
  if (List.empty())
    return;
  Out << "\n" << Title << ", " << words(countOf(List)) << ":\n";
  for (const ExplainedWords &W : List)
    writeWords(Out, W);
}

void writeConfigurations(llvm::raw_ostream &Out, const Suggestions &S) {
  if (S.configurations.empty())
    return;
  std::size_t Shown = 0;
  for (const SuggestedConfiguration &C : S.configurations)
    Shown += C.countWords();
  Out << "\nAdd " << S.configurations.size()
      << (S.configurations.size() == 1 ? " configuration" : " configurations")
      << " to show " << Shown << " of them:\n";
  for (const SuggestedConfiguration &C : S.configurations) {
    Out << "  " << C.arch << " allmodconfig";
    for (const std::string &Option : C.options)
      Out << (&Option == &C.options.front() ? " with " : ", ") << Option;
    Out << ": " << words(C.countWords())
        << (C.clangKnowsArch ? "" : " (this Clang has no target for it)")
        << '\n';
    for (const ExplainedWords &W : C.shows)
      writeWords(Out, W);
  }
  Out << "\nMake their compile databases, and give each with one more -p:\n";
  for (const std::string &Command : S.commands)
    Out << "  " << Command << '\n';
}

} // namespace

std::size_t SuggestedConfiguration::countWords() const {
  return countOf(shows);
}

std::string pageless::writeSuggestions(const Suggestions &S) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  if (S.words == 0) {
    Out << "\nNo configuration is missing: every word was seen.\n";
    return Text;
  }
  Out << "\nThe given configurations hide " << words(S.words) << ".\n";
  writeConfigurations(Out, S);
  writeList(Out, "No configuration of this tree can show", S.never);
  writeList(Out, "Not known how to show", S.undecided);
  for (const std::string &Failure : S.failures)
    Out << "\nSkipped " << Failure << '\n';
  return Text;
}
