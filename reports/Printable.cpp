//===- reports/Printable.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Printable.h"

#include <cstddef>

namespace pageless {
namespace {

struct Letter {
  std::size_t bytes = 1;
  char32_t code = 0;
  bool isValid = false;
};

/// The first letter of a text in UTF-8.
Letter firstOf(std::string_view Text) {
  const auto Byte = [&](std::size_t I) {
    return static_cast<unsigned char>(Text[I]);
  };
  const unsigned First = Byte(0);
  if (First < 0x80)
    return {1, First, true};
  const std::size_t Bytes = First >= 0xf0 ? 4 : First >= 0xe0 ? 3 : 2;
  if (First < 0xc2 || First > 0xf4 || Text.size() < Bytes)
    return {};
  char32_t Code = First & (0xffu >> (Bytes + 1));
  for (std::size_t I = 1; I < Bytes; ++I) {
    if ((Byte(I) & 0xc0) != 0x80)
      return {};
    Code = Code << 6 | (Byte(I) & 0x3f);
  }
  constexpr char32_t Least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (Code < Least[Bytes] || Code > 0x10ffff ||
      (Code >= 0xd800 && Code < 0xe000))
    return {};
  return {Bytes, Code, true};
}

bool isHarmless(char32_t Code) {
  if (Code < 0x20)
    return Code == '\t';
  const bool IsControl = Code >= 0x7f && Code < 0xa0;
  const bool EndsLine = Code == 0x2028 || Code == 0x2029;
  const bool Turns = Code == 0x61c || Code == 0x200e || Code == 0x200f ||
                     (Code >= 0x202a && Code <= 0x202e) ||
                     (Code >= 0x2066 && Code <= 0x2069);
  return !IsControl && !EndsLine && !Turns;
}

} // namespace

std::string printable(std::string_view Text) {
  std::string Out;
  while (!Text.empty()) {
    const Letter L = firstOf(Text);
    if (L.isValid && isHarmless(L.code))
      Out += Text.substr(0, L.bytes);
    else
      Out += '?';
    Text.remove_prefix(L.bytes);
  }
  return Out;
}

} // namespace pageless
