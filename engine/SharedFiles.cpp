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

namespace {

/// Refuses to read devices and pipes: some of them never end, and others never
/// begin.
class RegularFiles : public vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    const auto State = status(Path);
    if (State && !State->isRegularFile() && !State->isDirectory() &&
        Path.str() != "/dev/null")
      return std::make_error_code(std::errc::no_such_device_or_address);
    return ProxyFileSystem::openFileForRead(Path);
  }
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
pageless::filesAsSeen(const Ledger &L) {
  llvm::IntrusiveRefCntPtr<vfs::FileSystem> All(
      vfs::createPhysicalFileSystem().release());
  llvm::IntrusiveRefCntPtr<vfs::FileSystem> Disk =
      llvm::makeIntrusiveRefCnt<RegularFiles>(std::move(All));
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

  /// A path that somebody has asked for.
  struct Asked {
    llvm::StringRef path;
    unsigned number = 0;
    llvm::ErrorOr<vfs::Status> status;
    bool isMade = false; ///< by add(); no input of a unit
  };

  llvm::IntrusiveRefCntPtr<vfs::FileSystem> base;
  llvm::StringSet<> keep;
  mutable std::shared_mutex mutex;
  llvm::StringMap<std::unique_ptr<Asked>> states;
  std::vector<const Asked *> numbered;
  std::map<Id, Content> contents;

  static Id idOf(const vfs::Status &S) {
    return {S.getUniqueID().getDevice(), S.getUniqueID().getFile()};
  }

  const Asked &ask(llvm::StringRef Path) {
    {
      const std::shared_lock Lock(mutex);
      if (const auto It = states.find(Path); It != states.end())
        return *It->second;
    }
    llvm::ErrorOr<vfs::Status> Fresh = base->status(Path);
    const std::unique_lock Lock(mutex);
    if (Fresh)
      if (const auto It = contents.find(idOf(*Fresh)); It != contents.end())
        Fresh = vfs::Status::copyWithNewSize(*Fresh, It->second.text.size());
    const auto [It, Is] = states.try_emplace(Path);
    if (Is) {
      const auto Number = static_cast<unsigned>(numbered.size());
      It->second.reset(new Asked{It->first(), Number, std::move(Fresh)});
      numbered.push_back(It->second.get());
    }
    return *It->second;
  }

  const Asked &at(unsigned Number) const {
    const std::shared_lock Lock(mutex);
    return *numbered[Number];
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

  /// What a view without bodies shows of it under that path.
  llvm::StringRef blanked(llvm::StringRef Path, Content &Of) const {
    if (!Path.ends_with(".h"))
      return Of.text;
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
       bool Blanked, InputRecord *Record)
      : K(std::move(K)), Directory(std::move(Directory)), Blanked(Blanked),
        Record(Record) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    const auto &State = ask(Path).status;
    if (!State)
      return State.getError();
    return vfs::Status::copyWithNewName(*State, Path);
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    const SharedFiles::Known::Asked &Asked = ask(Path);
    if (!Asked.status)
      return Asked.status.getError();
    if (!Asked.status->isRegularFile())
      return K->base->openFileForRead(Asked.path);
    SharedFiles::Known::Content &Found = K->content(Asked.path, *Asked.status);
    if (Found.error)
      return Found.error;
    if (Record)
      Record->sawBodies |= !Blanked;
    return std::make_unique<OpenFile>(
        vfs::Status::copyWithNewName(*Asked.status, Path),
        Blanked ? K->blanked(Asked.path, Found) : Found.text);
  }

  vfs::directory_iterator dir_begin(const llvm::Twine &Path,
                                    std::error_code &Error) override {
    llvm::SmallString<256> Full;
    askedForMore();
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
    askedForMore();
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

  const SharedFiles::Known::Asked &ask(const llvm::Twine &Path) {
    llvm::SmallString<256> Full;
    const SharedFiles::Known::Asked &Asked = K->ask(absolute(Path, Full));
    if (Record && !Asked.isMade)
      Record->paths.push_back(Asked.number);
    return Asked;
  }

  void askedForMore() {
    if (Record)
      Record->isComplete = false;
  }

  std::shared_ptr<SharedFiles::Known> K;
  std::string Directory;
  bool Blanked;
  InputRecord *Record;
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
  const auto [It, Fresh] = K->states.try_emplace(Path);
  It->second.reset(new Known::Asked{It->first(), 0, State, /*isMade=*/true});
  K->contents[Known::idOf(State)].text = Text;
}

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
SharedFiles::from(const std::string &Directory, bool Blanked,
                  InputRecord *Record) const {
  return llvm::makeIntrusiveRefCnt<View>(K, Directory, Blanked, Record);
}

unsigned SharedFiles::number(llvm::StringRef Path) const {
  return K->ask(Path).number;
}

llvm::StringRef SharedFiles::path(unsigned Number) const {
  return K->at(Number).path;
}

llvm::StringRef SharedFiles::blanked(unsigned Number) const {
  const Known::Asked &Asked = K->at(Number);
  return K->blanked(Asked.path, K->content(Asked.path, *Asked.status));
}

const llvm::StringSet<> &SharedFiles::keep() const { return K->keep; }

PathState SharedFiles::state(unsigned Number) const {
  const Known::Asked *Asked = &K->at(Number);
  PathState State;
  if (!Asked->status) {
    State.error = Asked->status.getError();
    return State;
  }
  State.id = Known::idOf(*Asked->status);
  State.kind = PathState::Kind::Other;
  if (Asked->status->isDirectory())
    State.kind = PathState::Kind::Folder;
  if (!Asked->status->isRegularFile())
    return State;
  State.kind = PathState::Kind::File;
  const Known::Content &Found = K->content(Asked->path, *Asked->status);
  State.error = Found.error;
  State.text = Found.text;
  return State;
}
