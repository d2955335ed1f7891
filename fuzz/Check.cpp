//===- fuzz/Check.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fuzz/Check.h"

#include "llvm/Support/JSON.h"

#include <cstdio>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

using namespace pageless;

void fuzz::check(bool Holds, const char *What, llvm::StringRef Detail) {
  if (Holds)
    return;
  std::fprintf(stderr, "does not hold: %s\n%s\n", What, Detail.str().c_str());
  std::abort();
}

void fuzz::checkMessage(llvm::StringRef Text) {
  check(!Text.empty(), "an error says something");
  for (const char Byte : Text)
    check(static_cast<unsigned char>(Byte) >= ' ' && Byte != '\x7f',
          "an error is one line without control bytes", Text);
  check(llvm::json::isUTF8(Text), "an error is UTF-8", Text);
  check(Text.size() < 1000, "an error can be read", Text);
}

std::string fuzz::checkedError(llvm::Error E) {
  std::string Text = llvm::toString(std::move(E));
  checkMessage(Text);
  return Text;
}

fuzz::MemoryFile::MemoryFile()
    : Descriptor(memfd_create("fuzz", 0)),
      Path("/proc/self/fd/" + std::to_string(Descriptor)) {
  check(Descriptor >= 0, "there are files in memory");
}

void fuzz::MemoryFile::write(llvm::StringRef Text) {
  const bool Done = ftruncate(Descriptor, 0) == 0 &&
                    pwrite(Descriptor, Text.data(), Text.size(), 0) ==
                        static_cast<ssize_t>(Text.size());
  check(Done, "the file can be written");
}
