//===- check/Input.h - From the command line to the changes -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_INPUT_H
#define PAGELESS_CHECK_INPUT_H

#include "check/Changes.h"
#include "engine/Scan.h"

#include "llvm/Support/Error.h"

#include <string>

namespace pageless {

/// Where the diff comes from.
struct InputOptions {
  enum class From {
    File,   ///< `name` is a file with a diff or mails; "-" is stdin
    Since,  ///< `name` is a revision
    Staged, ///< what is staged
  };
  From from = From::Since;
  std::string name = "HEAD";
  bool apply = false; ///< the tree does not have the changes yet
  NameOptions names;  ///< for files
};

/// The changes, and what the tree's files are to be taken for.
struct Input {
  Changes changes;
  FileTexts texts; ///< in place of files on disk
};

/// Reads the diff and brings it together with the tree at \p Root. Fails, with
/// one line, if there is no diff to be had.
llvm::Expected<Input> readInput(const InputOptions &Options,
                                const std::string &Root);

/// The text of a file of the tree at \p Root, unless it is a link or lies
/// elsewhere; from \p Texts if it is there.
std::optional<std::string> readTreeFile(const std::string &Root,
                                        const std::string &Path,
                                        const FileTexts &Texts);

} // namespace pageless

#endif // PAGELESS_CHECK_INPUT_H
