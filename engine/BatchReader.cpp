//===- engine/BatchReader.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/BatchReader.h"

#ifdef PAGELESS_HAS_URING
#include <fcntl.h>
#include <liburing.h>
#endif

using namespace pageless;

#ifdef PAGELESS_HAS_URING

namespace {

/// What is done with each file, one after the other.
enum Step : unsigned { OpenFile, ReadText, ReadEnd, CloseFile, Steps };

constexpr std::size_t SlotSize = BatchReader::Longest + 1;

} // namespace

struct BatchReader::Ring {
  io_uring ring{};
  bool works = false;
  /// What the steps ended with, by file: an error if negative.
  std::vector<int> results = std::vector<int>(Most * Steps);

  Ring() {
    if (io_uring_queue_init(Most * Steps, &ring, 0) != 0)
      return;
    works = io_uring_register_files_sparse(&ring, Most) == 0;
    if (!works)
      io_uring_queue_exit(&ring);
  }
  ~Ring() {
    if (works)
      io_uring_queue_exit(&ring);
  }
  Ring(const Ring &) = delete;
  Ring &operator=(const Ring &) = delete;

  void ask(int Folder, const std::string &File, unsigned Slot, char *Text) {
    auto Next = [&, Step = 0u]() mutable {
      io_uring_sqe *Entry = io_uring_get_sqe(&ring);
      return std::pair(Entry, Slot * Steps + Step++);
    };
    const auto Finish = [](auto Asked, unsigned Flags) {
      Asked.first->flags |= static_cast<__u8>(Flags);
      io_uring_sqe_set_data64(Asked.first, Asked.second);
    };
    const int Index = static_cast<int>(Slot);
    auto Asked = Next();
    io_uring_prep_openat_direct(Asked.first, Folder, File.c_str(), O_RDONLY, 0,
                                Slot);
    Finish(Asked, IOSQE_IO_LINK);
    // From where the file stands, so that the second one sees its end. A read
    // that comes short breaks only soft links.
    constexpr auto Here = static_cast<__u64>(-1);
    constexpr unsigned Linked = IOSQE_FIXED_FILE | IOSQE_IO_HARDLINK;
    Asked = Next();
    io_uring_prep_read(Asked.first, Index, Text, SlotSize, Here);
    Finish(Asked, Linked);
    Asked = Next();
    io_uring_prep_read(Asked.first, Index, &end, 1, Here);
    Finish(Asked, Linked);
    Asked = Next();
    io_uring_prep_close_direct(Asked.first, Slot);
    Finish(Asked, 0);
  }

  /// Waits until all of \p Files are done. False if the ring broke.
  bool run(std::size_t Files) {
    std::size_t Left = Files * Steps;
    if (io_uring_submit_and_wait(&ring, static_cast<unsigned>(Left)) < 0)
      return false;
    while (Left > 0) {
      io_uring_cqe *Done = nullptr;
      const int Error = io_uring_wait_cqe(&ring, &Done);
      if (Error == -EINTR)
        continue;
      if (Error < 0)
        return false;
      results[io_uring_cqe_get_data64(Done)] = Done->res;
      io_uring_cqe_seen(&ring, Done);
      --Left;
    }
    return true;
  }

  /// The length of the file in that slot, if all of it was read.
  std::optional<std::size_t> length(std::size_t Slot) const {
    const int *Of = &results[Slot * Steps];
    if (Of[OpenFile] < 0 || Of[ReadText] < 0 || Of[ReadEnd] != 0 ||
        static_cast<std::size_t>(Of[ReadText]) > Longest)
      return std::nullopt;
    return static_cast<std::size_t>(Of[ReadText]);
  }

private:
  char end = 0; ///< nobody looks at what is there
};

BatchReader::BatchReader(int Folder)
    : Folder(Folder), Open(std::make_unique<Ring>()), Texts(Most) {
  if (Open->works)
    Memory.resize(Most * SlotSize);
  else
    Open.reset();
}

llvm::ArrayRef<std::optional<llvm::StringRef>>
BatchReader::read(llvm::ArrayRef<std::string> Files) {
  Texts.assign(Files.size(), std::nullopt);
  if (!Open)
    return Texts;
  for (unsigned I = 0; I < Files.size(); ++I)
    Open->ask(Folder, Files[I], I, Memory.data() + I * SlotSize);
  if (!Open->run(Files.size())) {
    // Nobody knows what may still be written into the memory.
    Open.reset();
    return Texts;
  }
  for (std::size_t I = 0; I < Files.size(); ++I)
    if (const auto Length = Open->length(I)) {
      char *Text = Memory.data() + I * SlotSize;
      Text[*Length] = '\0';
      Texts[I] = llvm::StringRef(Text, *Length);
    }
  return Texts;
}

#else

struct BatchReader::Ring {};

BatchReader::BatchReader(int Folder) : Folder(Folder) {}

llvm::ArrayRef<std::optional<llvm::StringRef>>
BatchReader::read(llvm::ArrayRef<std::string> Files) {
  Texts.assign(Files.size(), std::nullopt);
  return Texts;
}

#endif

BatchReader::~BatchReader() = default;
