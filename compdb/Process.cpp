//===- compdb/Process.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Process.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

#include <array>
#include <fcntl.h>
#include <optional>
#include <set>
#include <unistd.h>

using namespace pageless;
namespace sys = llvm::sys;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// Cuts what comes through the pipe into lines, until its end.
void readLines(int Pipe, llvm::function_ref<void(llvm::StringRef)> OnLine) {
  std::array<char, 1 << 16> Buffer;
  std::string Rest; // a line whose end has not come yet
  while (true) {
    const ssize_t N =
        sys::RetryAfterSignal(-1, ::read, Pipe, Buffer.data(), Buffer.size());
    if (N <= 0)
      break;
    llvm::StringRef Text(Buffer.data(), static_cast<std::size_t>(N));
    for (std::size_t End = Text.find('\n'); End != llvm::StringRef::npos;
         End = Text.find('\n')) {
      Rest += Text.take_front(End);
      OnLine(Rest);
      Rest.clear();
      Text = Text.drop_front(End + 1);
    }
    Rest += Text;
  }
  if (!Rest.empty())
    OnLine(Rest);
}

} // namespace

llvm::Expected<int>
pageless::run(const Process &P,
              llvm::function_ref<void(llvm::StringRef)> OnLine) {
  auto Program = sys::findProgramByName(P.command.front());
  if (!Program)
    return problem(P.command.front() + " is not installed");
  int Pipe[2];
  if (::pipe2(Pipe, O_CLOEXEC))
    return problem("cannot make a pipe: " + sys::StrError());
  // LLVM redirects to files only. The child opens the pipe by this name.
  const std::string Output = "/proc/self/fd/" + std::to_string(Pipe[1]);
  if (!P.errors.empty())
    sys::fs::remove(P.errors); // what is there would not be cut off
  const std::optional<llvm::StringRef> Redirects[] = {
      "", Output, P.errors.empty() ? Output : P.errors};
  const llvm::SmallVector<llvm::StringRef> Arguments(P.command.begin(),
                                                     P.command.end());
  const llvm::SmallVector<llvm::StringRef> Environment(P.environment.begin(),
                                                       P.environment.end());
  std::string Message;
  bool Failed = false;
  const sys::ProcessInfo Child =
      sys::ExecuteNoWait(*Program, Arguments, llvm::ArrayRef(Environment),
                         Redirects, 0, &Message, &Failed);
  ::close(Pipe[1]);
  if (!Failed)
    readLines(Pipe[0], OnLine);
  ::close(Pipe[0]);
  if (Failed)
    return problem("cannot run " + *Program + ": " + Message);
  const int Status = sys::Wait(Child, std::nullopt, &Message).ReturnCode;
  return Status < 0 ? 128 : Status;
}

std::vector<std::string>
pageless::cleanEnvironment(llvm::ArrayRef<std::string> More) {
  static const std::set<llvm::StringRef> Foreign = {"MAKEFLAGS",
                                                    "MFLAGS",
                                                    "GNUMAKEFLAGS",
                                                    "MAKELEVEL",
                                                    "MAKEFILES",
                                                    "MAKEOVERRIDES",
                                                    "ARCH",
                                                    "SUBARCH",
                                                    "SRCARCH",
                                                    "CROSS_COMPILE",
                                                    "LLVM",
                                                    "LLVM_IAS",
                                                    "CC",
                                                    "HOSTCC",
                                                    "LD",
                                                    "AR",
                                                    "CFLAGS",
                                                    "KCFLAGS",
                                                    "KCPPFLAGS",
                                                    "KAFLAGS",
                                                    "HOSTCFLAGS",
                                                    "INSTALL_PATH",
                                                    "LOCALVERSION",
                                                    "O",
                                                    "V",
                                                    "C",
                                                    "W",
                                                    "M"};
  std::vector<std::string> Clean;
  for (char **Each = environ; *Each; ++Each) {
    const llvm::StringRef Entry(*Each);
    const llvm::StringRef Name = Entry.split('=').first;
    if (!Foreign.count(Name) && !Name.starts_with("KBUILD_") &&
        !Name.starts_with("KCONFIG_") && !Name.starts_with("LC_") &&
        Name != "LANG" && Name != "LANGUAGE")
      Clean.push_back(Entry.str());
  }
  Clean.push_back("LC_ALL=C");
  Clean.insert(Clean.end(), More.begin(), More.end());
  return Clean;
}
