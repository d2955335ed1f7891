//===- compdb/Files.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Files.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;

std::optional<std::string> pageless::readText(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return std::nullopt;
  return (*Buffer)->getBuffer().str();
}

llvm::Error pageless::writeText(const std::string &Path, llvm::StringRef Text) {
  std::error_code Failed =
      llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
  if (!Failed) {
    const std::string Beside = Path + ".new";
    llvm::raw_fd_ostream Out(Beside, Failed);
    Out << Text;
    Out.close();
    if (!Failed)
      Failed = Out.error();
    Out.clear_error();
    if (!Failed)
      Failed = llvm::sys::fs::rename(Beside, Path);
  }
  if (Failed)
    return llvm::createStringError(Failed, "cannot write " + Path + ": " +
                                               Failed.message());
  return llvm::Error::success();
}
