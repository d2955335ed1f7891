//===- check/Git.h - Diffs and mails from the git program -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CHECK_GIT_H
#define PAGELESS_CHECK_GIT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What git prints for \p Arguments in \p Directory. Fails with its first line
/// on stderr. Changes nothing in a repository, as long as the command does not.
llvm::Expected<std::string> askGit(const std::string &Directory,
                                   llvm::ArrayRef<std::string> Arguments);

/// What the working tree adds since it left \p Revision: against the commit
/// where the two part, not against what was done there later. Paths are
/// relative to \p Tree.
llvm::Expected<std::string> diffSince(const std::string &Tree,
                                      const std::string &Revision);

/// What is staged for the next commit.
llvm::Expected<std::string> diffStaged(const std::string &Tree);

/// The texts of the sources that the index has otherwise than the working
/// tree, by path relative to \p Tree.
llvm::Expected<std::map<std::string, std::string>>
stagedTexts(const std::string &Tree);

/// True for a mail, a mailbox, or what git format-patch writes.
bool isMail(llvm::StringRef Text);

/// The patches of a mailbox in its order, decoded, each behind its message.
/// Mails without a patch give a text without one.
llvm::Expected<std::vector<std::string>> splitMails(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_CHECK_GIT_H
