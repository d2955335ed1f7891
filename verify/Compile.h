//===- verify/Compile.h - One unit, compiled in memory -------- -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The command is parsed, and what it says is done in this process by Clang's
// library: no program that it names is run, no plugin loaded, no file written.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_COMPILE_H
#define PAGELESS_VERIFY_COMPILE_H

#include "verify/UnitJob.h"

#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// What a compile makes.
enum class CompileTo { Object, Assembly, Bitcode };

/// What __LINE__ is, which edits may change.
enum class LinesAre {
  One,     ///< always 1
  Counted, ///< another number each time, for names that are made of it
  Real,
};

/// A warning or an error.
struct Diagnosed {
  bool isError = false;
  std::string text; ///< "error: message", with the option that asked for it
  std::string file; ///< as it is named, or ""
  unsigned line = 0;
};

/// What became of one compile.
struct Compiled {
  std::string output; ///< "" if there was an error
  std::vector<Diagnosed> diagnostics;
  std::set<std::string> edited; ///< the edited files that it read
  /// An edited file that it read under a name that has the old text; "" if
  /// there is none.
  std::string alias;

  /// The first error as "file:line: error: message"; "" if there is none.
  std::string firstError() const;
};

/// The units' files as one version of the tree has them.
using FilesOf = llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem>;

/// Compiles the unit of a job, whichever version of it.
class UnitCompiler {
public:
  /// \p Job must outlive the object.
  explicit UnitCompiler(const UnitJob &Job) : Job(Job) {}

  /// The files on disk with those of \p Version, `before` or `after` of the
  /// job, in their place. Fails, with one line, if one cannot be read or the
  /// command's directory is gone.
  llvm::Expected<FilesOf> files(const std::string &Version) const;

  /// Says what __LINE__ is from now on; first it is One.
  void setLines(LinesAre What) { Lines = What; }

  /// The invocation that the command asks for, with no output, instrumentation
  /// or debug information. Null if the command compiles no C.
  std::shared_ptr<clang::CompilerInvocation> invocation(FilesOf Files) const;

  /// True if the command says that Clang must not assemble.
  bool wantsOtherAssembler(FilesOf Files) const;

  /// Says whether the optimiser is to be left out; first it is not.
  void setOptimised(bool Is) { Optimised = Is; }

  Compiled compile(FilesOf Files, CompileTo To) const;

  /// The edited files that the unit reads; compiles nothing.
  std::set<std::string> editedFiles(FilesOf Files) const;

private:
  const UnitJob &Job;
  LinesAre Lines = LinesAre::One;
  bool Optimised = true;
};

/// \p Name, taken from \p Directory if it is relative, without dots.
std::string absoluteName(llvm::StringRef Name, llvm::StringRef Directory);

/// Those of \p After that were not there \p Before, as "file:line: message",
/// each as often as it is new. Lines move, so they are not compared.
std::vector<std::string> newDiagnostics(const Compiled &Before,
                                        const Compiled &After);

} // namespace pageless

#endif // PAGELESS_VERIFY_COMPILE_H
