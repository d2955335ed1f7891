//===- engine/LiteralSearch.h - Many words in one pass ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Hyperscan, where there is one for the processor: it takes as long for a
// hundred words as for one. Elsewhere glibc's memmem(), word by word.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_LITERALSEARCH_H
#define PAGELESS_ENGINE_LITERALSEARCH_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace pageless {

/// Finds every place of some strings in texts, whatever bytes they have.
class LiteralSearch {
public:
  /// What a thread needs to search; not to be shared between threads, nor used
  /// longer than the search that made it.
  class Scratch {
  public:
    explicit Scratch(const LiteralSearch &Search);
    ~Scratch();
    Scratch(Scratch &&Other) noexcept;
    Scratch &operator=(Scratch &&) = delete;

  private:
    friend class LiteralSearch;
    void *Memory = nullptr;
  };

  /// \p Fast false is for tests: what there is without Hyperscan.
  explicit LiteralSearch(std::vector<std::string> Literals, bool Fast = true);
  ~LiteralSearch();
  LiteralSearch(const LiteralSearch &) = delete;
  LiteralSearch &operator=(const LiteralSearch &) = delete;

  const std::vector<std::string> &literals() const { return Literals; }

  /// Calls \p Found with the index of a literal and the offset where \p Text
  /// has it, for each such place: for one literal from left to right. The empty
  /// string is nowhere.
  void find(llvm::StringRef Text, Scratch &S,
            llvm::function_ref<void(std::size_t Literal, std::size_t Begin)>
                Found) const;

private:
  std::vector<std::string> Literals;
  void *Database = nullptr; ///< Hyperscan's; null if it cannot be used
};

/// True if no byte of an identifier stands before or behind that part of
/// \p Text; '$' and bytes that are not ASCII count as none.
bool isWholeWord(llvm::StringRef Text, std::size_t Begin, std::size_t Length);

} // namespace pageless

#endif // PAGELESS_ENGINE_LITERALSEARCH_H
