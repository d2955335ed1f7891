//===- compdb/Configuration.h - One compile database of a kernel -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_CONFIGURATION_H
#define PAGELESS_COMPDB_CONFIGURATION_H

#include "compdb/KernelTree.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// The programs of LLVM and others that a kernel's make calls.
struct Toolchain {
  std::string clang;   ///< e.g. "clang-22"
  std::string suffix;  ///< e.g. "-22", or "" if the programs have none
  std::string version; ///< the first line of clang --version

  /// Looks for make, Clang of the version that pageless is built on or, if
  /// there is none, any Clang, and what else \p Tree needs. Fails with one line
  /// that names what is not installed.
  static llvm::Expected<Toolchain> find(const KernelTree &Tree);
};

/// What is the same for all architectures of a run.
struct CompdbRequest {
  KernelTree tree;
  Toolchain tools;
  std::string config;     ///< a target of make, e.g. allmodconfig; or
  std::string configFile; ///< the .config to take; absolute
  std::vector<SetOption> set;
  std::vector<std::string> targets; ///< of make; empty: the whole kernel
  std::string out;                  ///< absolute
  unsigned jobs = 1;
  /// Called with each command before it runs, as a line of shell.
  std::function<void(const std::string &)> onCommand;
  /// Called now and then: what is counted, and how many there are so far.
  std::function<void(const char *, std::size_t)> onProgress;
};

/// What became of one architecture.
struct CompdbResult {
  std::string directory; ///< the O= folder, with compile_commands.json
  std::optional<std::string> error; ///< one line; then there is no database
  std::vector<std::string> log; ///< with an error: the last lines of the log
  /// What is not as asked for, one line each: refused options, headers that
  /// could not be made.
  std::vector<std::string> shortfalls;
  std::vector<std::string> notes; ///< what to know, one line each
  Target target;
  std::size_t commands = 0, generated = 0;
  std::vector<std::pair<std::string, double>> seconds; ///< by step
  std::set<std::string> dropped, withoutAssembly;
  std::vector<std::string> missingHeaders, refused;
};

/// The O= folder of an architecture: OUT/ARCH-CONFIG and the set options.
std::string configurationDirectory(const CompdbRequest &Request,
                                   const Architecture &Arch);

/// Makes the folder's compile_commands.json and pageless-compdb.json. All that
/// can go wrong is in the result.
CompdbResult makeDatabase(const CompdbRequest &Request,
                          const Architecture &Arch);

/// Writes pageless-compdb.json into the folder; fails with one line.
llvm::Error writeSidecar(const CompdbRequest &Request, const Architecture &Arch,
                         const CompdbResult &Result);

} // namespace pageless

#endif // PAGELESS_COMPDB_CONFIGURATION_H
