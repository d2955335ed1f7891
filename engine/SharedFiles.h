//===- engine/SharedFiles.h - Files that units read in common --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Units read the same 1,000 headers and look for them in the same places. All
// of a run ask the disk once, and see the texts of the ledger.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SHAREDFILES_H
#define PAGELESS_ENGINE_SHAREDFILES_H

#include "engine/Scan.h"

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace pageless {

/// Where it matters which number a line has: what is __LINE__ there.
struct LineUses {
  /// Files without a word, by their identity on disk (PathState::id).
  std::set<std::pair<std::uint64_t, std::uint64_t>> files;
  bool anywhere = false; ///< where is not known

  void add(const LineUses &Other) {
    files.insert(Other.files.begin(), Other.files.end());
    anywhere |= Other.anywhere;
  }
};

/// What one unit asked the file system, in any number of parses. Paths are
/// numbered by the SharedFiles that were asked.
struct InputRecord {
  /// Each path of which the state or the text was asked for, perhaps more than
  /// once, also those that do not exist.
  std::vector<unsigned> paths;
  /// False if there was more than that, such as a folder's listing.
  bool isComplete = true;
  /// Files were shown as they are on disk, not headers without bodies.
  bool sawBodies = false;
  LineUses lines;
};

/// What a path stood for when somebody first asked, and stands for until the
/// end of the run.
struct PathState {
  enum class Kind { None, File, Folder, Other } kind = Kind::None;
  std::error_code error; ///< why there is nothing, or no text
  llvm::StringRef text;  ///< of a file, as units read it
  /// Equal for two paths to the same thing on disk.
  std::pair<std::uint64_t, std::uint64_t> id;
};

/// What is known about files and folders: safe to share between threads. What
/// has been asked for once stays as it was then, whatever happens on disk.
class SharedFiles {
public:
  /// Files of \p L with words have the ledger's text. \p L must outlive the
  /// object. \p Keep are the names that a body must not spell to be blanked.
  SharedFiles(const Ledger &L, llvm::StringSet<> Keep);
  ~SharedFiles();

  /// A view of the files from \p Directory, for one thread. What is asked
  /// through it is added to \p Record, which must outlive the view.
  /// \param Blanked show headers without the bodies that blankBodies() drops.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
  from(const std::string &Directory, bool Blanked,
       InputRecord *Record = nullptr) const;

  /// Adds a file that is not on disk, in a folder that is; nobody may have
  /// asked for it. \p Text must outlive the object, and a NUL must follow it.
  void add(const std::string &Path, llvm::StringRef Text);

  /// The number of a path, which is absolute; asks for it if nobody has yet.
  unsigned number(llvm::StringRef Path) const;
  llvm::StringRef path(unsigned Number) const;
  /// Reads the text, the whole of it, if it is a file and nobody has yet.
  PathState state(unsigned Number) const;
  /// The text of a file, as a view without bodies shows it.
  llvm::StringRef blanked(unsigned Number) const;
  /// The names that a body must not spell to be blanked.
  const llvm::StringSet<> &keep() const;

  struct Known;

private:
  std::shared_ptr<Known> K;
};

/// The disk, with the ledger's files in memory on top.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesAsSeen(const Ledger &L);

} // namespace pageless

#endif // PAGELESS_ENGINE_SHAREDFILES_H
