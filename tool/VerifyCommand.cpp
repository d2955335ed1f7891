//===- tool/VerifyCommand.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/VerifyCommand.h"

#include "engine/OutputFiles.h"
#include "engine/Timing.h"
#include "reports/Proofs.h"
#include "tool/Commands.h"
#include "tool/Guard.h"
#include "tool/Progress.h"
#include "tool/SpeedOptions.h"
#include "verify/Patches.h"
#include "verify/ProveUnit.h"
#include "verify/Verify.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;

cl::SubCommand &pageless::verifyCommand() {
  static cl::SubCommand Command(
      "verify", "prove that a conversion left the code as it was");
  return Command;
}

cl::OptionCategory &pageless::verifyCategory() {
  static cl::OptionCategory Category("Options of verify");
  return Category;
}

namespace {

enum ExitStatus { Done = 0, Fault = 1, Usage = 2, Partial = 3 };

cl::opt<std::string> OutDirectory(cl::Positional, cl::sub(verifyCommand()),
                                  cl::cat(verifyCategory()),
                                  cl::init("pageless-out"), cl::desc("[OUT]"));
cl::opt<bool> EveryUnit(
    "every-unit", cl::sub(verifyCommand()), cl::sub(convertCommand()),
    cl::cat(verifyCategory()),
    cl::desc("compile every unit that reads an edited file, not only those\n"
             "that show a word; takes hours for a header that all include"));
std::string Program; ///< this one's path

int fail(llvm::Error E, ExitStatus Status) {
  sayProblem(llvm::toString(std::move(E)));
  return Status;
}

llvm::Expected<std::string> readFile(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read " + Path + ": " +
                                       Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

/// Adds what was proven to what convert wrote: to all files, or to none.
llvm::Error addToOutput(const Verification &V, const std::string &Out) {
  auto Patches = readPatches(Out);
  if (!Patches)
    return Patches.takeError();
  OutputFiles Files;
  for (const SavedPatch &Patch : *Patches) {
    std::vector<std::string> Edited;
    for (const FileDiff &Diff : Patch.files)
      Edited.push_back(pathOf(Diff));
    auto Text = readFile(Patch.path);
    if (!Text)
      return Text.takeError();
    if (llvm::Error E = Files.add(Patch.path, addProofs(*Text, V, Edited)))
      return E;
  }
  auto Report = readFile(Out + "/report.json");
  if (!Report)
    return Report.takeError();
  if (llvm::Error E = Files.add(Out + "/report.json", addProofs(*Report, V)))
    return E;
  return Files.finish();
}

} // namespace

void pageless::setProgram(const char *Argument0) {
  Program = llvm::sys::fs::getMainExecutable(
      Argument0, reinterpret_cast<void *>(&setProgram));
}

std::optional<int>
pageless::runProverCommand(llvm::ArrayRef<const char *> Arguments) {
  if (Arguments.size() != 4 || llvm::StringRef(Arguments[1]) != "prove-unit")
    return std::nullopt;
  return runProver(Arguments[2], Arguments[3]);
}

int pageless::runVerify(const ConvertOptions &Options, const std::string &Out,
                        bool ShowsProgress) {
  VerifyOptions How;
  How.databases = Options.databases;
  How.tree = Options.tree;
  How.jobs = Options.jobs;
  How.out = Out;
  How.program = Program;
  How.everyUnit = EveryUnit;
  How.seconds = unitLimits().seconds;
  How.megabytes = unitLimits().megabytes;
  ProgressLine Line(llvm::errs());
  if (ShowsProgress)
    How.progress = [&](std::size_t Done, std::size_t Total) {
      Line.update(Done, Total);
    };
  auto Found = verify(How);
  Line.clear();
  if (!Found)
    return fail(Found.takeError(), Usage);
  llvm::outs() << writeProofs(*Found, Out);
  llvm::outs().flush();
  if (llvm::Error E = addToOutput(*Found, Out))
    return fail(std::move(E), Partial);
  if (Found->findsFault())
    return Fault;
  return Found->isPartial() ? Partial : Done;
}

int pageless::runVerifyCommand(const ConvertOptions &Options,
                               bool ShowsProgress) {
  return runVerify(Options, OutDirectory, ShowsProgress);
}
