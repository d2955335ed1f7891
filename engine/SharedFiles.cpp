//===- engine/SharedFiles.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/SharedFiles.h"

#include "engine/Blank.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>

using namespace pageless;
namespace vfs = llvm::vfs;

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
pageless::filesAsSeen(const Ledger &L) {
  llvm::IntrusiveRefCntPtr<vfs::FileSystem> Disk(
      vfs::createPhysicalFileSystem().release());
  if (L.inMemory.empty())
    return Disk;
  auto Memory = llvm::makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  for (const auto &[File, Text] : L.inMemory)
    Memory->addFileNoOwn(L.root + "/" + File, 0,
                         llvm::MemoryBufferRef(Text, File));
  auto Both = llvm::makeIntrusiveRefCnt<vfs::OverlayFileSystem>(Disk);
  Both->pushOverlay(Memory);
  return Both;
}

/// Paths are absolute. A file's text is kept by its identity on disk, for it
/// has as many paths as there are links to it or to a folder above it.
struct SharedFiles::Known {
  using Id = std::pair<uint64_t, uint64_t>;
  struct Content {
    llvm::StringRef text; ///< a NUL follows
    std::unique_ptr<llvm::MemoryBuffer> owned;
    std::error_code error;
    std::once_flag once;
    std::optional<std::string> blanked; ///< if it differs
  };

  llvm::IntrusiveRefCntPtr<vfs::FileSystem> base;
  llvm::StringSet<> keep;
  mutable std::shared_mutex mutex;
  llvm::StringMap<llvm::ErrorOr<vfs::Status>> states;
  std::map<Id, Content> contents;

  static Id idOf(const vfs::Status &S) {
    return {S.getUniqueID().getDevice(), S.getUniqueID().getFile()};
  }

  llvm::ErrorOr<vfs::Status> status(llvm::StringRef Path) {
    {
      const std::shared_lock Lock(mutex);
      if (const auto It = states.find(Path); It != states.end())
        return It->second;
    }
    llvm::ErrorOr<vfs::Status> Fresh = base->status(Path);
    const std::unique_lock Lock(mutex);
    if (Fresh)
      if (const auto It = contents.find(idOf(*Fresh)); It != contents.end())
        Fresh = vfs::Status::copyWithNewSize(*Fresh, It->second.text.size());
    return states.try_emplace(Path, std::move(Fresh)).first->second;
  }

  /// The text of the file with that path and state.
  Content &content(llvm::StringRef Path, const vfs::Status &State) {
    {
      const std::shared_lock Lock(mutex);
      if (const auto It = contents.find(idOf(State)); It != contents.end())
        return It->second;
    }
    std::unique_ptr<llvm::MemoryBuffer> Read;
    std::error_code Error;
    if (auto File = base->openFileForRead(Path)) {
      if (auto Buffer = (*File)->getBuffer(Path))
        Read = std::move(*Buffer);
      else
        Error = Buffer.getError();
    } else {
      Error = File.getError();
    }
    const std::unique_lock Lock(mutex);
    const auto [It, Fresh] = contents.try_emplace(idOf(State));
    if (Fresh) {
      It->second.owned = std::move(Read);
      It->second.error = Error;
      if (It->second.owned)
        It->second.text = It->second.owned->getBuffer();
    }
    return It->second;
  }

  llvm::StringRef blanked(Content &Of) const {
    std::call_once(Of.once, [&] { Of.blanked = blankBodies(Of.text, keep); });
    return Of.blanked ? llvm::StringRef(*Of.blanked) : Of.text;
  }
};

namespace {

class OpenFile : public vfs::File {
public:
  OpenFile(vfs::Status State, llvm::StringRef Text)
      : State(std::move(State)), Text(Text) {}

  llvm::ErrorOr<vfs::Status> status() override { return State; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBuffer(Text, Name.str());
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status State;
  llvm::StringRef Text;
};

class View : public vfs::FileSystem {
public:
  View(std::shared_ptr<SharedFiles::Known> K, std::string Directory,
       bool Blanked)
      : K(std::move(K)), Directory(std::move(Directory)), Blanked(Blanked) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    llvm::SmallString<256> Full;
    auto State = K->status(absolute(Path, Full));
    if (!State)
      return State.getError();
    return vfs::Status::copyWithNewName(*State, Path);
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    llvm::SmallString<256> Full;
    auto State = K->status(absolute(Path, Full));
    if (!State)
      return State.getError();
    if (!State->isRegularFile())
      return K->base->openFileForRead(Full);
    SharedFiles::Known::Content &Found = K->content(Full, *State);
    if (Found.error)
      return Found.error;
    const bool Blank = Blanked && Full.ends_with(".h");
    return std::make_unique<OpenFile>(
        vfs::Status::copyWithNewName(*State, Path),
        Blank ? K->blanked(Found) : Found.text);
  }

  vfs::directory_iterator dir_begin(const llvm::Twine &Path,
                                    std::error_code &Error) override {
    llvm::SmallString<256> Full;
    return K->base->dir_begin(absolute(Path, Full), Error);
  }

  llvm::ErrorOr<std::string> getCurrentWorkingDirectory() const override {
    return Directory;
  }
  std::error_code setCurrentWorkingDirectory(const llvm::Twine &Path) override {
    llvm::SmallString<256> Full;
    Directory = absolute(Path, Full).str();
    return {};
  }
  std::error_code getRealPath(const llvm::Twine &Path,
                              llvm::SmallVectorImpl<char> &Out) override {
    llvm::SmallString<256> Full;
    return K->base->getRealPath(absolute(Path, Full), Out);
  }

private:
  llvm::StringRef absolute(const llvm::Twine &Path,
                           llvm::SmallString<256> &Out) const {
    Path.toVector(Out);
    if (!llvm::sys::path::is_absolute(Out)) {
      llvm::SmallString<256> Full(Directory);
      llvm::sys::path::append(Full, Out);
      Out = Full;
    }
    return Out;
  }

  std::shared_ptr<SharedFiles::Known> K;
  std::string Directory;
  bool Blanked;
};

} // namespace

SharedFiles::SharedFiles(const Ledger &L, llvm::StringSet<> Keep)
    : K(std::make_shared<Known>()) {
  K->base = filesAsSeen(L);
  K->keep = std::move(Keep);
  for (const auto &[File, Text] : L.texts)
    if (const auto State = K->base->status(L.root + "/" + File))
      K->contents[Known::idOf(*State)].text = Text;
}

SharedFiles::~SharedFiles() = default;

void SharedFiles::add(const std::string &Path, llvm::StringRef Text) {
  const vfs::Status State(Path, vfs::getNextVirtualUniqueID(), {}, 0, 0,
                          Text.size(), llvm::sys::fs::file_type::regular_file,
                          llvm::sys::fs::all_read);
  const std::unique_lock Lock(K->mutex);
  K->states.insert_or_assign(Path, State);
  K->contents[Known::idOf(State)].text = Text;
}

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
SharedFiles::from(const std::string &Directory, bool Blanked) const {
  return llvm::makeIntrusiveRefCnt<View>(K, Directory, Blanked);
}
