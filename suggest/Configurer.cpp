//===- suggest/Configurer.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Configurer.h"

#include "engine/Scan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

using namespace pageless;
namespace fs = llvm::sys::fs;

namespace {

/// A configuration that takes longer hangs, at a question for example.
constexpr unsigned TimeoutSeconds = 300;

std::string textOf(const std::string &Path) {
  llvm::Expected<std::string> Text = readFile(Path);
  if (Text)
    return std::move(*Text);
  llvm::consumeError(Text.takeError());
  return "";
}

/// The environment without what would steer the kernel's make.
std::vector<std::string> cleanEnvironment() {
  std::vector<std::string> Clean = {"LC_ALL=C"};
  for (char **Entry = environ; *Entry; ++Entry) {
    const llvm::StringRef Name = llvm::StringRef(*Entry).split('=').first;
    if (!Name.starts_with("MAKE") && !Name.starts_with("KBUILD_") &&
        !Name.starts_with("KCONFIG_") && Name != "MFLAGS" && Name != "ARCH" &&
        Name != "CROSS_COMPILE" && Name != "LLVM" && Name != "SUBARCH" &&
        !Name.starts_with("LC_"))
      Clean.push_back(*Entry);
  }
  return Clean;
}

/// The compilers that fit the tree, as compdb/Toolchain.cpp knows them.
std::vector<std::string> compilers(const std::string &Root,
                                   const std::string &Arch) {
  const std::string Version = std::to_string(LLVM_VERSION_MAJOR);
  const std::string Makefile = textOf(Root + "/Makefile");
  if (Makefile.find("LLVM_SUFFIX") == std::string::npos)
    return {"CC=clang-" + Version, "HOSTCC=gcc -fcommon -w"};
  std::vector<std::string> Flags = {"LLVM=-" + Version};
  // Any target will do where the kernel has no name for it: Kconfig compiles
  // only to find out what the compiler can do.
  const llvm::StringRef Source =
      Arch == "i386" || Arch == "x86_64" ? "x86" : llvm::StringRef(Arch);
  const std::string Targets = textOf(Root + "/scripts/Makefile.clang");
  if (!llvm::StringRef(Targets).contains("CLANG_TARGET_FLAGS_" + Source.str()))
    Flags.push_back("CLANG_TARGET_FLAGS=x86_64-linux-gnu");
  return Flags;
}

/// The last line that says something of what a program printed.
std::string lastLine(llvm::StringRef Log) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Log.split(Lines, '\n', -1, false);
  for (const llvm::StringRef Line : llvm::reverse(Lines))
    if (Line.contains("***") || Line.contains("rror"))
      return Line.trim().str();
  return Lines.empty() ? "it printed nothing" : Lines.back().trim().str();
}

llvm::Error failure(const std::string &Arch, const llvm::Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "architecture " + Arch +
                                     ", make allmodconfig failed: " + Why);
}

/// Runs make in \p Objects, where its log goes too.
llvm::Error run(const std::string &Program, const std::string &Root,
                const std::string &Objects, const std::string &Arch) {
  std::vector<std::string> Arguments = {
      Program,        "-C",           Root,
      "O=" + Objects, "ARCH=" + Arch, "KCONFIG_ALLCONFIG=" + Objects + "/set"};
  llvm::append_range(Arguments, compilers(Root, Arch));
  Arguments.push_back("allmodconfig");
  const std::vector<std::string> Environment = cleanEnvironment();
  const std::vector<llvm::StringRef> ArgumentRefs(Arguments.begin(),
                                                  Arguments.end());
  const std::vector<llvm::StringRef> EnvironmentRefs(Environment.begin(),
                                                     Environment.end());
  const std::string Log = Objects + "/log";
  std::string Message;
  const int Status = llvm::sys::ExecuteAndWait(
      Program, ArgumentRefs, llvm::ArrayRef<llvm::StringRef>(EnvironmentRefs),
      {llvm::StringRef(""), llvm::StringRef(Log), llvm::StringRef(Log)},
      TimeoutSeconds, 0, &Message);
  if (Status == 0)
    return llvm::Error::success();
  return failure(Arch, Message.empty() ? lastLine(textOf(Log)) : Message);
}

/// Removes a directory at the end of a scope.
struct Removal {
  const llvm::SmallString<128> &Directory;
  ~Removal() { fs::remove_directories(Directory); }
};

llvm::Expected<Symbols> configure(const std::string &Root,
                                  const std::string &Make,
                                  const std::string &Arch,
                                  const std::vector<std::string> &Options) {
  llvm::ErrorOr<std::string> Program = llvm::sys::findProgramByName(Make);
  if (!Program)
    return failure(Arch, Make + " is not installed");
  llvm::SmallString<128> Objects;
  if (const std::error_code E =
          fs::createUniqueDirectory("pageless-config", Objects))
    return failure(Arch, "no temporary directory: " + E.message());
  const Removal Done{Objects};
  {
    std::error_code E;
    llvm::raw_fd_ostream Set((Objects + "/set").str(), E);
    // The Kconfig of v4.1 leaves modules out once it is given a file, even an
    // empty one, and what allmodconfig makes m becomes y.
    if (llvm::none_of(Options, [](llvm::StringRef Option) {
          return Option.starts_with("CONFIG_MODULES=");
        }))
      Set << "CONFIG_MODULES=y\n";
    for (const std::string &Option : Options)
      Set << Option << '\n';
    Set.close();
    if (E || Set.has_error())
      return Set.clear_error(), failure(Arch, "cannot write " + Objects);
  }
  if (llvm::Error E = run(*Program, Root, std::string(Objects), Arch))
    return E;
  llvm::Expected<std::string> Config = readFile((Objects + "/.config").str());
  if (!Config)
    return Config.takeError();
  return readConfig(*Config);
}

} // namespace

Symbols pageless::readConfig(llvm::StringRef Text) {
  Symbols Found;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (!Line.consume_front("CONFIG_"))
      continue;
    const auto [Name, Value] = Line.rtrim().split('=');
    if (Value != "n" && Value != "\"\"")
      Found[Name.str()] = Value.str();
  }
  return Found;
}

Configurer pageless::makeConfigurer(const std::string &Root,
                                    const std::string &Make) {
  return [=](const std::string &Arch, const std::vector<std::string> &Options) {
    return configure(Root, Make, Arch, Options);
  };
}
