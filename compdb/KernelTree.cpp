//===- compdb/KernelTree.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/KernelTree.h"
#include "compdb/Files.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace pageless;
namespace fs = llvm::sys::fs;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// "NAME = VALUE" of a Makefile, the first one.
std::string variable(llvm::StringRef Makefile, llvm::StringRef Name) {
  while (!Makefile.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Makefile) = Makefile.split('\n');
    if (!Line.consume_front(Name))
      continue;
    Line = Line.ltrim();
    if (Line.consume_front("="))
      return Line.trim().str();
  }
  return "";
}

std::string versionOf(llvm::StringRef Makefile) {
  std::string Version = variable(Makefile, "VERSION");
  for (const char *Part : {"PATCHLEVEL", "SUBLEVEL"})
    if (const std::string Value = variable(Makefile, Part); !Value.empty())
      Version += "." + Value;
  return Version + variable(Makefile, "EXTRAVERSION");
}

/// The lines "CLANG_TARGET_FLAGS_arm := arm-linux-gnueabi" of
/// scripts/Makefile.clang.
std::map<std::string, std::string> readClangTargets(llvm::StringRef Text) {
  std::map<std::string, std::string> Targets;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (!Line.consume_front("CLANG_TARGET_FLAGS_"))
      continue;
    const auto [Name, Value] = Line.split(":=");
    // um asks for that of another variable.
    if (!Value.trim().empty() && !Value.contains('$'))
      Targets[Name.trim().str()] = Value.trim().str();
  }
  return Targets;
}

} // namespace

llvm::Error pageless::checkMakePath(llvm::StringRef Path) {
  if (Path.find_first_of(" \t\n:") == llvm::StringRef::npos)
    return llvm::Error::success();
  return problem("the kernel's make takes no path with a space or colon in "
                 "it: " +
                 Path);
}

llvm::Expected<KernelTree> KernelTree::open(const std::string &Path) {
  for (const char *File : {"Makefile", "Kbuild", "MAINTAINERS", "scripts"})
    if (!fs::exists(Path + "/" + File))
      return problem(Path + " is no kernel tree: it has no " + File);
  llvm::SmallString<256> Real;
  if (const std::error_code Failed = fs::real_path(Path, Real))
    return problem("cannot open " + Path + ": " + Failed.message());
  KernelTree Tree;
  Tree.root = std::string(Real);
  if (llvm::Error E = checkMakePath(Tree.root))
    return E;
  if (fs::exists(Tree.root + "/.config") ||
      fs::exists(Tree.root + "/include/config"))
    return problem(
        Tree.root +
        " was configured or built in place, and its makefiles refuse "
        "another folder then; run 'make mrproper' there, or take a "
        "clean checkout");
  const std::string Makefile = readText(Tree.root + "/Makefile").value_or("");
  Tree.version = versionOf(Makefile);
  Tree.takesLlvm = Makefile.find("LLVM_SUFFIX") != std::string::npos;
  Tree.clangTargets = readClangTargets(
      readText(Tree.root + "/scripts/Makefile.clang").value_or(""));
  return Tree;
}

bool KernelTree::has(const Architecture &Arch) const {
  return fs::exists(root + "/arch/" + Arch.folder + "/Makefile");
}

llvm::Expected<std::string> KernelTree::makeTarget(llvm::StringRef Name) const {
  const llvm::StringRef Bare = Name.rtrim('/');
  const std::string Path = root + "/" + Bare.str();
  if (fs::is_directory(Path))
    return Bare.str() + "/";
  if (Bare.ends_with(".o") &&
      fs::exists(llvm::StringRef(Path).drop_back(2) + ".c"))
    return Bare.str();
  return problem(root + " has no " + Name +
                 "; name folders or objects, such as block or kernel/fork.o");
}
