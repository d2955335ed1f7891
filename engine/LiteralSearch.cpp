//===- engine/LiteralSearch.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/LiteralSearch.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/Support/ErrorHandling.h"

#include <cstring>
#include <limits>
#include <utility>

#ifdef PAGELESS_HAS_HYPERSCAN
#include <hs/hs.h>
#endif

using namespace pageless;

#ifdef PAGELESS_HAS_HYPERSCAN

namespace {

/// The literals as Hyperscan wants them; null if it cannot search for them.
hs_database_t *compile(const std::vector<std::string> &Literals) {
  std::vector<const char *> Texts;
  std::vector<std::size_t> Lengths;
  std::vector<unsigned> Flags, Ids;
  for (std::size_t I = 0; I < Literals.size(); ++I)
    if (!Literals[I].empty()) {
      Texts.push_back(Literals[I].data());
      Lengths.push_back(Literals[I].size());
      Flags.push_back(0);
      Ids.push_back(static_cast<unsigned>(I));
    }
  hs_database_t *Database = nullptr;
  hs_compile_error_t *Wrong = nullptr;
  if (Texts.empty() || hs_valid_platform() != HS_SUCCESS)
    return nullptr;
  if (hs_compile_lit_multi(Texts.data(), Flags.data(), Ids.data(),
                           Lengths.data(), static_cast<unsigned>(Texts.size()),
                           HS_MODE_BLOCK, nullptr, &Database,
                           &Wrong) == HS_SUCCESS)
    return Database;
  hs_free_compile_error(Wrong);
  return nullptr;
}

struct Search {
  const std::vector<std::string> &literals;
  llvm::function_ref<void(std::size_t, std::size_t)> found;
};

int onMatch(unsigned Id, unsigned long long, unsigned long long End, unsigned,
            void *Context) {
  const auto *S = static_cast<const Search *>(Context);
  S->found(Id, static_cast<std::size_t>(End) - S->literals[Id].size());
  return 0;
}

} // namespace

LiteralSearch::LiteralSearch(std::vector<std::string> L, bool Fast)
    : Literals(std::move(L)), Database(Fast ? compile(Literals) : nullptr) {}

LiteralSearch::~LiteralSearch() {
  hs_free_database(static_cast<hs_database_t *>(Database));
}

LiteralSearch::Scratch::Scratch(const LiteralSearch &Search) {
  hs_scratch_t *Made = nullptr;
  if (Search.Database &&
      hs_alloc_scratch(static_cast<hs_database_t *>(Search.Database), &Made) !=
          HS_SUCCESS)
    llvm::report_bad_alloc_error("no memory to search texts with");
  Memory = Made;
}

LiteralSearch::Scratch::~Scratch() {
  hs_free_scratch(static_cast<hs_scratch_t *>(Memory));
}

/// False if the text is to be searched without Hyperscan.
static bool findFast(llvm::StringRef Text, void *Database, void *Scratch,
                     Search S) {
  return Database && Scratch &&
         Text.size() <= std::numeric_limits<unsigned>::max() &&
         hs_scan(static_cast<hs_database_t *>(Database), Text.data(),
                 static_cast<unsigned>(Text.size()), 0,
                 static_cast<hs_scratch_t *>(Scratch), onMatch,
                 &S) == HS_SUCCESS;
}

#else

LiteralSearch::LiteralSearch(std::vector<std::string> L, bool)
    : Literals(std::move(L)) {}
LiteralSearch::~LiteralSearch() = default;
LiteralSearch::Scratch::Scratch(const LiteralSearch &) {}
LiteralSearch::Scratch::~Scratch() = default;

#endif

LiteralSearch::Scratch::Scratch(Scratch &&Other) noexcept
    : Memory(std::exchange(Other.Memory, nullptr)) {}

void LiteralSearch::find(
    llvm::StringRef Text, Scratch &S,
    llvm::function_ref<void(std::size_t, std::size_t)> Found) const {
#ifdef PAGELESS_HAS_HYPERSCAN
  if (findFast(Text, Database, S.Memory, {Literals, Found}))
    return;
#else
  (void)S;
#endif
  for (std::size_t I = 0; I < Literals.size(); ++I) {
    const std::string &Literal = Literals[I];
    std::size_t From = 0;
    while (!Literal.empty() && From < Text.size()) {
      // glibc's memmem() is several times as fast as any find() of C++.
      const void *At = memmem(Text.data() + From, Text.size() - From,
                              Literal.data(), Literal.size());
      if (!At)
        break;
      const auto Begin =
          static_cast<std::size_t>(static_cast<const char *>(At) - Text.data());
      Found(I, Begin);
      From = Begin + 1;
    }
  }
}

bool pageless::isWholeWord(llvm::StringRef Text, std::size_t Begin,
                           std::size_t Length) {
  const std::size_t End = Begin + Length;
  return (Begin == 0 || !clang::isAsciiIdentifierContinue(Text[Begin - 1])) &&
         (End == Text.size() || !clang::isAsciiIdentifierContinue(Text[End]));
}
