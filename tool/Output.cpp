//===- tool/Output.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Output.h"

#include "engine/OutputFiles.h"
#include "reports/Json.h"
#include "reports/Patch.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <set>
#include <vector>

using namespace pageless;

namespace {

/// True if an earlier run wrote this patch.
bool isOurs(llvm::StringRef Path) {
  if (!Path.ends_with(".patch"))
    return false;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
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
  OutputFiles Files;
  std::set<std::string> Fresh;
  for (const PatchSet &Patch : R.patches) {
    const std::string Path = Patches + "/" + Patch.name + ".patch";
    if (llvm::Error E = Files.add(Path, writePatch(Patch)))
      return E;
    Fresh.insert(Path);
  }
  if (llvm::Error E = Files.add(Directory + "/report.json", writeJson(R)))
    return E;
  std::vector<std::string> Stale;
  for (std::string &Path : filesIn(Patches))
    if (!Fresh.count(Path) && isOurs(Path))
      Stale.push_back(std::move(Path));
  return Files.finish(Stale);
}
