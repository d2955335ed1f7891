//===- tests/lsp/PositionTest.cpp - Places in three encodings -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/Position.h"

#include "gtest/gtest.h"

using namespace pageless::lsp;

namespace {

// a, e acute (2 bytes), a character beyond U+FFFF (4 bytes), b
const std::string Line = "a\xc3\xa9\xf0\x9f\x90\xa7"
                         "b";
const std::string Text = "first\r\n" + Line + "\nlast";
constexpr std::size_t Start = 7;

TEST(Position, CountsInEveryEncoding) {
  const LineIndex Lines(Text);
  const std::size_t B = Start + 7; // the byte of 'b'
  EXPECT_EQ(Lines.positionOf(B, Encoding::Utf8), base::Position(1, 7));
  EXPECT_EQ(Lines.positionOf(B, Encoding::Utf16), base::Position(1, 4));
  EXPECT_EQ(Lines.positionOf(B, Encoding::Utf32), base::Position(1, 3));
}

TEST(Position, ComesBack) {
  const LineIndex Lines(Text);
  for (const Encoding E : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
    for (const std::size_t Offset :
         {std::size_t(0), Start, Start + 1, Start + 3, Start + 7, Start + 8,
          Start + 9, Text.size()})
      EXPECT_EQ(Lines.offsetOf(Lines.positionOf(Offset, E), E), Offset)
          << Offset << toString(E);
}

TEST(Position, BeyondTheEndIsTheEnd) {
  const LineIndex Lines(Text);
  EXPECT_EQ(Lines.offsetOf(base::Position(0, 99), Encoding::Utf16), 5u);
  EXPECT_EQ(Lines.offsetOf(base::Position(9, 0), Encoding::Utf16), Text.size());
  EXPECT_EQ(Lines.offsetOf(base::Position(-1, 0), Encoding::Utf16), 0u);
  // The second half of a pair of surrogates.
  EXPECT_EQ(Lines.offsetOf(base::Position(1, 3), Encoding::Utf16), Start + 3);
}

TEST(Position, ChangesAreApplied) {
  std::string Now = Text;
  base::TextDocumentContentChangeEvent Change;
  Change.range = base::Range(base::Position(1, 2), base::Position(1, 4));
  Change.text = "x";
  EXPECT_FALSE(apply(Change, Encoding::Utf16, Now));
  EXPECT_EQ(Now, "first\r\na\xc3\xa9xb\nlast");
  Change.range = base::Range(base::Position(2, 0), base::Position(0, 0));
  llvm::Error E = apply(Change, Encoding::Utf16, Now);
  EXPECT_TRUE(static_cast<bool>(E));
  llvm::consumeError(std::move(E));
  EXPECT_EQ(Now, "first\r\na\xc3\xa9xb\nlast");
  Change.range.reset();
  EXPECT_FALSE(apply(Change, Encoding::Utf16, Now));
  EXPECT_EQ(Now, "x");
}

TEST(Position, EncodingsHaveNames) {
  for (const Encoding E : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
    EXPECT_EQ(encodingNamed(toString(E)), E);
  EXPECT_FALSE(encodingNamed("utf-7"));
}

} // namespace
