//===- suggest/TreeFiles.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/TreeFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <array>
#include <set>

using namespace pageless;
namespace path = llvm::sys::path;

namespace {

/// Architectures that Clang has a target for, best known first. Others follow
/// by name: their code can be configured, but not parsed as it should be.
constexpr std::array<llvm::StringLiteral, 15> Known = {
    "x86_64",  "arm64",     "arm",     "powerpc", "s390",
    "riscv",   "i386",      "mips",    "sparc",   "sparc64",
    "sparc32", "loongarch", "hexagon", "m68k",    "um"};

/// Names for ARCH that have a folder of another name, by the lines
/// "ifeq ($(ARCH),i386)" and "SRCARCH := x86" of the root's Makefile.
std::map<std::string, std::string> aliases(llvm::StringRef Makefile) {
  std::map<std::string, std::string> Found;
  std::string Arch;
  while (!Makefile.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Makefile) = Makefile.split('\n');
    Line = Line.trim();
    if (Line.consume_front("ifeq ($(ARCH),")) {
      Arch = Line.take_until([](char C) { return C == ')'; }).str();
    } else if (Line.starts_with("endif")) {
      Arch.clear();
    } else if (!Arch.empty() && Line.consume_front("SRCARCH")) {
      Found[Arch] = Line.ltrim(" \t:=").rtrim().str();
    }
  }
  return Found;
}

} // namespace

std::string pageless::folderOf(llvm::StringRef Path) {
  return path::parent_path(Path, path::Style::posix).str();
}

std::string pageless::archOf(llvm::StringRef Path) {
  if (!Path.consume_front("arch/"))
    return "";
  if (!Path.contains('/'))
    return "";
  const auto [Arch, Rest] = Path.split('/');
  return Rest.starts_with("um/") ? "um" : Arch.str();
}

std::string pageless::inFolder(llvm::StringRef Folder, llvm::StringRef Name) {
  return Folder.empty() ? Name.str() : (Folder + "/" + Name).str();
}

bool pageless::clangKnows(llvm::StringRef Arch) {
  return llvm::is_contained(Known, Arch);
}

llvm::Expected<TreeFiles> TreeFiles::list(const std::string &Root) {
  TreeFiles Tree;
  Tree.Sources.root = Root;
  std::vector<std::string> Sources;
  std::error_code E;
  for (llvm::sys::fs::recursive_directory_iterator It(Root, E, false), End;
       It != End && !E; It.increment(E)) {
    const llvm::StringRef Full = It->path();
    const llvm::StringRef Name = path::filename(Full);
    if (It->type() == llvm::sys::fs::file_type::directory_file) {
      if (Name.starts_with("."))
        It.no_push();
      continue;
    }
    if (It->type() != llvm::sys::fs::file_type::regular_file)
      continue;
    const std::string Path = Full.drop_front(Root.size() + 1).str();
    if (Name.ends_with(".c") || Name.ends_with(".h"))
      Sources.push_back(Path);
    else if (Name.starts_with("Makefile") || Name.starts_with("Kbuild"))
      Tree.Makefiles[folderOf(Path)].push_back(Path);
    else if (Name.starts_with("Kconfig"))
      Tree.Kconfigs.push_back(Path);
  }
  if (E)
    return llvm::createStringError(E,
                                   "cannot list " + Root + ": " + E.message());
  llvm::sort(Sources);
  Tree.Sources.setSources(std::move(Sources));
  llvm::sort(Tree.Kconfigs);
  for (auto &[Folder, Files] : Tree.Makefiles)
    llvm::sort(Files);
  Tree.findArchitectures();
  return Tree;
}

void TreeFiles::findArchitectures() {
  std::map<std::string, std::string> Found = aliases(read("Makefile"));
  // arch/X/Kconfig is ARCH=X, but x86, which is one of its aliases.
  for (llvm::StringRef Path : Kconfigs)
    if (Path.consume_front("arch/") && Path.consume_back("/Kconfig") &&
        !Path.contains('/') && !(Path == "x86" && Found.count("x86_64")))
      Found.emplace(Path.str(), Path.str());
  for (const llvm::StringRef Arch : Known)
    if (const auto It = Found.find(Arch.str()); It != Found.end()) {
      Architectures.push_back({It->first, It->second});
      Found.erase(It);
    }
  for (const auto &[Arch, Directory] : Found)
    Architectures.push_back({Arch, Directory});
}

std::string TreeFiles::read(const std::string &Path) const {
  llvm::Expected<std::string> Text = readFile(root() + "/" + Path);
  if (Text)
    return std::move(*Text);
  llvm::consumeError(Text.takeError());
  return "";
}
