//===- verify/Scratch.h - Where the provers work -------------- -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_SCRATCH_H
#define PAGELESS_VERIFY_SCRATCH_H

#include "verify/Patches.h"
#include "verify/UnitJob.h"

#include <atomic>
#include <memory>
#include <string>

namespace pageless {

/// A temporary folder with both versions of the edited files, from which one
/// process for each unit is started. Removed with the object.
class Scratch {
public:
  /// Fails, with one line, if the folder cannot be filled. \p Program is this
  /// one's path.
  static llvm::Expected<std::unique_ptr<Scratch>>
  make(const std::string &Program,
       const std::map<std::string, FileVersions> &Versions);
  ~Scratch();
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  std::string before() const { return Folder + "/before"; }
  std::string after() const { return Folder + "/after"; }

  /// Has a process do the job. If it ends without an answer, or with none that
  /// can be read, the answer says so. Safe from several threads.
  UnitAnswer ask(const UnitJob &Job, double &Seconds,
                 std::size_t &PeakMegabytes);

private:
  Scratch(std::string Program, std::string Folder)
      : Program(std::move(Program)), Folder(std::move(Folder)) {}

  std::string Program, Folder;
  std::atomic<unsigned> Next = 0;
};

} // namespace pageless

#endif // PAGELESS_VERIFY_SCRATCH_H
