//===- check/Input.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Input.h"

#include "check/Git.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// The working directory below \p Root; "" if it is the root or elsewhere.
std::string hereBelow(const std::string &Root) {
  llvm::SmallString<256> Here, Real;
  if (llvm::sys::fs::current_path(Here) || llvm::sys::fs::real_path(Here, Real))
    return "";
  llvm::StringRef Below = Real;
  return Below.consume_front(Root) && Below.consume_front("/") ? Below.str()
                                                               : "";
}

/// The patches of a text, each with the diffs of its files.
llvm::Expected<std::vector<std::vector<FileDiff>>>
readPatches(llvm::StringRef Text, const std::string &Where) {
  std::vector<std::vector<FileDiff>> Patches;
  if (!isMail(Text)) {
    auto Files = readDiff(Text);
    if (!Files)
      return problem(Where + ": " + llvm::toString(Files.takeError()));
    Patches.push_back(std::move(*Files));
    return Patches;
  }
  auto Mails = splitMails(Text);
  if (!Mails)
    return problem(Where + ": " + llvm::toString(Mails.takeError()));
  unsigned Number = 0;
  for (const std::string &Mail : *Mails) {
    ++Number;
    // A cover letter or an answer has no diff.
    if (!llvm::StringRef(Mail).contains("\n@@ -") &&
        !llvm::StringRef(Mail).contains("diff --git "))
      continue;
    auto Files = readDiff(Mail);
    if (!Files)
      return problem(Where + ", mail " + llvm::Twine(Number) + ": " +
                     llvm::toString(Files.takeError()));
    Patches.push_back(std::move(*Files));
  }
  if (Patches.empty())
    return problem(Where + ": no mail in it has a diff");
  return Patches;
}

llvm::Expected<std::string> readFrom(const InputOptions &Options,
                                     const std::string &Root) {
  switch (Options.from) {
  case InputOptions::From::Since:
    return diffSince(Root, Options.name);
  case InputOptions::From::Staged:
    return diffStaged(Root);
  case InputOptions::From::File:
    break;
  }
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(Options.name);
  if (!Buffer)
    return problem("cannot read " + Options.name + ": " +
                   Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

} // namespace

std::optional<std::string> pageless::readTreeFile(const std::string &Root,
                                                  const std::string &Path,
                                                  const FileTexts &Texts) {
  if (const auto It = Texts.find(Path); It != Texts.end())
    return It->second;
  const std::string Full = Root + "/" + Path;
  llvm::SmallString<256> Real;
  // The scan leaves links out, too: the file has another name.
  if (llvm::sys::fs::real_path(Full, Real) || Real != Full ||
      !llvm::sys::fs::is_regular_file(Real))
    return std::nullopt;
  auto Buffer = llvm::MemoryBuffer::getFile(Full);
  if (!Buffer)
    return std::nullopt;
  return (*Buffer)->getBuffer().str();
}

llvm::Expected<Input> pageless::readInput(const InputOptions &Options,
                                          const std::string &Root) {
  Input In;
  auto Text = readFrom(Options, Root);
  if (!Text)
    return Text.takeError();
  const bool IsFile = Options.from == InputOptions::From::File;
  const std::string Where = !IsFile               ? "git diff"
                            : Options.name == "-" ? "stdin"
                                                  : Options.name;
  auto Patches = readPatches(*Text, Where);
  if (!Patches)
    return Patches.takeError();
  if (Options.from == InputOptions::From::Staged) {
    auto Staged = stagedTexts(Root);
    if (!Staged)
      return Staged.takeError();
    In.texts = std::move(*Staged);
  }
  NameOptions Names = Options.names;
  if (!IsFile)
    Names = {1, "", ""};
  else
    Names.here = hereBelow(Root);
  const ReadText Read = [&](const std::string &Path) {
    return readTreeFile(Root, Path, In.texts);
  };
  In.changes = readChanges(
      *Patches, Options.apply ? TreeHas::Before : TreeHas::After, Names, Read);
  if (Options.apply)
    for (const ChangedText &After : In.changes.after)
      In.texts[After.path] = After.text;
  return In;
}
