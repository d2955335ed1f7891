//===- cache/FileStates.h - What units may see of files ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_FILESTATES_H
#define PAGELESS_CACHE_FILESTATES_H

#include "cache/Digest.h"
#include "engine/Evaluate.h"
#include "engine/SharedFiles.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// How exactly a unit's facts depend on the text of files without a word, each
/// less than the one before.
enum class Sight : unsigned {
  Text,          ///< on every byte
  Tokens,        ///< on what it says to a compiler, but for columns
  UnlinedTokens, ///< the same, but for the numbers of lines
  Heads,         ///< Tokens of a header without the bodies that nobody asks for
  UnlinedHeads,  ///< the same, but for the numbers of lines
};
constexpr Sight LastSight = Sight::UnlinedHeads;

/// What one path stands for.
struct FileState {
  /// Of all that a unit may see: that there is nothing, or the text of a file,
  /// its name in the tree, whether it is in the ledger, and which carriers it
  /// spells.
  Digest digest;
  /// Equal for paths to the same thing on disk, and not too large; 0 for
  /// nothing.
  unsigned identity = 0;
  /// False if the digest does not tell all: a unit may have read one text while
  /// the ledger has another, or something that is no file.
  bool isCertain = true;
};

/// What is remembered of texts, so that they need not be looked through again.
class TextMemory {
public:
  virtual ~TextMemory() = default;
  virtual std::optional<Digest> recall(const Digest &Of) = 0;
  virtual void remember(const Digest &Of, const Digest &What) = 0;
};

/// Knows the states of all paths of one way through the tree. Safe to share
/// between threads, if the memory is.
class FileStates {
public:
  /// All must outlive the object.
  FileStates(const Job &J, const SharedFiles &Files, TextMemory &Memory);

  const SharedFiles &files() const { return Files; }
  FileState state(unsigned Number, Sight How);

private:
  FileState compute(unsigned Number, Sight How);
  Digest view(unsigned Number, llvm::StringRef Text, Sight How);
  unsigned identify(const PathState &State);

  const Job &J;
  const SharedFiles &Files;
  TextMemory &Memory;
  const Digest Names; ///< of carriers, and of what keeps a body
  std::mutex Mutex;
  std::map<std::pair<unsigned, Sight>, FileState> Known;
  std::map<std::pair<std::uint64_t, std::uint64_t>, unsigned> Identities;
};

/// Which of some paths are the same thing on disk: equal texts are equal
/// answers.
std::string aliasesAmong(llvm::ArrayRef<unsigned> Identities);

} // namespace pageless

#endif // PAGELESS_CACHE_FILESTATES_H
