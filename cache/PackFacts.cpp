//===- cache/PackFacts.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/PackFacts.h"

#include "engine/FactsJson.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"

#include <nlohmann/json.hpp>

using namespace pageless;
namespace zstd = llvm::compression::zstd;

namespace {

/// The first bytes: the size before compression, or 0 if there was none.
constexpr std::size_t HeaderSize = 8;
constexpr int Level = 3;

llvm::ArrayRef<std::uint8_t> bytes(llvm::StringRef Text) {
  return llvm::arrayRefFromStringRef(Text);
}

} // namespace

std::string pageless::factsText(const UnitFacts &Facts) {
  std::string Cbor;
  nlohmann::json::to_cbor(factsToJson(Facts), Cbor);
  return Cbor;
}

std::string pageless::packFacts(llvm::StringRef Text) {
  std::string Packed(HeaderSize, '\0');
  if (!zstd::isAvailable())
    return Packed += Text;
  llvm::support::endian::write64le(Packed.data(), Text.size());
  llvm::SmallVector<std::uint8_t, 0> Small;
  zstd::compress(bytes(Text), Small, Level);
  return Packed += llvm::toStringRef(Small);
}

std::optional<UnitFacts> pageless::unpackFacts(llvm::StringRef Packed) {
  if (Packed.size() < HeaderSize)
    return std::nullopt;
  const std::uint64_t Size = llvm::support::endian::read64le(Packed.data());
  llvm::StringRef Cbor = Packed.drop_front(HeaderSize);
  llvm::SmallVector<std::uint8_t, 0> Large;
  if (Size != 0) {
    if (!zstd::isAvailable())
      return std::nullopt;
    if (llvm::Error E = zstd::decompress(bytes(Cbor), Large, Size)) {
      llvm::consumeError(std::move(E));
      return std::nullopt;
    }
    Cbor = llvm::toStringRef(Large);
  }
  nlohmann::json Document;
  try { // not to allow exceptions leaves some
    Document = nlohmann::json::from_cbor(Cbor.begin(), Cbor.end());
  } catch (const nlohmann::json::exception &) {
    return std::nullopt;
  }
  auto Facts = factsFromJson(Document);
  if (Facts)
    return std::move(*Facts);
  llvm::consumeError(Facts.takeError());
  return std::nullopt;
}
