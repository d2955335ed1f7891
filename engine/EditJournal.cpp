//===- engine/EditJournal.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/EditJournal.h"

#include "engine/DurableFile.h"
#include "engine/Scan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/Signals.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace pageless;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// Once it has this name the edit will happen.
constexpr const char *JournalName = ".pageless-journal";
/// Until then it tells which files may lie beside others, to be removed.
constexpr const char *DraftName = ".pageless-journal.new";
constexpr llvm::StringRef BesideName = ".pageless-edit-";
constexpr llvm::StringRef FirstLine = "pageless edits these files, 1";
constexpr llvm::StringRef LastLine = "end";

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

std::string digestOf(llvm::StringRef Text) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(Text)),
                     /*LowerCase=*/true);
}

/// The digest of a file's text; "" if it cannot be read.
std::string digestOfFile(const std::string &Path) {
  auto Text = readFile(Path);
  if (Text)
    return digestOf(*Text);
  llvm::consumeError(Text.takeError());
  return "";
}

bool isBelow(llvm::StringRef Relative) {
  return !Relative.empty() &&
         llvm::all_of(llvm::split(Relative, '/'), [](llvm::StringRef Part) {
           return !Part.empty() && Part != "." && Part != "..";
         });
}

/// Exchanges two files, so that the old text stays until all is done. Where
/// that is not possible the old one goes.
std::error_code exchange(const std::string &Beside, const std::string &File) {
  if (renameat2(AT_FDCWD, Beside.c_str(), AT_FDCWD, File.c_str(),
                RENAME_EXCHANGE) == 0)
    return {};
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return llvm::errnoAsErrorCode();
  return fs::rename(Beside, File);
}

} // namespace

bool EditJournal::isPending(const std::string &Root) {
  struct stat State{};
  return lstat((Root + "/" + JournalName).c_str(), &State) == 0;
}

/// A journal may have come with the tree: it must not lead out of it, and only
/// move what such an edit has made.
bool EditJournal::isSound(const std::string &Root, const Swap &S) {
  if (!isBelow(S.file) || !isBelow(S.beside) ||
      path::parent_path(S.file) != path::parent_path(S.beside) ||
      !path::filename(S.beside).starts_with(BesideName))
    return false;
  llvm::SmallString<256> Folder;
  if (fs::real_path(path::parent_path(Root + "/" + S.file), Folder))
    return false;
  return Folder == Root || Folder.starts_with(Root + "/");
}

llvm::Expected<EditJournal> EditJournal::read(const std::string &Root,
                                              const std::string &Name) {
  EditJournal Journal(Root);
  const std::string Path = Root + "/" + Name;
  if (!fs::is_regular_file(Path) || fs::is_symlink_file(Path))
    return problem(Path + " is no file");
  auto Text = readFile(Path);
  if (!Text)
    return Text.takeError();
  // A file's name has any bytes but one.
  llvm::SmallVector<llvm::StringRef> Fields;
  llvm::StringRef(*Text).split(Fields, '\0');
  if (Fields.size() < 2 || Fields.front() != FirstLine ||
      Fields.back() != LastLine || (Fields.size() - 2) % 4 != 0)
    return problem(Path + " is no journal of pageless");
  for (std::size_t I = 1; I + 1 < Fields.size(); I += 4) {
    Swap S{Fields[I].str(), Fields[I + 1].str(), Fields[I + 2].str(),
           Fields[I + 3].str()};
    if (!isSound(Root, S))
      return problem(Path + " names files that no edit of this tree can have "
                            "made");
    Journal.Swaps.push_back(std::move(S));
  }
  return Journal;
}

llvm::Error EditJournal::write() const {
  std::string Text = FirstLine.str();
  for (const Swap &S : Swaps)
    for (const std::string *Field : {&S.file, &S.beside, &S.before, &S.after})
      (Text += '\0') += *Field;
  (Text += '\0') += LastLine.str();
  if (const std::error_code E = writeDurably(path(DraftName), Text))
    return problem("cannot write " + path(DraftName) + ": " + E.message() +
                   "; nothing was edited");
  return llvm::Error::success();
}

/// Writes the new texts, each with the owner and the permissions of the old.
llvm::Error EditJournal::writeBeside(llvm::ArrayRef<NewText> Texts) const {
  for (std::size_t I = 0; I < Texts.size(); ++I)
    if (const std::error_code E = writeDurably(
            path(Swaps[I].beside), Texts[I].after, path(Swaps[I].file)))
      return problem("cannot write beside " + path(Swaps[I].file) + ": " +
                     E.message() + "; nothing was edited");
  return llvm::Error::success();
}

/// Has a signal that ends the program remove what was written, or no longer.
void EditJournal::watch(bool RemovesOnSignal) const {
  const auto Watch = [&](const std::string &Path) {
    if (RemovesOnSignal)
      llvm::sys::RemoveFileOnSignal(Path);
    else
      llvm::sys::DontRemoveFileOnSignal(Path);
  };
  Watch(path(DraftName));
  for (const Swap &S : Swaps)
    Watch(path(S.beside));
}

/// Removes what lies beside files, and then the journal that tells of it.
llvm::Error EditJournal::clean(const char *Name) const {
  const auto Remove = [&](const std::string &Path) {
    return unlink(Path.c_str()) == 0 || errno == ENOENT
               ? llvm::Error::success()
               : problem("cannot remove " + Path + ": " +
                         llvm::sys::StrError() +
                         "; the next run with --in-place will");
  };
  for (const Swap &S : Swaps)
    if (llvm::Error E = Remove(path(S.beside)))
      return E;
  return Remove(path(Name));
}

/// Exchanges what is not yet \p Done. Stops at what cannot be, or was changed
/// at the last moment.
llvm::Error EditJournal::forward(std::vector<bool> &Done) const {
  for (std::size_t I = 0; I < Swaps.size(); ++I) {
    if (Done[I])
      continue;
    const std::string File = path(Swaps[I].file),
                      Beside = path(Swaps[I].beside);
    if (const std::error_code E = exchange(Beside, File))
      return problem("cannot replace " + File + ": " + E.message());
    Done[I] = true;
    if (fs::exists(Beside) && digestOfFile(Beside) != Swaps[I].before)
      return problem(Swaps[I].file + " has changed since it was parsed");
  }
  return llvm::Error::success();
}

/// False if a file cannot get its old text back.
bool EditJournal::swapBack(const std::vector<bool> &Done) const {
  bool All = true;
  for (std::size_t I = Swaps.size(); I-- > 0;)
    if (Done[I])
      All &= fs::exists(path(Swaps[I].beside)) &&
             !exchange(path(Swaps[I].beside), path(Swaps[I].file));
  return All;
}

/// Gives all files their new texts, or all their old ones, and removes the
/// journal. If neither is possible it stays, for the next run.
llvm::Error EditJournal::swapAll(std::vector<bool> Done) const {
  llvm::Error Failed = forward(Done);
  if (Failed) {
    const std::string Why = llvm::toString(std::move(Failed));
    if (!swapBack(Done))
      return problem(Why + "; the edit of " + Root +
                     " is not finished: take away what is in its way, and the "
                     "next run with --in-place finishes it");
    Failed = problem(Why + "; nothing was edited, run again");
  }
  for (const Swap &S : Swaps)
    syncFolder(path::parent_path(path(S.file)).str());
  llvm::Error Left = clean(JournalName);
  if (!Failed)
    return Left;
  llvm::consumeError(std::move(Left)); // the first one matters more
  return Failed;
}

llvm::Error EditJournal::edit(const std::string &Root,
                              llvm::ArrayRef<NewText> Texts) {
  if (Texts.empty())
    return llvm::Error::success();
  EditJournal Journal(Root);
  const std::string Run =
      llvm::utohexstr(llvm::sys::Process::GetRandomNumber(), true, 8);
  for (const NewText &Text : Texts) {
    llvm::SmallString<256> Beside(path::parent_path(Text.file));
    path::append(Beside,
                 BesideName + Run + "-" + llvm::Twine(Journal.Swaps.size()));
    Journal.Swaps.push_back({Text.file, std::string(Beside),
                             digestOf(Text.before), digestOf(Text.after)});
  }
  Journal.watch(/*RemovesOnSignal=*/true);
  llvm::Error Failed = Journal.write();
  if (!Failed)
    Failed = Journal.writeBeside(Texts);
  const DeferredSignals Deferred; // also those that would remove what is needed
  Journal.watch(/*RemovesOnSignal=*/false);
  if (!Failed)
    if (const std::error_code E =
            fs::rename(Journal.path(DraftName), Journal.path(JournalName)))
      Failed = problem("cannot rename " + Journal.path(DraftName) + ": " +
                       E.message() + "; nothing was edited");
  if (Failed) {
    llvm::consumeError(Journal.clean(DraftName)); // else the next run does it
    return Failed;
  }
  syncFolder(Root);
  return Journal.swapAll(std::vector<bool>(Texts.size(), false));
}

llvm::Expected<std::string> EditJournal::recover(const std::string &Root) {
  const DeferredSignals Deferred;
  // With a draft nothing was edited. If it is torn, nothing else was written.
  struct stat State{};
  const std::string Draft = Root + "/" + DraftName;
  if (lstat(Draft.c_str(), &State) == 0) {
    auto Begun = read(Root, DraftName);
    llvm::Error Failed = (Begun ? *Begun : EditJournal(Root)).clean(DraftName);
    if (!Begun)
      llvm::consumeError(Begun.takeError());
    if (Failed)
      return std::move(Failed);
  }
  if (!isPending(Root))
    return "";
  auto Journal = read(Root, JournalName);
  if (!Journal)
    return problem(llvm::toString(Journal.takeError()) +
                   "; see whether the tree is whole, and remove it");
  std::vector<bool> Done;
  bool Forward = true, Back = true;
  for (const Swap &S : Journal->Swaps) {
    const std::string Now = digestOfFile(Journal->path(S.file));
    const std::string Beside = digestOfFile(Journal->path(S.beside));
    const bool IsNew = Now == S.after, IsOld = Now == S.before;
    Done.push_back(IsNew);
    Forward &= IsNew || (IsOld && Beside == S.after);
    Back &= IsOld || (IsNew && Beside == S.before);
  }
  const std::string Files = std::to_string(Done.size()) + " files of " + Root;
  if (Forward) {
    if (llvm::Error E = Journal->swapAll(Done))
      return std::move(E);
    return "finished an edit of " + Files + " that was interrupted";
  }
  if (!Back || !Journal->swapBack(Done))
    return problem("an edit of " + Files +
                   " was interrupted, and some were changed since: restore "
                   "them, or remove " +
                   Journal->path(JournalName) + " to keep the tree as it is");
  if (llvm::Error E = Journal->clean(JournalName))
    return std::move(E);
  return "took back an edit of " + Files + " that was interrupted";
}
