//===- series/Compose.cpp - Edits on top of edits -------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Compose.h"

#include "llvm/ADT/STLExtras.h"

#include <utility>

using namespace pageless;

namespace {

/// A run of bytes of a text after edits: `written`, or [begin, end) of what
/// was there before.
struct Piece {
  std::size_t begin = 0, end = 0;
  std::string written;
  std::size_t size() const { return written.size() + end - begin; }
};

/// The first \p Count bytes of \p P, and what is left of it.
std::pair<Piece, Piece> cut(Piece P, std::size_t Count) {
  if (!P.written.empty())
    return {{0, 0, P.written.substr(0, Count)},
            {0, 0, P.written.substr(Count)}};
  return {{P.begin, P.begin + Count, ""}, {P.begin + Count, P.end, ""}};
}

/// \p Pieces with \p Sorted, edits of the text that they are, applied.
std::vector<Piece> edit(const std::vector<Piece> &Pieces,
                        const std::vector<TextEdit> &Sorted) {
  std::vector<Piece> Out;
  std::size_t At = 0; // of the text that Pieces are
  auto Next = Pieces.begin();
  Piece Rest = Next == Pieces.end() ? Piece() : *Next;
  // Takes the pieces up to an offset.
  const auto TakeUntil = [&](std::size_t Offset, bool Keep) {
    while (At < Offset && Next != Pieces.end()) {
      const std::size_t Count = std::min(Rest.size(), Offset - At);
      auto [Head, Tail] = cut(std::move(Rest), Count);
      At += Count;
      if (Keep && Head.size() != 0)
        Out.push_back(std::move(Head));
      Rest = std::move(Tail);
      if (Rest.size() == 0 && ++Next != Pieces.end())
        Rest = *Next;
    }
  };
  for (const TextEdit &E : Sorted) {
    TakeUntil(E.offset, true);
    if (!E.text.empty())
      Out.push_back({0, 0, E.text});
    TakeUntil(E.offset + E.length, false);
  }
  TakeUntil(static_cast<std::size_t>(-1), true);
  return Out;
}

} // namespace

std::vector<TextEdit>
pageless::composeEdits(std::size_t Size, const std::vector<TextEdit> &First,
                       const std::vector<TextEdit> &Second) {
  const std::vector<Piece> Last = edit(edit({{0, Size, ""}}, First), Second);
  std::vector<TextEdit> Out;
  std::size_t At = 0; // of the first text
  std::string Written;
  const auto EditUntil = [&](std::size_t Begin) {
    if (Begin != At || !Written.empty())
      Out.push_back({At, Begin - At, std::exchange(Written, ""), 0});
  };
  for (const Piece &P : Last) {
    if (P.begin == P.end) {
      Written += P.written;
      continue;
    }
    EditUntil(P.begin);
    At = P.end;
  }
  EditUntil(Size);
  return Out;
}

std::size_t pageless::offsetBefore(std::size_t Offset,
                                   const std::vector<TextEdit> &Sorted) {
  std::size_t Added = 0, Removed = 0;
  for (const TextEdit &E : Sorted) {
    const std::size_t Begin = E.offset + Added - Removed;
    if (Offset < Begin)
      break;
    if (Offset < Begin + E.text.size())
      return E.offset;
    Added += E.text.size();
    Removed += E.length;
  }
  return Offset - Added + Removed;
}

bool pageless::replacesAny(const std::vector<TextEdit> &Sorted,
                           ByteRange Range) {
  return llvm::any_of(Sorted, [&](const TextEdit &E) {
    return E.length != 0 && E.offset < Range.end &&
           Range.begin < E.offset + E.length;
  });
}
