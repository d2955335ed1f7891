//===- tests/support/Shell.h - Run a line of shell -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_SHELL_H
#define PAGELESS_TESTS_SUPPORT_SHELL_H

#include <array>
#include <cstdio>
#include <string>

#include <sys/wait.h>

namespace pageless::test {

/// Runs \p Command in a shell. What it prints on stdout becomes \p Text.
/// Returns its exit status, or -1 if it did not exit.
inline int runShell(const std::string &Command, std::string &Text) {
  Text.clear();
  FILE *Pipe = popen(Command.c_str(), "r");
  std::array<char, 4096> Buffer;
  while (const std::size_t N =
             std::fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Text.append(Buffer.data(), N);
  const int Status = pclose(Pipe);
  return WIFEXITED(Status) ? WEXITSTATUS(Status) : -1;
}

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_SHELL_H
