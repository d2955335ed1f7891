//===- compdb/Wrapper.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Wrapper.h"
#include "compdb/Files.h"
#include "compdb/ShellWords.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

#include <string_view>
#include <utility>

using namespace pageless;
namespace fs = llvm::sys::fs;

namespace {

constexpr std::pair<std::string_view, std::string_view> Scripts[] = {
#include "EmbeddedCompiler.inc"
};

std::set<std::string> linesOf(const std::string &Path) {
  const std::string Text = readText(Path).value_or("");
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(Text).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  std::set<std::string> Set;
  for (const llvm::StringRef Line : Lines)
    Set.insert(Line.str());
  return Set;
}

} // namespace

llvm::Error Wrapper::write(const std::string &Clang,
                           llvm::ArrayRef<std::string> Options) const {
  const std::string Text =
      "#!/bin/sh\nclang=" + shellLine({Clang}) +
      "\noptions=" + shellLine({llvm::join(Options, " ")}) +
      "\nstate=" + shellLine({Directory}) + "\n\n" +
      std::string(Scripts[0].second);
  if (readText(program()) == Text)
    return llvm::Error::success();
  fs::remove(Directory + "/dropped");
  fs::remove(Directory + "/without-asm");
  if (llvm::Error E = writeText(program(), Text))
    return E;
  return llvm::errorCodeToError(
      fs::setPermissions(program(), fs::perms::all_read | fs::perms::all_exe |
                                        fs::perms::owner_write));
}

std::set<std::string> Wrapper::droppedOptions() const {
  return linesOf(Directory + "/dropped");
}

std::set<std::string> Wrapper::withoutAssembly() const {
  return linesOf(Directory + "/without-asm");
}
