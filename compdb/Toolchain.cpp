//===- compdb/Toolchain.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Configuration.h"
#include "compdb/Process.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Program.h"

using namespace pageless;

namespace {

bool isInstalled(const std::string &Program) {
  return static_cast<bool>(llvm::sys::findProgramByName(Program));
}

} // namespace

llvm::Expected<Toolchain> Toolchain::find(const KernelTree &Tree) {
  Toolchain Tools;
  Tools.suffix = "-" + std::to_string(LLVM_VERSION_MAJOR);
  if (!isInstalled("clang" + Tools.suffix) && isInstalled("clang"))
    Tools.suffix.clear();
  Tools.clang = "clang" + Tools.suffix;
  std::vector<std::string> Needed = {"make", Tools.clang};
  for (const char *Name : {"ld.lld", "llvm-ar", "llvm-nm", "llvm-objcopy"})
    Needed.push_back(Name + Tools.suffix);
  if (!Tree.takesLlvm)
    Needed.push_back("gcc"); // for the programs that run on this machine
  else
    Needed.insert(Needed.end(), {"flex", "bison"}); // for Kconfig
  for (const std::string &Program : Needed)
    if (!isInstalled(Program))
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          Program + " is not installed; scripts/packages.sh kernel installs "
                    "what is needed");
  auto Status = run({{Tools.clang, "--version"}, cleanEnvironment({}), ""},
                    [&](llvm::StringRef Line) {
                      if (Tools.version.empty())
                        Tools.version = Line.str();
                    });
  if (!Status)
    return Status.takeError();
  return Tools;
}
