//===- tests/support/Program.h - Run the program ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_PROGRAM_H
#define PAGELESS_TESTS_SUPPORT_PROGRAM_H

#include <filesystem>
#include <map>
#include <string>

#include <sys/types.h>

namespace pageless::test {

/// How a program ended, and what it said.
struct Ended {
  int status = -1; ///< -1 if a signal ended it
  int signal = 0;  ///< 0 if none did
  std::string out, err;
};

/// A run of the program that may still go on.
class Running {
public:
  /// \p Arguments and \p Environment ("X=1 Y=2") are the shell's; the program
  /// runs in \p Folder, or here.
  explicit Running(const std::string &Arguments,
                   const std::string &Environment = "",
                   const std::string &Folder = "");
  ~Running();
  Running(const Running &) = delete;
  Running &operator=(const Running &) = delete;

  /// Waits until it has ended.
  Ended end();
  /// Waits until it has stopped; false if it ended instead.
  bool stops();
  pid_t pid() const { return Child; }

private:
  std::filesystem::path Said;
  pid_t Child = -1;
  int Status = 0;
  bool HasEnded = false;
};

/// Runs the program to its end.
Ended runProgram(const std::string &Arguments,
                 const std::string &Environment = "",
                 const std::string &Folder = "");

/// True if the text is one line that the program's name begins.
bool isOneLine(const std::string &Text);

/// The texts of all files below a folder, by relative path; links as "-> TO".
std::map<std::string, std::string> allBelow(const std::string &Folder);

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_PROGRAM_H
