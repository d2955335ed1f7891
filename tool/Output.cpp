//===- tool/Output.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Output.h"

#include "reports/Json.h"
#include "reports/Patch.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <filesystem>
#include <vector>

using namespace pageless;
namespace fs = std::filesystem;

namespace {

llvm::Error writeWhole(const std::string &Path, const std::string &Text) {
  return llvm::writeToOutput(Path, [&](llvm::raw_ostream &Out) {
    Out << Text;
    return llvm::Error::success();
  });
}

/// True if an earlier run wrote this patch.
bool isOurs(const fs::path &Path) {
  if (Path.extension() != ".patch")
    return false;
  auto Buffer = llvm::MemoryBuffer::getFile(Path.string());
  return Buffer &&
         (*Buffer)->getBuffer().take_front(2048).contains("Made by pageless ");
}

llvm::Error makeDirectory(const std::string &Path) {
  if (const std::error_code E = llvm::sys::fs::create_directories(Path))
    return llvm::createStringError(E,
                                   "cannot make " + Path + ": " + E.message());
  return llvm::Error::success();
}

} // namespace

llvm::Error pageless::writeOutput(const Result &R,
                                  const std::string &Directory) {
  const std::string Patches = Directory + "/patches";
  if (llvm::Error E = makeDirectory(Patches))
    return E;
  std::vector<fs::path> Stale;
  for (const fs::directory_entry &Entry : fs::directory_iterator(Patches))
    if (isOurs(Entry.path()))
      Stale.push_back(Entry.path());
  for (const fs::path &Path : Stale)
    fs::remove(Path);
  for (const PatchSet &Patch : R.patches)
    if (llvm::Error E = writeWhole(Patches + "/" + Patch.name + ".patch",
                                   writePatch(Patch)))
      return E;
  return writeWhole(Directory + "/report.json", writeJson(R));
}
