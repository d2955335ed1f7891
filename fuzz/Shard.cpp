//===- fuzz/Shard.cpp - The files of shards -------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Only files of this very program are read further than their head, so the
// head is put in front of what the fuzzer makes.
//
//===----------------------------------------------------------------------===//

#include "fuzz/Check.h"
#include "shard/Facts.h"
#include "shard/Json.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

#include <cstdlib>

using namespace pageless;
using namespace pageless::fuzz;
using nlohmann::json;

namespace {

std::string textAt(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  check(!!Buffer, "what was written is there", Path);
  return (*Buffer)->getBuffer().str();
}

/// What a reader made of a file is written, read, and written again.
template <typename Read, typename Write>
void checkFile(const std::string &Path, Read &&ReadFrom, Write &&WriteTo) {
  auto Got = ReadFrom(Path);
  if (!Got) {
    checkedError(Got.takeError());
    return;
  }
  llvm::Expected<std::string> First = WriteTo(*Got);
  check(!!First, "what was read can be written");
  const std::string Text = textAt(*First);
  auto Again = ReadFrom(*First);
  if (!Again)
    check(false, "what was written can be read",
          checkedError(Again.takeError()));
  check(textAt(llvm::cantFail(WriteTo(*Again))) == Text,
        "what was written is read as it was", Text);
  llvm::cantFail(llvm::errorCodeToError(llvm::sys::fs::remove(*First)));
}

/// A folder in memory, one for each process.
const std::string &folder() {
  static const std::string Path = [] {
    const std::string Name = "/dev/shm/pageless-fuzz-" +
                             std::to_string(llvm::sys::Process::getProcessId());
    check(!llvm::sys::fs::create_directory(Name), "there is a folder", Name);
    std::atexit([] { llvm::sys::fs::remove_directories(folder()); });
    return Name;
  }();
  return Path;
}

/// The head that this program's files have, in front of the input's members.
void writeInput(const json &Input, const char *Schema, MemoryFile &File) {
  json Document = Input;
  Document.update(newDocument(Schema));
  File.write(Document.dump(-1, ' ', false, json::error_handler_t::replace));
}

void checkShard(const std::string &Path) {
  checkFile(Path, readShard, [](const Shard &S) -> llvm::Expected<std::string> {
    if (llvm::Error E = writeShard(folder(), S))
      return E;
    return shardFile(folder(), S.name);
  });
}

void checkFacts(const std::string &Path) {
  checkFile(Path, readFacts,
            [](const ShardFacts &Facts) -> llvm::Expected<std::string> {
              const std::string To = folder() + "/facts";
              if (llvm::Error E = writeFacts(To, Facts))
                return E;
              return To;
            });
  if (auto Costs = readCosts(Path); !Costs)
    checkedError(Costs.takeError());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  const llvm::StringRef Text = textOf(Data, Size);
  static MemoryFile File;
  File.write(Text);
  checkShard(File.path());
  const json Input = json::parse(Text.begin(), Text.end(), nullptr, false);
  if (!Input.is_object())
    return 0;
  writeInput(Input, "urn:pageless:shard:1", File);
  checkShard(File.path());
  writeInput(Input, "urn:pageless:facts:1", File);
  checkFacts(File.path());
  return 0;
}
