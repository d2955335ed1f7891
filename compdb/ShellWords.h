//===- compdb/ShellWords.h - The words of a shell command -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_SHELLWORDS_H
#define PAGELESS_COMPDB_SHELLWORDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pageless {

using Words = std::vector<std::string>;

/// The simple commands of a line of shell: it is cut at ; & | ( ) < > and
/// line ends, and the words lose their quotes as the shell would have it.
/// Variables and command substitutions are left as they are. A quote that never
/// ends ends with the line.
std::vector<Words> simpleCommands(llvm::StringRef Line);

/// The command as a line to paste into a shell.
std::string shellLine(llvm::ArrayRef<std::string> Command);

} // namespace pageless

#endif // PAGELESS_COMPDB_SHELLWORDS_H
