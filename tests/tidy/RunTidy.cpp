//===- tests/tidy/RunTidy.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/tidy/RunTidy.h"

#include "engine/Apply.h"
#include "engine/Scan.h"

#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/YAMLTraits.h"

#include "gtest/gtest.h"

#include <array>
#include <cstdio>
#include <sys/wait.h>

using namespace pageless;
using namespace pageless::test;

TidyEnded pageless::test::runShell(const std::string &Command) {
  TidyEnded Result;
  // A sanitizer's runtime must come first in a program that was built without.
  const std::string All = "{ " + Command + "; } 2>&1";
  FILE *Pipe = popen(All.c_str(), "r");
  if (!Pipe)
    return Result;
  std::array<char, 4096> Buffer;
  while (const std::size_t Size = fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Result.output.append(Buffer.data(), Size);
  const int Status = pclose(Pipe);
  Result.status = WIFEXITED(Status) ? WEXITSTATUS(Status) : -1;
  return Result;
}

TidyEnded pageless::test::runTidy(const TestTree &Tree,
                                  const std::vector<std::string> &Arguments) {
  Tree.writeDatabases();
  std::string Command = "cd '" + Tree.root() +
                        "' && " PAGELESS_TIDY_ENVIRONMENT
                        " '" PAGELESS_TIDY_PROGRAM "' -p '" +
                        Tree.objects() + "'";
  for (const std::string &Argument : Arguments)
    Command += " '" + Argument + "'";
  return runShell(Command);
}

namespace {

Warned plain(const clang::tooling::Diagnostic &D, const TestTree &Tree) {
  const auto Below = [&](llvm::StringRef Path) {
    Path.consume_front(Tree.root() + "/");
    return Path.str();
  };
  Warned W;
  W.check = D.DiagnosticName;
  W.message = D.Message.Message;
  W.file = Below(D.Message.FilePath);
  W.offset = D.Message.FileOffset;
  for (const auto &File : D.Message.Fix)
    for (const clang::tooling::Replacement &R : File.second)
      W.fix[Below(File.first())].push_back(
          {R.getOffset(), R.getLength(), R.getReplacementText().str(), 0});
  for (const auto &Note : D.Notes)
    W.notes.push_back(Note.Message);
  return W;
}

} // namespace

std::vector<Warned>
pageless::test::warningsOf(const TestTree &Tree,
                           const std::vector<std::string> &Arguments) {
  const std::string File = Tree.objects() + "/fixes.yaml";
  std::vector<std::string> All = {"--export-fixes=" + File,
                                  "-header-filter=.*"};
  All.insert(All.end(), Arguments.begin(), Arguments.end());
  const TidyEnded Run = runTidy(Tree, All);
  llvm::Expected<std::string> Yaml = readFile(File);
  if (!Yaml) { // nothing found, or nothing run
    llvm::consumeError(Yaml.takeError());
    EXPECT_EQ(Run.status, 0) << Run.output;
    return {};
  }
  clang::tooling::TranslationUnitDiagnostics Read;
  llvm::yaml::Input In(*Yaml);
  In >> Read;
  std::remove(File.c_str());
  std::vector<Warned> Warnings;
  for (const clang::tooling::Diagnostic &D : Read.Diagnostics)
    if (llvm::StringRef(D.DiagnosticName).starts_with("linuxkernel-pageless-"))
      Warnings.push_back(plain(D, Tree));
  return Warnings;
}

void pageless::test::applyFixes(const TestTree &Tree,
                                const std::vector<Warned> &Warnings) {
  std::map<std::string, std::vector<TextEdit>> Edits;
  for (const Warned &W : Warnings)
    for (const auto &[File, OfFile] : W.fix)
      Edits[File].insert(Edits[File].end(), OfFile.begin(), OfFile.end());
  for (auto &[File, OfFile] : Edits) {
    sortEdits(OfFile);
    for (std::size_t I = 1; I < OfFile.size(); ++I)
      EXPECT_LT(OfFile[I - 1].offset + OfFile[I - 1].length, OfFile[I].offset)
          << File << ": fixes touch at " << OfFile[I].offset;
    Tree.write(File, applyEdits(Tree.read(File), OfFile));
  }
}
