//===- verify/Scratch.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Scratch.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Error writeFile(const std::string &Path, llvm::StringRef Text) {
  if (const std::error_code E =
          llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)))
    return problem("cannot write " + Path + ": " + E.message());
  if (llvm::Error E = llvm::writeToOutput(Path, [&](llvm::raw_ostream &Out) {
        Out << Text;
        return llvm::Error::success();
      }))
    return problem("cannot write " + Path + ": " +
                   llvm::toString(std::move(E)));
  return llvm::Error::success();
}

UnitAnswer unproven(std::string Why) {
  UnitAnswer Answer;
  Answer.reason = std::move(Why);
  return Answer;
}

/// The end of what the process said, on one line.
std::string lastLine(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return "";
  const llvm::StringRef Text = (*Buffer)->getBuffer().rtrim('\n');
  return Text.substr(Text.rfind('\n') + 1).take_front(200).str();
}

} // namespace

llvm::Expected<std::unique_ptr<Scratch>>
Scratch::make(const std::string &Program,
              const std::map<std::string, FileVersions> &Versions) {
  llvm::SmallString<128> Folder;
  if (const std::error_code E =
          llvm::sys::fs::createUniqueDirectory("pageless-verify", Folder))
    return problem("cannot make a temporary folder: " + E.message());
  std::unique_ptr<Scratch> Made(new Scratch(Program, std::string(Folder)));
  for (const auto &[File, Texts] : Versions) {
    if (!Texts.isNew)
      if (llvm::Error E = writeFile(Made->before() + "/" + File, Texts.before))
        return std::move(E);
    if (llvm::Error E = writeFile(Made->after() + "/" + File, Texts.after))
      return std::move(E);
  }
  return Made;
}

Scratch::~Scratch() {
  // Nothing can be done about a failure, and nothing depends on it.
  (void)llvm::sys::fs::remove_directories(Folder);
}

UnitAnswer Scratch::ask(const UnitJob &Job, double &Seconds,
                        std::size_t &PeakMegabytes) {
  const std::string Base = Folder + "/unit-" + std::to_string(Next++);
  const std::string JobFile = Base + ".job", AnswerFile = Base + ".answer",
                    Said = Base + ".said";
  if (llvm::Error E = writeFile(JobFile, writeJob(Job)))
    return unproven(llvm::toString(std::move(E)));
  const llvm::StringRef Arguments[] = {Program, "prove-unit", JobFile,
                                       AnswerFile};
  const std::optional<llvm::StringRef> Redirects[] = {"", Said, Said};
  std::string Message;
  bool Failed = false;
  std::optional<llvm::sys::ProcessStatistics> Cost;
  const int Status =
      llvm::sys::ExecuteAndWait(Program, Arguments, std::nullopt, Redirects, 0,
                                0, &Message, &Failed, &Cost);
  if (Cost) {
    Seconds = static_cast<double>(Cost->TotalTime.count()) / 1e6;
    PeakMegabytes = static_cast<std::size_t>(Cost->PeakMemory) / 1024;
  }
  auto Buffer = llvm::MemoryBuffer::getFile(AnswerFile);
  UnitAnswer Answer;
  if (Status != 0 || !Buffer) {
    Answer = unproven("the compiler ended early: " +
                      (Message.empty() ? lastLine(Said) : Message));
  } else if (auto Read = readAnswer((*Buffer)->getBuffer())) {
    Answer = std::move(*Read);
  } else {
    Answer = unproven(llvm::toString(Read.takeError()));
  }
  for (const std::string &File : {JobFile, AnswerFile, Said})
    (void)llvm::sys::fs::remove(File);
  return Answer;
}
