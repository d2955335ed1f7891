//===- engine/ReadFiles.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ReadFiles.h"

#include "engine/BatchReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <mutex>
#include <optional>

using namespace pageless;

namespace {

/// Lists folders, each as a task of its own.
class Lister {
public:
  Lister(const std::string &Root, unsigned Threads)
      : Root(Root), Pool(llvm::hardware_concurrency(Threads)) {}

  /// Fails with the first error by the folder's name.
  llvm::Error run(const std::string &Folder) {
    start(Folder);
    Pool.wait();
    if (Errors.empty())
      return llvm::Error::success();
    const auto &[Wrong, E] = *Errors.begin();
    return llvm::createStringError(E, "cannot list " + Root +
                                          (Wrong.empty() ? "" : "/") + Wrong +
                                          ": " + E.message());
  }

  std::vector<std::string> Sources; // once all is listed

private:
  void start(std::string Folder) {
    Pool.async([this, Folder = std::move(Folder)] {
      if (const std::error_code E = list(Folder)) {
        const std::lock_guard Lock(Mutex);
        Errors.emplace(Folder, E);
      }
    });
  }

  static mode_t typeOf(DIR *Open, const dirent &Entry) {
    if (Entry.d_type != DT_UNKNOWN)
      return DTTOIF(Entry.d_type);
    struct stat State{};
    return fstatat(dirfd(Open), Entry.d_name, &State, AT_SYMLINK_NOFOLLOW) == 0
               ? State.st_mode
               : 0;
  }

  std::error_code list(const std::string &Folder) {
    DIR *Open = opendir((Root + "/" + Folder).c_str());
    if (!Open)
      return llvm::errnoAsErrorCode();
    const std::string Before = Folder.empty() ? "" : Folder + "/";
    std::vector<std::string> Found;
    errno = 0;
    while (const dirent *Entry = readdir(Open)) {
      const llvm::StringRef Name = Entry->d_name;
      if (Name == "." || Name == ".." || Name == ".git")
        continue;
      // A link is another name of a file that is listed under its own.
      const mode_t Type = typeOf(Open, *Entry);
      if (S_ISDIR(Type))
        start(Before + Name.str());
      else if (S_ISREG(Type) && isSourceFile(Name))
        Found.push_back(Before + Name.str());
      errno = 0;
    }
    const std::error_code E =
        errno ? llvm::errnoAsErrorCode() : std::error_code();
    closedir(Open);
    const std::lock_guard Lock(Mutex);
    Sources.insert(Sources.end(), std::make_move_iterator(Found.begin()),
                   std::make_move_iterator(Found.end()));
    return E;
  }

  const std::string &Root;
  std::mutex Mutex;
  std::map<std::string, std::error_code> Errors;
  llvm::DefaultThreadPool Pool; // last: its threads use the others
};

/// Reads files one after the other into the same memory.
class Reader {
public:
  /// \p Root is an open folder.
  explicit Reader(int Root) : Root(Root), Buffer(1 << 20) {}

  std::error_code read(const std::string &File, llvm::StringRef &Text) {
    const int Open = openat(Root, File.c_str(), O_RDONLY | O_CLOEXEC);
    if (Open < 0)
      return llvm::errnoAsErrorCode();
    std::error_code E;
    std::size_t Size = 0;
    for (;;) {
      const ssize_t Got =
          ::read(Open, Buffer.data() + Size, Buffer.size() - Size);
      if (Got < 0 && errno == EINTR)
        continue;
      if (Got < 0)
        E = llvm::errnoAsErrorCode();
      if (Got <= 0)
        break;
      Size += static_cast<std::size_t>(Got);
      if (Size == Buffer.size())
        Buffer.resize(2 * Size);
    }
    close(Open);
    Buffer[Size] = '\0'; // there is room: else it would have grown
    Text = {Buffer.data(), Size};
    return E;
  }

private:
  int Root;
  std::vector<char> Buffer;
};

llvm::Error cannotRead(const std::string &Path, std::error_code E) {
  return llvm::createStringError(E, "cannot read " + Path + ": " + E.message());
}

} // namespace

bool pageless::isSourceFile(llvm::StringRef Path) {
  // ".c" is a hidden file without a suffix.
  const llvm::StringRef Name = Path.substr(Path.rfind('/') + 1);
  return Name.size() > 2 && (Name.ends_with(".c") || Name.ends_with(".h"));
}

llvm::Expected<std::vector<std::string>>
pageless::listSources(const std::string &Root, llvm::StringRef Folder,
                      unsigned Threads) {
  Lister L(Root, Threads);
  if (llvm::Error E = L.run(Folder.str()))
    return std::move(E);
  llvm::sort(L.Sources);
  return std::move(L.Sources);
}

unsigned pageless::countWorkers(unsigned Threads) {
  return llvm::hardware_concurrency(Threads).compute_thread_count();
}

void pageless::readFiles(const std::string &Root, const FileTexts &InMemory,
                         llvm::ArrayRef<std::string> Files, Reading How,
                         FileWork Work) {
  // Few, for the largest files of a kernel have 20 MB.
  constexpr std::size_t Chunk = BatchReader::Most;
  const int Open = open(Root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  std::atomic<std::size_t> Next = 0;
  const auto RunWorker = [&](unsigned Worker) {
    Reader One(Open);
    std::optional<BatchReader> Many;
    // Setting it up costs as much as reading a few files.
    if (How.batches && Files.size() > Chunk)
      Many.emplace(Open);
    for (std::size_t Begin; (Begin = Next.fetch_add(Chunk)) < Files.size();) {
      const auto Batch = Files.drop_front(Begin).take_front(Chunk);
      llvm::ArrayRef<std::optional<llvm::StringRef>> Texts;
      if (Many)
        Texts = Many->read(Batch);
      for (std::size_t I = 0; I < Batch.size(); ++I) {
        llvm::StringRef Text;
        if (const auto It = InMemory.find(Batch[I]); It != InMemory.end())
          Work(Worker, Begin + I, llvm::StringRef(It->second));
        else if (I < Texts.size() && Texts[I])
          Work(Worker, Begin + I, *Texts[I]);
        else if (const std::error_code E = One.read(Batch[I], Text))
          Work(Worker, Begin + I, cannotRead(Root + "/" + Batch[I], E));
        else
          Work(Worker, Begin + I, Text);
      }
    }
  };
  const unsigned Workers = countWorkers(How.threads);
  if (Files.size() <= Chunk || Workers == 1) {
    RunWorker(0);
  } else {
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(How.threads));
    for (unsigned I = 0; I < Workers; ++I)
      Pool.async([&, I] { RunWorker(I); });
    Pool.wait();
  }
  if (Open >= 0)
    close(Open);
}

llvm::Expected<std::string> pageless::readFile(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false,
                                            /*IsVolatile=*/true);
  if (!Buffer)
    return cannotRead(Path, Buffer.getError());
  return (*Buffer)->getBuffer().str();
}
