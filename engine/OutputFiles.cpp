//===- engine/OutputFiles.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/OutputFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <filesystem>

using namespace pageless;
namespace fs = llvm::sys::fs;

namespace {

llvm::Error cannotWrite(const std::string &Path, std::error_code E) {
  return llvm::createStringError(E,
                                 "cannot write " + Path + ": " + E.message());
}

/// Not with LLVM's own function for it, which ends the program on a full disk.
std::error_code write(int Descriptor, llvm::StringRef Text) {
  llvm::raw_fd_ostream Out(Descriptor, /*shouldClose=*/true);
  Out << Text;
  Out.close();
  const std::error_code Failed = Out.error();
  Out.clear_error();
  return Failed;
}

} // namespace

OutputFiles::~OutputFiles() {
  for (const Part &P : Parts) {
    fs::remove(P.beside);
    llvm::sys::DontRemoveFileOnSignal(P.beside);
  }
}

llvm::Error OutputFiles::add(const std::string &Path, llvm::StringRef Text) {
  int Descriptor = -1;
  llvm::SmallString<256> Beside;
  if (const std::error_code E =
          fs::createUniqueFile(Path + ".part-%%%%%%%%", Descriptor, Beside,
                               fs::OF_None, fs::all_read | fs::all_write))
    return cannotWrite(Path, E);
  llvm::sys::RemoveFileOnSignal(Beside);
  Parts.push_back({std::string(Beside), Path});
  if (const std::error_code E = write(Descriptor, Text))
    return cannotWrite(Path, E);
  return llvm::Error::success();
}

llvm::Error OutputFiles::finish(llvm::ArrayRef<std::string> Stale) {
  if (Parts.empty())
    return llvm::Error::success();
  if (Parts.size() > 1 || !Stale.empty())
    if (const std::error_code E = fs::remove(Parts.back().path))
      return cannotWrite(Parts.back().path, E);
  for (const std::string &Path : Stale)
    if (const std::error_code E = fs::remove(Path))
      return cannotWrite(Path, E);
  while (!Parts.empty()) {
    const Part First = Parts.front();
    if (const std::error_code E = fs::rename(First.beside, First.path))
      return cannotWrite(First.path, E);
    llvm::sys::DontRemoveFileOnSignal(First.beside);
    Parts.erase(Parts.begin());
  }
  return llvm::Error::success();
}

llvm::Error pageless::writeWhole(const std::string &Path,
                                 llvm::StringRef Text) {
  fs::file_status State;
  const bool IsThere = !fs::status(Path, State);
  if (!IsThere || State.type() == fs::file_type::regular_file) {
    OutputFiles One;
    if (llvm::Error E = One.add(Path, Text))
      return E;
    return One.finish();
  }
  int Descriptor = -1;
  std::error_code E = fs::openFileForWrite(Path, Descriptor);
  if (!E)
    E = write(Descriptor, Text);
  return E ? cannotWrite(Path, E) : llvm::Error::success();
}

std::vector<std::string> pageless::filesIn(const std::string &Folder) {
  std::vector<std::string> Files;
  std::error_code Failed;
  std::filesystem::directory_iterator Entry(Folder, Failed), End;
  for (; !Failed && Entry != End; Entry.increment(Failed))
    if (std::error_code Gone; Entry->is_regular_file(Gone))
      Files.push_back(Entry->path().string());
  llvm::sort(Files);
  return Files;
}
