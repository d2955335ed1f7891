//===- cache/Digest.h - What stands for a content ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_DIGEST_H
#define PAGELESS_CACHE_DIGEST_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/BLAKE3.h"

#include <array>
#include <cstdint>

namespace pageless {

/// 128 bits of BLAKE3, so that nobody can make two contents equal.
using Digest = std::array<std::uint8_t, 16>;

/// The digest's bytes. \p D must outlive the text.
inline llvm::StringRef bytesOf(const Digest &D) {
  return {reinterpret_cast<const char *>(D.data()), D.size()};
}

/// Digests a sequence of texts and numbers. Lengths count too: "ab", "c" is not
/// the same as "a", "bc".
class Digester {
public:
  Digester &add(std::uint64_t Number) {
    std::array<std::uint8_t, 8> Bytes;
    for (std::uint8_t &B : Bytes) {
      B = static_cast<std::uint8_t>(Number);
      Number >>= 8;
    }
    Hash.update(Bytes);
    return *this;
  }
  Digester &add(llvm::StringRef Text) {
    add(Text.size());
    Hash.update(Text);
    return *this;
  }
  Digest digest() {
    Digest D;
    Hash.final(D);
    return D;
  }

private:
  llvm::BLAKE3 Hash;
};

} // namespace pageless

#endif // PAGELESS_CACHE_DIGEST_H
