//===- verify/SideBySide.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/SideBySide.h"

#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <vector>

using namespace pageless;
using llvm::StringRef;

namespace {

using Lines = llvm::SmallVector<StringRef>;

/// A row of the table; a side that has no line there is null.
struct Row {
  const StringRef *left, *right;
  char mark;
};

Lines linesOf(StringRef Text) {
  Lines All;
  Text.rtrim('\n').split(All, '\n');
  return All;
}

/// Lengths of the longest common subsequences of all tails.
std::vector<std::vector<unsigned>> tails(llvm::ArrayRef<StringRef> A,
                                         llvm::ArrayRef<StringRef> B) {
  std::vector<std::vector<unsigned>> Length(
      A.size() + 1, std::vector<unsigned>(B.size() + 1));
  for (std::size_t I = A.size(); I-- > 0;)
    for (std::size_t J = B.size(); J-- > 0;)
      Length[I][J] = A[I] == B[J]
                         ? Length[I + 1][J + 1] + 1
                         : std::max(Length[I + 1][J], Length[I][J + 1]);
  return Length;
}

/// Rows of what differs between two equal lines: pairs as long as there are.
void addChange(std::vector<Row> &Rows, llvm::ArrayRef<StringRef> A,
               llvm::ArrayRef<StringRef> B) {
  for (std::size_t I = 0; I < std::max(A.size(), B.size()); ++I)
    Rows.push_back({I < A.size() ? &A[I] : nullptr,
                    I < B.size() ? &B[I] : nullptr,
                    I >= A.size()   ? '>'
                    : I >= B.size() ? '<'
                                    : '|'});
}

/// Pairs the lines of two texts whose first and last lines differ.
void addPaired(std::vector<Row> &Rows, llvm::ArrayRef<StringRef> A,
               llvm::ArrayRef<StringRef> B) {
  constexpr std::size_t Enough = 4000 * 4000; // cells of the table
  if (A.size() * B.size() > Enough)
    return addChange(Rows, A, B);
  const auto Length = tails(A, B);
  std::size_t I = 0, J = 0, FromI = 0, FromJ = 0;
  while (I < A.size() && J < B.size()) {
    if (A[I] != B[J]) {
      ++(Length[I + 1][J] >= Length[I][J + 1] ? I : J);
      continue;
    }
    addChange(Rows, A.slice(FromI, I - FromI), B.slice(FromJ, J - FromJ));
    Rows.push_back({&A[I++], &B[J++], ' '});
    FromI = I;
    FromJ = J;
  }
  addChange(Rows, A.drop_front(FromI), B.drop_front(FromJ));
}

std::vector<Row> rowsOf(llvm::ArrayRef<StringRef> A,
                        llvm::ArrayRef<StringRef> B) {
  std::size_t Front = 0, Back = 0;
  const std::size_t Most = std::min(A.size(), B.size());
  while (Front < Most && A[Front] == B[Front])
    ++Front;
  while (Back < Most - Front &&
         A[A.size() - 1 - Back] == B[B.size() - 1 - Back])
    ++Back;
  std::vector<Row> Rows;
  for (std::size_t I = 0; I < Front; ++I)
    Rows.push_back({&A[I], &B[I], ' '});
  addPaired(Rows, A.slice(Front, A.size() - Front - Back),
            B.slice(Front, B.size() - Front - Back));
  for (std::size_t I = Back; I > 0; --I)
    Rows.push_back({&A[A.size() - I], &B[B.size() - I], ' '});
  return Rows;
}

/// The line, cut or filled up to a column.
std::string cell(const StringRef *Line, std::size_t Width, bool Fill) {
  std::string Text;
  if (Line)
    for (const char Byte : Line->take_front(Width))
      Text += Byte == '\t' ? ' ' : Byte;
  if (Fill)
    Text.resize(Width, ' ');
  return Text;
}

} // namespace

std::string pageless::sideBySide(StringRef Left, StringRef Right,
                                 std::size_t Width) {
  constexpr std::size_t Context = 3;
  const Lines A = linesOf(Left), B = linesOf(Right);
  const std::vector<Row> Rows = rowsOf(A, B);
  // How far the nearest row is that differs.
  std::vector<std::size_t> Near(Rows.size(), Rows.size());
  for (std::size_t I = 0; I < Rows.size(); ++I)
    Near[I] = Rows[I].mark != ' ' ? 0 : I ? Near[I - 1] + 1 : Rows.size();
  for (std::size_t I = Rows.size(); I-- > 1;)
    Near[I - 1] = std::min(Near[I - 1], Near[I] + 1);
  std::string Out;
  bool Cut = false;
  for (std::size_t I = 0; I < Rows.size(); ++I) {
    if (Near[I] > Context) {
      Out += Cut ? "" : "...\n";
      Cut = true;
      continue;
    }
    Cut = false;
    Out += cell(Rows[I].left, Width, true) + " " + Rows[I].mark + " " +
           cell(Rows[I].right, Width, false);
    Out.erase(Out.find_last_not_of(' ') + 1);
    Out += '\n';
  }
  return Out;
}
