//===- verify/Patches.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Patches.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <filesystem>
#include <optional>

using namespace pageless;
namespace fs = std::filesystem;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// The lines of a text, each with its '\n'.
std::vector<llvm::StringRef> linesOf(llvm::StringRef Text) {
  std::vector<llvm::StringRef> Lines;
  while (!Text.empty()) {
    const std::size_t End = Text.find('\n');
    const std::size_t Size =
        End == llvm::StringRef::npos ? Text.size() : End + 1;
    Lines.push_back(Text.take_front(Size));
    Text = Text.drop_front(Size);
  }
  return Lines;
}

/// "0002-bvec-page.patch" is "bvec-page".
std::string stemOf(const std::string &Path) {
  llvm::StringRef Stem = llvm::sys::path::stem(Path);
  const llvm::StringRef Rest = Stem.ltrim("0123456789");
  return (Rest.starts_with("-") ? Rest.drop_front() : Stem).str();
}

llvm::Expected<SavedPatch> readPatch(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return problem("cannot read " + Path + ": " + Buffer.getError().message());
  auto Files = readDiff((*Buffer)->getBuffer());
  if (!Files)
    return problem("cannot read " + Path + ": " +
                   llvm::toString(Files.takeError()));
  for (const FileDiff &Diff : *Files)
    if (Diff.kind != FileDiff::Kind::Modified &&
        Diff.kind != FileDiff::Kind::Added)
      return problem(Path + " renames, copies or deletes " + pathOf(Diff) +
                     ", which no conversion does");
  return SavedPatch{Path, stemOf(Path), std::move(*Files)};
}

/// True for a path that cannot lead out of the tree.
bool staysInside(llvm::StringRef Path) {
  return !Path.empty() && !llvm::sys::path::is_absolute(Path) &&
         llvm::none_of(llvm::make_range(llvm::sys::path::begin(Path),
                                        llvm::sys::path::end(Path)),
                       [](llvm::StringRef Part) { return Part == ".."; });
}

/// A file's text; nothing if there is none.
llvm::Expected<std::optional<std::string>> textOf(const std::string &Root,
                                                  const std::string &File) {
  if (!staysInside(File))
    return problem("a patch names " + File + ", which is outside the tree");
  const std::string Path = Root + "/" + File;
  if (!llvm::sys::fs::exists(Path))
    return std::optional<std::string>();
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return problem("cannot read " + Path + ": " + Buffer.getError().message());
  return std::optional((*Buffer)->getBuffer().str());
}

using Texts = std::map<std::string, std::optional<std::string>>;

/// Applies one patch to the texts, or undoes it.
llvm::Error step(const SavedPatch &Patch, Texts &All, bool Reverse) {
  for (const FileDiff &Diff : Patch.files) {
    const std::string Path = pathOf(Diff);
    std::optional<std::string> &Text = All[Path];
    const bool Makes = Diff.kind == FileDiff::Kind::Added;
    if (Text.has_value() == (Makes && !Reverse))
      return problem(Path + (Text ? " is there already" : " is not there"));
    auto Next = applyDiff(Path, Text.value_or(""), Diff, Reverse);
    if (!Next)
      return Next.takeError();
    if (Makes && Reverse)
      Text.reset();
    else
      Text = std::move(*Next);
  }
  return llvm::Error::success();
}

/// The texts after all patches, or before them if \p Reverse.
llvm::Expected<Texts> walk(llvm::ArrayRef<SavedPatch> Patches, Texts All,
                           bool Reverse) {
  for (std::size_t I = 0; I < Patches.size(); ++I)
    if (llvm::Error E =
            step(Patches[Reverse ? Patches.size() - 1 - I : I], All, Reverse))
      return std::move(E);
  return All;
}

} // namespace

llvm::Expected<std::vector<SavedPatch>>
pageless::readPatches(const std::string &Out) {
  std::vector<std::string> Paths;
  std::error_code Failed;
  for (const auto &Entry : fs::directory_iterator(Out + "/patches", Failed))
    if (Entry.path().extension() == ".patch")
      Paths.push_back(Entry.path().string());
  if (Failed)
    return problem("no patches in " + Out + "/patches: " + Failed.message() +
                   "; name the folder that convert --out wrote");
  if (Paths.empty())
    return problem("no patches in " + Out + "/patches: nothing was converted");
  llvm::sort(Paths);
  std::vector<SavedPatch> Patches;
  for (const std::string &Path : Paths) {
    auto Patch = readPatch(Path);
    if (!Patch)
      return Patch.takeError();
    Patches.push_back(std::move(*Patch));
  }
  return Patches;
}

std::string pageless::pathOf(const FileDiff &Diff) {
  llvm::StringRef Name = Diff.newName.empty() ? Diff.oldName : Diff.newName;
  if (Name.empty())
    return Diff.to.empty() ? Diff.from : Diff.to;
  // "b/block/bio.c", or without the prefix if git was told so.
  if (!Name.consume_front("b/"))
    Name.consume_front("a/");
  return Name.str();
}

llvm::Expected<std::string> pageless::applyDiff(const std::string &Path,
                                                llvm::StringRef Text,
                                                const FileDiff &Diff,
                                                bool Reverse) {
  if (!Diff.unreadable.empty())
    return problem("the patch of " + Path + " has no text: " + Diff.unreadable);
  const std::vector<llvm::StringRef> Lines = linesOf(Text);
  const char Gone = Reverse ? '+' : '-';
  std::string Result;
  std::size_t At = 0; // lines taken so far
  for (const DiffHunk &Hunk : Diff.hunks) {
    const std::size_t Line = Reverse ? Hunk.newLine : Hunk.oldLine;
    const std::size_t Count = Reverse ? Hunk.newCount : Hunk.oldCount;
    // Of an empty side the number is that of the line before.
    const std::size_t Begin = Count == 0 ? Line : Line - 1;
    if (Begin < At || Begin > Lines.size())
      return problem(Path + " has no line " + llvm::Twine(Line));
    for (; At < Begin; ++At)
      Result += Lines[At];
    for (const DiffLine &One : Hunk.lines) {
      if (One.mark == ' ' || One.mark == Gone) {
        if (At == Lines.size() || Lines[At] != One.text)
          return problem(Path + ":" + llvm::Twine(At + 1) +
                         " is not what the patch says");
        ++At;
      }
      if (One.mark != Gone)
        Result += One.text;
    }
  }
  for (; At < Lines.size(); ++At)
    Result += Lines[At];
  return Result;
}

llvm::Expected<std::map<std::string, FileVersions>>
pageless::readVersions(const std::vector<SavedPatch> &Patches,
                       const std::string &Root, bool &IsApplied) {
  Texts Now;
  for (const SavedPatch &Patch : Patches)
    for (const FileDiff &Diff : Patch.files) {
      const std::string Path = pathOf(Diff);
      auto Text = textOf(Root, Path);
      if (!Text)
        return Text.takeError();
      Now[Path] = std::move(*Text);
    }
  auto After = walk(Patches, Now, /*Reverse=*/false);
  auto Before = walk(Patches, Now, /*Reverse=*/true);
  IsApplied = !After;
  if (!After && !Before) {
    llvm::consumeError(Before.takeError());
    return problem("the tree is neither as before the patches nor as after "
                   "them: " +
                   llvm::toString(After.takeError()) +
                   "; convert again, or check out what was converted");
  }
  if (!After)
    llvm::consumeError(After.takeError());
  if (!Before)
    llvm::consumeError(Before.takeError());
  const Texts &First = IsApplied ? *Before : Now;
  const Texts &Last = IsApplied ? Now : *After;
  std::map<std::string, FileVersions> Versions;
  for (const auto &[Path, Text] : First)
    Versions[Path] = {Text.value_or(""), Last.at(Path).value_or(""),
                      !Text.has_value()};
  return Versions;
}
