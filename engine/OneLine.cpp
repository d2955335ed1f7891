//===- engine/OneLine.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/OneLine.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace pageless;

/// How many bytes at the front of \p Text make a character that can be shown; 0
/// if none do.
static std::size_t shownSize(llvm::StringRef Text) {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data());
  const std::size_t Size = llvm::getNumBytesForUTF8(*Begin);
  if (Size == 1)
    return llvm::isPrint(Text.front()) ? 1 : 0;
  const bool IsLegal =
      Size <= Text.size() && llvm::isLegalUTF8Sequence(Begin, Begin + Size);
  // U+0080 to U+009F are control characters, too.
  return IsLegal && !(Begin[0] == 0xc2 && Begin[1] < 0xa0) ? Size : 0;
}

std::string pageless::oneLine(llvm::StringRef Text) {
  constexpr std::size_t Enough = 400;
  std::string Line;
  while (!Text.empty()) {
    if (Line.size() >= Enough)
      return Line + "...";
    if (const std::size_t Size = shownSize(Text)) {
      Line += Text.take_front(Size);
      Text = Text.drop_front(Size);
    } else {
      Line += "\\x" + llvm::toHex(Text.take_front(1), /*LowerCase=*/true);
      Text = Text.drop_front();
    }
  }
  return Line;
}
