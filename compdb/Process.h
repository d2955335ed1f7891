//===- compdb/Process.h - Running a program and reading what it says -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_PROCESS_H
#define PAGELESS_COMPDB_PROCESS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// A program to run.
struct Process {
  std::vector<std::string> command;     ///< the program first, found in PATH
  std::vector<std::string> environment; ///< NAME=VALUE; all there is
  std::string errors; ///< file for standard error; "": with standard output
};

/// Runs the program with nothing on its standard input and hands on each line
/// of its output as it comes, without the line end; nothing is kept. Gives the
/// exit status, 128 and more if a signal ended it; fails if the program cannot
/// be run. Needs /proc.
llvm::Expected<int> run(const Process &P,
                        llvm::function_ref<void(llvm::StringRef)> OnLine);

/// The environment of this process without what would steer a kernel's make
/// (MAKEFLAGS, ARCH, KCONFIG_CONFIG and so on), with LC_ALL=C, and with
/// \p More.
std::vector<std::string> cleanEnvironment(llvm::ArrayRef<std::string> More);

} // namespace pageless

#endif // PAGELESS_COMPDB_PROCESS_H
