//===- tool/Guard.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Guard.h"

#include "reports/Printable.h"

#include "llvm/Support/Compiler.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace pageless;

void pageless::guardProcess() {
  std::signal(SIGXFSZ, SIG_IGN);
#if !LLVM_ADDRESS_SANITIZER_BUILD
  // Clang takes a failed allocation for a crash, which costs one unit.
  const long Pages = sysconf(_SC_PHYS_PAGES), Size = sysconf(_SC_PAGESIZE);
  rlimit Data{};
  if (Pages <= 0 || Size <= 0 || getrlimit(RLIMIT_DATA, &Data) != 0)
    return;
  const rlim_t All = rlim_t(Pages) * rlim_t(Size);
  if (Data.rlim_cur == RLIM_INFINITY && Data.rlim_max >= All) {
    Data.rlim_cur = All;
    setrlimit(RLIMIT_DATA, &Data);
  }
#endif
}

void pageless::sayProblem(const std::string &Message) {
  llvm::errs() << "pageless: " << printable(Message) << '\n';
}

bool pageless::isAllPrinted() {
  llvm::raw_fd_ostream &Out = llvm::outs();
  Out.flush();
  if (!Out.has_error())
    return true;
  sayProblem("cannot write to stdout: " + Out.error().message());
  Out.clear_error(); // or LLVM ends the program, as after an error of its own
  return false;
}
