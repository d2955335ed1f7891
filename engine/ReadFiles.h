//===- engine/ReadFiles.h - Listing and reading a whole tree ---*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A kernel has 60,000 sources in 5,000 folders: with all of them in the page
// cache, system calls and copies are what a scan takes its time for.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_READFILES_H
#define PAGELESS_ENGINE_READFILES_H

#include "engine/Site.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pageless {

/// True for the names of .c and .h files.
bool isSourceFile(llvm::StringRef Path);

/// The .c and .h files below \p Folder of the tree \p Root ("" for all of it),
/// relative to the root, sorted. Links and what is called .git are left out.
/// Fails, with one line, if a folder cannot be listed.
/// \param Threads 0 for one per core
llvm::Expected<std::vector<std::string>>
listSources(const std::string &Root, llvm::StringRef Folder, unsigned Threads);

/// How files are read.
struct Reading {
  unsigned threads = 0; ///< 0 for one per core
  /// Small files in batches, where BatchReader can.
  bool batches = true;

  Reading(unsigned Threads, bool Batches = true)
      : threads(Threads), batches(Batches) {}
};

/// How many workers readFiles() has at most.
unsigned countWorkers(unsigned Threads);

/// What is done with a file: by which worker, from 0; its index; and its text
/// or an error that names it. A NUL follows the text, as Clang's lexer wants;
/// it is gone when the call returns.
using FileWork = llvm::function_ref<void(unsigned Worker, std::size_t Index,
                                         llvm::Expected<llvm::StringRef>)>;

/// Reads \p Files, relative to \p Root, on several threads. A worker works on
/// one file at a time. Texts of \p InMemory stand in for files.
void readFiles(const std::string &Root, const FileTexts &InMemory,
               llvm::ArrayRef<std::string> Files, Reading How, FileWork Work);

/// The file's bytes, or an error that names it.
llvm::Expected<std::string> readFile(const std::string &Path);

} // namespace pageless

#endif // PAGELESS_ENGINE_READFILES_H
