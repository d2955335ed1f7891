//===- shard/Hash.h - Names for texts ---------------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_HASH_H
#define PAGELESS_SHARD_HASH_H

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

#include <cstdint>
#include <string>

namespace pageless {

/// Sums up texts, each with its end, so that "ab", "c" is not "a", "bc".
class Hash {
public:
  Hash &add(llvm::StringRef Text) {
    const std::uint64_t Size = Text.size();
    std::array<std::uint8_t, sizeof Size> Bytes;
    for (std::size_t I = 0; I < Bytes.size(); ++I)
      Bytes[I] = static_cast<std::uint8_t>(Size >> (8 * I));
    State.update(Bytes);
    State.update(Text);
    return *this;
  }

  /// 32 hex digits.
  std::string text() {
    return llvm::toHex(State.final<16>(), /*LowerCase=*/true);
  }

private:
  llvm::BLAKE3 State;
};

/// The same for one text.
inline std::string hashOf(llvm::StringRef Text) {
  return Hash().add(Text).text();
}

} // namespace pageless

#endif // PAGELESS_SHARD_HASH_H
